import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from documents.actions import filing
from kog import history
from kog.enums import Majority, OccupancyRole, TieRule
from kog.models import OutboxMail
from meetings.actions import agenda, circulating, conducting, convening
from meetings.enums import CircularAnswer, CircularResult, ItemKind, Outcome
from meetings.models import AgendaItem, CircularProcedure
from tests.factories.circulars import circular_in, round_of
from tests.factories.documents import filed
from tests.factories.kog import OccupancyFactory, RulesFactory, SeatFactory, UserFactory
from tests.factories.meetings import MeetingFactory, finish

from .conftest import TODAY

AFTER = dt.timedelta(days=22)


@pytest.fixture
def voting_board(full_board):
    """Votes are counted: three voting seats, of which two have to answer."""
    RulesFactory(committee=full_board, majority=Majority.SIMPLE, quorum_min=2)
    return full_board


@pytest.fixture
def third(voting_board):
    return OccupancyFactory(seat=SeatFactory(committee=voting_board)).person


@pytest.fixture
def procedure(voting_board, third, secretary):
    return circular_in(voting_board, by=secretary)


def seat_of(person):
    return person.occupancies.get().seat


def say(procedure, person, answer, **facts):
    return circulating.vote(procedure, seat_of(person), answer, by=person, **facts)


def fresh(procedure):
    return CircularProcedure.objects.get(pk=procedure.pk)


# Opening


def test_every_voting_seat_is_asked_and_holders_and_deputies_are_told(
    voting_board, chair, board_member, secretary, mails
):
    deputy = OccupancyFactory(seat=seat_of(chair), role=OccupancyRole.DEPUTY).person
    OccupancyFactory(seat=SeatFactory(committee=voting_board, has_vote=False))

    procedure = circular_in(voting_board, by=secretary)

    assert (procedure.number, procedure.slug) == ("KOG-U 2026/01", "kog-u-2026-01")
    assert {vote.seat for vote in procedure.votes.all()} == {seat_of(chair), seat_of(board_member)}
    told = sorted([chair.email, board_member.email, deputy.email])
    assert mails() == [("circular_opened", address) for address in told]
    assert history.of(procedure)[0].verb == "circular_opened"


def test_numbers_are_given_once(voting_board, group, group_lead, secretary):
    first = circular_in(voting_board, by=secretary)
    circulating.withdraw(first, reason="Irrtum", by=secretary)

    second, other = circular_in(voting_board, by=secretary), circular_in(group, by=secretary)

    assert [one.number for one in (first, second, other)] == ["KOG-U 2026/01", "KOG-U 2026/02", "AG-FEG-U 2026/01"]


@pytest.mark.parametrize("missing", ["title", "text", "wording"])
def test_title_text_and_wording_are_needed(voting_board, secretary, refused, missing):
    with refused("circular_incomplete"):
        circular_in(voting_board, by=secretary, **{missing: "  "})


def test_term_of_the_rules_is_counted_in_working_days(voting_board, secretary, refused):
    earliest = circulating.earliest_deadline(voting_board)

    with refused("term_too_short"):
        circular_in(voting_board, by=secretary, deadline=earliest - dt.timedelta(days=1))

    assert earliest == dt.date(2026, 3, 16)
    assert circular_in(voting_board, by=secretary, deadline=earliest).short_term_reason == ""


def test_short_term_needs_a_reason_and_keeps_it(voting_board, secretary):
    procedure = circular_in(voting_board, by=secretary, deadline=TODAY, short_term_reason="Frist des Bundes")

    assert procedure.short_term_reason == "Frist des Bundes"


def test_deadline_in_the_past_is_refused_whatever_the_reason(voting_board, secretary, refused):
    with refused("deadline_over"):
        circular_in(voting_board, by=secretary, deadline=TODAY - dt.timedelta(days=1), short_term_reason="Eile")


