"""Date polls of a group: its members see and answer them, its lead asks and chooses."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kog.access import committee_for
from kog.exceptions import NotPossibleNow
from kog.templatetags.portal import url_or_none
from kog.views.guards import needs
from workinggroups import queries, trails
from workinggroups.access import option_of, poll_for
from workinggroups.actions import polling
from workinggroups.forms.polls import AnswerForm, PollForm, Slots
from workinggroups.models import DatePoll
from workinggroups.queries import polls as asked


@require_safe
@needs("kog.view_network")
def polls(request: HttpRequest, key: str) -> HttpResponse:
    group = committee_for(request.user, key, "workinggroups.view_polls")
    found = asked.polls_visible_to(request.user).filter(committee=group)
    return render(request, "workinggroups/polls.html", {"group": group, "polls": found, "trail": trails.group(group)})


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def open_poll(request: HttpRequest, key: str) -> HttpResponse:
    group = committee_for(request.user, key, "workinggroups.run_polls")
    form, slots = PollForm(request.POST or None), Slots(request.POST or None, prefix="termin")
    if form.is_valid() and slots.is_valid():
        try:
            poll = polling.open_poll(group, **form.cleaned_data, slots=slots.slots(), by=request.user)
        except NotPossibleNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The members are asked. Answer yourself, too."))
            return redirect(poll)
    page = {"group": group, "form": form, "slots": slots, "trail": trails.polls(group)}
    return render(request, "workinggroups/poll_open.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def poll(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    group = committee_for(request.user, key)
    poll = poll_for(request.user, group, pk)
    lines = asked.lines_of(poll, request.user)
    form = AnswerForm(request.POST or None, lines=lines)
    may_answer = request.user.has_perm("workinggroups.answer_polls", group)
    if request.method == "POST":
        if not may_answer:
            raise PermissionDenied
        if form.is_valid():
            polling.answer(poll, form.answers(), by=request.user)
            messages.success(request, _("Your answers are saved. You can change them until the poll ends."))
            return redirect(poll)
    page = _what_was_said(poll, lines) | {
        "group": group,
        "form": form,
        "may_answer": may_answer and poll.takes_answers,
        "may_choose": poll.ended_at is None and request.user.has_perm("workinggroups.run_polls", group),
        "trail": trails.polls(group),
    }
    return render(request, "workinggroups/poll.html", page, status=422 if form.is_bound else 200)


def _what_was_said(poll: DatePoll, lines: list[asked.Line]) -> dict[str, object]:
    return {
        "poll": poll,
        "best": asked.best_of(lines),
        "silent": asked.silent_in(lines, queries.people_of(poll.committee)),
        "plan_url": _way_to_planning(poll),
    }


@require_POST
@needs("kog.view_network")
def choose(request: HttpRequest, key: str, pk: int, option: int) -> HttpResponse:
    group = committee_for(request.user, key)
    poll = poll_for(request.user, group, pk, lead=True)
    polling.choose(poll, option_of(poll, option), by=request.user)
    messages.success(request, _("The date is chosen. Plan the meeting next."))
    return redirect(poll)


@require_POST
@needs("kog.view_network")
def end_poll(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    group = committee_for(request.user, key)
    poll = poll_for(request.user, group, pk, lead=True)
    polling.end_poll(poll, by=request.user)
    messages.success(request, _("The poll has ended without a date."))
    return redirect(poll)


def _way_to_planning(poll: DatePoll) -> str:
    """Where the chosen date becomes a meeting; empty where no app plans meetings."""
    address = url_or_none("meetings:plan")
    if poll.chosen is None or not address:
        return ""
    when = {
        "am": f"{poll.chosen.date:%Y-%m-%d}",
        "von": f"{poll.chosen.starts:%H:%M}",
        "bis": f"{poll.chosen.ends:%H:%M}",
    }
    return f"{address}?{urlencode({'gremium': poll.committee.key, **when})}"
