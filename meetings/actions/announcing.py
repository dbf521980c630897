"""What a circular procedure leaves for the next meeting: its result to be announced, or its subject to be discussed."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from meetings.actions import folders
from meetings.actions.carrying import next_position
from meetings.enums import ItemKind
from meetings.models import AgendaItem, CircularProcedure, Meeting, Paper

MINUTES, MINUTES_TO_DECIDE = 5, 15


def announce(procedure: CircularProcedure) -> AgendaItem:
    """The result stands on the next agenda, or waits in the topic pool until a meeting is planned. Committee locked."""
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Announcement: circular procedure %(number)s") % {"number": procedure.number}
        why = _("A circular procedure ended.")
    return _enter(procedure, why, kind=ItemKind.INFORMATION, title=title, minutes=MINUTES)


def put_on_agenda(procedure: CircularProcedure) -> AgendaItem:
    """What was not decided in writing is decided in a meeting: with text, wording and papers. Committee locked."""
    with translation.override(settings.LANGUAGE_CODE):
        why = _("A circular procedure ended.")
    item = _enter(
        procedure,
        why,
        kind=ItemKind.DECISION,
        title=procedure.title,
        minutes=MINUTES_TO_DECIDE,
        text=procedure.text,
        text_html=procedure.text_html,
        proposed_resolution=procedure.wording,
    )
    papers = procedure.documents.order_by("title", "pk")
    Paper.objects.bulk_create(
        Paper(item=item, document=document, position=position) for position, document in enumerate(papers)
    )
    return item


def _enter(procedure: CircularProcedure, why: str, **content: object) -> AgendaItem:
    to = Meeting.objects.open().filter(committee=procedure.committee_id).in_order().first()
    late = bool(to and to.released_at)
    item = AgendaItem.objects.create(
        committee_id=procedure.committee_id,
        meeting=to,
        position=next_position(to) if to else 0,
        circular=procedure,
        confidential=procedure.confidential,
        matter=procedure.matter,
        late_since=timezone.now() if late else None,
        late_reason=why if late else "",
        **content,
    )
    if to:
        folders.follow(to)
    return item
