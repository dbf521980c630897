from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kog.views.guards import needs
from meetings.access import meeting_for
from meetings.queries.control_sheet import control_sheet as sheet_of


@require_safe
@needs("meetings.browse")
def control_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet the chair reads out, on screen and in print."""
    meeting = meeting_for(request.user, slug, "meetings.view_participation")
    page = {
        "meeting": meeting,
        "sheet": sheet_of(meeting, request.user),
        "may_run": request.user.has_perm("meetings.change_meeting", meeting),
        "sees_participation": True,
    }
    return render(request, "meetings/control_sheet.html", page)
