"""What a head of authority answers from the mail, without signing in: one link, one person, one thing.

Each view is called by `kog.views.links` for an open link on a known device. Whether the person is still the one to be
asked follows from today's facts: who has left the seat finds the link closed.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from kog.actions.signing_in import act_by_link
from kog.exceptions import NotPossibleNow
from kog.models import ScopedLink
from kog.templatetags.portal import day, weekday
from kog.views.links import done
from meetings.actions import answering, inviting, reporting
from meetings.forms.assignments import ReportForm
from meetings.forms.participation import AnswerForm, SubstituteForm, known_answer
from meetings.models import Assignment, MatterAnswer, Participation
from meetings.queries.calendars import is_secret


def asked_for(row: Participation) -> str:
    """Read before we know who is here, so no more than the mail says."""
    if is_secret(row.meeting, to=row.person):
        return _("Your answer to an appointment: is it you?")
    return _("Your answer to %(meeting)s: is it you?") % {"meeting": row.meeting}


def report_asked_for(assignment: Assignment) -> str:
    return _("Your status report on %(number)s") % {"number": assignment.number}


def answer_meeting(request: HttpRequest, link: ScopedLink, row: Participation) -> HttpResponse:
    _require(link, "meetings.answer_invitation", row)
    form = AnswerForm(_sent(request), initial=known_answer(row), row=row)
    return _page(
        request,
        link,
        form,
        lambda _data: inviting.answer(row, by=link.person, **form.answer_given()),
        title=_("Will you take part in %(meeting)s?") % {"meeting": row.meeting},
        meeting=row.meeting,
        submit=_("Send the answer"),
        until=_last_day(link),
        so_far=_so_far(row),
        thanks=lambda: _noted(row),
    )


def name_substitute(request: HttpRequest, link: ScopedLink, row: Participation) -> HttpResponse:
    _require(link, "meetings.answer_invitation", row)
    form = SubstituteForm(_sent(request), initial=known_answer(row), row=row)
    return _page(
        request,
        link,
        form,
        lambda _data: inviting.answer(row, by=link.person, **form.answer_given()),
        title=_("Who represents you in %(meeting)s?") % {"meeting": row.meeting},
        meeting=row.meeting,
        submit=_("Name the substitute"),
        until=_last_day(link),
        so_far=_so_far(row),
        thanks=lambda: _noted(row),
    )


def report(request: HttpRequest, link: ScopedLink, assignment: Assignment) -> HttpResponse:
    _require(link, "meetings.report_on_assignment", assignment)
    return _page(
        request,
        link,
        ReportForm(request.POST or None, request.FILES or None),
        lambda data: reporting.report_with_files(assignment, by=link.person, **data),
        title=assignment.title,
        preline=_("Status report on assignment %(number)s") % {"number": assignment.number},
        meeting=assignment.due_meeting,
        review=True,
        submit=_("Send the report"),
        thanks=_("Thank you. Your report is kept and stands on the control sheet of the meeting."),
    )


def confirm_answer(request: HttpRequest, link: ScopedLink, answer: MatterAnswer) -> HttpResponse:
    _require(link, "meetings.confirm_answer", answer.matter)
    if not answer.is_open:
        raise NotPossibleNow("link_closed", _("This link is not valid any more."))
    return _page(
        request,
        link,
        Form(request.POST if request.method == "POST" else None),
        lambda _data: answering.confirm(answer, by=link.person),
        title=answer.matter.title,
        preline=_("Answer to %(number)s") % {"number": answer.matter.number},
        answer=answer,
        submit=_("Confirm the answer"),
        thanks=_("Thank you. It is noted that the answer has arrived."),
    )


def _last_day(link: ScopedLink) -> dt.date:
    """On which the answer can still be changed by this link."""
    return timezone.localtime(link.expires_at - dt.timedelta(seconds=1)).date()


def _sent(request: HttpRequest) -> QueryDict | None:
    """An empty form was sent, too."""
    return request.POST if request.method == "POST" else None


def _in_words(row: Participation) -> str:
    if row.substitute:
        return _("represented by %(name)s") % {"name": row.substitute}
    answer = str(row.get_answer_display())
    return f"{answer}, {row.get_way_display()}" if row.way else answer


def _so_far(row: Participation) -> str:
    if row.answered_at is None:
        return ""
    words = {"answer": _in_words(row), "day": day(row.answered_at)}
    return _("Your answer so far: %(answer)s (%(day)s)") % words


def _noted(row: Participation) -> str:
    row.refresh_from_db()
    words = {"meeting": row.meeting, "day": weekday(row.meeting.date), "answer": _in_words(row)}
    return _("Your answer to %(meeting)s (%(day)s): %(answer)s") % words


def _require(link: ScopedLink, permission: str, record: object) -> None:
    if not link.person.has_perm(permission, record):
        raise NotPossibleNow("link_closed", _("This link is not valid any more."))


def _page(
    request: HttpRequest, link: ScopedLink, form: Form, act: Callable[[dict[str, Any]], object], **page: Any
) -> HttpResponse:
    """The form, or the thanks after it did what it says. What was refused stands on the form; the link stays open, and
    with `until` it does so after an answer, too: the last one counts.
    """
    until = page.get("until")
    if request.method == "POST" and form.is_valid():
        try:
            act_by_link(link, lambda: act(form.cleaned_data), once=not until)
        except NotPossibleNow as refusal:
            if refusal.code == "link_closed":
                raise
            form.add_error(None, str(refusal))
        else:
            if not until:
                return done(request, page["thanks"])
            text = _("Until %(day)s you can change it with the same link.") % {"day": day(until)}
            onward = page["meeting"].get_absolute_url(), _("See the agenda and the papers")
            return done(request, page["thanks"](), text, used_up=False, onward=onward)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "meetings/by_link.html", {"form": form, "person": link.person, **page}, status=status)
