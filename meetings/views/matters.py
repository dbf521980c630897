from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import access
from meetings.actions import answering, raising
from meetings.forms.matters import AnswerMatterForm, InsistForm, RaiseForm, SentForm
from meetings.queries import matter_line, matters
from meetings.queries.ends import End, addressees
from meetings.views.steps import click, step


@require_safe
@login_required
def matter(request: HttpRequest, slug: str) -> HttpResponse:
    """One matter with its line, and what the person can do about it now."""
    matter = access.matter_for(request.user, slug, "meetings.view_matter")
    answers = matters.answers_of(matter)
    page = {
        "matter": matter,
        "stations": matter_line.of_matter(matter, request.user, answers),
        "topics": list(matter.fields.all()),
        **matters.next_move(matter, answers, request.user),
    }
    return render(request, "meetings/matter.html", page)


@require_http_methods(["GET", "POST"])
@login_required
def matter_raise(request: HttpRequest, key: str) -> HttpResponse:
    """A group brings something up; it gets its number and is suggested for the agenda of the committee above."""
    committee = access.committee_for(request.user, key, "meetings.raise_matter")
    form = RaiseForm(
        request.POST or None,
        request.FILES or None,
        origins=[End.of(committee)],
        addressees=addressees(committee, fixed=True),
    )
    title = _("Bring up a matter of %(group)s") % {"group": committee}
    return _raise(request, form, title, crumb_label=committee.name, crumb_url=committee.get_absolute_url())


@require_http_methods(["GET", "POST"])
@login_required
def matter_new(request: HttpRequest) -> HttpResponse:
    """A house or the secretariat brings something up, or a group by the general way."""
    mine = access.origins_for(request.user)
    form = RaiseForm(request.POST or None, request.FILES or None, origins=mine, addressees=addressees())
    lists = {"crumb_label": _("Matters"), "crumb_url": reverse("meetings:matter_list")}
    return _raise(request, form, _("Bring up a matter"), **lists)


def _raise(request: HttpRequest, form: RaiseForm, title: str, **crumbs: str) -> HttpResponse:
    return step(
        request,
        form,
        lambda data: raising.raise_with_files(**form.raised(data), by=request.user),
        **crumbs,
        title=title,
        intro=_("It gets a number for life. You see under “Matters” where it is, and you will get an answer."),
        submit=_("Bring it up"),
        back=reverse("meetings:matter_list"),
        done=_("The matter has its number. You see here how far it is."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def matter_answer(request: HttpRequest, slug: str) -> HttpResponse:
    matter = access.matter_for(request.user, slug, "meetings.answer_matter")
    resolutions = matters.resolutions_on(matter)
    initial = matters.prepared_answer(matter, resolutions)
    form = AnswerMatterForm(request.POST or None, resolutions=resolutions, initial=initial)
    return step(
        request,
        form,
        lambda data: answering.answer(matter, form.reply(data), by=request.user),
        crumb_label=matter.number,
        crumb_url=matter.get_absolute_url(),
        title=_("Answer %(number)s") % {"number": matter.number},
        intro=_("“%(title)s”, brought up by %(origin)s. They are asked to confirm that the answer has arrived.")
        % {"title": matter.title, "origin": matter.origin_name},
        submit=_("Send the answer"),
        back=matter.get_absolute_url(),
        done=_("The answer is on its way back to where the matter came from."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def matter_sent(request: HttpRequest, slug: str) -> HttpResponse:
    matter = access.matter_for(request.user, slug, "meetings.answer_matter")
    return step(
        request,
        SentForm(request.POST or None),
        lambda data: answering.send_outside(matter, on=data["on"], by=request.user),
        crumb_label=matter.number,
        crumb_url=matter.get_absolute_url(),
        title=_("When was %(number)s sent to %(body)s?") % {"number": matter.number, "body": matter.addressee_name},
        submit=_("Note the day"),
        back=matter.get_absolute_url(),
        done=_("It is noted when the matter was sent. Its answer is recorded here."),
    )


@require_POST
@login_required
def answer_confirm(request: HttpRequest, slug: str) -> HttpResponse:
    answer = access.open_answer_for(request.user, slug)
    return click(
        request,
        lambda: answering.confirm(answer, by=request.user),
        back=answer.matter.get_absolute_url(),
        done=_("Thank you. It is noted that the answer has arrived."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def answer_insist(request: HttpRequest, slug: str) -> HttpResponse:
    answer = access.open_answer_for(request.user, slug)
    return step(
        request,
        InsistForm(request.POST or None),
        lambda data: raising.insist(answer, data["text"], by=request.user),
        crumb_label=answer.matter.number,
        crumb_url=answer.matter.get_absolute_url(),
        title=_("%(number)s is not answered yet") % {"number": answer.matter.number},
        submit=_("Send it back"),
        back=answer.matter.get_absolute_url(),
        done=_("The matter comes up again, with what you wrote."),
    )
