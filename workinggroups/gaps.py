"""What is missing between the groups and the board, as sentences on the pages of the network."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kog.models import Committee, Seat, User
from workinggroups import queries

Sentence = dict[str, str]


def for_dashboard(request: HttpRequest, person: User) -> dict[str, Any] | None:
    """For the secretariat: every gap of the network. Two queries; nothing to say, no panel."""
    if not person.has_perm("kog.change_seats"):
        return None
    vacant: dict[int, list[Seat]] = {}
    for seat in queries.vacant_seats():
        vacant.setdefault(seat.committee_id, []).append(seat)
    sentences = []
    for committee in queries.with_gaps():
        sentences += _sentences(committee, vacant.get(committee.pk, []))
    return {"warnings": sentences, "named": True} if sentences else None


def for_committee(request: HttpRequest, committee: Committee) -> dict[str, Any] | None:
    """For those who can mend it: the secretariat and the lead of the group."""
    if not request.user.has_perm("kog.change_group_members", committee):
        return None
    sentences = []
    for found in queries.with_gaps().filter(pk=committee.pk):
        sentences += _sentences(found, [])
    return {"warnings": sentences, "named": False} if sentences else None


def _sentences(committee: Committee, vacant: list[Seat]) -> list[Sentence]:
    texts = []
    if committee.vacant:
        texts.append(_vacant(committee.vacant, vacant))
    if committee.led_from_outside:
        texts.append(_("The lead %(house)s has no seat on the board.") % {"house": committee.lead})
    if committee.unnamed and committee.unlinked:
        texts.append(
            _("No link person is named and nobody sits on the board: nobody carries there what comes up here.")
        )
    elif committee.unnamed:
        texts.append(_("No link person to the board is named."))
    place = {"committee": committee.short_name, "url": committee.get_absolute_url()}
    return [place | {"text": text} for text in texts]


def _vacant(number: int, seats: list[Seat]) -> str:
    count = ngettext("%(count)d vacant seat", "%(count)d vacant seats", number) % {"count": number}
    return f"{count}: {', '.join(str(seat) for seat in seats)}" if seats else count
