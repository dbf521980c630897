import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kog import page_actions, panels, queries, roster, trails
from kog.access import committee_for
from kog.actions.describing import describe_committee
from kog.actions.rotating import set_rotation
from kog.actions.rules_of_procedure import set_rules
from kog.committee_forms import CommitteeForm, DayForm, RotationForm, RulesForm

from .guards import needs
from .steps import step


@require_safe
@needs("kog.view_network")
def committee_list(request: HttpRequest) -> HttpResponse:
    actions = page_actions.offered("committee_list", request, None)
    return render(request, "kog/committee_list.html", {"tree": queries.committee_tree(), "page_actions": actions})


@require_safe
@needs("kog.view_network")
def committee(request: HttpRequest, key: str) -> HttpResponse:
    """One committee as it was on a day; what other apps know of it stands below, as it is today."""
    committee = committee_for(request.user, key)
    form = DayForm(request.GET if "am" in request.GET else None)
    day: dt.date = (form.is_bound and form.is_valid() and form.cleaned_data["am"]) or timezone.localdate()
    page = {
        "committee": committee,
        "trail": trails.committees(),
        "form": form,
        "day": day,
        "past": day != timezone.localdate(),
        "roster": roster.of_committee(committee, day),
        "rules": queries.rules_on(committee, day),
        "subgroups": queries.subgroups_of(committee, day),
        "fields": committee.fields.all(),
        "panels": panels.rendered("committee", request, committee, orders=range(80)),
        "panels_below": panels.rendered("committee", request, committee, orders=range(80, 100)),
        "page_actions": page_actions.offered("committee", request, committee),
    }
    return render(request, "kog/committee.html", page)


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def rotation(request: HttpRequest, key: str) -> HttpResponse:
    committee = committee_for(request.user, key, "kog.change_seats")
    form = RotationForm(request.POST or None, committee=committee)
    return step(
        request,
        form,
        lambda _data: set_rotation(committee, form.order(), by=request.user),
        back=committee.get_absolute_url(),
        done=_("The order of the chair is saved."),
        trail=trails.committee(committee),
        title=_("Order of the chair"),
        intro=_("One seat is a fixed chair. Several take turns in this order; a cancelled meeting takes no turn."),
    )


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def rules(request: HttpRequest, key: str) -> HttpResponse:
    committee = committee_for(request.user, key, "kog.change_seats")
    form = RulesForm(request.POST or None, instance=queries.rules_on(committee))
    return step(
        request,
        form,
        lambda data: set_rules(committee, by=request.user, **data),
        back=committee.get_absolute_url(),
        done=_("The rules of procedure are saved."),
        trail=trails.committee(committee),
        title=_("Rules of procedure"),
        intro=_("New rules hold from their day on. Meetings before it keep the rules they were held by."),
    )


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def describe(request: HttpRequest, key: str) -> HttpResponse:
    committee = committee_for(request.user, key, "kog.change_network")
    return step(
        request,
        CommitteeForm(request.POST or None, instance=committee),
        lambda data: describe_committee(committee, by=request.user, **data),
        back=committee.get_absolute_url(),
        done=_("The change is saved."),
        trail=trails.committee(committee),
        title=_("Aim and mandate"),
    )
