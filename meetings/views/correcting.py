"""Slips of the pen in a running meeting: the wording of a resolution, what stands in an assignment."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kog.views.guards import needs
from meetings.access import room_assignment_for, room_resolution_for
from meetings.actions import assigning, deciding
from meetings.forms.conducting import CorrectedAssignmentForm, RewordForm
from meetings.models import Assignment, Resolution
from meetings.views.conducting import CONDUCT
from meetings.views.steps import step


def _item_of(slug: str, record: Resolution | Assignment) -> str:
    return f"{reverse('meetings:conduct', args=[slug])}?top={record.item_id}"


@require_http_methods(["GET", "POST"])
@needs("meetings.browse")
def resolution(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    resolution = room_resolution_for(request.user, slug, pk, CONDUCT)
    form = RewordForm(request.POST if request.method == "POST" else None, initial={"wording": resolution.wording})
    return step(
        request,
        form,
        lambda data: deciding.reword(resolution, data["wording"], by=request.user),
        meeting=resolution.meeting,
        title=_("Correct resolution %(number)s") % {"number": resolution.number},
        intro=_("The earlier wording stays in the history."),
        submit=_("Save the correction"),
        back=_item_of(slug, resolution),
        done=_("Resolution %(number)s is corrected.") % {"number": resolution.number},
    )


@require_http_methods(["GET", "POST"])
@needs("meetings.browse")
def assignment(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    assignment = room_assignment_for(request.user, slug, pk, CONDUCT)
    form = CorrectedAssignmentForm(request.POST if request.method == "POST" else None, assignment)
    return step(
        request,
        form,
        lambda _data: assigning.correct(assignment, form.order(), by=request.user),
        meeting=assignment.set_in,
        title=_("Correct assignment %(number)s") % {"number": assignment.number},
        intro=_("The number stays. A house that is in charge only now is told."),
        submit=_("Save the correction"),
        back=_item_of(slug, assignment),
        done=_("Assignment %(number)s is corrected.") % {"number": assignment.number},
    )
