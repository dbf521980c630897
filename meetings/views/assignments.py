from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings import access
from meetings.actions import reporting
from meetings.forms.assignments import ReportForm
from meetings.queries import lines
from meetings.views.steps import step


@require_http_methods(["GET", "POST"])
@login_required
def assignment(request: HttpRequest, slug: str) -> HttpResponse:
    """An assignment with its line; those in charge report here, at any time."""
    wanted = "meetings.report_on_assignment" if request.method == "POST" else "meetings.view_assignment"
    assignment = access.assignment_for(request.user, slug, wanted)
    may_report = assignment.is_open and request.user.has_perm("meetings.report_on_assignment", assignment)
    return step(
        request,
        ReportForm(request.POST or None, request.FILES or None),
        lambda data: reporting.report_with_files(assignment, by=request.user, **data),
        template="meetings/assignment.html",
        assignment=assignment,
        may_report=may_report,
        sees_network=request.user.has_perm("kog.view_network"),
        stations=lines.of_assignment(assignment, request.user),
        partners=list(assignment.partners.all()),
        submit=_("Send the report"),
        back=assignment.get_absolute_url(),
        done=_("Thank you. Your report is kept and stands on the control sheet of the meeting."),
    )
