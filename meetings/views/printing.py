"""Papers to print and to take along: PDFs by the rights of who asks."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kog import typesetting
from kog.views.guards import needs
from meetings import access
from meetings.papers import facts
from meetings.papers import matrix as matrix_paper
from meetings.papers.sheets import SHEETS
from meetings.views.matrix import drawn_matrix


@require_safe
@login_required
def printed(request: HttpRequest, slug: str, sheet: str) -> FileResponse:
    found = SHEETS.get(sheet)
    if found is None:
        raise Http404
    if found.permission == "meetings.view_protocol":
        meeting = access.protocol_for(request.user, slug, found.permission).meeting
    else:
        meeting = access.meeting_for(request.user, slug, found.permission)
    return as_pdf(found.pdf(meeting, request.user), found.filename_for(meeting))


@require_safe
@needs("meetings.browse")
def matrix(request: HttpRequest) -> FileResponse:
    """The observation matrix with the filters of its page."""
    drawn = drawn_matrix(request)["matrix"]
    if drawn is None:
        raise Http404
    title = _("Observation matrix %(committee)s") % {"committee": drawn.committee.short_name}
    content = typesetting.typeset(
        "meetings/papers/matrix.typ", matrix_paper.sheet(drawn), title=title, state=facts.state_of_sheet()
    )
    return as_pdf(content, f"Beobachtungsmatrix_{drawn.committee.prefix}.pdf")


def as_pdf(content: bytes, name: str) -> FileResponse:
    """To be looked at in the browser, and saved under its name."""
    response = FileResponse([content], content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Content-Length"] = str(len(content))
    response["Cache-Control"] = "private, no-store"
    return response
