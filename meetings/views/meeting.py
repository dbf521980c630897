from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings import access
from meetings.enums import MeetingState
from meetings.next_steps import next_step
from meetings.queries import meeting_page
from meetings.queries.planning import has_new_seats


@require_safe
@login_required
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """One page for the whole life of a meeting; what can be done on it follows from the phase and the role."""
    user = request.user
    meeting = access.meeting_for(user, slug, "meetings.view_meeting")
    sees_participation = user.has_perm("meetings.view_participation", meeting)
    may_run = user.has_perm("meetings.change_meeting", meeting)
    facts = meeting_page.facts_of(meeting, user, sees_participation=sees_participation)
    page = {
        **facts,
        **meeting_page.results_of(meeting, user, facts["items"]),
        "deferrals": meeting_page.deferrals_of(meeting, user) if meeting.is_cancelled else [],
        "may_brief": user.has_perm("meetings.view_briefing", meeting),
        "may_run": may_run,
        "has_new_seats": may_run and meeting.state == MeetingState.INVITED and has_new_seats(meeting),
        "may_show_publicly": user.has_perm("meetings.show_publicly", meeting),
        "sees_participation": sees_participation,
        "sees_dispatches": bool(meeting.invited_at) and user.has_perm("kog.view_dispatches"),
        "step": next_step(user, meeting),
    }
    return render(request, "meetings/meeting.html", page)
