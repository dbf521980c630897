"""The binder: what is in it for who asks, whether it is ready, and the papers as single files."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from documents import packing
from meetings import access
from meetings.actions import binding
from meetings.binders import contents, packed
from meetings.queries import binders as queries
from meetings.views.steps import click


@require_safe
@login_required
def binder(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.view_meeting")
    entries = contents.binder_of(meeting, request.user)
    page = {
        "meeting": meeting,
        "entries": entries,
        "files": sum(len(entry.papers) for entry in entries),
        "binder": queries.current(meeting, request.user, entries),
        "may_run": request.user.has_perm("meetings.change_meeting", meeting),
        "sees_participation": request.user.has_perm("meetings.view_participation", meeting),
    }
    template = "meetings/_binder_state.html" if request.htmx else "meetings/binder.html"
    return render(request, template, page)


@require_POST
@login_required
def binder_ask(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.view_meeting")
    back = reverse("meetings:binder", args=[slug])
    return click(request, lambda: binding.ask_for(meeting, by=request.user), back=back)


@require_safe
@login_required
def binder_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The binder of what the person reads now: an edition that holds more or less than that is not handed out."""
    meeting = access.meeting_for(request.user, slug, "meetings.view_meeting")
    found = queries.current(meeting, request.user, contents.binder_of(meeting, request.user))
    if found is None or not found.is_ready:
        raise Http404
    if settings.DRIVE_ACCEL_PREFIX:
        response: HttpResponseBase = HttpResponse(
            headers={"X-Accel-Redirect": settings.DRIVE_ACCEL_PREFIX + found.file.name}
        )
    else:
        response = FileResponse(found.file.open("rb"))
        response["Content-Length"] = str(found.size)
    response["Content-Type"] = "application/pdf"
    response["Content-Disposition"] = f'inline; filename="{found.filename}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@login_required
def binder_zip(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.view_meeting")
    entries = contents.contents_of(meeting, request.user)
    return packing.response(packed.files(entries), _("Papers %(meeting)s") % {"meeting": meeting.designation})
