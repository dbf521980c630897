import datetime as dt

import pytest

from kog import history
from kog.exceptions import Conflict
from meetings import sealing
from meetings.actions import conducting, recording
from meetings.enums import ObjectionDecision, Outcome, ProtocolState
from meetings.models import Protocol, SectionVersion
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, finish, protocol_in
from tests.replay import replayed

from .conftest import NOW, TODAY


@pytest.fixture
@replayed
def draft(running, secretary) -> Protocol:
    """The draft of the first board meeting, in which one item was talked about."""
    item = AgendaItemFactory(meeting=running, title="Wohnen")
    conducting.save_discussion(item, "Es fehlen Wohnungen.", based_on=0, by=secretary)
    return finish(running, by=secretary).protocol


@pytest.fixture
def section(draft):
    return draft.sections.get(title="Wohnen")


@pytest.fixture
@replayed
def circulated(draft, running, secretary) -> Protocol:
    return protocol_in(ProtocolState.CIRCULATED, running, by=secretary)


@pytest.fixture
@replayed
def approving(circulated, planned, secretary):
    """The meeting that has the circulated protocol on its agenda, running."""
    return conducting.open_meeting(planned, by=secretary)


def test_draft_has_a_head_and_a_section_per_item(draft):
    sections = list(draft.sections.values_list("position", "number", "title", "text"))

    assert [row[0] for row in sections] == list(range(7))
    assert sections[0][1] == ""
    assert sections[4][1:] == ("4", "Wohnen", "Es fehlen Wohnungen.")
    assert draft.sections.get(position=4).html == "<p>Es fehlen Wohnungen.</p>"


@pytest.mark.parametrize("approved", [True, False])
def test_draft_tells_whether_the_last_protocol_was_approved(approving, circulated, secretary, approved):
    item = approving.items.get(protocol=circulated)
    conducting.record_rest_present(approving, by=secretary)
    if approved:
        recording.approve(circulated, approving, by=secretary)
    else:
        conducting.set_outcome(item, Outcome.POSTPONED, by=secretary)

    text = finish(approving, by=secretary).protocol.sections.get(item=item).text

    assert ("not approved" in text or "noch nicht genehmigt" in text) is not approved


def test_edit_keeps_the_earlier_wording(section, chair, last_entry):
    edited = recording.edit_section(section, "Es fehlen *viele* Wohnungen.", based_on=0, by=chair)

    assert (edited.text, edited.version) == ("Es fehlen *viele* Wohnungen.", 1)
    assert edited.html == "<p>Es fehlen <em>viele</em> Wohnungen.</p>"
    kept = SectionVersion.objects.get()
    assert (kept.section, kept.version, kept.text, kept.by, kept.at) == (section, 0, "Es fehlen Wohnungen.", chair, NOW)


def test_edit_without_a_change_is_no_version(section, secretary):
    assert recording.edit_section(section, section.text, based_on=7, by=secretary).version == 0
    assert SectionVersion.objects.count() == 0


def test_edit_does_not_overwrite_somebody_else(section, chair, secretary):
    recording.edit_section(section, "Ihre Fassung", based_on=0, by=chair)

    with pytest.raises(Conflict) as conflict:
        recording.edit_section(section, "Meine Fassung", based_on=0, by=secretary)

    assert (conflict.value.theirs, conflict.value.yours) == ("Ihre Fassung", "Meine Fassung")
    section.refresh_from_db()
    assert section.text == "Ihre Fassung"


def test_edit_is_possible_with_the_chair_and_not_after_the_circulation(draft, section, running, secretary, refused):
    recording.send_to_chair(draft, by=secretary)
    recording.edit_section(section, "Neu", based_on=0, by=secretary)
    recording.circulate(draft, by=secretary)

    with refused("protocol_not_editable"):
        recording.edit_section(section, "Neuer", based_on=1, by=secretary)


def test_send_to_chair(draft, chair, secretary, last_entry, mails):
    mails()

    protocol = recording.send_to_chair(draft, by=secretary)

    assert (protocol.state, protocol.sent_to_chair_at) == (ProtocolState.WITH_CHAIR, NOW)
    assert last_entry(protocol) == ("sent_to_chair", secretary, {})
    assert mails() == [("protocol_to_chair", chair.email)]


def test_send_to_a_vacant_chair_writes_no_mail(draft, chair, secretary, mails):
    chair.occupancies.update(valid_until=TODAY - dt.timedelta(days=1))
    mails()

    assert recording.send_to_chair(draft, by=secretary).state == ProtocolState.WITH_CHAIR
    assert mails() == []


