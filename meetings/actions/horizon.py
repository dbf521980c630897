"""The horizon: what comes on a known day is written down early and suggested for an agenda in time, by itself."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import NotPossibleNow
from kog.markdown import to_html
from kog.models import Committee, Field, User
from meetings.actions.agenda import suggest_item
from meetings.actions.locking import lock_committee
from meetings.enums import HorizonKind, ItemKind
from meetings.models import HorizonTopic, Meeting


@dataclass(frozen=True)
class Coming:
    """What comes, when, and how long before it has to be talked about."""

    title: str
    date: dt.date
    kind: str = HorizonKind.OTHER
    text: str = ""
    field: Field | None = None
    weeks_ahead: int = 16

    def check(self) -> None:
        if not self.title.strip() or self.kind not in HorizonKind.values:
            raise NotPossibleNow("topic_without_title", _("What is coming? Please enter it."))
        if self.date < timezone.localdate():
            raise NotPossibleNow("day_is_over", _("This day is over."))
        if self.weeks_ahead < 1:
            raise NotPossibleNow("not_ahead", _("It has to be suggested at least a week before."))


@transaction.atomic
def add_topic(committee: Committee, coming: Coming, *, by: User) -> HorizonTopic:
    """Put something on a committee's horizon. Refused without a title, for a day that is over, or a second time."""
    coming.check()
    committee = lock_committee(committee.pk)
    same = HorizonTopic.objects.coming().filter(committee=committee, title=coming.title.strip(), date=coming.date)
    if same.exists():
        raise NotPossibleNow("on_the_horizon", _("This stands on the horizon of the committee already."))
    topic = HorizonTopic(committee=committee, created_by=by)
    _write(topic, coming)
    history.record(topic, "topic_added", by=by, date=coming.date)
    return topic


@transaction.atomic
def change_topic(topic: HorizonTopic, coming: Coming, *, by: User) -> HorizonTopic:
    """Correct it. Refused once it was dropped; what was suggested already stays suggested."""
    coming.check()
    topic = _lock(topic)
    _refuse_dropped(topic)
    _write(topic, coming)
    history.record(topic, "topic_changed", by=by, date=coming.date)
    return topic


def _write(topic: HorizonTopic, coming: Coming) -> None:
    topic.title, topic.date, topic.kind = coming.title.strip(), coming.date, coming.kind
    topic.text, topic.text_html = coming.text.strip(), to_html(coming.text.strip())
    topic.field, topic.weeks_ahead = coming.field, coming.weeks_ahead
    topic.save()


def _lock(topic: HorizonTopic) -> HorizonTopic:
    committee = lock_committee(topic.committee_id)
    fresh = HorizonTopic.objects.select_for_update().get(pk=topic.pk)
    fresh.committee = committee
    return fresh


def _refuse_dropped(topic: HorizonTopic) -> None:
    if topic.dropped_at:
        raise NotPossibleNow("topic_dropped", _("It was dropped: %(reason)s") % {"reason": topic.dropped_reason})


@transaction.atomic
def drop_topic(topic: HorizonTopic, *, reason: str, by: User) -> HorizonTopic:
    """It does not concern the committee any more; it stays written down, and why. Dropping twice changes nothing."""
    topic = _lock(topic)
    if topic.dropped_at:
        return topic
    if not reason.strip():
        raise NotPossibleNow("dropped_without_reason", _("Please say why it is dropped."))
    topic.dropped_at, topic.dropped_reason = timezone.now(), reason.strip()
    topic.save(update_fields=["dropped_at", "dropped_reason"])
    history.record(topic, "topic_dropped", by=by, reason=reason)
    return topic


@transaction.atomic
def suggest_topic(topic: HorizonTopic) -> HorizonTopic:
    """Suggest an item once its time has come: for the last meeting before the day that lies in the weeks ahead of it,
    or for the topic pool where none is planned. Suggesting again changes nothing.
    """
    topic = _lock(topic)
    today = timezone.localdate()
    if topic.item_id or topic.dropped_at or topic.is_over or topic.suggested_from > today:
        return topic
    ahead = Meeting.objects.open().filter(committee=topic.committee, date__gte=today, date__lt=topic.date)
    meeting = ahead.filter(date__gte=topic.suggested_from).order_by("-date", "-pk").first()
    content = {"title": topic.title, "text": topic.text, "kind": ItemKind.DISCUSSION}
    topic.item = suggest_item(topic.committee, content, by=topic.created_by, meeting=meeting)
    topic.save(update_fields=["item"])
    history.record(topic, "topic_suggested", by=None, meeting=meeting)
    return topic
