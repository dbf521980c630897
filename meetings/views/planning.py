import datetime as dt
from collections import Counter
from collections.abc import Sized

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kog.exceptions import NotPossibleNow
from kog.models import Committee, User
from kog.working_days import monthly_from, spread_over_year
from meetings import access, previews
from meetings.actions import chairing, convening, inviting
from meetings.enums import MeetingState
from meetings.forms.planning import (
    CancelForm,
    InviteForm,
    PlannedFormSet,
    ProposalForm,
    PublicityForm,
    RearrangeForm,
    SwapChairForm,
)
from meetings.models import Meeting
from meetings.queries import consequences, participation, planning, recipients, visibility
from meetings.queries.meetings import rules_of
from meetings.views.steps import step

THURSDAY = 3


@require_http_methods(["GET", "POST"])
@login_required
def plan(request: HttpRequest) -> HttpResponse:
    """First which committee and how many, then the proposed dates, each to be changed before they are saved."""
    committees = visibility.committees_run_by(request.user).active()
    if not visibility.may_plan(request.user):
        raise PermissionDenied
    wanted = {**_usual(), **request.GET.dict()} if "gremium" in request.GET else None
    asked = ProposalForm(wanted, initial=_usual(), committees=committees)
    if not asked.is_bound or not asked.is_valid():
        return render(request, "meetings/plan_choose.html", {"form": asked})
    committee, state = asked.cleaned_data["gremium"], planning.state()
    if request.method == "POST":
        rows = PlannedFormSet(request.POST, form_kwargs={"state": state})
        if rows.is_valid() and (done := _save(request, rows, committee)):
            return done
    else:
        rows = PlannedFormSet(initial=_proposals(asked.cleaned_data, state), form_kwargs={"state": state})
    return render(request, "meetings/plan.html", _plan_page(asked, rows, committee))


def _usual() -> dict[str, object]:
    return {"anzahl": 1, "jahr": timezone.localdate().year, "wochentag": THURSDAY}


def _proposals(asked: dict[str, object], state: str) -> list[dict[str, object]]:
    if asked["am"]:
        hours = {name: asked[field] for name, field in (("starts", "von"), ("ends", "bis")) if asked[field]}
        days = monthly_from(asked["am"], asked["anzahl"], state=state)
        return [{"date": day, **hours} for day in days]
    days = spread_over_year(asked["jahr"], asked["anzahl"], state=state, weekday=asked["wochentag"])
    return [{"date": day} for day in days]


def _plan_page(asked: ProposalForm, rows: PlannedFormSet, committee: Committee) -> dict[str, object]:
    days = [form["date"].value() for form in rows]
    days = [day if hasattr(day, "year") else _day(day) for day in days]
    chairs = planning.chairs_ahead(committee, [day for day in days if day])
    return {
        "asked": asked.cleaned_data,
        "committee": committee,
        "rows": rows,
        "lines": [(form, day, chairs.get(day)) for form, day in zip(rows, days, strict=True)],
    }


def _day(text: object) -> object:
    try:
        return timezone.datetime.strptime(str(text), "%Y-%m-%d").date()
    except ValueError:
        return None


def _save(request: HttpRequest, rows: PlannedFormSet, committee: Committee) -> HttpResponse | None:
    committee = access.committee_for(request.user, committee.key, "meetings.plan_meetings")
    try:
        planned = convening.plan_year(committee, [form.arrangement() for form in rows], by=request.user)
    except NotPossibleNow as refusal:
        rows.forms[0].add_error(None, str(refusal))
        return None
    names = ", ".join(str(meeting) for meeting in planned)
    sentence = ngettext("%(names)s is planned.", "%(names)s are planned.", len(planned))
    messages.success(request, sentence % {"names": names})
    return redirect(planned[0] if len(planned) == 1 else "meetings:meeting_list")


