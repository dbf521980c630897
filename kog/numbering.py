"""Numbers are given once, under a lock, and never reused; a gap is allowed, a second use is not."""

from django.db import connection, transaction

from kog.models import Counter


def next_number(series: str) -> int:
    """The next number of this series. Call it inside the transaction that uses the number."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A number is given only inside a transaction.")
    Counter.objects.get_or_create(series=series)
    counter = Counter.objects.select_for_update().get(series=series)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
