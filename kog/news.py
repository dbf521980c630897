"""What the network itself has to tell in a digest."""

import datetime as dt
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kog import notices, rules
from kog.models import HistoryEntry, Occupancy, Seat, User


def new_colleagues(person: User, since: dt.datetime, until: dt.datetime) -> Iterator[notices.Line]:
    """Who was given a seat in the committees of this person; not when it begins, but when it became known."""
    seats = Seat.objects.filter(committee__in=rules.member_of(person)).values("pk")
    told = HistoryEntry.objects.filter(
        subject_type=ContentType.objects.get_for_model(Seat),
        subject_id__in=seats,
        verb="seat_occupied",
        at__gt=since,
        at__lte=until,
    )
    known = {(entry.subject_id, entry.facts.get("person_id")) for entry in told}
    if not known:
        return
    occupancies = Occupancy.objects.filter(seat__in={seat for seat, _person in known}).exclude(person=person)
    for one in occupancies.select_related("person", "seat__institution", "seat__committee").order_by("pk"):
        if (one.seat_id, one.person_id) in known:
            facts = {"person": one.person, "institution": one.seat, "committee": one.seat.committee.short_name}
            yield notices.Line(
                _("%(committee)s: %(person)s for %(institution)s") % facts, one.person.get_absolute_url()
            )


notices.register_news(
    "colleagues",
    gettext_lazy("New people in my committees"),
    new_colleagues,
    hint=gettext_lazy("Who was given a seat in a committee in which you sit."),
)