@require_http_methods(["GET", "POST"])
@login_required
def rearrange(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.change_meeting")
    names = convening.Arrangement.__dataclass_fields__
    initial = {name: getattr(meeting, name) for name in names}
    is_invited = meeting.state == MeetingState.INVITED
    form = RearrangeForm(request.POST or None, initial=initial, state=planning.state(), is_invited=is_invited)
    answers = participation.answered(meeting).count() if is_invited else 0
    since = timezone.now()
    return step(
        request,
        form,
        lambda data: convening.rearrange(meeting, form.arrangement(), by=request.user, reason=data["reason"]),
        meeting=meeting,
        title=_("Change date, place or form"),
        intro=_("The number stays. Agenda, due assignments and preparation plan move with the meeting."),
        consequences=_of_a_move(answers),
        done=lambda: _changed(meeting, since) + _asked_anew(form, answers) + _reminder(form),
    )


def _of_a_move(answers: int) -> list[str]:
    """What one loses by another day or hour."""
    sentence = ngettext(
        "On a new day or at a new time the %(count)d answer does not count any more; everybody is asked anew.",
        "On a new day or at a new time the %(count)d answers do not count any more; everybody is asked anew.",
        answers,
    )
    return [sentence % {"count": answers}] if answers else []


def _asked_anew(form: RearrangeForm, answers: int) -> str:
    if not answers or not {"date", "starts"} & set(form.changed_data):
        return ""
    sentence = ngettext(
        "%(count)d answer is set back and asked for anew.",
        "%(count)d answers are set back and asked for anew.",
        answers,
    )
    return " " + sentence % {"count": answers}


def _changed(meeting: Meeting, since: dt.datetime) -> str:
    """What was done, and who hears of it."""
    people = recipients.told_since(meeting, since)
    told = ngettext(
        "The change is saved. %(count)d person who is invited is notified.",
        "The change is saved. %(count)d people who are invited are notified.",
        people,
    )
    return told % {"count": people} if people else _("The change is saved.")


def _reminder(form: RearrangeForm) -> str:
    """What one may have forgotten."""
    if not form.is_without_video_link:
        return ""
    return " " + _("There is no link to the video conference yet; please add it before the meeting.")


@require_http_methods(["GET", "POST"])
@login_required
def publicity(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether everybody may know of the meeting."""
    meeting = access.meeting_for(request.user, slug, "meetings.show_publicly")
    return step(
        request,
        PublicityForm(request.POST or None, initial={"publicity": meeting.publicity}),
        lambda data: convening.show_publicly(meeting, data["publicity"], by=request.user),
        meeting=meeting,
        title=_("Public calendar"),
        intro=_("The public calendar stands on the website and can be subscribed to without signing in."),
        done=_("It is saved."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def cancel(request: HttpRequest, slug: str) -> HttpResponse:
    """Says what will move where before one confirms."""
    meeting = access.meeting_for(request.user, slug, "meetings.change_meeting")
    return step(
        request,
        CancelForm(request.POST or None),
        lambda data: convening.cancel(meeting, by=request.user, reason=data["reason"]),
        meeting=meeting,
        title=_("Cancel %(meeting)s?") % {"meeting": meeting},
        consequences=consequences.of_cancelling(meeting),
        submit=_("Cancel the meeting"),
        danger=True,
        done=_("The meeting is cancelled; what was on it has moved on."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def swap_chair(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.change_meeting")
    since = timezone.now()
    return step(
        request,
        SwapChairForm(request.POST or None, meeting=meeting),
        lambda data: chairing.swap_chair(meeting, data["seat"], reason=data["reason"], by=request.user),
        meeting=meeting,
        title=_("Change the chair"),
        intro=_("If the other seat has the chair of a later meeting, the two meetings exchange their chairs."),
        done=lambda: _changed(meeting, since),
    )


@require_http_methods(["GET", "POST"])
@login_required
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows who will get the mail and whether the notice is long enough, before it is sent."""
    meeting = access.meeting_for(request.user, slug, "meetings.change_meeting")
    rules = rules_of(meeting)
    notice = (meeting.date - timezone.localdate()).days
    page = _invite_page(meeting, notice)
    is_to_do = bool(page["fresh"] or meeting.state == MeetingState.PLANNED)
    is_short = bool(rules.full_form and notice < rules.notice_days and is_to_do)
    since = timezone.now()
    form = InviteForm(request.POST if request.method == "POST" else None, is_short=is_short)
    return step(
        request,
        form,
        lambda data: inviting.invite(meeting, by=request.user, **data),
        meeting=meeting,
        template="meetings/invite.html",
        title=_("Invite to %(meeting)s") % {"meeting": meeting} if is_to_do else _all_invited(page["recipients"]),
        submit=_("Send the invitations"),
        done=lambda: _on_their_way(request.user, meeting, since),
        **page,
        rules=rules,
        is_to_do=is_to_do,
        is_short=is_short,
        is_held_back=is_to_do and rules.full_form and meeting.released_at is None,
    )


def _all_invited(people: Sized) -> str:
    number = len(people)
    return ngettext("Already invited: %(count)d person", "Already invited: %(count)d people", number) % {
        "count": number
    }


def _on_their_way(user: User, meeting: Meeting, since: dt.datetime) -> str:
    number = recipients.told_since(meeting, since)
    sentence = ngettext("%(count)d invitation is on its way.", "%(count)d invitations are on their way.", number) % {
        "count": number
    }
    if not user.has_perm("kog.view_dispatches"):
        return sentence
    proof = reverse("meetings:dispatches", args=[meeting.slug])
    return format_html('{} <a class="kern-link" href="{}">{}</a>', sentence, proof, _("Proof of dispatch"))


def _invite_page(meeting: Meeting, notice: int) -> dict[str, object]:
    """Who gets what, and the mail as it will look to the first of them."""
    known = set(meeting.attendees.filter(withdrawn_at=None).values_list("person_id", flat=True))
    found = [(one, one.person.pk in known) for one in recipients.recipients_of(meeting)]
    fresh = [one for one, is_known in found if not is_known]
    return {
        "recipients": found,
        "fresh": len(fresh),
        "by_role": Counter(one.role.label for one in fresh).items(),
        "vacant": planning.vacant_seats(meeting),
        "mails": previews.of_invitation(meeting, fresh),
        "distribution": recipients.distribution_of(meeting.committee),
        "notice": notice,
    }
