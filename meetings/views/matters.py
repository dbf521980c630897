from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings import access
from meetings.actions import raising
from meetings.forms.matters import RaiseForm
from meetings.queries import lines
from meetings.views.steps import step


@require_safe
@login_required
def matter(request: HttpRequest, slug: str) -> HttpResponse:
    matter = access.matter_for(request.user, slug, "meetings.view_matter")
    page = {"matter": matter, "stations": lines.of_matter(matter, request.user)}
    return render(request, "meetings/matter.html", page)


@require_http_methods(["GET", "POST"])
@login_required
def matter_raise(request: HttpRequest, key: str) -> HttpResponse:
    """A group brings something up; it gets its number and is suggested for the agenda of the committee above."""
    committee = access.committee_for(request.user, key, "meetings.raise_matter")
    return step(
        request,
        RaiseForm(request.POST or None),
        lambda data: raising.raise_matter(committee, by=request.user, **data),
        crumb_label=committee.name,
        crumb_url=committee.get_absolute_url(),
        title=_("Bring up a matter of %(group)s") % {"group": committee},
        intro=_("It gets a number for life and goes to the committee that set the group up. You see here where it is."),
        submit=_("Bring it up"),
        back=reverse("meetings:matter_list"),
        done=_("The matter has its number and waits for a place on an agenda."),
    )
