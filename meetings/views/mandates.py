"""Groups with a mandate: set up by a resolution in the room, reviewed when they report."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kog.views.guards import needs
from meetings.access import room_report_for, room_resolution_for
from meetings.actions import mandating
from meetings.forms.mandates import MandateReviewForm, SetUpForm
from meetings.models import Mandate
from meetings.views.steps import step

DECIDE = "meetings.decide_on_mandates"  # who only takes the minutes founds and dissolves nothing


@require_http_methods(["GET", "POST"])
@needs("meetings.browse")
def set_up(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A resolution sets up a group, or gives one that exists its mandate."""
    resolution = room_resolution_for(request.user, slug, pk, DECIDE)
    board = resolution.meeting.committee
    question = "" if resolution.item.confidential else resolution.wording  # the group reads its mandate
    form = SetUpForm(request.POST or None, committee=board, initial={"question": question})

    def act(data: dict) -> None:
        terms = form.terms(data, resolution)
        if data["group"]:
            mandating.give(data["group"], board, terms, by=request.user)
        else:
            mandating.set_up(board, form.charter(data), terms, by=request.user)

    return step(
        request,
        form,
        act,
        meeting=resolution.meeting,
        title=_("A mandate by resolution %(number)s") % {"number": resolution.number},
        intro=_("A group gets a question, a meeting in which it reports, and an end. Its report comes by itself."),
        submit=_("Give the mandate"),
        back=f"{reverse('meetings:conduct', args=[slug])}?top={resolution.item_id}",
        done=_("The mandate is given; the report stands on the agenda of its meeting."),
    )


@require_http_methods(["GET", "POST"])
@needs("meetings.browse")
def review(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What becomes of the mandate of the group that has just reported."""
    item = room_report_for(request.user, slug, pk, DECIDE)
    form = MandateReviewForm(request.POST or None, committee=item.committee)
    return step(
        request,
        form,
        lambda data: mandating.review_mandate(item.mandate, item.meeting, form.finding(data), by=request.user),
        meeting=item.meeting,
        title=_("%(group)s has reported") % {"group": item.mandate.group.name},
        intro=_intro(item.mandate),
        submit=_("Record the result"),
        back=f"{reverse('meetings:conduct', args=[slug])}?top={item.pk}",
        done=_("It is recorded what becomes of the mandate."),
    )


def _intro(mandate: Mandate) -> str:
    facts = {"question": mandate.question, "day": date_format(mandate.ends_on, "d.m.Y") if mandate.ends_on else ""}
    return (_("%(question)s (until %(day)s)") if mandate.ends_on else _("The mandate: %(question)s")) % facts
