import datetime as dt

import pytest
from django.core.files.base import ContentFile

from documents.actions import filing
from kog import history
from kog.enums import OccupancyRole
from kog.models import OutboxMail
from meetings.actions import agenda, circulating
from meetings.enums import CircularAnswer, CircularResult, ItemKind
from meetings.models import CircularProcedure
from tests.factories.circulars import circular_in, fresh, round_of, say, seat_of
from tests.factories.documents import filed
from tests.factories.kog import OccupancyFactory, SeatFactory
from tests.factories.meetings import MeetingFactory

from .conftest import TODAY

AFTER = dt.timedelta(days=22)


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


def test_who_answered_in_person_is_not_overruled(procedure, secretary, chair, chair_seat, refused):
    circulating.vote(procedure, chair_seat, CircularAnswer.REJECT, by=chair)
    with refused("answered_in_person"):
        circulating.vote(procedure, chair_seat, CircularAnswer.AGREE, by=secretary, said_by="Telefon")
    assert procedure.votes.get(seat=chair_seat).answer == CircularAnswer.REJECT
