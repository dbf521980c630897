"""The link person of a group and its extended circle: the secretariat everywhere, the lead in the own group."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kog.access import committee_for
from kog.views.guards import needs
from kog.views.steps import step
from workinggroups import queries, trails
from workinggroups.access import topic_member_for
from workinggroups.actions import linking
from workinggroups.forms.linking import LastDayForm, LinkPersonForm, TopicMemberForm


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def name_link_person(request: HttpRequest, key: str) -> HttpResponse:
    group = committee_for(request.user, key, "workinggroups.name_link_person")
    return step(
        request,
        LinkPersonForm(request.POST or None),
        lambda data: linking.name_link_person(group, data["person"], since=data["since"], by=request.user),
        back=group.get_absolute_url(),
        done=_("The link person is named."),
        trail=trails.group(group),
        title=_("Link person of %(group)s") % {"group": group},
        intro=_(
            "Stands up for the group on the board and tells it what was said there. A former one stops the day before."
        ),
        submit=_("Name the link person"),
    )


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def end_link_person(request: HttpRequest, key: str) -> HttpResponse:
    group = committee_for(request.user, key, "workinggroups.name_link_person")
    return step(
        request,
        LastDayForm(request.POST or None),
        lambda data: linking.end_link_person(group, on=data["on"], by=request.user),
        back=group.get_absolute_url(),
        done=_("The change is saved."),
        trail=trails.group(group),
        title=_("End the link of %(group)s to the board") % {"group": group},
        intro=_("The group has no link person from the day after, until another one is named."),
        submit=_("Save the last day"),
    )


@require_safe
@needs("kog.view_network")
def circle(request: HttpRequest, key: str) -> HttpResponse:
    group = committee_for(request.user, key, "workinggroups.keep_circle")
    page = {"group": group, "members": queries.circle_of(group), "trail": trails.group(group)}
    return render(request, "workinggroups/circle.html", page)


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def add_topic_member(request: HttpRequest, key: str) -> HttpResponse:
    group = committee_for(request.user, key, "workinggroups.keep_circle")
    return step(
        request,
        TopicMemberForm(request.POST or None, committee=group),
        lambda data: linking.add_topic_member(
            group, data["person"], fields=data["topics"], since=data["since"], by=request.user
        ),
        back=reverse("workinggroups:circle", args=[key]),
        done=_("The person is in the circle."),
        trail=trails.circle(group),
        title=_("Add somebody to the circle"),
        intro=_("The group asks this person when one of the topics comes up. It gives no access by itself."),
        submit=_("Add the person"),
    )


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def end_topic_member(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    group = committee_for(request.user, key, "workinggroups.keep_circle")
    member = topic_member_for(request.user, group, pk)
    return step(
        request,
        LastDayForm(request.POST or None),
        lambda data: linking.end_topic_member(member, on=data["on"], by=request.user),
        back=reverse("workinggroups:circle", args=[key]),
        done=_("The change is saved."),
        trail=trails.circle(group),
        title=_("%(person)s leaves the circle") % {"person": member.person.name},
        submit=_("Save the last day"),
    )
