"""Something comes up: a committee, a house or the secretariat raises a matter, which gets its number for life."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.actions import filing
from documents.enums import OnDuplicate
from documents.models import Document
from kog import history
from kog import queries as network
from kog.exceptions import NotPossibleNow
from kog.markdown import to_html
from kog.models import Committee, Field, Institution, User
from kog.numbering import next_number
from meetings import mails
from meetings.actions.agenda import suggest_item
from meetings.actions.answering import lock_answer
from meetings.actions.locking import lock_committees, lock_network
from meetings.enums import ItemKind, MatterKind
from meetings.models import AgendaItem, Matter, MatterAnswer, Paper
from meetings.queries.ends import Source, Target

# What is asked of a meeting by each kind of matter.
ITEM_KINDS = {
    MatterKind.NEED: ItemKind.DECISION,
    MatterKind.RECOMMENDATION: ItemKind.DECISION,
    MatterKind.RESULT: ItemKind.INFORMATION,
    MatterKind.INQUIRY: ItemKind.DISCUSSION,
}


@dataclass(frozen=True)
class Concern:
    """What is brought up; `lead` is the house in charge, `follows` the matter it grew out of."""

    kind: str
    title: str
    text: str = ""
    fields: Sequence[Field] = ()
    lead: Institution | None = None
    documents: Sequence[Document] = ()
    follows: Matter | None = None


def number_matter(year: int) -> dict[str, str]:
    number = f"V-{year}-{next_number(f'matter:{year}'):03}"
    return {"number": number, "slug": number.lower()}


@transaction.atomic
def raise_matter(origin: Source, concern: Concern, *, to: Target, by: User) -> Matter:
    """Raise a matter from a committee, a house or (None) the secretariat. To a committee, it is suggested for its
    agenda; to a body outside it waits to be sent; to the secretariat (None) it waits for its answer.

    Refused without a title, for a dissolved committee, or when the same was raised within a day: somebody pressed the
    button twice.
    """
    ends = lock_committees(*(end for end in (origin, to) if isinstance(end, Committee)))
    if not ends:
        lock_network()
    # Read afresh: a committee may have been dissolved since the form was opened.
    origin = ends[origin.pk] if isinstance(origin, Committee) else origin
    to = ends[to.pk] if isinstance(to, Committee) else to
    _check(origin, concern, to)
    _refuse_twice(origin, concern.title.strip())
    matter = Matter.objects.create(
        **number_matter(timezone.localdate().year),
        kind=concern.kind,
        title=concern.title.strip(),
        text=concern.text.strip(),
        text_html=to_html(concern.text.strip()),
        lead_institution=concern.lead,
        follows=concern.follows,
        raised_by=by,
        **_ends_of(origin, to),
    )
    matter.fields.set(concern.fields)
    matter.documents.set(concern.documents)
    history.record(matter, "raised", by=by, origin=origin, addressee=to)
    if isinstance(to, Committee):
        _suggest(matter, to, matter.text, by=by)
    else:
        mails.matter_arrived(matter)
    return matter


def raise_with_files(origin: Source, concern: Concern, *, to: Target, files: Sequence[File], by: User) -> Matter:
    """Raise a matter with papers. They are stored before anything is locked; what is refused leaves none behind."""
    _check(origin, concern, to)
    _refuse_twice(origin, concern.title.strip())
    if not files:
        return raise_matter(origin, concern, to=to, by=by)
    home = origin if isinstance(origin, Committee) else to if isinstance(to, Committee) else network.board()
    folder = filing.folder_for(home, by=by)
    filed = [filing.file(folder, one, on_duplicate=OnDuplicate.NUMBER, by=by) for one in files]
    return raise_matter(origin, replace(concern, documents=[*concern.documents, *filed]), to=to, by=by)


def _check(origin: Source, concern: Concern, to: Target) -> None:
    if concern.kind not in MatterKind.values:
        raise NotPossibleNow("no_such_kind", _("Please choose what kind of matter it is."))
    if not concern.title.strip():
        raise NotPossibleNow("matter_without_title", _("What is it about? Please enter it."))
    for committee in (origin, to):
        if isinstance(committee, Committee) and committee.dissolved and committee.dissolved <= timezone.localdate():
            raise NotPossibleNow("dissolved", _("%(committee)s is dissolved.") % {"committee": committee.name})
    if to is None and isinstance(origin, Committee) and origin.parent is None:
        raise NotPossibleNow(
            "no_addressee", _("%(committee)s has nobody above it to turn to.") % {"committee": origin.name}
        )


def _ends_of(origin: Source, to: Target) -> dict[str, object]:
    """The fields of both ends of the line."""
    source = "origin" if isinstance(origin, Committee) else "origin_institution"
    target = "addressee" if isinstance(to, Committee) else "outside_addressee"
    return {source: origin, target: to}


def _suggest(matter: Matter, committee: Committee, text: str, *, by: User) -> AgendaItem:
    content = {
        "title": matter.title,
        "text": text,
        "kind": ITEM_KINDS[matter.kind],
        "presenter": matter.origin_short,
        "confidential": matter.items.filter(confidential=True).exists(),  # what was confidential stays so
    }
    item = suggest_item(committee, content, by=by, from_group=matter.origin, matter=matter)
    # The papers come along from the group's folder: who reads the item reads them.
    Paper.objects.bulk_create(
        Paper(item=item, document=document, position=position)
        for position, document in enumerate(matter.documents.order_by("pk"))
    )
    return item


def _refuse_twice(origin: Source, title: str) -> None:
    a_day_ago = timezone.now() - dt.timedelta(days=1)
    source = {
        "origin": origin if isinstance(origin, Committee) else None,
        "origin_institution": origin if isinstance(origin, Institution) else None,
    }
    twin = Matter.objects.filter(title=title, raised_at__gt=a_day_ago, **source).first()
    if twin:
        raise NotPossibleNow(
            "raised_already", _("This was brought up already and has the number %(number)s.") % {"number": twin.number}
        )


@transaction.atomic
def insist(answer: MatterAnswer, text: str, *, by: User) -> MatterAnswer:
    """The origin objects to an answer and says what is still open; the matter comes up again where it was answered.

    Refused without a word, or when the answer was confirmed or counts already.
    """
    answer = lock_answer(answer)
    if not answer.is_open:
        raise NotPossibleNow("answer_is_settled", _("This answer is settled; please bring up a new matter."))
    if not text.strip():
        raise NotPossibleNow("objection_without_text", _("Please say what is still open."))
    answer.objected_at, answer.objected_by, answer.objection = timezone.now(), by, text.strip()
    answer.save(update_fields=["objected_at", "objected_by", "objection"])
    matter = answer.matter
    history.record(matter, "answer_objected", by=by, text=text.strip())
    if matter.addressee:
        _suggest(matter, matter.addressee, f"{matter.text}\n\n{text.strip()}", by=by)
    mails.answer_objected(answer)
    return answer
