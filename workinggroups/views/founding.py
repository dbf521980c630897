"""Groups are founded, dissolved, merged and split by the secretariat; a subgroup also by the lead of its group."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kog import trails
from kog.access import committee_for
from kog.enums import CommitteeKind
from kog.exceptions import NotPossibleNow
from kog.models import Committee
from kog.views.guards import needs
from workinggroups import queries
from workinggroups.actions import founding
from workinggroups.forms.founding import DissolveForm, EndForm, FoundForm, MergeForm, PartFormSet


def _step(
    request: HttpRequest,
    form: Form,
    act: Callable[[], Committee],
    *,
    valid: bool,
    template: str,
    done: str,
    **page: object,
) -> HttpResponse:
    """Show the form, or do what it says and open the group that came of it. A refusal stands on the form."""
    if valid:
        try:
            group = act()
        except NotPossibleNow as refusal:
            for sentence in [str(refusal), *refusal.missing]:
                form.add_error(None, sentence)
        else:
            messages.success(request, done)
            return redirect(group)
    return render(request, template, {"form": form, **page}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@needs("workinggroups.found_group")
def found(request: HttpRequest) -> HttpResponse:
    form = FoundForm(request.POST or None, parents=queries.parents())
    return _step(
        request,
        form,
        lambda: founding.found(form.cleaned_data["parent"], form.charter(), by=request.user),
        valid=form.is_valid(),
        template="workinggroups/found.html",
        done=_("The group is founded. Its seats are vacant: fill them next."),
        title=_("Found a group"),
        trail=trails.committees(),
    )


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def found_subgroup(request: HttpRequest, key: str) -> HttpResponse:
    group = committee_for(request.user, key, "workinggroups.found_subgroup")
    form = FoundForm(request.POST or None, parents=queries.parents(), subgroup_of=group)
    return _step(
        request,
        form,
        lambda: founding.found(group, replace(form.charter(), kind=CommitteeKind.SUBGROUP), by=request.user),
        valid=form.is_valid(),
        template="workinggroups/found.html",
        done=_("The group is founded. Its seats are vacant: fill them next."),
        title=_("Found a subgroup of %(group)s") % {"group": group},
        trail=trails.committee(group),
    )


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def dissolve(request: HttpRequest, key: str) -> HttpResponse:
    group = committee_for(request.user, key, "workinggroups.dissolve_group")
    form = DissolveForm(request.POST or None, group=group)

    def act() -> Committee:
        founding.dissolve(group, **form.cleaned_data, by=request.user)
        return group

    return _step(
        request,
        form,
        act,
        valid=form.is_valid(),
        template="workinggroups/dissolve.html",
        done=_("The group is dissolved. What was is kept."),
        group=group,
        trail=trails.committee(group),
        obstacles=founding.obstacles(group),
        subgroups=queries.active_subgroups(group),
    )


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def merge(request: HttpRequest, key: str) -> HttpResponse:
    group = committee_for(request.user, key, "workinggroups.dissolve_group")
    form = MergeForm(request.POST or None, group=group, others=queries.groups())

    def act() -> Committee:
        on, reason = form.cleaned_data["on"], form.cleaned_data["reason"]
        return founding.merge(form.merged(), form.target(), on=on, reason=reason, by=request.user)

    return _step(
        request,
        form,
        act,
        valid=form.is_valid(),
        template="workinggroups/merge.html",
        done=_("The groups are merged. Houses and people came along."),
        group=group,
        trail=trails.committee(group),
        obstacles=founding.obstacles(group, group.parent),
    )


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def split(request: HttpRequest, key: str) -> HttpResponse:
    group = committee_for(request.user, key, "workinggroups.dissolve_group")
    form = EndForm(request.POST or None)
    parts = PartFormSet(request.POST or None, prefix="teil", form_kwargs={"group": group})

    def act() -> Committee:
        charters = [part.charter() for part in parts if part.has_changed()]
        return founding.split(group, charters, **form.cleaned_data, by=request.user)[0]

    return _step(
        request,
        form,
        act,
        valid=form.is_valid() and parts.is_valid(),
        template="workinggroups/split.html",
        done=_("The group is split. People came along with their houses."),
        group=group,
        parts=parts,
        trail=trails.committee(group),
        obstacles=founding.obstacles(group, group.parent),
    )


@require_safe
@needs("kog.view_network")
def former_groups(request: HttpRequest) -> HttpResponse:
    page = {"groups": queries.former_groups(), "trail": trails.committees()}
    return render(request, "workinggroups/former_groups.html", page)
