"""The way back: a matter is answered, the answer reaches its origin and is confirmed, or counts after a term."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.models import Document
from kog import history
from kog import queries as network
from kog.exceptions import NotPossibleNow
from kog.markdown import to_html
from kog.models import User
from meetings import mails
from meetings.actions.locking import lock_committee, lock_network
from meetings.enums import Verdict
from meetings.models import AgendaItem, Matter, MatterAnswer, Resolution
from meetings.queries.matters import happened_after, has_open_work, is_settled, is_under_way

# Between the reminder and the end of the term lies some time, even where the worker stood still for long.
GRACE_DAYS = 3


@dataclass(frozen=True)
class Reply:
    """What is answered. `resolution` is the one it rests on; `documents` are what a body outside sent."""

    verdict: str
    text: str
    resolution: Resolution | None = None
    documents: Sequence[Document] = ()


def lock_matter(matter: Matter) -> Matter:
    """The matter as it is now, with the committee it goes to locked."""
    lock_committee(matter.addressee_id) if matter.addressee_id else lock_network()
    return Matter.objects.select_for_update(of=("self",)).select_related("origin", "addressee").get(pk=matter.pk)


def lock_answer(answer: MatterAnswer) -> MatterAnswer:
    matter = lock_matter(answer.matter)
    fresh = MatterAnswer.objects.select_for_update().get(pk=answer.pk)
    fresh.matter = matter
    return fresh


@transaction.atomic
def answer(matter: Matter, reply: Reply, *, by: User) -> MatterAnswer:
    """Answer a matter; who brought it up is told and asked to confirm. The secretariat's own matters are confirmed at
    once.

    Refused without a wording, while an agenda item about it is still open, while an earlier answer waits for its
    confirmation, when nothing has happened since the last answer, or before a matter for a body outside was sent.
    """
    matter = lock_matter(matter)
    if reply.verdict not in Verdict.values:
        raise NotPossibleNow("no_such_verdict", _("Please choose what the answer is."))
    if not reply.text.strip():
        raise NotPossibleNow("answer_without_text", _("Please write the answer."))
    _check_time(matter)
    return _write(matter, reply, by=by)


def _check_time(matter: Matter) -> None:
    facts = {"number": matter.number}
    if any(row.is_open for row in matter.answers.all()):
        raise NotPossibleNow("answered_already", _("%(number)s has an answer that waits for its confirmation.") % facts)
    if is_under_way(matter):
        raise NotPossibleNow(
            "still_under_way", _("%(number)s is still on its way to a meeting; it is answered after that.") % facts
        )
    if matter.outside_addressee_id and matter.sent_on is None:
        raise NotPossibleNow("not_sent", _("%(number)s was not sent yet. Please note first when it was sent.") % facts)
    if is_settled(matter):
        raise NotPossibleNow("settled", _("%(number)s is answered, and nothing has happened since.") % facts)


def _write(matter: Matter, reply: Reply, *, by: User | None) -> MatterAnswer:
    text = reply.text.strip()
    row = MatterAnswer.objects.create(
        matter=matter,
        verdict=reply.verdict,
        text=text,
        text_html=to_html(text),
        resolution=reply.resolution,
        by=by,
        counts_on=timezone.localdate() + dt.timedelta(days=term_of(matter)),
    )
    row.documents.set(reply.documents)
    history.record(matter, "answered", by=by, verdict=reply.verdict, text=text)
    if matter.origin_id or matter.origin_institution_id:
        mails.matter_answered(row)
    else:
        _confirm(row, by=by)
    return row


def term_of(matter: Matter) -> int:
    """Days after which an answer counts without confirmation, by the rules of who answers."""
    committee = matter.addressee or network.board()
    return network.rules_on(committee).confirmation_days


def answer_declined(item: AgendaItem, *, by: User) -> None:
    """Declining the suggestion of a matter is an answer, too, unless another item about it is still open."""
    matter = lock_matter(item.matter)
    waiting = any(row.is_open for row in matter.answers.all())
    if not waiting and not is_under_way(matter):
        _write(matter, Reply(Verdict.DECLINED, item.decline_reason), by=by)
    else:
        mails.item_answered(item)


@transaction.atomic
def confirm(answer: MatterAnswer, *, by: User) -> MatterAnswer:
    """Who brought the matter up has read the answer. Confirming twice changes nothing; refused when it was objected to
    or counts already. With no work left open, the matter is closed.
    """
    answer = lock_answer(answer)
    if answer.confirmed_at:
        return answer
    if answer.lapsed_at:
        raise NotPossibleNow("counts_already", _("The term is over; the answer counts already."))
    if answer.objected_at:
        raise NotPossibleNow("was_objected_to", _("The answer was objected to; a new one will come."))
    _confirm(answer, by=by)
    return answer


def _confirm(answer: MatterAnswer, *, by: User | None) -> None:
    answer.confirmed_at, answer.confirmed_by = timezone.now(), by
    answer.save(update_fields=["confirmed_at", "confirmed_by"])
    history.record(answer.matter, "answer_confirmed", by=by)
    _close_if_done(answer, by=by)


def _close_if_done(answer: MatterAnswer, *, by: User | None) -> None:
    """Closed when its answer arrived and it left nothing open; else the next answer will close it."""
    matter = answer.matter
    is_open = is_under_way(matter) or has_open_work(matter) or happened_after(answer.at, matter)
    if not is_open:
        matter.closed_at = timezone.now()
        matter.save(update_fields=["closed_at"])
        history.record(matter, "closed", by=by)


@transaction.atomic
def send_outside(matter: Matter, *, on: dt.date, by: User) -> Matter:
    """Note that a matter went out to the body it is addressed to. Refused for other matters, or for a day to come."""
    matter = lock_matter(matter)
    if matter.outside_addressee_id is None:
        raise NotPossibleNow("stays_inside", _("This matter goes to nobody outside the network."))
    if on > timezone.localdate():
        raise NotPossibleNow("sent_in_future", _("This day is still to come."))
    matter.sent_on = on
    matter.save(update_fields=["sent_on"])
    history.record(matter, "sent_outside", by=by, to=matter.outside_addressee, on=on)
    return matter


def remind_unconfirmed() -> int:
    """Remind of answers whose term is half over, once each. Returns how many."""
    waiting = _unconfirmed().filter(reminded_at=None).select_related("matter__addressee")
    due = [row for row in waiting if (row.counts_on - timezone.localdate()).days * 2 <= term_of(row.matter)]
    return sum(_remind(row) for row in due)


@transaction.atomic
def _remind(answer: MatterAnswer) -> bool:
    answer = lock_answer(answer)
    if not answer.is_open or answer.reminded_at:
        return False
    answer.reminded_at = timezone.now()
    answer.save(update_fields=["reminded_at"])
    mails.answer_reminder(answer)
    return True


def count_unconfirmed() -> int:
    """Answers whose term is over count from now on, and their matters are closed. Returns how many."""
    reminded = timezone.now() - dt.timedelta(days=GRACE_DAYS)
    over = (
        _unconfirmed().filter(counts_on__lte=timezone.localdate(), reminded_at__lte=reminded).select_related("matter")
    )
    return sum(_let_count(row) for row in over)


@transaction.atomic
def _let_count(answer: MatterAnswer) -> bool:
    answer = lock_answer(answer)
    if not answer.is_open:
        return False
    answer.lapsed_at = timezone.now()
    answer.save(update_fields=["lapsed_at"])
    history.record(answer.matter, "answer_counts", by=None, since=answer.at)
    _close_if_done(answer, by=None)
    mails.answer_counts(answer)
    return True


def _unconfirmed() -> object:
    return MatterAnswer.objects.filter(confirmed_at=None, lapsed_at=None, objected_at=None).order_by("pk")
