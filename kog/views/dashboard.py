from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kog import panels, queries


@require_safe
@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    """The Lage: what needs this person now comes from the apps that know it; the own seats stand at the end."""
    page = {
        "panels": panels.rendered("dashboard", request, request.user),
        "occupancies": queries.held_or_coming(request.user),
    }
    return render(request, "kog/dashboard.html", page)