@pytest.mark.parametrize("state", [ProtocolState.WITH_CHAIR, ProtocolState.CIRCULATED])
def test_send_twice_is_refused(draft, running, secretary, refused, state):
    protocol_in(state, running, by=secretary)

    with refused("protocol_not_a_draft"):
        recording.send_to_chair(draft, by=secretary)


def test_circulate_sets_the_term_and_tells_the_members(draft, chair, board_member, secretary, last_entry, mails):
    recording.send_to_chair(draft, by=secretary)
    mails()

    protocol = recording.circulate(draft, by=chair)

    facts = (protocol.state, protocol.circulated_at, protocol.objections_until)
    assert facts == (ProtocolState.CIRCULATED, NOW, dt.date(2026, 3, 16))
    assert last_entry(protocol) == ("circulated", chair, {"until": "2026-03-16"})
    assert mails() == [("protocol_circulated", board_member.email), ("protocol_circulated", chair.email)]


def test_the_chair_has_the_protocol_of_the_board_first(draft, secretary, refused):
    with refused("protocol_not_ready"):
        recording.circulate(draft, by=secretary)


def test_circulating_twice_is_refused(circulated, secretary, refused):
    with refused("protocol_not_ready"):
        recording.circulate(circulated, by=secretary)


def test_a_group_circulates_without_the_chair(network, group, lead_seat, group_lead, secretary):
    protocol = MeetingFactory(committee=group, by=secretary, closed=True).protocol

    assert recording.circulate(protocol, by=group_lead).state == ProtocolState.CIRCULATED


def test_objection_keeps_both_wordings(circulated, section, board_member, secretary, last_entry, mails):
    mails()

    objection = recording.object_to(section, now=" fehlen ", wanted=" mangelt es an ", reason=" Stil ", by=board_member)

    facts = (objection.wording_now, objection.wording_wanted, objection.reason, objection.decision)
    assert facts == ("fehlen", "mangelt es an", "Stil", ObjectionDecision.PENDING)
    assert (objection.section, objection.by, objection.at) == (section, board_member, NOW)
    assert last_entry(circulated) == ("objection_raised", board_member, {"section": "4 Wohnen"})
    assert mails() == [("objection_raised", secretary.email)]


def test_objection_without_a_passage_means_the_whole_section(circulated, section, board_member):
    objection = recording.object_to(section, wanted="Anders", reason="x", by=board_member)

    assert objection.wording_now == "Es fehlen Wohnungen."


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"wanted": " ", "reason": "x"}, "objection_incomplete"),
        ({"wanted": "x", "reason": " "}, "objection_incomplete"),
        ({"wanted": "x", "reason": "x", "now": "Schule"}, "wording_not_found"),
    ],
)
def test_objection_is_refused(circulated, section, board_member, refused, facts, code):
    with refused(code):
        recording.object_to(section, by=board_member, **facts)
    assert circulated.objections.count() == 0


@pytest.mark.parametrize("state", [ProtocolState.DRAFT, ProtocolState.WITH_CHAIR])
def test_objection_needs_a_circulated_protocol(draft, section, running, board_member, secretary, refused, state):
    protocol_in(state, running, by=secretary)

    with refused("protocol_not_circulated"):
        recording.object_to(section, wanted="x", reason="x", by=board_member)


@pytest.fixture
@replayed
def objection(circulated, section, board_member):
    return recording.object_to(section, now="fehlen", wanted="mangelt es an", reason="Stil", by=board_member)


def test_accepted_objection_changes_the_wording(
    objection, section, circulated, secretary, board_member, last_entry, mails
):
    mails()

    decided = recording.decide_objection(objection, accept=True, by=secretary)

    section.refresh_from_db()
    assert (section.text, section.version) == ("Es mangelt es an Wohnungen.", 1)
    assert section.html == "<p>Es mangelt es an Wohnungen.</p>"
    assert "Board Member" in SectionVersion.objects.get(section=section).note
    assert (decided.decision, decided.decided_by, decided.decided_at) == (ObjectionDecision.ACCEPTED, secretary, NOW)
    assert last_entry(circulated) == ("objection_decided", secretary, {"accepted": True, "reason": ""})
    assert mails() == [("objection_decided", board_member.email)]


def test_rejected_objection_gives_the_reason_and_leaves_the_wording(objection, section, secretary):
    decided = recording.decide_objection(objection, accept=False, by=secretary, reason=" So gesagt ")

    section.refresh_from_db()
    assert (decided.decision, decided.decision_reason) == (ObjectionDecision.REJECTED, "So gesagt")
    assert section.version == 0


def test_rejecting_needs_a_reason(objection, secretary, refused):
    with refused("reject_without_reason"):
        recording.decide_objection(objection, accept=False, by=secretary, reason=" ")


