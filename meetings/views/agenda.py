from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import access
from meetings.actions import agenda as actions
from meetings.actions import inviting
from meetings.enums import ItemKind, MeetingState
from meetings.forms.agenda import AddItemForm, ChangeItemForm, CommentForm, PaperForm, ScheduleForm
from meetings.models import Meeting
from meetings.queries import agenda as queries
from meetings.queries.changes import agenda_changes
from meetings.queries.meetings import due_assignments
from meetings.queries.open_mic import mic_page
from meetings.queries.papers import attachable
from meetings.views.steps import chosen, click, step


def agenda_url(meeting: Meeting) -> str:
    return reverse("meetings:agenda", args=[meeting.slug])


@require_safe
@login_required
def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    """To be worked on by those who prepare the meeting, to be read by all others."""
    user = request.user
    meeting = access.meeting_for(user, slug, "meetings.view_meeting")
    items = queries.agenda_of(meeting, user)
    may_run = user.has_perm("meetings.change_meeting", meeting)
    page = {
        "meeting": meeting,
        "items": items,
        "minutes": queries.minutes_of(items),
        "length": queries.length_of(meeting),
        "due": list(due_assignments(meeting)),
        "may_run": may_run,
        "may_change": may_run and not meeting.is_closed and not meeting.is_cancelled,
        "may_comment": user.has_perm("meetings.comment_agenda", meeting),
        "may_suggest": meeting.is_open and user.has_perm("meetings.suggest_item", meeting.committee),
        "sees_participation": user.has_perm("meetings.view_participation", meeting),
    }
    if page["may_comment"] and not (meeting.is_closed or meeting.is_cancelled):
        page |= _workshop(meeting)
        page["unknown_changes"] = agenda_changes(meeting) if may_run and meeting.state == MeetingState.INVITED else []
        page["has_open_mic"] = any(one.kind == ItemKind.OPEN_MIC for one in items)
    return render(request, "meetings/agenda.html", page)


@require_POST
@login_required
def reissue(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.change_meeting")
    return click(
        request,
        lambda: inviting.reissue_agenda(meeting, by=request.user),
        back=agenda_url(meeting),
        done=_("Those who are invited hear what is new on the agenda."),
    )


def _workshop(meeting: Meeting) -> dict[str, object]:
    """What only those see who prepare the agenda or chair the meeting."""
    return {
        "comments": meeting.comments.select_related("by", "item"),
        "comment_form": CommentForm(),
        "suggestions": queries.suggestions(meeting.committee, meeting),
        "pool": queries.pool(meeting.committee),
        "add_form": AddItemForm(meeting=meeting),
    }


@require_http_methods(["GET", "POST"])
@login_required
def item_add(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.change_meeting")
    form = AddItemForm(request.POST or None, meeting=meeting, initial={"parent": request.GET.get("unter")})
    return step(
        request,
        form,
        lambda data: actions.add_item(
            meeting, form.content(), by=request.user, parent=data["parent"], late_reason=data.get("late_reason", "")
        ),
        meeting=meeting,
        title=_("Add an item"),
        submit=_("Add the item"),
        back=agenda_url(meeting),
        done=_("The item is on the agenda."),
    )


@require_safe
@login_required
def item(request: HttpRequest, pk: int) -> HttpResponse:
    user = request.user
    item = access.item_for(user, pk, "meetings.view_agendaitem")
    may_run = user.has_perm("meetings.change_meeting", item.meeting or item.committee)
    over = bool(item.meeting and (item.meeting.is_closed or item.meeting.is_cancelled))
    page = {
        **queries.item_page(item, user),
        **mic_page(item, user, may_run=may_run),
        "may_change": may_run and not over,
        "may_schedule": may_run and not over and item.state == "accepted" and not item.standing and not item.outcome,
    }
    if page["may_change"]:
        page["paper_form"] = PaperForm(documents=attachable(item, user))
        page["schedule_form"] = ScheduleForm(committee=item.committee, initial={"meeting": item.meeting_id})
    return render(request, "meetings/item.html", page)


@require_http_methods(["GET", "POST"])
@login_required
def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    item = access.item_for(request.user, pk, "meetings.change_meeting")
    form = ChangeItemForm(request.POST or None, item=item)
    return step(
        request,
        form,
        lambda data: actions.change_item(
            item, form.content(), by=request.user, late_reason=data.get("late_reason", "")
        ),
        title=_("Change the item"),
        meeting=item.meeting,
        back=item.get_absolute_url(),
        done=_("The item is changed."),
    )


@require_POST
@login_required
def item_move(request: HttpRequest, pk: int) -> HttpResponse:
    """By one place with the buttons, to any place (`to`) with the mouse."""
    item = access.item_for(request.user, pk, "meetings.change_meeting")
    target = request.POST.get("to", "")
    place = int(target) if target.isdecimal() and len(target) < 5 else 0
    back = f"{agenda_url(item.meeting)}#top-{pk}" if item.meeting else item.get_absolute_url()
    answer = click(request, lambda: actions.move_item(item, to_index=place, by=request.user), back=back)
    return JsonResponse({"moved": True}) if "application/json" in request.headers.get("Accept", "") else answer


@require_POST
@login_required
def item_schedule(request: HttpRequest, pk: int) -> HttpResponse:
    item = access.item_for(request.user, pk, "meetings.change_meeting")
    form = ScheduleForm(request.POST, committee=item.committee)
    meeting = form.cleaned_data["meeting"] if form.is_valid() else item.meeting
    return click(
        request,
        lambda: actions.schedule_item(item, meeting=chosen(form, "meeting"), by=request.user),
        back=agenda_url(meeting) if meeting else reverse("meetings:pool", args=[item.committee.key]),
        done=_("The item is on the agenda of %(meeting)s.") % {"meeting": meeting}
        if meeting
        else _("The item waits in the topic pool."),
    )


@require_POST
@login_required
def item_omit(request: HttpRequest, pk: int) -> HttpResponse:
    item = access.item_for(request.user, pk, "meetings.change_meeting")
    back = agenda_url(item.meeting) if item.meeting else item.get_absolute_url()
    return click(
        request,
        lambda: actions.omit_standing_item(item, by=request.user),
        back=back,
        done=_("The item is left out of this meeting."),
    )


@require_POST
@login_required
def agenda_comment(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.comment_agenda")
    text = request.POST.get("text", "")
    return click(
        request,
        lambda: actions.comment(meeting, text, by=request.user),
        back=agenda_url(meeting) + "#kommentare",
        done=_("Your comment is kept with the agenda."),
    )


@require_POST
@login_required
def agenda_release(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.release_agenda")
    return click(
        request,
        lambda: actions.release(meeting, by=request.user),
        back=agenda_url(meeting),
        done=_("The agenda is released. Members can read it; what changes from now on is marked as late."),
    )
