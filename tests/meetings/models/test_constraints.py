"""What the database itself refuses, by the name of the constraint; the sentence for people stands beside it."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from meetings.enums import Attendance, ItemState, MeetingState, ObjectionDecision, ProtocolState, Standing
from meetings.models import (
    AgendaItem,
    Assignment,
    Deferral,
    Guest,
    Meeting,
    Objection,
    Participation,
    Protocol,
    ProtocolSection,
    Resolution,
    Review,
    SectionVersion,
)

DAY = dt.date(2026, 6, 8)


@pytest.fixture
def meeting(board) -> Meeting:
    return Meeting.objects.create(committee=board, year=2026, number=1, designation="KOG 2026-1", slug="k1", date=DAY)


@pytest.fixture
def other(board) -> Meeting:
    return Meeting.objects.create(committee=board, year=2026, number=2, designation="KOG 2026-2", slug="k2", date=DAY)


@pytest.fixture
def item(meeting) -> AgendaItem:
    return AgendaItem.objects.create(committee=meeting.committee, meeting=meeting, title="Wohnen")


@pytest.fixture
def assignment(item, afa) -> Assignment:
    return Assignment.objects.create(
        number="1", slug="1", committee=item.committee, set_in=item.meeting, item=item, title="x", lead_institution=afa
    )


@pytest.fixture
def protocol(meeting) -> Protocol:
    return Protocol.objects.create(meeting=meeting, committee=meeting.committee)


@pytest.fixture
def section(protocol) -> ProtocolSection:
    return ProtocolSection.objects.create(protocol=protocol, position=0, title="Kopf", text="x")


@pytest.fixture
def breaks():
    """`with breaks("name")`: the database refuses, and says which constraint (SQLite: which columns) it was."""

    class Breaks:
        def __init__(self, name: str) -> None:
            self.name, self.error = name, pytest.raises(IntegrityError)

        def __enter__(self):
            self.atomic = transaction.atomic()
            self.info = self.error.__enter__()
            self.atomic.__enter__()

        def __exit__(self, *error):
            self.atomic.__exit__(*error)
            suppressed = self.error.__exit__(*error)
            said = str(self.info.value)
            if connection.vendor == "postgresql" or "CHECK" in said or "index" in said:
                assert self.name in said
            else:
                assert "UNIQUE constraint failed" in said
            return suppressed

    return Breaks


def test_number_once_in_the_year_of_a_committee(meeting, other, breaks):
    with breaks("meeting_number_once"):
        Meeting.objects.filter(pk=other.pk).update(number=1)


def test_turn_is_taken_once(meeting, other, breaks):
    Meeting.objects.filter(pk=meeting.pk).update(turn=0)
    with breaks("turn_taken_once"):
        Meeting.objects.filter(pk=other.pk).update(turn=0)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        (
            "cancelled_meeting_takes_no_turn",
            {"state": MeetingState.CANCELLED, "cancelled_at": timezone.now(), "turn": 0},
        ),
        ("cancelled_meeting_says_when", {"state": MeetingState.CANCELLED}),
        ("cancelled_meeting_says_when", {"cancelled_at": timezone.now()}),
        ("closed_meeting_says_when", {"state": MeetingState.CLOSED}),
        ("closed_meeting_says_when", {"closed_at": timezone.now()}),
        ("meeting_ends_after_it_begins", {"starts": dt.time(12), "ends": dt.time(12)}),
    ],
)
def test_meeting_is_consistent(meeting, breaks, name, facts):
    with breaks(name):
        Meeting.objects.filter(pk=meeting.pk).update(**facts)


def test_declined_item_has_a_reason(item, breaks):
    with breaks("declined_item_has_a_reason"):
        AgendaItem.objects.filter(pk=item.pk).update(state=ItemState.DECLINED)


def test_standing_item_stands_once_but_several_protocols_may_wait(meeting, breaks):
    facts = {"committee": meeting.committee, "meeting": meeting, "title": "x"}
    for _ in range(2):
        AgendaItem.objects.create(**facts, standing=Standing.PROTOCOL)
    AgendaItem.objects.create(**facts, standing=Standing.REVIEW)
    with breaks("standing_item_once"):
        AgendaItem.objects.create(**facts, standing=Standing.REVIEW)


def test_an_item_is_carried_once(item, breaks):
    facts = {"committee": item.committee, "title": "x", "carried_from": item}
    AgendaItem.objects.create(**facts)
    with breaks("carried_from"):
        AgendaItem.objects.create(**facts)


def test_guest_is_named_once(item, guest, breaks):
    Guest.objects.create(item=item, person=guest, until=DAY)
    with breaks("guest_once_per_item"):
        Guest.objects.create(item=item, person=guest, until=DAY)


def test_a_seat_takes_part_once(meeting, chair_seat, breaks):
    Participation.objects.create(meeting=meeting, seat=chair_seat)
    with breaks("participation_once_per_seat"):
        Participation.objects.create(meeting=meeting, seat=chair_seat)


def test_representation_names_the_substitute(meeting, chair_seat, breaks):
    with breaks("representation_names_the_substitute"):
        Participation.objects.create(meeting=meeting, seat=chair_seat, attendance=Attendance.REPRESENTED)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("consensus_counts_no_votes", {"method": "consensus", "yes": 1}),
        ("vote_counts_votes", {"method": "vote"}),
    ],
)
def test_resolution_counts_votes_where_there_was_a_vote(item, breaks, name, facts):
    with breaks(name):
        Resolution.objects.create(meeting=item.meeting, item=item, number="1", wording="x", **facts)


def test_resolution_number_once(item, breaks):
    facts = {"meeting": item.meeting, "item": item, "number": "1", "wording": "x"}
    Resolution.objects.create(**facts)
    with breaks("number"):
        Resolution.objects.create(**facts)


@pytest.mark.parametrize("both", [True, False])
def test_assignment_has_one_lead(assignment, group, breaks, both):
    facts = {"lead_committee": group} if both else {"lead_institution": None}
    with breaks("assignment_has_one_lead"):
        Assignment.objects.filter(pk=assignment.pk).update(**facts)


@pytest.mark.parametrize("facts", [{"state": "done"}, {"state": "dropped"}, {"closed_in": "meeting"}])
def test_assignment_is_closed_in_a_meeting(assignment, meeting, breaks, facts):
    facts = {name: meeting if value == "meeting" else value for name, value in facts.items()}
    with breaks("assignment_is_closed_in_a_meeting"):
        Assignment.objects.filter(pk=assignment.pk).update(**facts)


def test_one_review_per_meeting(assignment, meeting, secretary, breaks):
    facts = {"assignment": assignment, "meeting": meeting, "result": "done", "by": secretary}
    Review.objects.create(**facts)
    with breaks("one_review_per_meeting"):
        Review.objects.create(**facts)


@pytest.mark.parametrize("result", ["extended", "changed", "dropped"])
def test_review_gives_a_reason(assignment, meeting, secretary, breaks, result):
    with breaks("review_gives_a_reason"):
        Review.objects.create(assignment=assignment, meeting=meeting, result=result, by=secretary)


def test_one_deferral_per_meeting(assignment, meeting, breaks):
    Deferral.objects.create(assignment=assignment, from_meeting=meeting, reason="x")
    with breaks("one_deferral_per_meeting"):
        Deferral.objects.create(assignment=assignment, from_meeting=meeting, reason="x")


def test_one_protocol_per_meeting(protocol, breaks):
    with breaks("meeting"):
        Protocol.objects.create(meeting=protocol.meeting, committee=protocol.committee)


SEALED = {"state": ProtocolState.APPROVED, "approved_at": timezone.now(), "sha256": "0" * 64}


@pytest.mark.parametrize("missing", ["state", "approved_at", "sha256"])
def test_approved_protocol_is_sealed(protocol, breaks, missing):
    facts = {name: value for name, value in SEALED.items() if name != missing}
    with breaks("approved_protocol_is_sealed"):
        Protocol.objects.filter(pk=protocol.pk).update(**facts)


def test_the_chain_has_one_line(protocol, other, breaks):
    Protocol.objects.filter(pk=protocol.pk).update(chain_position=1, **SEALED)
    second = Protocol.objects.create(meeting=other, committee=other.committee)
    with breaks("protocol_chain_has_one_line"):
        Protocol.objects.filter(pk=second.pk).update(chain_position=1, **SEALED)


def test_section_has_its_place_once(section, breaks):
    with breaks("section_position_once"):
        ProtocolSection.objects.create(protocol=section.protocol, position=0, title="x")


def test_version_once(section, breaks):
    SectionVersion.objects.create(section=section, version=0, text="x")
    with breaks("section_version_once"):
        SectionVersion.objects.create(section=section, version=0, text="x")


def test_rejected_objection_has_a_reason(section, secretary, breaks):
    facts = {"protocol": section.protocol, "section": section, "by": secretary, "decision": ObjectionDecision.REJECTED}
    with breaks("rejected_objection_has_a_reason"):
        Objection.objects.create(wording_now="x", wording_wanted="y", reason="z", **facts)
