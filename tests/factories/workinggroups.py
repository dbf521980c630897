"""Rows and charters of groups."""

from workinggroups.actions.founding import Charter

from .kog import InstitutionFactory


def charter(name: str = "Task Force Wohnraum", short_name: str = "TF Wohnraum", **facts: object) -> Charter:
    return Charter(
        name=name, short_name=short_name, **{"lead": facts.pop("lead", None) or InstitutionFactory(), **facts}
    )
