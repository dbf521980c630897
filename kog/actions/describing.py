"""What is said about institutions and committees in the portal."""

from django.db import transaction

from kog import history
from kog.models import Committee, Field, Institution, User

INSTITUTION = ("name", "short_name", "tasks", "website", "email", "phone")
COMMITTEE = ("name", "aim", "cadence")


def describe_institution(institution: Institution, *, by: User, fields: list[Field], **facts: str) -> bool:
    """Write what is said of a house. Says whether anything changed."""
    return _describe(institution, INSTITUTION, facts, fields, by)


def describe_committee(committee: Committee, *, by: User, fields: list[Field], **facts: str) -> bool:
    """Write what a committee is for. Its key and short name stay: numbers of meetings are made of them."""
    return _describe(committee, COMMITTEE, facts, fields, by)


@transaction.atomic
def _describe(
    record: Institution | Committee, known: tuple[str, ...], facts: dict[str, str], fields: list[Field], by: User
) -> bool:
    unknown = set(facts) - set(known)
    if unknown:
        raise TypeError(f"cannot be described: {', '.join(sorted(unknown))}")
    record = type(record).objects.select_for_update().get(pk=record.pk)
    changed = {name: fact for name, fact in facts.items() if getattr(record, name) != fact}
    for name, fact in changed.items():
        setattr(record, name, fact)
    if changed:
        record.save(update_fields=list(changed))
    if set(record.fields.all()) != set(fields):
        record.fields.set(fields)
        changed["fields"] = ", ".join(field.name for field in fields)
    if changed:
        history.record(record, "described", by=by, **changed)
    return bool(changed)
