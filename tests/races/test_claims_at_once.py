from kog import claiming, outbox, search
from kog.models import Committee, OutboxMail, SearchEntry, SearchUpdate
from kog.search import indexing


def test_of_many_workers_one_gets_a_row(transactional_db, at_once):
    outbox.write_plain("notice", "a@kog.example", subject="Eins", text="Text")

    got = at_once(*[lambda: claiming.claim(OutboxMail.objects.all())] * 4)

    assert sum(row is not None for row in got) == 1
    assert OutboxMail.objects.get().attempts == 1


def test_workers_share_what_waits(transactional_db, at_once):
    for number in range(4):
        outbox.write_plain("notice", "a@kog.example", subject=str(number), text="Text")

    got = at_once(*[lambda: claiming.claim(OutboxMail.objects.all())] * 4)

    assert len({row.pk for row in got if row is not None}) == sum(row is not None for row in got) >= 1


def test_record_that_two_workers_index_at_once_is_found_once(full_board, at_once):
    board: Committee = full_board
    SearchUpdate.objects.all().delete()
    for _twice in range(2):
        search.touch(board)

    at_once(indexing.refresh_next, indexing.refresh_next)
    indexing.catch_up()

    assert SearchEntry.objects.filter(kind="committee", object_id=board.pk).count() == 1
    assert not SearchUpdate.objects.exists()
