"""What the meeting cycle shows on pages of lower apps."""

from typing import Any

from django.http import HttpRequest

from kog import panels
from kog.models import Committee, Institution, User
from meetings.queries import circulars, matters
from meetings.queries import panels as queries
from meetings.queries.dashboard import lage_of
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
        "may_raise": not committee.is_board and user.has_perm("meetings.raise_matter", committee),
        "may_suggest": user.has_perm("meetings.suggest_item", committee),
    }


def circulars_of(request: HttpRequest, committee: Committee) -> dict[str, Any] | None:
    """What the committee decides in writing, for those who read it."""
    if not reads_committee(request.user, committee.pk):
        return None
    may_open = request.user.has_perm("meetings.run_circulars", committee)
    procedures = circulars.of_committee(request.user, committee)
    return {"committee": committee, "procedures": procedures, "may_open": may_open} if procedures or may_open else None


def institution(request: HttpRequest, institution: Institution) -> dict[str, Any] | None:
    assignments = list(queries.assignments_of_house(request.user, institution))
    return {"institution": institution, "assignments": assignments} if assignments else None


def onboarding(request: HttpRequest, person: User) -> dict[str, Any] | None:
    protocols, assignments = queries.last_protocols(person), queries.open_of_own_house(person)
    return {"protocols": protocols, "assignments": assignments} if protocols or assignments else None


def register() -> None:
    panels.register("dashboard", "meetings/_lage.html", lage, order=10)
    panels.register("committee", "meetings/_committee_panel.html", committee, order=40)
    panels.register("committee", "meetings/_circular_panel.html", circulars_of, order=42)
    panels.register("institution", "meetings/_institution_panel.html", institution, order=40)
    panels.register("onboarding", "meetings/_onboarding_panel.html", onboarding, order=40)
