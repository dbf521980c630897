"""Hold the meeting. Every button of the room's page posts the one form of the item in hand, and brings its notes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kog.exceptions import Conflict, NotPossibleNow
from kog.views.guards import needs
from meetings.access import meeting_for, room_item_for
from meetings.actions import conducting
from meetings.forms.conducting import AttendanceForm, BeginForm, notes_form
from meetings.models import AgendaItem, Meeting
from meetings.queries.meetings import quorum, rules_of
from meetings.queries.numbering import numbered
from meetings.queries.participation import of_meeting
from meetings.queries.room import Room, room
from meetings.views.desk_of_item import ItemDesk
from meetings.views.steps import click

CONDUCT = "meetings.conduct_meeting"
LONGEST_NUMBER = 19


@require_http_methods(["GET", "POST"])
@needs("meetings.browse")
def conduct(request: HttpRequest, slug: str) -> HttpResponse:
    """The minute-taker's page: agenda with its gaps, the item in hand, who is here."""
    meeting = meeting_for(request.user, slug, CONDUCT)
    if not meeting.is_running:
        return begin(request, meeting)
    here = room(meeting)
    item = here.item(_number(request.GET.get("top")))
    desk = ItemDesk(here, item, request.POST or None, user=request.user)
    if request.method == "POST" and item:
        return _work(request, here, item, desk)
    return render(request, "meetings/conduct.html", desk.page())


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < LONGEST_NUMBER else None


def begin(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Before the meeting runs the page offers to open it, and says what is unusual about it."""
    form = BeginForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if request.method == "POST" and (form.is_valid() or not meeting.is_open):
        conducting.open_meeting(meeting, by=request.user, reason=form.cleaned_data.get("reason", ""))
        return redirect("meetings:conduct", slug=meeting.slug)
    page = {"meeting": meeting, "full_form": rules_of(meeting).full_form, "form": form}
    return render(request, "meetings/conduct_begin.html", page, status=422 if form.errors else 200)


@require_POST
@needs("meetings.browse")
def take_back(request: HttpRequest, slug: str) -> HttpResponse:
    """The meeting was opened by mistake."""
    meeting = meeting_for(request.user, slug, CONDUCT)
    return click(
        request,
        lambda: conducting.take_back_opening(meeting, by=request.user),
        back=reverse("meetings:conduct", args=[slug]),
        done=_("The opening is taken back; %(meeting)s is as it was before.") % {"meeting": meeting},
    )


def _work(request: HttpRequest, here: Room, item: AgendaItem, desk: ItemDesk) -> HttpResponse:
    """Save the notes, then do what the button says. A refusal leaves everything typed where it was."""
    try:
        desk.save_notes(request.user)
        if desk.button == "next" and desk.pending():
            return _stay(request, desk, moved=False)
        done = desk.act(request.user)
    except Conflict as conflict:
        desk.show_conflict(conflict)
    except NotPossibleNow as refusal:
        desk.refuse(refusal)
    else:
        if done is not None:
            if done:
                messages.success(request, done, extra_tags=desk.recorded)
            return _stay(request, desk) if desk.pending() else redirect(desk.next_address())
    return render(request, "meetings/conduct.html", desk.page(), status=422)


def _stay(request: HttpRequest, desk: ItemDesk, *, moved: bool = True) -> HttpResponse:
    """The same item once more, as it is now, with everything that was typed elsewhere and is not recorded yet."""
    here = room(Meeting.objects.select_related("committee").get(pk=desk.meeting.pk))
    fresh = ItemDesk(here, here.item(desk.item.pk), desk.data, user=request.user, done=True)
    fresh.stays = not moved
    return render(request, "meetings/conduct.html", fresh.page(), status=200 if moved else 422)


@require_POST
@needs("meetings.browse")
def save_notes(request: HttpRequest, slug: str, pk: int) -> JsonResponse:
    """The text that saves itself. 409 answers with the other text when somebody else saved one in the meantime."""
    item = room_item_for(request.user, slug, pk, CONDUCT)
    form = notes_form(item, request.POST)
    if not form.is_valid():
        return JsonResponse({"sentence": _("This could not be saved.")}, status=422)
    text, version = form.cleaned_data["text"].replace("\r\n", "\n"), form.cleaned_data["version"]
    try:
        item = conducting.save_discussion(item, text, based_on=version, by=request.user)
    except Conflict as conflict:
        item.refresh_from_db()
        facts = {"theirs": conflict.theirs, "version": item.discussion_version, "sentence": str(conflict)}
        return JsonResponse(facts, status=409)
    except NotPossibleNow as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=422)
    clock = time_format(timezone.localtime(), "TIME_FORMAT")
    return JsonResponse({"version": item.discussion_version, "sentence": _("Saved at %(time)s") % {"time": clock}})


@require_http_methods(["GET", "POST"])
@needs("meetings.browse")
def attendance(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is here, seat by seat; one click for everybody who is not recorded yet."""
    meeting = meeting_for(request.user, slug, CONDUCT)
    rows = of_meeting(meeting).select_related("meeting__committee")
    forms = [AttendanceForm(request.POST or None, row) for row in rows]
    if request.method == "POST" and all(form.is_valid() for form in forms):
        try:
            _record(request, meeting, forms)
        except NotPossibleNow as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect("meetings:attendance", slug=slug)
    page = {"meeting": meeting, "forms": forms, "quorum": quorum(meeting)}
    return render(request, "meetings/attendance.html", page, status=422 if request.method == "POST" else 200)


def _record(request: HttpRequest, meeting: Meeting, forms: list[AttendanceForm]) -> None:
    for form in forms:
        if form.has_changed():
            conducting.record_attendance(form.row, form.presence(), by=request.user)
    if "rest_present" in request.POST:
        conducting.record_rest_present(meeting, by=request.user)
    messages.success(request, _("Attendance is saved."))


@require_http_methods(["GET", "POST"])
@needs("meetings.browse")
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """The last page of a meeting: what is missing, with the way to it; or the closing itself."""
    meeting = meeting_for(request.user, slug, CONDUCT)
    if request.method == "POST":
        try:
            conducting.close_meeting(meeting, by=request.user)
        except NotPossibleNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(meeting)s is closed. The protocol is drafted.") % {"meeting": meeting})
            return redirect("meetings:protocol", slug=slug)
    page = {"meeting": meeting, "missing": conducting.missing(meeting), "quorum": quorum(meeting)}
    return render(request, "meetings/close.html", page, status=409 if request.method == "POST" else 200)


@require_GET
@needs("meetings.browse")
def presentation(request: HttpRequest, slug: str) -> HttpResponse:
    """What the room sees on the wall: the current item, large. The page asks for news by itself."""
    meeting = meeting_for(request.user, slug, CONDUCT)
    items = numbered(meeting.items.accepted())
    item = next((one for one in items if one.pk == meeting.current_item_id), None)
    page = {"meeting": meeting, "item": item, "items": items}
    if item:
        page |= {"resolutions": item.resolutions.all(), "assignments": item.assignments.with_leads()}
    template = "meetings/_presentation.html" if request.htmx else "meetings/presentation.html"
    return render(request, template, page)