def test_same_wording_does_not_go_round_twice(procedure, secretary, refused):
    with refused("goes_round_already"):
        circular_in(procedure.committee, by=secretary, title="Anders")


def test_committee_without_votes_is_refused(network, group, secretary, refused):
    SeatFactory(committee=group, has_vote=False)

    with refused("nobody_votes"):
        circular_in(group, by=secretary)


def test_dissolved_committee_is_refused(network, group, group_lead, secretary, refused):
    group.dissolved = TODAY
    group.save()

    with refused("dissolved"):
        circular_in(group, by=secretary)


def test_papers_of_another_committee_are_refused(voting_board, group, secretary, refused):
    paper = filed(filing.folder_for(group, by=secretary), by=secretary)

    with refused("foreign_document"):
        circular_in(voting_board, by=secretary, documents=[paper])

    assert not CircularProcedure.objects.exists()


def test_uploads_lie_in_the_folder_of_the_committee(voting_board, secretary):
    upload = ContentFile(b"Text", "Stellungnahme.txt")

    procedure = circulating.open_with_uploads(voting_board, round_of(confidential=True), [upload], by=secretary)

    paper = procedure.documents.get()
    assert (paper.title, paper.confidential) == ("Stellungnahme", True)
    assert paper.folder.parent == filing.folder_for(voting_board)


def test_refused_procedure_files_nothing(voting_board, secretary, refused):
    with refused("deadline_over"):
        circulating.open_with_uploads(
            voting_board, round_of(deadline=TODAY - dt.timedelta(days=1)), [ContentFile(b"x", "x.txt")], by=secretary
        )

    assert not filing.Document.objects.exists()


def test_confidential_procedure_seals_its_papers_and_keeps_its_title_out_of_mails(voting_board, chair, secretary):
    paper = filed(filing.folder_for(voting_board, by=secretary), by=secretary)

    circular_in(voting_board, by=secretary, title="GEHEIM", confidential=True, documents=[paper])

    paper.refresh_from_db()
    assert paper.confidential
    assert not OutboxMail.objects.filter(text__contains="GEHEIM").exists()


# Voting


def test_vote_can_be_changed_until_the_end(procedure, chair, last_entry):
    say(procedure, chair, CircularAnswer.REJECT, reason="Noch nicht reif")
    row = say(procedure, chair, CircularAnswer.AGREE)

    assert (row.answer, row.reason, row.person) == (CircularAnswer.AGREE, "", chair)
    assert procedure.votes.exclude(answer="").count() == 1
    assert [entry.verb for entry in history.of(procedure)].count("circular_answered") == 2


def test_same_click_twice_is_written_once(procedure, chair):
    say(procedure, chair, CircularAnswer.AGREE)
    say(procedure, chair, CircularAnswer.AGREE)

    assert [entry.verb for entry in history.of(procedure)].count("circular_answered") == 1


def test_deputy_answers_for_the_seat(procedure, chair):
    deputy = OccupancyFactory(seat=seat_of(chair), role=OccupancyRole.DEPUTY).person

    row = circulating.vote(procedure, seat_of(chair), CircularAnswer.ABSTAIN, by=deputy)

    assert (row.person, row.said_by) == (deputy, "")


def test_on_behalf_of_a_seat_one_says_who_said_so(procedure, chair, secretary, refused):
    with refused("on_behalf_of_whom"):
        circulating.vote(procedure, seat_of(chair), CircularAnswer.AGREE, by=secretary)

    row = circulating.vote(procedure, seat_of(chair), CircularAnswer.AGREE, by=secretary, said_by="Chair, Telefon")

    assert (row.person, row.said_by) == (secretary, "Chair, Telefon")


@pytest.mark.parametrize("answer", ["", "vielleicht"])
def test_rubbish_is_no_answer(procedure, chair, refused, answer):
    with refused("no_such_answer"):
        say(procedure, chair, answer)


