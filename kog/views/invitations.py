"""Invitations by the secretariat. How they are answered stands in `links`."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kog import trails
from kog.access import committee_for, person_for, seat_for
from kog.actions import inviting_people
from kog.committee_forms import InviteForm

from .guards import needs
from .steps import step


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def invite(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    committee = committee_for(request.user, key, "kog.invite_person")
    seat = seat_for(request.user, committee, pk, "kog.invite_person")
    return step(
        request,
        InviteForm(request.POST or None, seat=seat),
        lambda data: inviting_people.invite(seat, by=request.user, **data),
        back=reverse("kog:seats", args=[key]),
        done=_("The invitation is on its way."),
        trail=trails.seats(committee),
        title=_("Invite a person to the seat of %(institution)s") % {"institution": seat},
        intro=_("The person gets a mail with a personal link, sets a password and confirms the rules of cooperation."),
        submit=_("Send the invitation"),
    )


@require_POST
@needs("kog.invite_person")
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_for(request.user, pk)
    inviting_people.invite_again(person, by=request.user)
    messages.success(request, _("A new invitation is on its way. The earlier link does not work any more."))
    return redirect(person)


@require_POST
@needs("kog.invite_person")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_for(request.user, pk)
    inviting_people.revoke(person, by=request.user)
    messages.success(request, _("The invitation is withdrawn. The link does not work any more."))
    return redirect(person)
