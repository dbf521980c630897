from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings import access
from meetings.actions import open_mic
from meetings.forms.open_mic import BringInForm, SettleForm
from meetings.queries import open_mic as queries
from meetings.views.steps import click, step


@require_POST
@login_required
def mic_add(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.change_meeting")
    return click(
        request,
        lambda: open_mic.add_open_mic(meeting, by=request.user),
        back=reverse("meetings:agenda", args=[slug]),
        done=_("The open mic is on the agenda; everybody can register there what they bring in."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def mic_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Before the meeting and in it one brings something in; in it and afterwards one notes what is taken along."""
    item = access.mic_item_for(request.user, pk, "meetings.speak_at_open_mic")
    runs = request.user.has_perm("meetings.change_meeting", item.meeting or item.committee)
    form = BringInForm(request.POST or None, item=item, people=queries.people_of(item) if runs else [])
    return step(
        request,
        form,
        lambda data: open_mic.bring_in(item, by=request.user, **data),
        crumb_label=item.title,
        crumb_url=item.get_absolute_url(),
        title=_("What do you bring in or take along?"),
        intro=_("It stands in the protocol and returns in the next meeting until it says what became of it."),
        submit=_("Note it"),
        back=item.get_absolute_url(),
        done=_("It is noted."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def mic_settle(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """On the page of an open mic one says what became of what was said there or before."""
    item = access.mic_item_for(request.user, pk, "meetings.view_agendaitem")
    row = access.mic_entry_for(request.user, item, entry, "meetings.settle_mic_entry")
    return step(
        request,
        SettleForm(request.POST or None),
        lambda data: open_mic.settle(row, data["text"], by=request.user, meeting=item.meeting),
        crumb_label=item.title,
        crumb_url=item.get_absolute_url(),
        title=_("What became of it?"),
        intro=row.text,
        submit=_("Note it"),
        back=item.get_absolute_url(),
        done=_("It is noted what became of it."),
    )