def test_seat_that_was_not_asked_has_no_answer(procedure, voting_board, refused):
    newcomer = OccupancyFactory(seat=SeatFactory(committee=voting_board)).person

    with refused("no_such_answer"):
        say(procedure, newcomer, CircularAnswer.AGREE)


def test_vacant_seat_does_not_answer(procedure, chair, secretary, refused):
    occupancy = chair.occupancies.get()
    occupancy.valid_until = TODAY - dt.timedelta(days=1)
    occupancy.save()

    with refused("seat_over"):
        circulating.vote(procedure, occupancy.seat, CircularAnswer.AGREE, by=secretary, said_by="niemand")


def test_nobody_answers_after_the_last_day(procedure, chair, now, refused):
    now.shift(AFTER)

    with refused("deadline_over"):
        say(procedure, chair, CircularAnswer.AGREE)


@pytest.mark.parametrize("end", ["finished", "withdrawn", "objected"])
def test_nobody_answers_after_the_end(procedure, chair, board_member, third, secretary, refused, end):
    for person in (chair, board_member, third):
        say(procedure, person, CircularAnswer.AGREE)
    if end == "finished":
        circulating.finish(procedure, by=secretary)
    elif end == "withdrawn":
        circulating.withdraw(procedure, reason="Irrtum", by=secretary)
    else:
        say(procedure, third, CircularAnswer.OBJECT, reason="Das braucht ein Gespräch")

    with refused("circular_over"):
        say(procedure, chair, CircularAnswer.REJECT)


# Objecting


def test_objection_needs_a_reason(procedure, chair, refused):
    with refused("objection_without_reason"):
        say(procedure, chair, CircularAnswer.OBJECT, reason=" ")

    assert fresh(procedure).is_open


def test_objection_ends_it_and_puts_the_subject_on_the_next_agenda(
    planned, later, voting_board, chair, secretary, mails
):
    paper = filed(filing.folder_for(voting_board, by=secretary), by=secretary)
    agenda.release(planned, by=secretary)
    procedure = circular_in(voting_board, by=secretary, documents=[paper])
    mails()

    say(procedure, chair, CircularAnswer.OBJECT, reason="Das braucht ein Gespräch")

    procedure = fresh(procedure)
    item = procedure.items.get()
    assert (procedure.result, procedure.closing_reason) == (CircularResult.OBJECTED, "Das braucht ein Gespräch")
    assert (item.meeting, item.kind, item.title) == (planned, ItemKind.DECISION, procedure.title)
    assert (item.text, item.proposed_resolution) == (procedure.text, procedure.wording)
    assert [one.document for one in item.papers.all()] == [paper]
    assert item.late_since is not None
    assert {kind for kind, _to in mails()} == {"circular_objected"}


def test_objection_without_a_planned_meeting_waits_and_is_gathered(procedure, chair, secretary):
    say(procedure, chair, CircularAnswer.OBJECT, reason="Das braucht ein Gespräch")
    waiting = fresh(procedure).items.get()

    meeting = MeetingFactory(committee=procedure.committee, by=secretary)

    assert waiting.meeting is None
    assert fresh(procedure).items.get().meeting == meeting


# Withdrawing


def test_withdrawing_needs_a_reason_and_tells_everybody(procedure, secretary, chair, mails, refused):
    mails()
    with refused("withdrawn_without_reason"):
        circulating.withdraw(procedure, reason="", by=secretary)

    done = circulating.withdraw(procedure, reason="Irrtum", by=secretary)
    circulating.withdraw(procedure, reason="Irrtum", by=secretary)

    assert (done.result, done.closing_reason) == (CircularResult.WITHDRAWN, "Irrtum")
    assert mails().count(("circular_finished", chair.email)) == 1
    assert not done.items.exists()


def test_what_is_counted_is_not_withdrawn(procedure, now, secretary, refused):
    now.shift(AFTER)

    with refused("deadline_over"):
        circulating.withdraw(procedure, reason="Passt mir nicht", by=secretary)


# Counting


