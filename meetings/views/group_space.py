"""What a group does from its own page: bring a result, read what the board settled, take it to the own agenda."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import access
from meetings.actions import results
from meetings.forms.results import ResultForm
from meetings.queries import board_report, group_space
from meetings.views.steps import click, step


@require_http_methods(["GET", "POST"])
@login_required
def result(request: HttpRequest, key: str) -> HttpResponse:
    """Drag files, choose what they answer, done."""
    group = access.committee_for(request.user, key, "meetings.raise_matter")
    form = ResultForm(
        request.POST or None,
        request.FILES or None,
        assignments=group_space.assignments_of(group),
        matters=group_space.matters_of(group),
        initial={"to": request.GET.get("zu", "")},
    )
    return step(
        request,
        form,
        lambda data: results.bring_result(group, **form.result(data), by=request.user),
        crumb_label=group.name,
        crumb_url=group.get_absolute_url(),
        title=_("Upload a result of %(group)s") % {"group": group},
        intro=_("It is filed with what it answers and goes to %(committee)s.") % {"committee": group.parent or group},
        submit=_("Upload the result"),
        back=group.get_absolute_url(),
        done=_("The result is filed. You see on this page how it goes on."),
    )


@require_POST
@login_required
def present(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The files of a report become papers of the meeting that reviews the assignment."""
    report = access.report_for(request.user, slug, pk, "meetings.report_on_assignment")
    return click(
        request,
        lambda: results.present(report, by=request.user),
        back=report.assignment.get_absolute_url(),
        done=_("The files are papers of the meeting that reviews the assignment."),
    )


@require_safe
@login_required
def report(request: HttpRequest, key: str) -> HttpResponse:
    """What the committee above settled that concerns this group, since the group last met or in a year."""
    group = access.group_for(request.user, key)
    whole_year = "jahr" in request.GET
    since = board_report.a_year_ago() if whole_year else board_report.since_last_meeting(group)
    page = {
        "group": group,
        "since": since,
        "whole_year": whole_year,
        "parts": board_report.report_for(group, since),
        "next_meeting": group_space.next_meeting_of(group),
        "may_run": request.user.has_perm("meetings.plan_meetings", group),
    }
    return render(request, "meetings/board_report.html", page)


@require_POST
@login_required
def report_to_agenda(request: HttpRequest, key: str) -> HttpResponse:
    """The report becomes an item of the group's next meeting."""
    group = access.committee_for(request.user, key, "meetings.plan_meetings")
    meeting = access.next_meeting_for(request.user, group)
    parts = board_report.report_for(group, board_report.since_last_meeting(group))
    title = _("Report from %(committee)s") % {"committee": group.parent}
    text = board_report.as_markdown(parts)
    return click(
        request,
        lambda: results.put_on_agenda(meeting, title, text, by=request.user),
        back=meeting.get_absolute_url() + "tagesordnung/",
        done=_("The report is on the agenda of %(meeting)s.") % {"meeting": meeting},
    )
