from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings import access
from meetings.actions import reporting
from meetings.forms.assignments import ReportForm
from meetings.queries import group_space, lines, visibility
from meetings.queries.delegations import parts_of
from meetings.views.steps import click, step


@require_http_methods(["GET", "POST"])
@login_required
def assignment(request: HttpRequest, slug: str) -> HttpResponse:
    """An assignment with its line; those in charge report here, at any time."""
    wanted = "meetings.report_on_assignment" if request.method == "POST" else "meetings.view_assignment"
    assignment = access.assignment_for(request.user, slug, wanted)
    user = request.user
    may_report = assignment.is_open and request.user.has_perm("meetings.report_on_assignment", assignment)
    return step(
        request,
        ReportForm(request.POST or None, request.FILES or None),
        lambda data: reporting.report_with_files(assignment, by=request.user, **data),
        template="meetings/assignment.html",
        assignment=assignment,
        may_report=may_report,
        matter=visibility.matter_of(assignment, user),
        parts=parts_of(assignment),
        to_present=group_space.not_presented(assignment) if may_report else None,
        may_delegate=assignment.is_open and user.has_perm("meetings.delegate_assignment", assignment),
        may_ask=assignment.is_open and user.has_perm("meetings.ask_for_report", assignment),
        sees_network=request.user.has_perm("kog.view_network"),
        stations=lines.of_assignment(assignment, request.user),
        partners=list(assignment.partners.all()),
        submit=_("Send the report"),
        back=assignment.get_absolute_url(),
        done=_("Thank you. Your report is kept and stands on the control sheet of the meeting."),
    )


@require_POST
@login_required
def ask_for_report(request: HttpRequest, slug: str) -> HttpResponse:
    """The secretariat reminds those in charge."""
    assignment = access.assignment_for(request.user, slug, "meetings.ask_for_report")
    return click(
        request,
        lambda: reporting.ask_for_report(assignment, by=request.user),
        back=assignment.get_absolute_url(),
        done=_("Those in charge are asked for a report; they can answer from the mail."),
    )
