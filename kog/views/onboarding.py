from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kog import onboarding as first_steps
from kog import panels, queries
from kog.actions.inviting_people import confirm_rules


@require_safe
@login_required
def onboarding(request: HttpRequest) -> HttpResponse:
    """The first fifteen minutes of a new member."""
    occupancies = list(queries.held_or_coming(request.user))
    committees = list(dict.fromkeys(occupancy.seat.committee for occupancy in occupancies))
    page = {
        "occupancies": occupancies,
        "who_is_who": queries.seats_by_committee(committees),
        "steps": first_steps.steps_of(request.user, occupancies),
        "contacts": queries.secretaries(),
        "panels": panels.rendered("onboarding", request, request.user),
    }
    return render(request, "kog/onboarding.html", page)


@require_POST
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    confirm_rules(request.user)
    messages.success(request, _("Thank you. You have confirmed the rules of cooperation."))
    return redirect("kog:onboarding")
