"""An approved protocol is closed to everybody, also to somebody with a database console."""

import pytest
from django.db import DatabaseError, connection, transaction

from meetings.actions import recording
from meetings.enums import ProtocolState
from meetings.models import Protocol, ProtocolSection
from tests.factories.meetings import MeetingFactory, protocol_in
from tests.replay import replayed


@pytest.fixture
@replayed
def approved(network, board, chair, board_member, secretary) -> Protocol:
    first = MeetingFactory(committee=board, by=secretary, closed=True)
    protocol_in(ProtocolState.CIRCULATED, first, by=secretary)
    second = MeetingFactory(committee=board, by=secretary, date=first.date.replace(day=28), running=True)
    return recording.approve(first.protocol, second, by=secretary)


@pytest.fixture
@replayed
def draft(approved, secretary) -> Protocol:
    """Another protocol of the board that may still be changed."""
    later = MeetingFactory(committee=approved.committee, by=secretary, starts="15:00", ends="16:00", closed=True)
    return later.protocol


def sql(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


CHANGES = {
    "text": "UPDATE meetings_protocolsection SET text = 'falsch' WHERE protocol_id = %s",
    "html": "UPDATE meetings_protocolsection SET html = 'falsch' WHERE protocol_id = %s",
    "taken_out": "DELETE FROM meetings_protocolsection WHERE protocol_id = %s",
    "moved_away": "UPDATE meetings_protocolsection SET protocol_id = {draft} WHERE protocol_id = %s",
    "moved_in": "UPDATE meetings_protocolsection SET protocol_id = %s, position = 99 WHERE id = {free_section}",
    "added": "INSERT INTO meetings_protocolsection"
    " (protocol_id, position, number, title, confidential, text, html, version)"
    " VALUES (%s, 99, '', 'x', {false}, 'x', 'x', 0)",
    "reopened": "UPDATE meetings_protocol SET state = 'draft', sha256 = '', approved_at = NULL WHERE id = %s",
    "resealed": "UPDATE meetings_protocol SET sha256 = 'x' WHERE id = %s",
    "deleted": "DELETE FROM meetings_protocol WHERE id = %s",
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses(approved, draft, change):
    false = "false" if connection.vendor == "postgresql" else "0"
    statement = CHANGES[change].format(draft=draft.pk, free_section=draft.sections.first().pk, false=false)

    with pytest.raises(DatabaseError, match="An approved protocol never changes"):
        sql(statement, approved.pk)


@pytest.mark.parametrize("change", ["text", "taken_out", "added"])
def test_a_draft_may_change(approved, draft, change):
    draft.sections.filter(position=0).update(title="Kopf")
    false = "false" if connection.vendor == "postgresql" else "0"

    sql(CHANGES[change].format(false=false), draft.pk)

    assert Protocol.objects.get(pk=approved.pk).sections.count() > 1
    assert (
        ProtocolSection.objects.filter(protocol=draft).values_list("text", flat=True).count()
        == {
            "taken_out": 0,
            "text": draft.sections.count(),
            "added": draft.sections.count(),
        }[change]
    )


def test_the_orm_is_refused_as_well(approved):
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        approved.sections.update(text="falsch")