def test_an_objection_is_decided_once(objection, secretary, refused):
    recording.decide_objection(objection, accept=True, by=secretary)

    with refused("objection_decided"):
        recording.decide_objection(objection, accept=False, by=secretary, reason="x")


def test_what_an_earlier_decision_changed_cannot_be_replaced_again(
    objection, section, board_member, secretary, refused
):
    second = recording.object_to(section, now="fehlen", wanted="gibt es keine", reason="x", by=board_member)
    recording.decide_objection(objection, accept=True, by=secretary)

    with refused("wording_not_found"):
        recording.decide_objection(second, accept=True, by=secretary)
    second.refresh_from_db()
    assert second.decision == ObjectionDecision.PENDING


def test_approval_seals_and_chains(approving, circulated, secretary, last_entry):
    protocol = recording.approve(circulated, approving, by=secretary)

    protocol.refresh_from_db()
    assert (protocol.state, protocol.approved_at, protocol.approved_in) == (ProtocolState.APPROVED, NOW, approving)
    assert (protocol.chain_position, protocol.previous_sha256) == (1, "")
    assert protocol.sha256 == sealing.seal("", sealing.content_of(protocol))
    assert approving.items.get(protocol=protocol).outcome == Outcome.RESOLVED
    assert last_entry(protocol) == ("approved", secretary, {"meeting": "KOG 2026-2", "sha256": protocol.sha256})


def test_the_next_approval_follows_the_last(approving, circulated, later, secretary):
    first = recording.approve(circulated, approving, by=secretary)
    finish(approving, by=secretary)
    second = protocol_in(ProtocolState.CIRCULATED, approving, by=secretary)
    conducting.open_meeting(later, by=secretary)

    second = recording.approve(second, later, by=secretary)

    assert (second.chain_position, second.previous_sha256) == (2, first.sha256)
    assert list(sealing.verify(second.committee)) == []


def test_each_committee_has_its_own_chain(approving, circulated, group, lead_seat, secretary):
    recording.approve(circulated, approving, by=secretary)
    first = MeetingFactory(committee=group, by=secretary, closed=True, date=TODAY)
    recording.circulate(first.protocol, by=secretary)
    second = MeetingFactory(committee=group, by=secretary, running=True)

    assert recording.approve(first.protocol, second, by=secretary).chain_position == 1


def test_approving_twice_is_refused(approving, circulated, secretary, refused):
    recording.approve(circulated, approving, by=secretary)

    with refused("protocol_not_circulated"):
        recording.approve(circulated, approving, by=secretary)


def test_approval_waits_for_the_objections(approving, objection, circulated, secretary, refused):
    with refused("objections_pending"):
        recording.approve(circulated, approving, by=secretary)
    recording.decide_objection(objection, accept=False, by=secretary, reason="x")
    assert recording.approve(circulated, approving, by=secretary).is_approved


def test_a_draft_is_not_approved(draft, running, planned, secretary, refused):
    meeting = conducting.open_meeting(planned, by=secretary)

    with refused("protocol_not_circulated"):
        recording.approve(draft, meeting, by=secretary)


def test_only_the_meeting_that_has_it_on_its_agenda_approves(circulated, planned, later, secretary, refused):
    meeting = conducting.open_meeting(later, by=secretary)

    with refused("not_on_this_agenda"):
        recording.approve(circulated, meeting, by=secretary)


def test_only_a_running_meeting_approves(circulated, planned, secretary, refused):
    with refused("meeting_not_running"):
        recording.approve(circulated, planned, by=secretary)


def test_after_the_approval_nothing_changes_it(
    approving, objection, circulated, section, board_member, secretary, refused
):
    recording.decide_objection(objection, accept=True, by=secretary)
    protocol = recording.approve(circulated, approving, by=secretary)
    section.refresh_from_db()

    for code, step in {
        "protocol_not_editable": lambda: recording.edit_section(section, "x", based_on=section.version, by=secretary),
        "protocol_not_circulated": lambda: recording.object_to(section, wanted="x", reason="x", by=board_member),
        "objection_decided": lambda: recording.decide_objection(objection, accept=False, by=secretary, reason="x"),
        "protocol_not_ready": lambda: recording.circulate(protocol, by=secretary),
        "protocol_not_a_draft": lambda: recording.send_to_chair(protocol, by=secretary),
    }.items():
        with refused(code):
            step()
    assert list(sealing.verify(protocol.committee)) == []


def test_history_tells_the_life_of_a_protocol(approving, circulated, secretary):
    recording.approve(circulated, approving, by=secretary)

    verbs = [entry.verb for entry in history.of(circulated)]
    assert verbs == ["approved", "circulated", "sent_to_chair", "drafted"]
