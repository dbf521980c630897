"""A small network in which everything that could leak exists, each secret marked by a word nobody else writes.

KOG-OFFEN     on the board's released agendas, in its protocols and assignments: for board and secretariat
KOG-GEHEIM    confidential on the board: for its members and the secretariat
KOG-ENTWURF   on an agenda of the board that was not released: for secretariat and the chair of that meeting
KOG-NIEDERSCHRIFT  in a protocol that is a draft: for the secretariat
AG-OFFEN      in the group: for its members, board and secretariat
AG-GEHEIM     confidential in the group: for its members and the secretariat
FREMD-OFFEN   in a group in which nobody of the cast sits: for board and secretariat
FREMD-GEHEIM  confidential there: for the secretariat
GAST          the one item of the board to which the guest was asked, and who reads the board
"""

import datetime as dt
import logging
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.utils import timezone

from documents.actions import filing
from kog import links, urls
from kog.actions.recognising import know_device
from kog.enums import LinkPurpose
from kog.models import User
from meetings.actions import agenda, assigning, conducting, deciding, folders, horizon, inviting, recording
from meetings.enums import Outcome, ProtocolState
from meetings.models import Guest, Meeting
from tests.factories.circulars import circular_in
from tests.factories.documents import filed
from tests.factories.kog import FieldFactory, SeatFactory
from tests.factories.meetings import MeetingFactory, finish, protocol_in, raised
from tests.replay import replayed

OPEN_TO_BOARD = {"board_member", "chair", "secretary"}
READERS = {
    "KOG-OFFEN": OPEN_TO_BOARD,
    "KOG-GEHEIM": OPEN_TO_BOARD,
    "KOG-ENTWURF": {"chair", "secretary"},
    "KOG-NIEDERSCHRIFT": {"secretary"},
    "AG-OFFEN": OPEN_TO_BOARD | {"group_member", "group_lead"},
    "AG-GEHEIM": {"group_member", "group_lead", "secretary"},
    "FREMD-OFFEN": OPEN_TO_BOARD,
    "FREMD-GEHEIM": {"secretary"},
    "GAST": OPEN_TO_BOARD | {"guest"},
}


class Story:
    """What one committee did: one meeting held and written down, one to come, with open and confidential work."""

    def __init__(self, committee, mark: str, by: User, house) -> None:
        self.committee, self.mark, self.by, self.house = committee, mark, by, house

    def hold(self, when: dt.date, *, state: str) -> Meeting:
        meeting = self.plan(when)
        for secret in (False, True):
            self._work_on(meeting, f"{self.mark}-{'GEHEIM' if secret else 'OFFEN'}", secret)
        meeting = finish(meeting, by=self.by)
        protocol_in(state, meeting, by=self.by)
        return meeting

    def plan(self, when: dt.date) -> Meeting:
        return MeetingFactory(committee=self.committee, by=self.by, date=when)

    def _work_on(self, meeting: Meeting, word: str, secret: bool) -> None:
        item = agenda.add_item(meeting, self.content(word, secret), by=self.by)
        conducting.open_meeting(meeting, by=self.by)
        conducting.record_rest_present(meeting, by=self.by)
        conducting.save_discussion(item, f"{word} besprochen", based_on=0, by=self.by)
        resolution = deciding.record_resolution(item, f"{word} beschlossen", deciding.Ballot(), by=self.by)
        assigning.assign(item, assigning.Order(self.house, f"{word} erledigen", resolution=resolution), by=self.by)

    @staticmethod
    def content(word: str, secret: bool) -> dict[str, object]:
        return {"title": f"{word} Thema", "text": f"{word} Lage", "presenter": f"{word} Person", "confidential": secret}

    def prepare(self, meeting: Meeting) -> None:
        for secret in (False, True):
            word = f"{self.mark}-{'GEHEIM' if secret else 'OFFEN'}"
            item = agenda.add_item(meeting, self.content(word, secret), by=self.by)
            document = filed(folders.of_item(item, by=self.by), f"{word} Anlage.pdf", confidential=secret, by=self.by)
            item.papers.create(document=document)
            agenda.suggest_item(self.committee, self.content(word, secret), by=self.by)
            about = {"title": f"{word} Umlauf", "text": f"{word} Umlauftext", "wording": f"{word} Umlaufbeschluss"}
            circular_in(self.committee, by=self.by, confidential=secret, **about)
        coming = horizon.Coming(f"{self.mark}-OFFEN Horizont", timezone.localdate() + dt.timedelta(days=300))
        horizon.add_topic(self.committee, coming, by=self.by)
        agenda.release(meeting, by=self.by)
        inviting.invite(meeting, by=self.by, short_notice_reason="x")


