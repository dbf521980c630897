from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kog.models import User
from meetings import access
from meetings.actions import convening
from meetings.forms.participation import REPRESENTED, AnswerForm
from meetings.forms.planning import MinuteTakerForm
from meetings.models import Meeting, Participation
from meetings.queries import participation as queries
from meetings.queries.meetings import rules_of
from meetings.views.steps import chosen, click, step


@require_safe
@login_required
def participation(request: HttpRequest, slug: str) -> HttpResponse:
    """Who comes, who sends somebody, whom one is still waiting for, and whether that makes a quorum."""
    user = request.user
    meeting = access.meeting_for(user, slug, "meetings.view_participation")
    rows = list(queries.of_meeting(meeting))
    may_run = user.has_perm("meetings.change_meeting", meeting)
    over = meeting.is_closed or meeting.is_cancelled
    page = {
        "meeting": meeting,
        "rows": rows,
        "own": [] if over else queries.own_rows(rows, user),
        "forecast": queries.forecast(rows, rules_of(meeting)) if rows else None,
        "may_run": may_run,
        "may_answer_for_others": may_run and not over and user.has_perm("meetings.use_desk"),
        "sees_participation": True,
    }
    if may_run and not over:
        page["minute_form"] = _minute_form(meeting)
    return render(request, "meetings/participation.html", page)


def _minute_form(meeting: Meeting, data: dict | None = None) -> MinuteTakerForm:
    return MinuteTakerForm(data, people=queries.possible_minute_takers(), initial={"person": meeting.minute_taker_id})


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The own answer, or one given on behalf of a seat by the secretariat."""
    row = access.participation_for(request.user, slug, pk, "meetings.answer_invitation")
    meeting = row.meeting
    form = AnswerForm(request.POST or None, initial=_current(request, row))
    if not _is_own(request.user, row):
        form.fields["answer"].label = _("Answer of %(seat)s") % {"seat": row.seat}
    return step(
        request,
        form,
        lambda data: convening.answer(row, by=request.user, **form.answer_given()),
        meeting=meeting,
        template="meetings/answer.html",
        row=row,
        title=_("Will you take part in %(meeting)s?") % {"meeting": meeting}
        if _is_own(request.user, row)
        else _("Answer for %(seat)s") % {"seat": row.seat},
        submit=_("Send the answer"),
        back=reverse("meetings:participation", args=[slug]),
        done=_("Thank you, your answer is noted."),
    )


def _is_own(user: User, row: Participation) -> bool:
    return row.seat_id in queries.seats_of(user)


def _current(request: HttpRequest, row: Participation) -> dict[str, object]:
    known = REPRESENTED if row.substitute else row.answer if row.answer != "pending" else None
    return {
        "answer": request.GET.get("antwort") or known,
        "substitute": row.substitute,
        "reason": row.answer_reason,
    }


@require_POST
@login_required
def minute_taker(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.change_meeting")
    form = _minute_form(meeting, request.POST)
    return click(
        request,
        lambda: convening.name_minute_taker(meeting, chosen(form, "person"), by=request.user),
        back=reverse("meetings:participation", args=[slug]),
        done=_("It is noted who writes the minutes."),
    )
