from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings import access
from meetings.actions import delegating
from meetings.forms.delegations import DelegateForm, PartReportForm
from meetings.views.steps import click, step


@require_http_methods(["GET", "POST"])
@login_required
def delegate(request: HttpRequest, slug: str) -> HttpResponse:
    """Those in charge pass a part on."""
    assignment = access.assignment_for(request.user, slug, "meetings.delegate_assignment")
    form = DelegateForm(request.POST or None, assignment=assignment)
    return step(
        request,
        form,
        lambda data: delegating.delegate(assignment, **form.order(data), by=request.user),
        crumb_label=assignment.number,
        crumb_url=assignment.get_absolute_url(),
        title=_("Pass a part of %(number)s on") % {"number": assignment.number},
        intro=_("Somebody inside takes a part over and reports to you. To the committee you stay in charge."),
        submit=_("Pass it on"),
        back=assignment.get_absolute_url(),
        done=_("The part is passed on; whoever takes it over is told."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def part_report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    part = access.part_for(request.user, slug, pk, "meetings.report_on_part")
    return step(
        request,
        PartReportForm(request.POST or None),
        lambda data: delegating.report_part(part, by=request.user, **data),
        crumb_label=part.assignment.number,
        crumb_url=part.assignment.get_absolute_url(),
        title=_("How does “%(part)s” stand?") % {"part": part.title},
        submit=_("Report"),
        back=part.assignment.get_absolute_url(),
        done=_("Thank you. Those in charge of the assignment see it."),
    )


@require_POST
@login_required
def part_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    part = access.part_for(request.user, slug, pk, "meetings.withdraw_part")
    return click(
        request,
        lambda: delegating.withdraw(part, by=request.user),
        back=part.assignment.get_absolute_url(),
        done=_("The part is taken back."),
    )
