"""For chair and secretariat alone: the briefing, and the texts that are drafted from the records."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kog import page_actions
from kog.exceptions import Conflict, NotPossibleNow
from meetings import access
from meetings.actions import writing
from meetings.drafting import draft
from meetings.enums import TextKind
from meetings.forms.texts import TextForm, VersionForm
from meetings.queries import briefing as queries
from meetings.queries import participation
from meetings.views.steps import step


@require_safe
@login_required
def briefing(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.view_briefing")
    written = queries.written_kinds(meeting)
    page = {
        "meeting": meeting,
        "briefing": queries.briefing_of(meeting, request.user),
        "texts": [(kind, kind in written) for kind in TextKind],
        "may_run": request.user.has_perm("meetings.change_meeting", meeting),
        "sees_participation": True,
    }
    return render(request, "meetings/briefing.html", page)


@require_http_methods(["GET", "POST"])
@login_required
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """The thank-you as it will be mailed, and to whom; then sent, once."""
    meeting = access.meeting_for(request.user, slug, "meetings.view_briefing")
    row = queries.text_of(meeting, TextKind.THANKS)
    form = VersionForm(request.POST or None, initial={"version": row.version if row else 0})
    return step(
        request,
        form,
        lambda data: writing.send_thanks(meeting, version=data["version"], by=request.user),
        meeting=meeting,
        template="meetings/thanks.html",
        title=_("Send the thank-you"),
        submit=_("Send the thank-you"),
        back=reverse("meetings:meeting_text", args=[slug, TextKind.THANKS]),
        done=_("The thank-you is on its way."),
        row=row,
        people=participation.thanked(meeting),
    )


@require_http_methods(["GET", "POST"])
@login_required
def meeting_text(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The text as it was written last, or a first draft that is kept when one saves it."""
    if kind not in TextKind.values:
        raise Http404
    meeting = access.meeting_for(request.user, slug, "meetings.view_briefing")
    row = queries.text_of(meeting, kind)
    initial = {"text": row.text, "version": row.version} if row else {"text": draft(meeting, kind), "version": 0}
    form = TextForm(request.POST or None, initial=initial)
    page: dict[str, Any] = {
        "meeting": meeting,
        "row": row,
        "kind": TextKind(kind),
        "form": form,
        "is_thanks": kind == TextKind.THANKS,
    }
    page["offers"] = page_actions.offered("meeting_text", request, row) if row else []
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"].replace("\r\n", "\n")
        try:
            writing.write(meeting, kind, text, based_on=form.cleaned_data["version"], by=request.user)
        except Conflict as conflict:
            row = queries.text_of(meeting, kind)
            # The next save starts from their version, which the writer has now seen.
            form.data = form.data.copy()
            form.data["version"] = row.version if row else 0
            page |= {"conflict": conflict, "row": row}
        except NotPossibleNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The text is saved."))
            return redirect("meetings:meeting_text", slug, kind)
    return render(request, "meetings/meeting_text.html", page, status=422 if form.is_bound else 200)
