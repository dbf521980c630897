from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import access
from meetings.actions import preparing
from meetings.forms.preparation import PlanFormSet, StepForm, initial_of
from meetings.queries import preparation as plan
from meetings.queries.missing import missing_for
from meetings.views.steps import click, step


@require_safe
@login_required
def preparation(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.change_meeting")
    steps = plan.steps_of(meeting)
    page = {
        "meeting": meeting,
        "lines": plan.lines(steps),
        "picture": plan.picture(meeting, steps) if steps else None,
        "missing": missing_for(meeting),
        "reminders": plan.reminders_of(meeting),
        "form": StepForm(),
        "may_run": True,
        "sees_participation": True,
    }
    return render(request, "meetings/preparation.html", page)


@require_POST
@login_required
def tick(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One click ticks, one click takes the tick back."""
    step = access.step_for(request.user, slug, pk)
    back = reverse("meetings:preparation", args=[slug]) + f"#schritt-{pk}"
    return click(request, lambda: preparing.tick(step, done="done" in request.POST, by=request.user), back=back)


@require_http_methods(["GET", "POST"])
@login_required
def add_step(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = access.meeting_for(request.user, slug, "meetings.change_meeting")
    return step(
        request,
        StepForm(request.POST or None),
        lambda data: preparing.add_step(meeting, by=request.user, **data),
        meeting=meeting,
        title=_("Add a step"),
        back=reverse("meetings:preparation", args=[slug]),
        done=_("The step is added."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def preparation_plan(request: HttpRequest, key: str) -> HttpResponse:
    """The committee's own lines; meetings planned from now on follow them."""
    committee = access.committee_for(request.user, key, "meetings.plan_meetings")
    rows = PlanFormSet(request.POST or None, initial=initial_of(preparing.plan_lines(committee)))
    if request.method == "POST" and rows.is_valid():
        preparing.change_plan(committee, rows.lines(), by=request.user)
        messages.success(request, _("The preparation plan is saved. Meetings planned from now on follow it."))
        return redirect("meetings:preparation_plan", key)
    return render(request, "meetings/preparation_plan.html", {"committee": committee, "rows": rows})
