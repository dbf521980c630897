import datetime as dt

import pytest

from kog import history
from meetings.actions import agenda, conducting, convening, open_mic
from meetings.enums import ItemKind, MicKind, Outcome
from meetings.models import AgendaItem, OpenMicEntry
from tests.factories.kog import OccupancyFactory, SeatFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, finish
from tests.replay import replayed

MICS = AgendaItem.objects.filter(kind=ItemKind.OPEN_MIC)


@pytest.fixture
@replayed
def mic(planned, secretary):
    return open_mic.add_open_mic(planned, by=secretary)


@pytest.fixture
@replayed
def offer(mic, chair):
    return open_mic.bring_in(mic, kind=MicKind.OFFER, text="Ein Raum für Kurse", by=chair)


def held(meeting, secretary):
    if not meeting.is_running:
        conducting.open_meeting(meeting, by=secretary)
    return finish(meeting, by=secretary)


def test_one_click_puts_it_on_the_agenda_and_a_second_adds_nothing(planned, secretary):
    item = open_mic.add_open_mic(planned, by=secretary)

    assert open_mic.add_open_mic(planned, by=secretary) == item
    assert (item.kind, item.meeting, MICS.count()) == (ItemKind.OPEN_MIC, planned, 1)


@pytest.mark.parametrize("phase", ["closed", "cancelled"])
def test_meeting_that_is_over_gets_none(full_board, secretary, refused, phase):
    over = MeetingFactory(committee=full_board, by=secretary, phase=phase)

    with refused("meeting_is_over"):
        open_mic.add_open_mic(over, by=secretary)


def test_entry_knows_the_house_of_the_seat(mic, chair, ob):
    entry = open_mic.bring_in(mic, kind=MicKind.NEED, text=" Dolmetscher ", by=chair)

    assert (entry.person, entry.institution, entry.text) == (chair, ob, "Dolmetscher")
    assert history.of(mic)[0].verb == "brought_in"


def test_same_entry_twice_is_one(mic, chair, board_member):
    first = open_mic.bring_in(mic, kind=MicKind.OFFER, text="Raum", by=chair)

    assert open_mic.bring_in(mic, kind=MicKind.OFFER, text="Raum", by=chair) == first
    open_mic.bring_in(mic, kind=MicKind.OFFER, text="Raum", by=board_member)

    assert mic.mic_entries.count() == 2


def test_minute_taker_notes_for_somebody(mic, chair, secretary):
    entry = open_mic.bring_in(mic, kind=MicKind.QUESTION, text="Wer zahlt?", by=secretary, person=chair)

    assert entry.person == chair


@pytest.mark.parametrize(("kind", "text"), [("offer", "  "), ("", "Raum"), ("song", "Raum")])
def test_rubbish_is_refused(mic, chair, refused, kind, text):
    with refused("mic_without_text"):
        open_mic.bring_in(mic, kind=kind, text=text, by=chair)


def test_item_of_another_kind_is_no_open_mic(planned, chair, secretary, refused):
    item = AgendaItemFactory(meeting=planned, by=secretary)

    with refused("no_open_mic"):
        open_mic.bring_in(item, kind=MicKind.OFFER, text="Raum", by=chair)


def test_open_mic_in_the_pool_takes_nothing(mic, chair, secretary, refused):
    agenda.schedule_item(mic, meeting=None, by=secretary)

    with refused("no_open_mic"):
        open_mic.bring_in(mic, kind=MicKind.OFFER, text="Raum", by=chair)


def test_nothing_is_taken_along_before_the_meeting(mic, chair, refused):
    with refused("nothing_taken_yet"):
        open_mic.bring_in(mic, kind=MicKind.TAKEAWAY, text="Kontakt", by=chair)


def test_after_the_meeting_one_takes_along_but_brings_nothing_in(mic, planned, chair, secretary, refused):
    held(planned, secretary)

    with refused("meeting_is_over"):
        open_mic.bring_in(mic, kind=MicKind.OFFER, text="Raum", by=chair)
    assert open_mic.bring_in(mic, kind=MicKind.TAKEAWAY, text="Kontakt", by=chair).pk


def test_cancelled_meeting_takes_nothing(mic, planned, chair, secretary, refused):
    convening.cancel(planned, reason="Kein Raum", by=secretary)

    with refused("meeting_is_over"):
        open_mic.bring_in(mic, kind=MicKind.TAKEAWAY, text="Kontakt", by=chair)


# What returns


def test_what_is_not_settled_returns_in_the_next_meeting(offer, planned, later, secretary):
    held(planned, secretary)

    assert MICS.get(meeting=later).title == MICS.get(meeting=planned).title


def test_without_anything_left_no_open_mic_is_placed(offer, planned, later, chair, secretary):
    open_mic.settle(offer, "Die AG Sprache nutzt ihn", by=chair, meeting=planned)

    held(planned, secretary)

    assert not MICS.filter(meeting=later).exists()


