"""What the meeting cycle shows on pages of lower apps."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kog import page_actions, panels
from kog.models import Committee, Field, Institution, User
from kog.rules import is_secretary
from meetings.queries import circulars, horizon, matters, topics
from meetings.queries import panels as queries
from meetings.queries.calendars import feed_of
from meetings.queries.dashboard import lage_of
from meetings.queries.mandates import mandates_of
from meetings.queries.visibility import reads_committee


def lage(request: HttpRequest, person: User) -> dict[str, Any]:
    return {"lage": lage_of(person)}


def committee(request: HttpRequest, committee: Committee) -> dict[str, Any] | None:
    """What goes on in a committee, for those who read it; with what they can do there."""
    user = request.user
    if not reads_committee(user, committee.pk):
        return None
    return {
        "committee": committee,
        "meetings": queries.next_meetings(user, committee),
        "assignments": queries.open_assignments(user, committee),
        "matters": matters.of_committee(user, committee, queries.SHOWN),
        "may_plan": user.has_perm("meetings.plan_meetings", committee),
        "reports": committee.parent_id is not None,
        "may_suggest": user.has_perm("meetings.suggest_item", committee),
    }


def circulars_of(request: HttpRequest, committee: Committee) -> dict[str, Any] | None:
    """What the committee decides in writing, for those who read it."""
    if not reads_committee(request.user, committee.pk):
        return None
    may_open = request.user.has_perm("meetings.run_circulars", committee)
    procedures = circulars.of_committee(request.user, committee)
    page = {"committee": committee, "procedures": procedures, "may_open": may_open and not committee.dissolved}
    return page if procedures or committee.is_board else None


def mandate(request: HttpRequest, committee: Committee) -> dict[str, Any] | None:
    """What the group is set up for, with its clock."""
    if committee.is_board or not reads_committee(request.user, committee.pk):
        return None
    rows = mandates_of(committee)
    return {"mandates": rows} if rows else None


def field(request: HttpRequest, field: Field) -> dict[str, Any]:
    """What the committees have to do with a topic."""
    return topics.of_field(request.user, field)


def committee_actions(request: HttpRequest, committee: Committee) -> Iterator[tuple[str, str, bool]]:
    """For a group's lead: bring a result, bring something up, plan a meeting; for the secretariat the last first."""
    user = request.user
    if committee.dissolved:
        return
    if not committee.is_board and user.has_perm("meetings.raise_matter", committee):
        yield _("Upload a result"), reverse("meetings:result", args=[committee.key]), not is_secretary(user)
        yield _("Bring up a matter"), reverse("meetings:matter_raise", args=[committee.key]), False
    if user.has_perm("meetings.plan_meetings", committee):
        yield _("Plan a meeting"), f"{reverse('meetings:plan')}?gremium={committee.key}", is_secretary(user)
    if user.has_perm("meetings.run_circulars", committee):
        yield _("Decide in writing"), reverse("meetings:circular_open", args=[committee.key]), False
    if user.has_perm("meetings.change_horizon", committee):
        yield _("Put something on the horizon"), reverse("meetings:horizon_add", args=[committee.key]), False


def horizon_of(request: HttpRequest, committee: Committee) -> dict[str, Any] | None:
    """What comes for the committee on a known day, for those who read it."""
    if not reads_committee(request.user, committee.pk):
        return None
    may_add = request.user.has_perm("meetings.change_horizon", committee)
    coming = horizon.of_committee(request.user, committee)
    page = {"committee": committee, "topics": coming, "may_add": may_add and not committee.dissolved}
    return page if coming or committee.is_board else None


def institution(request: HttpRequest, institution: Institution) -> dict[str, Any] | None:
    assignments = list(queries.assignments_of_house(request.user, institution))
    return {"institution": institution, "assignments": assignments} if assignments else None


def onboarding(request: HttpRequest, person: User) -> dict[str, Any] | None:
    protocols, assignments = queries.last_protocols(person), queries.open_of_own_house(person)
    return {"protocols": protocols, "assignments": assignments} if protocols or assignments else None


def calendar(request: HttpRequest, person: User) -> dict[str, Any]:
    """Whether a newcomer's calendar programs know the meetings."""
    return {"feed": feed_of(person)}


def register() -> None:
    panels.register("dashboard", "meetings/_lage.html", lage, order=10)
    panels.register("committee", "meetings/_mandate.html", mandate, order=12)
    panels.register("committee", "meetings/_committee_panel.html", committee, order=13)
    panels.register("field", "meetings/_field_panel.html", field, order=40)
    page_actions.register("committee", committee_actions, order=40)
    panels.register("committee", "meetings/_circular_panel.html", circulars_of, order=42)
    panels.register("committee", "meetings/_horizon_panel.html", horizon_of, order=44)
    panels.register("institution", "meetings/_institution_panel.html", institution, order=40)
    panels.register("onboarding", "meetings/_onboarding_panel.html", onboarding, order=40)
    panels.register("onboarding", "meetings/_calendar_panel.html", calendar, order=45)