@pytest.fixture
@replayed
def world(network, cast, board, group, other_group, ob, fizu) -> SimpleNamespace:
    """Nobody of the cast but its own members works for the houses in charge."""
    by, today = cast["secretary"], timezone.localdate()
    day = lambda days: today + dt.timedelta(days=days)  # noqa: E731 -- a word for the lines below
    SeatFactory(committee=other_group, lead=True)
    house = SeatFactory(committee=board, has_vote=False).institution
    for committee in (board, group, other_group):
        filing.folder_for(committee)
    stories = [Story(board, "KOG", by, house), Story(group, "AG", by, house), Story(other_group, "FREMD", by, house)]
    kog, feg, foreign = stories
    held = kog.hold(day(-90), state=ProtocolState.CIRCULATED)
    group_held = feg.hold(day(-80), state=ProtocolState.CIRCULATED)
    foreign_held = foreign.hold(day(-70), state=ProtocolState.CIRCULATED)
    upcoming, group_upcoming, foreign_upcoming = (story.plan(day(30)) for story in stories)
    for story, meeting in zip(stories, (upcoming, group_upcoming, foreign_upcoming), strict=True):
        story.prepare(meeting)
    raised(group, kind="need", title="AG-OFFEN Bedarf", text="AG-OFFEN Text", by=by)
    raised(other_group, kind="need", title="FREMD-OFFEN Bedarf", text="FREMD-OFFEN Text", by=by)
    draft = _draft(kog, day(-20))
    later = kog.plan(day(120))
    agenda.add_item(later, {"title": "KOG-ENTWURF Thema", "text": "KOG-ENTWURF Lage"}, by=by)
    guest_item = agenda.add_item(upcoming, {"title": "GAST Thema", "text": "GAST Lage"}, by=by)
    _open_doors(cast["group_member"])
    group.fields.add(FieldFactory(name="Arbeitsmarkt", slug="arbeitsmarkt"))
    Guest.objects.create(item=guest_item, person=cast["guest"], until=day(30))
    return SimpleNamespace(
        cast=cast, held=held, upcoming=upcoming, later=later, draft=draft, guest_item=guest_item,
        group_held=group_held, group_upcoming=group_upcoming,
        foreign_held=foreign_held, foreign_upcoming=foreign_upcoming,
    )  # fmt: skip


@pytest.fixture
def _short_refusals(monkeypatch, caplog) -> None:
    """Half of all answers are refusals, whose pages differ in nothing: only the exception knows what was refused."""
    caplog.set_level(logging.ERROR, logger="django.request")  # which would write a traceback of each
    for status in (403, 404):
        refuse = lambda request, exception, status=status: HttpResponse(str(exception), status=status)  # noqa: E731 -- one line twice
        monkeypatch.setattr(urls, f"handler{status}", refuse, raising=False)


def _open_doors(person: User) -> None:
    """A link in a mail and a device, which belong to one person."""
    links.issue(person, LinkPurpose.SIGN_IN, by=None)
    know_device(person, device_hash="d")


def _draft(story: Story, when: dt.date) -> Meeting:
    """A held meeting of the board whose protocol is not out yet."""
    meeting = story.plan(when)
    conducting.open_meeting(meeting, by=story.by)
    for item in meeting.items.filter(protocol__isnull=False):
        conducting.set_outcome(item, Outcome.TREATED, by=story.by)
    finish(meeting, by=story.by)
    section = meeting.protocol.sections.order_by("position")[1]
    recording.edit_section(section, "KOG-NIEDERSCHRIFT", based_on=0, by=story.by)
    return meeting
