"""The proof of dispatch, read for whoever may see it: what was mailed, to whom, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Min, Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language

from kog import mail_topics
from kog.enums import MailState
from kog.models import OutboxMail
from kog.models.outbox import IN_STATE, OutboxMailQuerySet


@dataclass(frozen=True)
class Message:
    """What one or several people were told: the latest of its mails, how many there are, and what became of them."""

    mail: OutboxMail
    subject: str
    number: int
    states: list[tuple[MailState, int]]

    @property
    def topic(self) -> str | Promise:
        return mail_topics.label_of(self.mail.kind)


def mails(about: Model | None = None) -> OutboxMailQuerySet:
    """What was mailed, the latest first, without the texts; of one record, when it is named."""
    found = OutboxMail.objects.select_related("person").defer("text", "html", "calendar")
    if about is None:
        return found
    return found.filter(about_type=ContentType.objects.get_for_model(about), about_id=about.pk)


def messages(heads: Iterable[OutboxMail], among: QuerySet[OutboxMail]) -> list[Message]:
    """These mails, each with its recipients among the rows that were asked for."""
    names = {mail.message for mail in heads} - {""}
    each = {state.value: Count("pk", filter=which) for state, which in IN_STATE.items()}
    # Everybody was told in their own language; the list is read in one.
    ours = Min("subject", filter=Q(person__locale=get_language()))
    counted = among.filter(message__in=names).order_by().values("message").annotate(in_our_words=ours, **each)
    found = {row["message"]: row for row in counted}
    return [_message(mail, found.get(mail.message, {mail.state.value: 1})) for mail in heads]


def _message(mail: OutboxMail, counted: dict[str, Any]) -> Message:
    states = [(state, number) for state in MailState if (number := counted.get(state.value, 0))]
    subject = counted.get("in_our_words") or mail.subject
    return Message(mail, subject, sum(number for _state, number in states), states)
