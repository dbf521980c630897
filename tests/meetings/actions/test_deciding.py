import pytest

from kog.enums import Majority, TieRule
from kog.models import Rules
from meetings.actions import conducting, deciding, inviting
from meetings.actions.conducting import Presence
from meetings.actions.deciding import Ballot
from meetings.enums import Attendance, Outcome, ResolutionMethod, ResolutionResult
from meetings.models import Resolution
from tests.factories.kog import RulesFactory, SeatFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, finish
from tests.replay import replayed

from .conftest import NOW, TODAY

VOTE = ResolutionMethod.VOTE


@pytest.fixture
@replayed
def item(running, secretary):
    """On the agenda of the running board, with both seats present."""
    conducting.record_rest_present(running, by=secretary)
    return AgendaItemFactory(meeting=running)


def test_resolution_by_consensus(item, running, secretary, last_entry):
    resolution = deciding.record_resolution(item, " Das *Gremium* beschließt. ", Ballot(), by=secretary)

    item.refresh_from_db()
    assert (resolution.number, resolution.meeting, resolution.item) == ("KOG-B 2026-1/01", running, item)
    assert resolution.wording == "Das *Gremium* beschließt."
    assert resolution.wording_html == "<p>Das <em>Gremium</em> beschließt.</p>"
    assert (resolution.method, resolution.result, resolution.at) == ("consensus", ResolutionResult.ACCEPTED, NOW)
    assert item.outcome == Outcome.RESOLVED
    assert last_entry(resolution) == ("resolved", secretary, {"result": "accepted"})


def test_resolutions_are_numbered_in_the_meeting(item, running, secretary):
    other = AgendaItemFactory(meeting=running)

    motions = [(item, "Ja"), (other, "Ja"), (item, "Nein")]
    numbers = [deciding.record_resolution(*motion, Ballot(), by=secretary).number for motion in motions]

    assert numbers == ["KOG-B 2026-1/01", "KOG-B 2026-1/02", "KOG-B 2026-1/03"]


def test_a_refused_resolution_takes_no_number(item, secretary, refused):
    with refused("no_votes"):
        deciding.record_resolution(item, "Ja", Ballot(VOTE), by=secretary)

    assert deciding.record_resolution(item, "Ja", Ballot(), by=secretary).number == "KOG-B 2026-1/01"


def test_vote_counts_seats(item, secretary):
    Rules.objects.create(committee=item.committee, valid_from=TODAY, majority=Majority.SIMPLE)

    resolution = deciding.record_resolution(item, "Ja", Ballot(VOTE, yes=1, abstentions=1), by=secretary)

    assert (resolution.yes, resolution.no, resolution.abstentions) == (1, 0, 1)
    assert resolution.result == ResolutionResult.ACCEPTED


YES, NO = ResolutionResult.ACCEPTED, ResolutionResult.REJECTED


@pytest.mark.parametrize(
    ("majority", "tie_rule", "ballot", "result"),
    [
        (Majority.CONSENSUS, TieRule.REJECTED, Ballot(VOTE, yes=5), YES),
        (Majority.CONSENSUS, TieRule.REJECTED, Ballot(VOTE, yes=5, abstentions=3), YES),
        (Majority.CONSENSUS, TieRule.REJECTED, Ballot(VOTE, yes=5, no=1), NO),
        (Majority.CONSENSUS, TieRule.REJECTED, Ballot(VOTE, abstentions=5), NO),
        (Majority.SIMPLE, TieRule.REJECTED, Ballot(VOTE, yes=3, no=2), YES),
        (Majority.SIMPLE, TieRule.REJECTED, Ballot(VOTE, yes=1, abstentions=9), YES),
        (Majority.SIMPLE, TieRule.REJECTED, Ballot(VOTE, yes=2, no=3), NO),
        (Majority.SIMPLE, TieRule.REJECTED, Ballot(VOTE, yes=2, no=2, chair_breaks_tie=True), NO),
        (Majority.SIMPLE, TieRule.CHAIR, Ballot(VOTE, yes=2, no=2, chair_breaks_tie=True), YES),
        (Majority.SIMPLE, TieRule.CHAIR, Ballot(VOTE, yes=2, no=2), NO),
        (Majority.SIMPLE, TieRule.CHAIR, Ballot(VOTE, abstentions=4, chair_breaks_tie=True), NO),
        (Majority.TWO_THIRDS, TieRule.REJECTED, Ballot(VOTE, yes=4, no=2), YES),
        (Majority.TWO_THIRDS, TieRule.REJECTED, Ballot(VOTE, yes=5, no=3), NO),
        (Majority.TWO_THIRDS, TieRule.REJECTED, Ballot(VOTE, abstentions=3), NO),
        (Majority.TWO_THIRDS, TieRule.REJECTED, Ballot(), YES),
    ],
)
def test_the_rules_say_whether_a_motion_carries(majority, tie_rule, ballot, result):
    assert deciding.outcome_of(ballot, Rules(majority=majority, tie_rule=tie_rule)) == result


