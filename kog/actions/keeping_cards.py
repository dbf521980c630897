"""The contact card of a person."""

from django.db import transaction

from kog import history
from kog.models import User

CARD = ("title", "phone", "responsibilities", "languages", "locale")


@transaction.atomic
def change_card(person: User, *, by: User, **facts: str) -> None:
    """Write what changed. History keeps which parts, not the words: a card is personal."""
    unknown = set(facts) - set(CARD)
    if unknown:
        raise TypeError(f"not on the card: {', '.join(sorted(unknown))}")
    person = User.objects.select_for_update().get(pk=person.pk)
    changed = [name for name, value in facts.items() if getattr(person, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(person, name, facts[name])
    person.save(update_fields=changed)
    history.record(person, "card_changed", by=by, parts=", ".join(changed))
