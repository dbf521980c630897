"""Decide without a meeting: text, papers and a wording go round the voting seats, which answer until a day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from documents.actions import filing
from documents.enums import OnDuplicate
from documents.models import Document
from kog import history
from kog import queries as network
from kog.exceptions import NotPossibleNow
from kog.markdown import to_html
from kog.models import Committee, Rules, Seat, User
from kog.numbering import next_number
from kog.working_days import add_working_days
from meetings import mails
from meetings.actions.announcing import announce, put_on_agenda
from meetings.actions.deciding import Ballot, outcome_of
from meetings.actions.locking import lock_circular, lock_committee
from meetings.enums import CircularAnswer, CircularResult, ResolutionMethod
from meetings.models import CircularProcedure, CircularVote, Matter
from meetings.queries.circulars import Tally, rules_of, tally, votes_that_count

ANSWERS = [answer for answer in CircularAnswer if answer != CircularAnswer.PENDING]


@dataclass(frozen=True)
class Round:
    """What goes round, and until when."""

    title: str
    text: str
    wording: str
    deadline: dt.date
    short_term_reason: str = ""
    confidential: bool = False
    matter: Matter | None = None
    documents: Sequence[Document] = ()


def earliest_deadline(committee: Committee) -> dt.date:
    """The first day that leaves the seats the working days which the rules of today promise them."""
    here = network.network()
    days = network.rules_on(committee).circular_working_days
    return add_working_days(timezone.localdate(), days, here.state if here else "")


def open_with_uploads(committee: Committee, what: Round, uploads: Sequence[File], *, by: User) -> CircularProcedure:
    """File what was uploaded in the committee's folder for circular procedures, then open it with these papers.

    Bytes are stored before the committee is locked; what would be refused is refused before.
    """
    _refuse_incomplete(committee, what)
    _refuse_twice(committee, what)
    documents = list(what.documents)
    if uploads:
        parent = filing.folder_for(committee, by=by)
        with translation.override(settings.LANGUAGE_CODE):
            name = _("Circular procedures")
        folder = filing.folder(parent=parent, name=name, key=f"circulars:{committee.key}", by=by)
        documents += [
            filing.file(folder, one, confidential=what.confidential, on_duplicate=OnDuplicate.NUMBER, by=by)
            for one in uploads
        ]
    return open_circular(committee, replace(what, documents=documents), by=by)


@transaction.atomic
def open_circular(committee: Committee, what: Round, *, by: User) -> CircularProcedure:
    """Send it round: it gets its number for life, every voting seat of today is asked, holders and deputies are told.

    Refused without title, text or wording, with a term shorter than the rules say and no reason for it, when no seat
    has a vote, for papers of another committee, or when the same wording is going round already.
    """
    committee = lock_committee(committee.pk)
    _refuse_incomplete(committee, what)
    _refuse_twice(committee, what)
    seats = list(network.seats_on(committee).filter(has_vote=True))
    if not seats:
        raise NotPossibleNow("nobody_votes", _("No seat of %(committee)s has a vote.") % {"committee": committee.name})
    procedure = CircularProcedure.objects.create(
        committee=committee,
        **_number(committee),
        title=what.title.strip(),
        text=what.text.strip(),
        text_html=to_html(what.text.strip()),
        wording=what.wording.strip(),
        wording_html=to_html(what.wording.strip()),
        confidential=what.confidential,
        matter=what.matter,
        opened_by=by,
        deadline=what.deadline,
        short_term_reason=what.short_term_reason.strip(),
    )
    procedure.documents.set(_own_papers(committee, what, by=by))
    CircularVote.objects.bulk_create(CircularVote(procedure=procedure, seat=seat) for seat in seats)
    history.record(procedure, "circular_opened", by=by, deadline=what.deadline, seats=len(seats))
    mails.circular_opened(procedure, seats)
    return procedure


def _number(committee: Committee) -> dict[str, str]:
    year = timezone.localdate().year
    number = next_number(f"circular:{committee.pk}:{year}")
    return {
        "number": f"{committee.prefix}-U {year}/{number:02}",
        "slug": f"{committee.key}-u-{year}-{number:02}",
    }


def _refuse_incomplete(committee: Committee, what: Round) -> None:
    today = timezone.localdate()
    if committee.dissolved and committee.dissolved <= today:
        raise NotPossibleNow("dissolved", _("%(committee)s is dissolved by then.") % {"committee": committee.name})
    if not (what.title.strip() and what.text.strip() and what.wording.strip()):
        raise NotPossibleNow(
            "circular_incomplete", _("A circular procedure needs a title, a text and the wording of the resolution.")
        )
    if what.deadline < today:
        raise NotPossibleNow("deadline_over", _("The last day for answers is over."))
    earliest = earliest_deadline(committee)
    if what.deadline < earliest and not what.short_term_reason.strip():
        raise NotPossibleNow(
            "term_too_short",
            _("By the rules answers are possible until %(day)s at least. Please give the reason for the haste.")
            % {"day": earliest.strftime("%d.%m.%Y")},
        )


def _refuse_twice(committee: Committee, what: Round) -> None:
    twin = CircularProcedure.objects.open().filter(committee=committee, wording=what.wording.strip()).first()
    if twin:
        raise NotPossibleNow(
            "goes_round_already", _("This wording is going round already as %(number)s.") % {"number": twin.number}
        )


def _own_papers(committee: Committee, what: Round, *, by: User) -> list[Document]:
    papers = []
    for document in what.documents:
        folder = document.folder
        if folder is None or folder.committee_id not in (None, committee.pk):
            raise NotPossibleNow("foreign_document", _("This file lies with another committee. Please upload it here."))
        sealed = what.confidential and not document.confidential
        papers.append(filing.mark_confidential(document, confidential=True, by=by) if sealed else document)
    return papers


@transaction.atomic
def vote(
    procedure: CircularProcedure, seat: Seat, answer: str, *, by: User, reason: str = "", said_by: str = ""
) -> CircularVote:
    """Answer for a seat; the answer can be changed until the end. Who does not hold the seat says who told it so.

    Objecting is an answer to the procedure itself: it ends at once, and its subject goes on the next agenda. Refused
    when it is over, for a seat that was not asked or has ended, or when an objection gives no reason.
    """
    procedure = lock_circular(procedure)
    _require_going_round(procedure)
    row = procedure.votes.select_for_update().filter(seat=seat).first()
    if row is None or answer not in ANSWERS:
        raise NotPossibleNow("no_such_answer", _("Please choose an answer for a seat that was asked."))
    people = _people_on(seat)
    if not people:
        raise NotPossibleNow("seat_over", _("Nobody sits on %(seat)s today.") % {"seat": seat})
    own, reason, said_by = by in people, reason.strip(), said_by.strip()
    if not own and not said_by:
        raise NotPossibleNow("on_behalf_of_whom", _("Please say who gave you this answer, and how."))
    if not own and row.answer and not row.said_by and row.person in people:
        raise NotPossibleNow(
            "answered_in_person", _("%(person)s has answered in person and can change it.") % {"person": row.person}
        )
    if answer == CircularAnswer.OBJECT and not reason:
        raise NotPossibleNow("objection_without_reason", _("Please say why you object to the procedure."))
    said_by = "" if own else said_by
    if (row.answer, row.reason, row.said_by, row.person_id) == (answer, reason, said_by, by.pk):
        return row
    row.answer, row.reason, row.said_by, row.person, row.at = answer, reason, said_by, by, timezone.now()
    row.save(update_fields=["answer", "reason", "said_by", "person", "at"])
    history.record(procedure, "circular_answered", by=by, seat=seat, answer=answer, said_by=said_by)
    if answer == CircularAnswer.OBJECT:
        _stop(procedure, seat, reason, by=by)
    return row


def _people_on(seat: Seat) -> list[User]:
    today = network.seats_on(seat.committee).filter(pk=seat.pk).first()
    return [row.person for row in today.occupied] if today else []


def _require_going_round(procedure: CircularProcedure) -> None:
    if not procedure.is_open:
        raise NotPossibleNow(
            "circular_over",
            _("%(procedure)s is over: %(result)s.")
            % {"procedure": procedure, "result": procedure.get_result_display()},
        )
    if procedure.is_due:
        raise NotPossibleNow("deadline_over", _("The last day for answers is over."))


def _stop(procedure: CircularProcedure, seat: Seat, reason: str, *, by: User) -> None:
    """Somebody objected to deciding without a meeting: the meeting will talk about it."""
    _close(procedure, CircularResult.OBJECTED, reason=reason)
    item = put_on_agenda(procedure)
    history.record(procedure, "circular_objected", by=by, seat=seat, meeting=item.meeting)
    mails.circular_objected(procedure, seat, item)


def _close(procedure: CircularProcedure, result: str, *, reason: str = "", counted: Tally | None = None) -> None:
    counted = counted or tally(list(votes_that_count(procedure)), rules_of(procedure))
    procedure.closed_at, procedure.result, procedure.closing_reason = timezone.now(), result, reason
    procedure.yes, procedure.no, procedure.abstentions = counted.yes, counted.no, counted.abstentions
    procedure.silent, procedure.needed = counted.silent, counted.needed
    procedure.save(
        update_fields=["closed_at", "result", "closing_reason", "yes", "no", "abstentions", "silent", "needed"]
    )


@transaction.atomic
def withdraw(procedure: CircularProcedure, *, reason: str, by: User) -> CircularProcedure:
    """Take it back before its term is over; who was asked is told why. Withdrawing again changes nothing."""
    procedure = lock_circular(procedure)
    if procedure.result == CircularResult.WITHDRAWN:
        return procedure
    _require_going_round(procedure)
    if not reason.strip():
        raise NotPossibleNow("withdrawn_without_reason", _("Please say why it is withdrawn."))
    _close(procedure, CircularResult.WITHDRAWN, reason=reason.strip())
    history.record(procedure, "circular_withdrawn", by=by, reason=reason)
    mails.circular_finished(procedure)
    return procedure


@transaction.atomic
def finish(procedure: CircularProcedure, *, by: User | None) -> CircularProcedure:
    """Count: once everybody answered, or when the term is over (the worker does it then). The result is announced on
    the next agenda, or waits for it. Refused while seats may still answer; finishing again changes nothing.
    """
    procedure = lock_circular(procedure)
    if not procedure.is_open:
        return procedure
    rules = rules_of(procedure)
    counted = tally(list(votes_that_count(procedure)), rules)
    if not counted.complete and not procedure.is_due:
        raise NotPossibleNow(
            "seats_may_answer",
            _("%(count)d seats have not answered yet and may do so until %(day)s.")
            % {"count": counted.silent, "day": procedure.deadline.strftime("%d.%m.%Y")},
        )
    consenting = counted.silent if rules.silence_is_consent else 0
    _close(procedure, _result(counted, consenting, rules), counted=counted)
    item = announce(procedure)
    history.record(procedure, "circular_finished", by=by, result=procedure.result, meeting=item.meeting)
    mails.circular_finished(procedure)
    return procedure


def _result(counted: Tally, consenting: int, rules: Rules) -> str:
    """Silence is no consent unless the rules say so. A tie is not broken: nobody takes the chair here."""
    if counted.answered + consenting < counted.needed:
        return CircularResult.NO_QUORUM
    ballot = Ballot(ResolutionMethod.VOTE, counted.yes + consenting, counted.no, counted.abstentions)
    return CircularResult(outcome_of(ballot, rules))