def test_open_mic_that_stands_there_already_is_enough(offer, planned, later, secretary):
    open_mic.add_open_mic(later, by=secretary)

    held(planned, secretary)

    assert MICS.filter(meeting=later).count() == 1


def test_it_waits_until_a_meeting_is_planned(offer, planned, secretary):
    held(planned, secretary)

    meeting = MeetingFactory(committee=planned.committee, by=secretary, date=dt.date(2026, 10, 5))

    assert MICS.filter(meeting=meeting).count() == 1


def test_it_returns_again_and_again_until_it_is_settled(offer, planned, later, chair, secretary):
    third = MeetingFactory(committee=planned.committee, by=secretary, date=dt.date(2026, 11, 9))
    for meeting in (planned, later):
        held(meeting, secretary)
    assert MICS.filter(meeting=third).count() == 1

    conducting.open_meeting(third, by=secretary)
    open_mic.settle(offer, "erledigt", by=chair, meeting=third)
    held(third, secretary)

    assert not MICS.filter(meeting=None).exists()
    fourth = MeetingFactory(committee=planned.committee, by=secretary, date=dt.date(2026, 12, 7))
    assert not MICS.filter(meeting=fourth).exists()


def test_cancelled_meeting_loses_nothing(offer, planned, later, secretary):
    convening.cancel(planned, reason="Kein Raum", by=secretary)

    assert MICS.filter(meeting=later).count() == 1


def test_postponed_open_mic_is_carried_and_not_doubled(offer, planned, later, secretary):
    conducting.open_meeting(planned, by=secretary)
    conducting.set_outcome(offer.item, Outcome.POSTPONED, by=secretary)

    held(planned, secretary)

    assert MICS.filter(meeting=later).count() == 1


def test_what_is_taken_along_after_the_meeting_returns_too(mic, planned, later, chair, secretary):
    held(planned, secretary)
    assert not MICS.filter(meeting=later).exists()

    open_mic.bring_in(mic, kind=MicKind.TAKEAWAY, text="Kontakt", by=chair)

    assert MICS.filter(meeting=later).count() == 1


def test_what_was_said_in_confidence_returns_in_confidence(planned, later, chair, secretary):
    content = {"title": "Vertraulich", "kind": ItemKind.OPEN_MIC, "confidential": True}
    item = agenda.add_item(planned, content, by=secretary)
    open_mic.bring_in(item, kind=MicKind.NEED, text="GEHEIM", by=chair)

    held(planned, secretary)

    assert MICS.get(meeting=later).confidential


def test_other_committees_are_left_alone(offer, planned, group, group_lead, secretary):
    other = MeetingFactory(committee=group, by=secretary)

    held(planned, secretary)

    assert not MICS.filter(meeting=other).exists()


# Settling


def test_settled_once_with_a_text(offer, planned, chair, refused):
    with refused("settled_without_text"):
        open_mic.settle(offer, " ", by=chair)

    done = open_mic.settle(offer, "Genutzt", by=chair, meeting=planned)
    open_mic.settle(offer, "Genutzt", by=chair, meeting=planned)

    assert (done.follow_up, done.settled_by, done.settled_in) == ("Genutzt", chair, planned)
    with refused("settled_already"):
        open_mic.settle(offer, "Doch nicht", by=chair)


def test_meeting_of_another_committee_settles_nothing(offer, group, group_lead, chair, secretary):
    foreign = MeetingFactory(committee=group, by=secretary)

    assert open_mic.settle(offer, "Genutzt", by=chair, meeting=foreign).settled_in is None


# The protocol


def test_protocol_tells_what_was_brought_in_taken_along_and_became(
    offer, planned, later, chair, board_member, secretary
):
    conducting.open_meeting(planned, by=secretary)
    open_mic.bring_in(offer.item, kind=MicKind.TAKEAWAY, text="Kontakt zur\nKammer", by=board_member)
    held(planned, secretary)
    conducting.open_meeting(later, by=secretary)
    open_mic.settle(offer, "Die AG nutzt ihn", by=chair, meeting=later)
    held(later, secretary)

    first = planned.protocol.sections.get(item=offer.item).text
    second = later.protocol.sections.get(item__kind=ItemKind.OPEN_MIC).text

    assert "Ein Raum für Kurse" in first
    assert "Kontakt zur Kammer" in first
    assert "Die AG nutzt ihn" in second
    assert "Kontakt" not in second


def test_people_who_came_later_belong_to_no_house_of_the_committee(mic, secretary):
    person = OccupancyFactory(seat=SeatFactory()).person

    assert open_mic.bring_in(mic, kind=MicKind.OFFER, text="Raum", by=person).institution is None
    assert OpenMicEntry.objects.count() == 1
