import datetime as dt

import pytest
from django.urls import reverse

from meetings.actions import agenda, conducting, open_mic
from meetings.enums import ItemKind, MicKind
from meetings.models import OpenMicEntry
from tests.factories.meetings import MeetingFactory, finish
from tests.replay import replayed


@pytest.fixture
@replayed
def mic(planned, secretary):
    item = open_mic.add_open_mic(planned, by=secretary)
    agenda.release(planned, by=secretary)
    return item


@pytest.fixture
@replayed
def offer(mic, chair):
    return open_mic.bring_in(mic, kind=MicKind.OFFER, text="Ein Raum", by=chair)


@pytest.fixture
@replayed
def following(offer, planned, full_board, secretary):
    """The open mic of the next meeting, after the offer was not settled."""
    later = MeetingFactory(committee=full_board, by=secretary, date=planned.date + dt.timedelta(days=365))
    conducting.open_meeting(planned, by=secretary)
    finish(planned, by=secretary)
    agenda.release(later, by=secretary)
    return later.items.get(kind=ItemKind.OPEN_MIC)


def test_button_adds_it_once(send, page_of, planned, secretary):
    address = reverse("meetings:mic_add", args=[planned.slug])
    assert address in page_of(secretary, "agenda", planned.slug).text

    send(secretary, "mic_add", planned.slug)
    send(secretary, "mic_add", planned.slug)

    assert planned.items.filter(kind=ItemKind.OPEN_MIC).count() == 1
    assert address not in page_of(secretary, "agenda", planned.slug).text


def test_member_registers_and_everybody_reads_it(send, page_of, mic, board_member, chair):
    send(board_member, "mic_entry", mic.pk, kind="need", text="Dolmetscher gesucht")

    assert OpenMicEntry.objects.get().person == board_member
    assert "Dolmetscher gesucht" in page_of(chair, "item", mic.pk).text


def test_member_cannot_speak_for_another(send, mic, board_member, chair):
    send(board_member, "mic_entry", mic.pk, kind="need", text="Im Namen anderer", person=chair.pk)

    assert OpenMicEntry.objects.get().person == board_member


def test_secretariat_notes_for_a_member(send, mic, chair, secretary):
    send(secretary, "mic_entry", mic.pk, kind="offer", text="Raum", person=chair.pk)

    assert OpenMicEntry.objects.get().person == chair


@pytest.mark.parametrize(
    "typed", [{"kind": ""}, {"kind": "need"}, {"kind": "takeaway", "text": "x"}, {"kind": "?", "text": "x"}]
)
def test_rubbish_notes_nothing(send, mic, board_member, typed):
    assert send(board_member, "mic_entry", mic.pk, **typed).status_code == 422
    assert not OpenMicEntry.objects.exists()


def test_refusal_stands_on_the_form(send, planned, mic, board_member, secretary):
    agenda.change_item(mic, {"kind": ItemKind.DISCUSSION}, by=secretary)

    answer = send(board_member, "mic_entry", mic.pk, kind="need", text="Dolmetscher")

    assert answer.status_code == 422
    assert "Dolmetscher" in answer.text


def test_next_open_mic_shows_what_is_left_and_settles_it(send, page_of, following, offer, chair):
    assert "Ein Raum" in page_of(chair, "item", following.pk).text

    send(chair, "mic_settle", following.pk, offer.pk, text="Die AG nutzt ihn")

    offer.refresh_from_db()
    assert (offer.follow_up, offer.settled_in) == ("Die AG nutzt ihn", following.meeting)
    assert "Die AG nutzt ihn" in page_of(chair, "item", following.pk).text


def test_only_who_said_it_and_the_secretariat_settle(send, following, offer, board_member, secretary):
    assert send(board_member, "mic_settle", following.pk, offer.pk, text="Meins").status_code == 403
    assert send(secretary, "mic_settle", following.pk, offer.pk, text="Genutzt").status_code == 302


def test_entry_of_another_committee_is_not_found(send, following, group, group_lead, secretary):
    other = open_mic.add_open_mic(MeetingFactory(committee=group, by=secretary), by=secretary)
    entry = open_mic.bring_in(other, kind=MicKind.NEED, text="x", by=group_lead)

    assert send(secretary, "mic_settle", following.pk, entry.pk, text="y").status_code == 404


def test_guest_of_the_item_speaks_and_others_do_not(send, mic, guest, stranger, group_member, secretary):
    mic.guests.create(person=guest, until=mic.meeting.date)

    codes = {
        person.name: send(person, "mic_entry", mic.pk, kind="offer", text="Raum").status_code
        for person in (guest, stranger, group_member)
    }

    assert codes == {"Guest": 302, "Stranger": 404, "Group Member": 404}


def test_guest_of_the_next_open_mic_reads_nothing_from_before(page_of, following, guest):
    following.guests.create(person=guest, until=following.meeting.date)

    assert "Ein Raum" not in page_of(guest, "item", following.pk).text


def test_queries_do_not_grow_with_what_is_said(queries_of, mic, board_member, chair):
    def say(*words):
        for word in words:
            open_mic.bring_in(mic, kind=MicKind.NEED, text=word, by=chair)

    say("eins")
    one = queries_of(board_member, "meetings:item", mic.pk)
    say("zwei", "drei")

    assert queries_of(board_member, "meetings:item", mic.pk) == one
