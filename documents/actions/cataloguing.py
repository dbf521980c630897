"""Publications come into the library: members propose, the secretariat enters, lists, changes and takes out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from documents import citing
from documents.enums import PublicationState, Step
from documents.models import Publication
from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import Field, User


def enter(facts: dict[str, Any], *, fields: Sequence[Field] = (), by: User | None) -> Publication:
    """Listed at once when the secretariat enters it, else proposed. Refused: one that stands there already."""
    listed = by is None or by.has_perm("documents.keep_library")
    state = PublicationState.LISTED if listed else PublicationState.PROPOSED
    publication = Publication(**facts, state=state, entered_by=by)
    _keep(publication, fields, Step.ENTER if listed else Step.PROPOSE, by=by)
    return publication


def change(publication: Publication, facts: dict[str, Any], *, fields: list[Field], by: User) -> Publication:
    with transaction.atomic():
        publication = Publication.objects.select_for_update().get(pk=publication.pk)
        for name, value in facts.items():
            setattr(publication, name, value)
        _keep(publication, fields, Step.CHANGE, by=by)
    return publication


def _keep(publication: Publication, fields: Sequence[Field], step: Step, *, by: User | None) -> None:
    try:
        with transaction.atomic():
            publication.save()
            publication.fields.set(fields)
            history.record(publication, step, by=by, title=publication.title)
    except IntegrityError:
        raise NotPossibleNow(
            "listed_already", _("“%(title)s” stands in the library already.") % {"title": publication.title}
        )


@transaction.atomic
def settle(publication: Publication, state: PublicationState, *, by: User) -> Publication:
    """List a proposal, or take a publication out of the library. Saying it twice changes nothing."""
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if publication.state != state:
        publication.state = state
        publication.save(update_fields=["state"])
        step = Step.ENTER if state == PublicationState.LISTED else Step.TAKE_OUT
        history.record(publication, step, by=by, title=publication.title)
    return publication


@dataclass
class Imported:
    entered: list[Publication] = field(default_factory=list)
    known: int = 0
    without_title: int = 0


def read_in(text: str, *, by: User | None) -> Imported:
    """All that a BibTeX or RIS file lists and that is not there yet. Refused: a file of neither kind."""
    try:
        entries = citing.read(text)
    except citing.Unreadable:
        raise NotPossibleNow("unreadable", _("This is no file in BibTeX or RIS, or nothing is listed in it."))
    result = Imported()
    for facts in entries:
        if not facts["title"]:
            result.without_title += 1
            continue
        try:
            result.entered.append(enter(facts, by=by))
        except NotPossibleNow:
            result.known += 1
    return result
