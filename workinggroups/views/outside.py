"""Bodies outside the network: everybody in it reads, the secretariat writes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kog import panels
from kog.trails import committees
from kog.views.guards import needs
from kog.views.steps import step
from workinggroups import queries, trails
from workinggroups.access import outside_body_for
from workinggroups.actions import outside
from workinggroups.forms.linking import OutsideBodyForm

CHANGE = "workinggroups.change_outside_bodies"


@require_safe
@needs("kog.view_network")
def bodies(request: HttpRequest) -> HttpResponse:
    page = {"bodies": queries.outside_bodies(), "trail": committees()}
    return render(request, "workinggroups/outside_bodies.html", page)


@require_safe
@needs("kog.view_network")
def body(request: HttpRequest, key: str) -> HttpResponse:
    body = outside_body_for(request.user, key)
    page = {"body": body, "trail": trails.outside(), "panels": panels.rendered("outside_body", request, body)}
    return render(request, "workinggroups/outside_body.html", page)


@require_http_methods(["GET", "POST"])
@needs(CHANGE)
def enter(request: HttpRequest) -> HttpResponse:
    return step(
        request,
        OutsideBodyForm(request.POST or None),
        lambda data: outside.enter_outside_body(by=request.user, **data),
        back=reverse("workinggroups:outside_bodies"),
        done=_("The body is entered."),
        trail=trails.outside(),
        title=_("Enter a body outside the network"),
        intro=_("A body that the network speaks to but does not run: a council, a round of another house."),
    )


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def describe(request: HttpRequest, key: str) -> HttpResponse:
    body = outside_body_for(request.user, key, CHANGE)
    return step(
        request,
        OutsideBodyForm(request.POST or None, instance=body),
        lambda data: outside.describe_outside_body(body, by=request.user, **data),
        back=body.get_absolute_url(),
        done=_("The change is saved."),
        trail=trails.outside(),
        title=body.name,
    )
