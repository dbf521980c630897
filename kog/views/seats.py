"""Seats and who sits on them: the secretariat everywhere, the lead of a group in the own group."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kog import queries, trails
from kog.access import committee_for, occupancy_for, seat_for
from kog.actions import appointing
from kog.committee_forms import LastDayForm, OccupyForm, SeatForm

from .guards import needs
from .steps import step

PERMISSION = "kog.change_group_members"


@require_safe
@needs("kog.view_network")
def seats(request: HttpRequest, key: str) -> HttpResponse:
    committee = committee_for(request.user, key, PERMISSION)
    page = {
        "committee": committee,
        "seats": queries.seats_to_fill(committee),
        "trail": trails.committee(committee),
        "may_invite": request.user.has_perm("kog.invite_person"),
    }
    return render(request, "kog/seats.html", page)


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def open_seat(request: HttpRequest, key: str) -> HttpResponse:
    committee = committee_for(request.user, key, PERMISSION)
    return step(
        request,
        SeatForm(request.POST or None),
        lambda data: appointing.open_seat(committee, by=request.user, **data),
        back=reverse("kog:seats", args=[key]),
        done=_("The seat is open. It is vacant until somebody takes it."),
        trail=trails.seats(committee),
        title=_("Open a seat"),
        submit=_("Open the seat"),
    )


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def occupy(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    committee = committee_for(request.user, key, PERMISSION)
    seat = seat_for(request.user, committee, pk, PERMISSION)
    return step(
        request,
        OccupyForm(request.POST or None, seat=seat),
        lambda data: appointing.occupy(seat, by=request.user, **data),
        back=reverse("kog:seats", args=[key]),
        done=_("The seat is taken."),
        trail=trails.seats(committee),
        title=_("Fill the seat of %(institution)s") % {"institution": seat},
        submit=_("Fill the seat"),
    )


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def end_seat(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    committee = committee_for(request.user, key, PERMISSION)
    seat = seat_for(request.user, committee, pk, PERMISSION)
    return step(
        request,
        LastDayForm(request.POST or None),
        lambda data: appointing.end_seat(seat, on=data["on"], by=request.user),
        back=reverse("kog:seats", args=[key]),
        done=_("The seat ends."),
        trail=trails.seats(committee),
        title=_("End the seat of %(institution)s") % {"institution": seat},
        intro=_("Whoever sits on it leaves on the same day. Nothing is deleted: the past shows the seat as it was."),
        submit=_("End the seat"),
        danger=True,
    )


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def vacate(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    committee = committee_for(request.user, key, PERMISSION)
    occupancy = occupancy_for(request.user, committee, pk, PERMISSION)
    facts = {"person": occupancy.person.name, "institution": occupancy.seat}
    return step(
        request,
        LastDayForm(request.POST or None),
        lambda data: appointing.vacate(occupancy, on=data["on"], by=request.user),
        back=reverse("kog:seats", args=[key]),
        done=_("The change is saved."),
        trail=trails.seats(committee),
        title=_("%(person)s leaves the seat of %(institution)s") % facts,
        intro=_("The seat stays, and somebody else can take it from the day after."),
        submit=_("Save the last day"),
    )
