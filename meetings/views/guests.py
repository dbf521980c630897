from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings import access
from meetings.actions import guesting
from meetings.forms.guests import GuestForm, ModeratorForm
from meetings.models import AgendaItem
from meetings.queries import guests as queries
from meetings.views.steps import click, step


@require_http_methods(["GET", "POST"])
@login_required
def guests(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is asked to this item and until when; and asking somebody."""
    item = access.item_for(request.user, pk, "meetings.change_meeting")
    initial = {"until": item.meeting.date if item.meeting else None}
    form = GuestForm(request.POST or None, people=queries.possible_guests(item), initial=initial)
    return step(
        request,
        form,
        lambda data: guesting.ask_guest(item, form.somebody(), until=data["until"], by=request.user),
        template="meetings/guests.html",
        item=item,
        open=_takes_guests(item),
        guests=queries.guests_of(item),
        circle=queries.extended_circle(item),
        crumb_label=item.title,
        crumb_url=item.get_absolute_url(),
        title=_("Guests"),
        intro=item.title,
        submit=_("Ask as a guest"),
        back=reverse("meetings:guests", args=[pk]),
        done=_("The guest is asked and told by mail."),
    )


def _takes_guests(item: AgendaItem) -> bool:
    over = item.meeting is None or item.meeting.is_closed or item.meeting.is_cancelled
    return not over and not item.confidential


@require_POST
@login_required
def guest_end(request: HttpRequest, pk: int, guest: int) -> HttpResponse:
    row = access.guest_for(request.user, pk, guest, "meetings.change_meeting")
    return click(
        request,
        lambda: guesting.end_guest(row, by=request.user),
        back=reverse("meetings:guests", args=[pk]),
        done=_("%(person)s cannot read the item any more.") % {"person": row.person},
    )


@require_http_methods(["GET", "POST"])
@login_required
def moderator(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.change_meeting")
    people = queries.possible_moderators(meeting)
    form = ModeratorForm(request.POST or None, people=people, initial={"person": meeting.moderator_id})
    return step(
        request,
        form,
        lambda data: guesting.name_moderator(meeting, form.somebody(), by=request.user),
        meeting=meeting,
        title=_("Who moderates %(meeting)s?") % {"meeting": meeting},
        intro=_(
            "Somebody from outside who leads through the meeting: reads its released items and papers until the day "
            "after, sees nothing confidential and has no vote."
        ),
        back=reverse("meetings:participation", args=[slug]),
        done=_("It is noted who moderates."),
    )