def test_a_rejected_motion_is_an_outcome_too(item, secretary):
    resolution = deciding.record_resolution(item, "Ja", Ballot(VOTE, yes=1, no=1), by=secretary)

    item.refresh_from_db()
    assert (resolution.result, item.outcome) == (ResolutionResult.REJECTED, Outcome.RESOLVED)


def test_the_rules_of_the_day_decide(item, secretary):
    RulesFactory(committee=item.committee, majority=Majority.SIMPLE, tie_rule=TieRule.CHAIR)

    resolution = deciding.record_resolution(item, "Ja", Ballot(VOTE, yes=1, no=1, chair_breaks_tie=True), by=secretary)

    assert resolution.result == ResolutionResult.ACCEPTED


@pytest.mark.parametrize(
    ("wording", "ballot", "code"),
    [
        (" ", Ballot(), "resolution_without_wording"),
        ("Ja", Ballot(VOTE), "no_votes"),
        ("Ja", Ballot(VOTE, yes=2, no=1), "too_many_votes"),
        ("Ja", Ballot(yes=2), "consensus_with_votes"),
        ("Ja", Ballot(VOTE, yes=2, no=-1), "negative_votes"),
    ],
)
def test_resolution_is_refused(item, secretary, refused, wording, ballot, code):
    with refused(code):
        deciding.record_resolution(item, wording, ballot, by=secretary)
    item.refresh_from_db()
    assert (item.outcome, Resolution.objects.count()) == (Outcome.OPEN, 0)


def test_the_board_needs_a_quorum(running, chair_seat, secretary, refused):
    row = running.participations.get(seat=chair_seat)
    conducting.record_attendance(row, Presence(Attendance.PRESENT), by=secretary)
    item = AgendaItemFactory(meeting=running)

    with refused("no_quorum"):
        deciding.record_resolution(item, "Ja", Ballot(), by=secretary)


def test_a_group_resolves_without_a_quorum(network, group, lead_seat, group_lead, secretary):
    meeting = MeetingFactory(committee=group, by=secretary, running=True)
    item = AgendaItemFactory(meeting=meeting)

    assert deciding.record_resolution(item, "Ja", Ballot(), by=secretary).number == "AG-FEG-B 2026-1/01"


def test_seats_without_a_vote_do_not_count(item, running, secretary, refused):
    SeatFactory(committee=running.committee, has_vote=False)
    inviting.sync_participations(running)
    conducting.record_attendance(
        running.participations.get(seat__has_vote=False), Presence(Attendance.PRESENT), by=secretary
    )

    with refused("too_many_votes"):
        deciding.record_resolution(item, "Ja", Ballot(VOTE, yes=3), by=secretary)


@pytest.mark.parametrize("phase", ["invited", "closed"])
def test_resolution_outside_a_running_meeting_is_refused(full_board, secretary, refused, phase):
    meeting = MeetingFactory(committee=full_board, by=secretary, phase=phase)

    with refused("meeting_not_running"):
        deciding.record_resolution(meeting.items.first(), "Ja", Ballot(), by=secretary)


def test_wording_can_be_corrected_while_the_meeting_runs(item, secretary, last_entry):
    resolution = deciding.record_resolution(item, "Das Germium", Ballot(), by=secretary)

    corrected = deciding.reword(resolution, " Das **Gremium** ", by=secretary)

    assert corrected.wording == "Das **Gremium**"
    assert corrected.wording_html == "<p>Das <strong>Gremium</strong></p>"
    assert last_entry(resolution) == ("reworded", secretary, {"before": "Das Germium"})


def test_correction_needs_a_wording_and_a_running_meeting(item, running, secretary, refused):
    resolution = deciding.record_resolution(item, "Das Gremium", Ballot(), by=secretary)
    with refused("resolution_without_wording"):
        deciding.reword(resolution, " ", by=secretary)
    for one in running.items.exclude(pk=item.pk):
        conducting.set_outcome(one, Outcome.TREATED, by=secretary)
    conducting.close_meeting(running, by=secretary)

    with refused("meeting_not_running"):
        deciding.reword(resolution, "Der Rat", by=secretary)


def test_the_same_wording_is_not_resolved_twice_on_an_item(item, secretary, refused):
    deciding.record_resolution(item, "Das Gremium beschließt.", Ballot(), by=secretary)
    other = deciding.record_resolution(item, "Das Gremium begrüßt.", Ballot(), by=secretary)

    with refused("resolved_already"):
        deciding.record_resolution(item, " Das Gremium beschließt. ", Ballot(), by=secretary)
    with refused("resolved_already"):
        deciding.reword(other, "Das Gremium beschließt.", by=secretary)
    assert Resolution.objects.count() == 2


def test_a_protocol_is_approved_and_not_resolved_upon(running, secretary, refused):
    finish(running, by=secretary)
    following = MeetingFactory(committee=running.committee, by=secretary, running=True)
    conducting.record_rest_present(following, by=secretary)

    with refused("approve_instead"):
        deciding.record_resolution(following.items.get(standing="protocol"), "Genehmigt", Ballot(), by=secretary)
