"""Bodies outside the network: entered once, so that no second one is set up beside them."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import Field, User
from workinggroups.models import OutsideBody
from workinggroups.naming import free_key

FACTS = ("name", "what", "contact", "website", "dates")
RESERVED = ("neu",)  # the address of the form


@transaction.atomic
def enter_outside_body(*, fields: Iterable[Field], by: User | None, **facts: str) -> OutsideBody:
    """Refused for a name that is entered already."""
    _refuse_unknown(facts)
    _refuse_name(facts["name"])
    known = set(OutsideBody.objects.values_list("key", flat=True)) | set(RESERVED)
    body = OutsideBody.objects.create(key=free_key(facts["name"], known), **facts)
    body.fields.set(fields)
    history.record(body, "entered", by=by, **facts)
    return body


@transaction.atomic
def describe_outside_body(body: OutsideBody, *, fields: Iterable[Field], by: User, **facts: str) -> bool:
    """Write what is said of it. Says whether anything changed. Refused for the name of another one."""
    _refuse_unknown(facts)
    body = OutsideBody.objects.select_for_update().get(pk=body.pk)
    fields = list(fields)
    if "name" in facts:
        _refuse_name(facts["name"], but=body)
    changed = {name: fact for name, fact in facts.items() if getattr(body, name) != fact}
    for name, fact in changed.items():
        setattr(body, name, fact)
    if changed:
        body.save(update_fields=list(changed))
    if set(body.fields.all()) != set(fields):
        body.fields.set(fields)
        changed["fields"] = ", ".join(field.name for field in fields)
    if changed:
        history.record(body, "described", by=by, **changed)
    return bool(changed)


def _refuse_unknown(facts: dict[str, str]) -> None:
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"cannot be said of a body outside: {', '.join(sorted(unknown))}")


def _refuse_name(name: str, *, but: OutsideBody | None = None) -> None:
    same = OutsideBody.objects.filter(name__iexact=name.strip())
    if but:
        same = same.exclude(pk=but.pk)
    if not name.strip():
        raise NotPossibleNow("name_missing", _("A body needs a name."))
    if same.exists():
        raise NotPossibleNow("name_taken", _("“%(name)s” is entered already.") % {"name": name})
