"""About what is suggested for an agenda."""

from kog import outbox
from kog import queries as network
from meetings.mails.addressing import link_to
from meetings.models import AgendaComment, AgendaItem


def item_suggested(item: AgendaItem) -> None:
    for person in network.secretaries() if item.committee.is_board else ():
        outbox.write(
            "item_suggested", person, app="meetings", item=item, link=link_to("meetings:pool", item.committee.key)
        )


def item_answered(item: AgendaItem) -> None:
    if item.suggested_by and item.suggested_by.is_active:
        outbox.write("item_answered", item.suggested_by, app="meetings", item=item, meeting=item.meeting)


def agenda_commented(comment: AgendaComment) -> None:
    for person in network.secretaries().exclude(pk=comment.by_id):
        link = link_to("meetings:agenda", comment.meeting.slug)
        outbox.write("agenda_commented", person, app="meetings", comment=comment, meeting=comment.meeting, link=link)
