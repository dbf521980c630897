"""Who is the secretariat and who administers: offices for the whole network, given by the technical administration."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kog import queries, trails
from kog.access import appointment_for
from kog.actions.appointing import end_office
from kog.actions.inviting_people import invite_to_office
from kog.committee_forms import LastDayForm, OfficeForm

from .guards import needs
from .steps import step

PERMISSION = "kog.change_offices"


@require_safe
@needs(PERMISSION)
def offices(request: HttpRequest) -> HttpResponse:
    page = {"appointments": queries.appointments(), "trail": trails.directory()}
    return render(request, "kog/offices.html", page)


@require_http_methods(["GET", "POST"])
@needs(PERMISSION)
def appoint(request: HttpRequest) -> HttpResponse:
    return step(
        request,
        OfficeForm(request.POST or None),
        lambda data: invite_to_office(by=request.user, **data),
        back=reverse("kog:offices"),
        done=_("The office is given. Somebody new gets an invitation by mail."),
        trail=trails.offices(),
        title=_("Give an office"),
        submit=_("Give the office"),
    )


@require_http_methods(["GET", "POST"])
@needs(PERMISSION)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    appointment = appointment_for(request.user, pk, PERMISSION)
    facts = {"person": appointment.person.name, "office": appointment.get_office_display()}
    return step(
        request,
        LastDayForm(request.POST or None),
        lambda data: end_office(appointment, on=data["on"], by=request.user),
        back=reverse("kog:offices"),
        done=_("The office ends."),
        trail=trails.offices(),
        title=_("%(person)s gives up the office “%(office)s”") % facts,
        submit=_("Save the last day"),
        danger=True,
    )
