"""Something comes up: a group raises a matter, which gets its number for life and waits to be put on an agenda."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import NotPossibleNow
from kog.markdown import to_html
from kog.models import Committee, User
from kog.numbering import next_number
from meetings.actions.agenda import suggest_item
from meetings.actions.locking import lock_committee
from meetings.enums import ItemKind, MatterKind
from meetings.models import Matter


def number_matter(year: int) -> dict[str, str]:
    number = f"V-{year}-{next_number(f'matter:{year}'):03}"
    return {"number": number, "slug": number.lower()}


@transaction.atomic
def raise_matter(origin: Committee, *, kind: str, title: str, text: str, by: User) -> Matter:
    """Raise a matter to the committee that set the group up, and suggest it for that committee's agenda. Refused when
    the group raised the same within a day: somebody pressed the button twice.
    """
    if origin.parent is None:
        raise NotPossibleNow(
            "no_addressee", _("%(committee)s has nobody above it to turn to.") % {"committee": origin.name}
        )
    if kind not in MatterKind.values:
        raise NotPossibleNow("no_such_kind", _("Please choose what kind of matter it is."))
    if not title.strip():
        raise NotPossibleNow("matter_without_title", _("What is it about? Please enter it."))
    lock_committee(origin.pk)
    _refuse_twice(origin, title.strip())
    matter = Matter.objects.create(
        **number_matter(timezone.localdate().year),
        kind=kind,
        title=title.strip(),
        text=text.strip(),
        text_html=to_html(text.strip()),
        origin=origin,
        addressee=origin.parent,
        raised_by=by,
    )
    history.record(matter, "raised", by=by, origin=origin, addressee=origin.parent)
    content = {"title": matter.title, "text": matter.text, "kind": ItemKind.DECISION, "presenter": origin.short_name}
    suggest_item(origin.parent, content, by=by, from_group=origin, matter=matter)
    return matter


def _refuse_twice(origin: Committee, title: str) -> None:
    a_day_ago = timezone.now() - dt.timedelta(days=1)
    twin = Matter.objects.filter(origin=origin, title=title, raised_at__gt=a_day_ago).first()
    if twin:
        raise NotPossibleNow(
            "raised_already", _("This was brought up already and has the number %(number)s.") % {"number": twin.number}
        )