def test_it_is_not_counted_while_seats_may_answer(procedure, chair, secretary, refused):
    say(procedure, chair, CircularAnswer.AGREE)

    with refused("seats_may_answer"):
        circulating.finish(procedure, by=secretary)


def test_it_can_be_counted_as_soon_as_everybody_answered(
    procedure, chair, board_member, third, planned, secretary, mails
):
    for person, answer in [(chair, "agree"), (board_member, "agree"), (third, "reject")]:
        say(procedure, person, answer)
    mails()

    done = circulating.finish(procedure, by=secretary)

    item = done.items.get()
    assert (done.result, done.yes, done.no, done.silent) == (CircularResult.ACCEPTED, 2, 1, 0)
    assert (item.meeting, item.kind) == (planned, ItemKind.INFORMATION)
    assert "KOG-U 2026/01" in item.title
    assert {kind for kind, _to in mails()} == {"circular_finished"}


def test_counting_twice_announces_once(procedure, now, secretary):
    now.shift(AFTER)
    circulating.finish(procedure, by=secretary)
    circulating.finish(procedure, by=secretary)

    assert fresh(procedure).items.count() == 1


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        (["agree", "agree"], CircularResult.ACCEPTED),
        (["agree", "reject"], CircularResult.REJECTED),
        (["agree", "abstain"], CircularResult.ACCEPTED),
        (["abstain", "abstain"], CircularResult.REJECTED),
        (["agree"], CircularResult.NO_QUORUM),
        ([], CircularResult.NO_QUORUM),
    ],
)
def test_silence_is_no_consent(procedure, chair, board_member, now, secretary, answers, result):
    for person, answer in zip((chair, board_member), answers, strict=False):
        say(procedure, person, answer)
    now.shift(AFTER)

    done = circulating.finish(procedure, by=secretary)

    assert (done.result, done.silent, done.needed) == (result, 3 - len(answers), 2)


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ([], CircularResult.ACCEPTED),
        (["reject"], CircularResult.ACCEPTED),
        (["reject", "reject"], CircularResult.REJECTED),
    ],
)
def test_silence_is_consent_where_the_rules_say_so(
    procedure, voting_board, chair, board_member, now, secretary, answers, result
):
    voting_board.rules.update(silence_is_consent=True)
    for person, answer in zip((chair, board_member), answers, strict=False):
        say(procedure, person, answer)
    now.shift(AFTER)

    done = circulating.finish(procedure, by=secretary)

    assert (done.result, done.yes) == (result, 0)


@pytest.mark.parametrize(
    ("majority", "answers", "result"),
    [
        (Majority.CONSENSUS, ["agree", "agree", "abstain"], CircularResult.ACCEPTED),
        (Majority.CONSENSUS, ["agree", "agree", "reject"], CircularResult.REJECTED),
        (Majority.TWO_THIRDS, ["agree", "agree", "reject"], CircularResult.ACCEPTED),
        (Majority.TWO_THIRDS, ["agree", "reject", "abstain"], CircularResult.REJECTED),
    ],
)
def test_majority_follows_the_rules(
    procedure, voting_board, chair, board_member, third, secretary, majority, answers, result
):
    voting_board.rules.update(majority=majority)
    for person, answer in zip((chair, board_member, third), answers, strict=True):
        say(procedure, person, answer)

    assert circulating.finish(procedure, by=secretary).result == result


def test_rules_of_the_day_it_was_sent_round_hold(procedure, voting_board, chair, board_member, third, secretary, now):
    RulesFactory(committee=voting_board, majority=Majority.CONSENSUS, valid_from=TODAY + dt.timedelta(days=1))
    now.shift(dt.timedelta(days=2))
    for person, answer in [(chair, "agree"), (board_member, "agree"), (third, "reject")]:
        say(procedure, person, answer)

    assert circulating.finish(procedure, by=secretary).result == CircularResult.ACCEPTED


