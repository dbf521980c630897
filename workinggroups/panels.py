"""What pages of the network show of groups, and what they offer to do."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kog import history, page_actions, panels
from kog.models import Committee, Field, User
from kog.rules import is_secretary, leads, member_of
from workinggroups import gaps, queries
from workinggroups.queries.polls import polls_visible_to, to_choose_for, waiting_for

Context = dict[str, Any]
Offer = tuple[str | Promise, str, bool]


def register() -> None:
    panels.register("dashboard", "workinggroups/_polls_to_choose.html", polls_to_choose, order=8)
    panels.register("dashboard", "workinggroups/_polls_waiting.html", polls_waiting, order=9)
    panels.register("dashboard", "workinggroups/_warnings.html", gaps.for_dashboard, order=80)
    panels.register("committee", "workinggroups/_warnings.html", gaps.for_committee, order=10)
    panels.register("committee", "workinggroups/_line.html", line, order=11)
    panels.register("committee", "workinggroups/_polls.html", open_polls, order=14)
    panels.register("committee", "workinggroups/_links.html", links, order=30)
    panels.register("committee", "workinggroups/_circle.html", circle, order=32)
    panels.register("committee", "workinggroups/_manage.html", manage, order=85)
    panels.register("field", "workinggroups/_outside.html", outside_bodies, order=20)
    panels.register("onboarding", "workinggroups/_wheel_link.html", way_to_the_wheel, order=30)
    page_actions.register("committee_list", list_actions)
    page_actions.register("committee", group_actions, order=70)


def line(request: HttpRequest, committee: Committee) -> Context | None:
    """Before and after, for groups that have either."""
    steps = queries.line_of(committee)
    before = [step for step in steps if step.successor_id == committee.pk]
    after = [step for step in steps if step.predecessor_id == committee.pk]
    reason = ""
    if committee.dissolved and not after:
        ended = history.of(committee).filter(verb="dissolved").first()
        reason = ended.facts["reason"] if ended else ""
    if not (steps or reason):
        return None
    return {"group": committee, "before": before, "after": after, "reason": reason}


def open_polls(request: HttpRequest, committee: Committee) -> Context | None:
    """What the members are asked, and what is to be decided."""
    if not request.user.has_perm("workinggroups.view_polls", committee):
        return None
    polls = list(polls_visible_to(request.user).filter(committee=committee, ended_at=None))
    return {"group": committee, "polls": polls} if polls else None


def polls_waiting(request: HttpRequest, person: User) -> Context | None:
    """What somebody has not answered yet; nothing waits, no panel."""
    polls = list(waiting_for(person)) if member_of(person) else []
    return {"polls": polls} if polls else None


def polls_to_choose(request: HttpRequest, person: User) -> Context | None:
    """What those in charge have not decided yet, day for day until they choose or end it."""
    polls = list(to_choose_for(person)) if leads(person) or is_secretary(person) else []
    return {"polls": polls} if polls else None


def links(request: HttpRequest, committee: Committee) -> Context | None:
    """Who carries things between this group and the board."""
    if committee.is_board or committee.dissolved:
        return None
    return {
        "group": committee,
        "named": queries.link_person(committee),
        "people": list(queries.link_people(committee)),
        "may_name": _may(request, "workinggroups.name_link_person", committee),
    }


def circle(request: HttpRequest, committee: Committee) -> Context | None:
    """Whom it asks by topic; an empty circle is shown only to those who keep it."""
    members, may_keep = list(queries.circle_of(committee)), _may(request, "workinggroups.keep_circle", committee)
    if not (members or may_keep):
        return None
    return {"group": committee, "members": members, "may_keep": may_keep}


def manage(request: HttpRequest, committee: Committee) -> Context | None:
    """For those who run the group: what they do rarely."""
    may_found = _may(request, "workinggroups.found_subgroup", committee)
    may_end = _may(request, "workinggroups.dissolve_group", committee)
    if not (may_found or may_end):
        return None
    return {"group": committee, "may_found": may_found, "may_end": may_end}


def outside_bodies(request: HttpRequest, field: Field) -> Context | None:
    bodies = list(queries.outside_bodies().filter(fields=field))
    return {"bodies": bodies} if bodies else None


def way_to_the_wheel(request: HttpRequest, person: User) -> Context | None:
    return {} if person.has_perm("kog.view_network") else None


def list_actions(request: HttpRequest, _nothing: object) -> Iterator[Offer]:
    if request.user.has_perm("workinggroups.found_group"):
        yield _("Found a group"), reverse("workinggroups:found"), True
    yield _("The wheel"), reverse("workinggroups:wheel"), False
    yield _("Former groups"), reverse("workinggroups:former_groups"), False
    yield _("Bodies outside the network"), reverse("workinggroups:outside_bodies"), False


def group_actions(request: HttpRequest, committee: Committee) -> Iterator[Offer]:
    if _may(request, "workinggroups.run_polls", committee):
        yield _("Ask for a date"), reverse("workinggroups:open_poll", args=[committee.key]), False


def _may(request: HttpRequest, permission: str, committee: Committee) -> bool:
    """Nothing is offered for a group that is over."""
    return committee.dissolved is None and request.user.has_perm(permission, committee)
