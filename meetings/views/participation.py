from django.contrib.auth.decorators import login_required
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kog import dispatches as proof
from kog.models import User
from meetings import access
from meetings.actions import inviting, telling
from meetings.forms.participation import AnswerForm, DistributionForm, known_answer
from meetings.forms.planning import MinuteTakerForm
from meetings.models import Meeting, Participation
from meetings.queries import participation as queries
from meetings.queries import recipients
from meetings.queries.meetings import rules_of
from meetings.views.steps import chosen, click, step

MOST_DISPATCHES = 500


@require_safe
@login_required
def participation(request: HttpRequest, slug: str) -> HttpResponse:
    """Who comes, who sends somebody, whom one is still waiting for, and whether that makes a quorum."""
    user = request.user
    meeting = access.meeting_for(user, slug, "meetings.view_participation")
    rows = list(queries.of_meeting(meeting))
    may_run = user.has_perm("meetings.change_meeting", meeting)
    over = meeting.is_closed or meeting.is_cancelled
    waiting = [row for row in rows if row.is_silent] if meeting.is_open else []
    page = {
        "meeting": meeting,
        "rows": rows,
        "guests": queries.guests_of(meeting, user),
        "waiting": waiting,
        **_reminding(waiting),
        "answer_by": recipients.answers_wanted_by(meeting),
        "own": [] if over else queries.own_rows(rows, user),
        "forecast": queries.forecast(rows, rules_of(meeting)) if rows else None,
        "may_run": may_run,
        "may_answer_for_others": may_run and not over and user.has_perm("meetings.use_desk"),
        "sees_participation": True,
        "sees_dispatches": user.has_perm("kog.view_dispatches"),
    }
    if may_run and not over:
        page["minute_form"] = _minute_form(meeting)
    template = "meetings/_answers.html" if request.htmx else "meetings/participation.html"
    return render(request, template, page)


def _reminding(waiting: list[Participation]) -> dict[str, object]:
    """How many the button reaches, how many heard of it lately; if it reaches nobody, since when and until when."""
    due = queries.to_remind(waiting)
    lately = [row.reminded_at for row in waiting if row.reminded_at and row not in due]
    return {
        "to_remind": len(due),
        "reminded_lately": len(lately),
        "reminded_last": max(lately, default=None),
        "remind_again": min(lately) + queries.AGAIN_AFTER if lately else None,
    }


@require_safe
@login_required
def dispatches(request: HttpRequest, slug: str) -> HttpResponse:
    """What was mailed about the meeting, to whom, and whether it arrived: the proof of the invitation."""
    meeting = access.meeting_for(request.user, slug, "kog.view_dispatches")
    page = {"meeting": meeting, "mails": proof.mails(meeting)[:MOST_DISPATCHES]}
    return render(request, "meetings/dispatches.html", page)


@require_POST
@login_required
def remind(request: HttpRequest, slug: str) -> HttpResponse:
    """One click reaches all who are silent."""
    meeting = access.meeting_for(request.user, slug, "meetings.change_meeting")
    return click(
        request,
        lambda: telling.remind_silent(meeting, by=request.user),
        back=reverse("meetings:participation", args=[slug]),
        done=_("Everybody who has not answered is reminded by mail."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def distribution(request: HttpRequest, key: str) -> HttpResponse:
    """How a committee is invited: deputies in copy, papers as links or attached, until when answers are wanted."""
    committee = access.committee_for(request.user, key, "meetings.plan_meetings")
    form = DistributionForm(
        request.POST or None,
        initial=model_to_dict(recipients.distribution_of(committee)),
        people=recipients.people_on_the_list(committee),
        wishes=recipients.wishes_of(committee),
    )
    return step(
        request,
        form,
        lambda _data: inviting.distribute(committee, by=request.user, **form.chosen()),
        template="meetings/distribution.html",
        crumb_label=committee.name,
        crumb_url=committee.get_absolute_url(),
        title=_("Distribution list of %(committee)s") % {"committee": committee.short_name},
        intro=_("Who sits in the committee on the day of a meeting is invited; this says how."),
        back=reverse("meetings:distribution", args=[key]),
        done=_("The distribution list is saved; the next invitation follows it."),
    )


def _minute_form(meeting: Meeting, data: dict | None = None) -> MinuteTakerForm:
    people = queries.possible_minute_takers(meeting)
    return MinuteTakerForm(data, people=people, initial={"person": meeting.minute_taker_id})


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The own answer, or one given on behalf of a seat by the secretariat."""
    row = access.participation_for(request.user, slug, pk, "meetings.answer_invitation")
    meeting = row.meeting
    is_own = _is_own(request.user, row)
    known = known_answer(row)
    known["answer"] = request.GET.get("antwort") or known["answer"]
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, initial=known, row=row, for_others=not is_own)
    return step(
        request,
        form,
        lambda data: inviting.answer(row, by=request.user, **form.answer_given()),
        meeting=meeting,
        template="meetings/answer.html",
        row=row,
        title=_("Will you take part in %(meeting)s?") % {"meeting": meeting}
        if is_own
        else _("Answer for %(seat)s") % {"seat": row.seat},
        submit=_("Send the answer") if is_own else _("Enter the answer"),
        back=reverse("meetings:participation", args=[slug]),
        done=_("Thank you, your answer is noted.") if is_own else _("The answer is noted."),
    )


def _is_own(user: User, row: Participation) -> bool:
    return row.seat_id in queries.seats_of(user)


@require_POST
@login_required
def minute_taker(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.change_meeting")
    form = _minute_form(meeting, request.POST)
    return click(
        request,
        lambda: inviting.name_minute_taker(meeting, chosen(form, "person"), by=request.user),
        back=reverse("meetings:participation", args=[slug]),
        done=_("It is noted who writes the minutes."),
    )
