"""The chain shows every change, however it was made: here by somebody who took the triggers away first."""

from importlib import import_module
from io import StringIO
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from meetings import sealing
from meetings.actions import recording
from meetings.enums import ProtocolState
from meetings.models import Meeting, Protocol
from tests.factories.meetings import MeetingFactory, finish, protocol_in
from tests.replay import replayed

FROZEN = "meetings.migrations.0002_approved_protocol_is_frozen"
pytestmark = pytest.mark.django_db


@pytest.fixture
@replayed
def chain(network, board, chair, board_member, secretary) -> list[Protocol]:
    """Three approved protocols of the board."""
    meeting = MeetingFactory(committee=board, by=secretary, starts="08:00", ends="09:00", closed=True)
    for hour in range(10, 13):
        following = MeetingFactory(committee=board, by=secretary, starts=f"{hour}:00", ends=f"{hour}:30", running=True)
        protocol_in(ProtocolState.CIRCULATED, meeting, by=secretary)
        recording.approve(meeting.protocol, following, by=secretary)
        meeting = finish(following, by=secretary)
    return list(Protocol.objects.filter(state=ProtocolState.APPROVED).order_by("chain_position"))


@pytest.fixture
def thawed(chain):
    """The triggers are gone, as an attacker with the database would have it; the test's rollback brings them back."""
    with connection.cursor() as cursor:
        # A schema editor is not to be had inside the test's transaction on SQLite.
        import_module(FROZEN).thaw(apps, SimpleNamespace(connection=connection, execute=cursor.execute))


def reasons(committee) -> list[tuple[int, str]]:
    return [(broken.protocol.chain_position, broken.reason) for broken in sealing.verify(committee)]


def test_an_untouched_chain_holds(chain, board):
    assert [one.chain_position for one in chain] == [1, 2, 3]
    assert [one.previous_sha256 for one in chain] == ["", chain[0].sha256, chain[1].sha256]
    assert reasons(board) == []


def test_a_changed_text_shows(chain, thawed, board):
    chain[1].sections.filter(position=0).update(text="falsch")

    assert reasons(board) == [(2, "its text is not the approved one")]


@pytest.mark.parametrize("fact", [{"title": "x"}, {"number": "9"}, {"confidential": True}, {"position": 99}])
def test_every_sealed_fact_of_a_section_counts(chain, thawed, board, fact):
    chain[0].sections.filter(position=2).update(**fact)

    assert reasons(board) == [(1, "its text is not the approved one")]


def test_a_removed_section_shows(chain, thawed, board):
    chain[0].sections.filter(position=2).delete()

    assert reasons(board) == [(1, "its text is not the approved one")]


def test_a_changed_date_shows(chain, board):
    Meeting.objects.filter(pk=chain[0].meeting_id).update(date="2020-01-01")

    assert reasons(board) == [(1, "its text is not the approved one")]


def test_a_forged_seal_shows_at_the_next(chain, thawed, board):
    chain[0].sections.filter(position=0).update(text="falsch")
    forged = sealing.seal("", sealing.content_of(Protocol.objects.get(pk=chain[0].pk)))
    Protocol.objects.filter(pk=chain[0].pk).update(sha256=forged)

    assert reasons(board) == [(2, "does not follow the protocol before it")]


def test_a_removed_protocol_shows(chain, thawed, board):
    Protocol.objects.filter(pk=chain[1].pk).update(state="draft", sha256="", approved_at=None)

    assert reasons(board) == [(3, "position 3 follows 1"), (3, "does not follow the protocol before it")]


def test_the_command_proves_it(chain):
    out = StringIO()

    call_command("verify_records", stdout=out)

    assert "3" in out.getvalue()


def test_the_command_names_what_is_broken_and_fails(chain, thawed):
    chain[0].sections.filter(position=0).update(text="falsch")
    err = StringIO()

    with pytest.raises(CommandError):
        call_command("verify_records", stderr=err)
    assert err.getvalue().startswith(chain[0].meeting.designation)