def test_tie_is_not_broken_by_a_chair(procedure, voting_board, chair, board_member, third, secretary):
    voting_board.rules.update(tie_rule=TieRule.CHAIR)
    for person, answer in [(chair, "agree"), (board_member, "reject"), (third, "abstain")]:
        say(procedure, person, answer)

    assert circulating.finish(procedure, by=secretary).result == CircularResult.REJECTED


def test_seat_that_ended_owes_no_answer_and_keeps_one_it_gave(procedure, chair, board_member, third, secretary, now):
    for person in (chair, board_member):
        say(procedure, person, CircularAnswer.AGREE)
    for person in (third, board_member):
        person.occupancies.update(valid_until=TODAY)
        seat_of(person).__class__.objects.filter(pk=seat_of(person).pk).update(valid_until=TODAY)
    now.shift(dt.timedelta(days=1))

    done = circulating.finish(procedure, by=secretary)

    assert (done.result, done.yes, done.silent) == (CircularResult.ACCEPTED, 2, 0)


def test_worker_counts_what_is_over_and_nothing_else(procedure, group, group_lead, secretary, now):
    longer = circular_in(group, by=secretary, deadline=TODAY + dt.timedelta(days=40))
    now.shift(AFTER)

    call_command("finish_circulars", verbosity=0)
    call_command("finish_circulars", verbosity=0)

    assert (fresh(procedure).is_open, fresh(longer).is_open) == (False, True)
    assert history.of(procedure)[0].by is None
    assert fresh(procedure).items.count() == 1


def test_last_day_counts(procedure, chair, now):
    now.shift(dt.timedelta(days=21))
    call_command("finish_circulars", verbosity=0)

    assert say(procedure, chair, CircularAnswer.AGREE).answer == CircularAnswer.AGREE


# What the next protocol tells


def announced(procedure, meeting, secretary):
    """The section of the announcement in the meeting's protocol."""
    conducting.open_meeting(meeting, by=secretary)
    finish(meeting, by=secretary)
    return meeting.protocol.sections.get(item__circular=procedure)


def test_result_is_reported_in_the_next_protocol(procedure, chair, board_member, third, planned, secretary):
    for person in (chair, board_member, third):
        say(procedure, person, CircularAnswer.AGREE)
    circulating.finish(procedure, by=secretary)

    text = announced(procedure, planned, secretary).text

    assert procedure.number in text
    assert f"> {procedure.wording}" in text
    assert "3" in text


def test_secret_procedure_is_reported_in_a_confidential_section(voting_board, now, planned, secretary):
    procedure = circular_in(voting_board, by=secretary, confidential=True)
    now.shift(AFTER)
    circulating.finish(procedure, by=secretary)

    assert announced(procedure, planned, secretary).confidential


def test_announcement_of_a_cancelled_meeting_goes_on(procedure, planned, later, now, secretary):
    now.shift(AFTER)
    circulating.finish(procedure, by=secretary)

    convening.cancel(planned, reason="Kein Raum", by=secretary)

    assert [item.meeting for item in fresh(procedure).items.order_by("pk")] == [planned, later]


def test_announcement_that_was_postponed_waits_for_the_next_meeting(procedure, planned, now, secretary):
    now.shift(AFTER)
    circulating.finish(procedure, by=secretary)
    conducting.open_meeting(planned, by=secretary)
    conducting.set_outcome(fresh(procedure).items.get(), Outcome.POSTPONED, by=secretary)
    finish(planned, by=secretary)
    waiting = AgendaItem.objects.in_pool().get(circular=procedure)

    meeting = MeetingFactory(committee=procedure.committee, by=secretary, date=dt.date(2026, 10, 5))

    waiting.refresh_from_db()
    assert waiting.meeting == meeting


def test_person_who_left_is_not_told(voting_board, chair, board_member, secretary, mails):
    board_member.is_active = False
    board_member.save()
    UserFactory()
    mails()

    circular_in(voting_board, by=secretary)

    assert [to for _kind, to in mails()] == [chair.email]
