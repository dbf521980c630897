import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from kog.models import OutboxMail
from meetings.actions import agenda, answering, assigning, conducting, deciding, raising, reviewing
from meetings.actions.answering import Reply
from meetings.enums import MatterState, ReviewResult, Verdict
from meetings.models import Matter, MatterAnswer
from meetings.queries.matters import answers_due, to_confirm, with_state
from tests.factories.meetings import MeetingFactory, finish, raised
from tests.replay import replayed
from workinggroups.models import OutsideBody

from .conftest import TODAY

YES = Reply(Verdict.ACCEPTED, "So machen wir es.")


def state(matter: Matter) -> str:
    return with_state(Matter.objects.filter(pk=matter.pk)).get().state


@pytest.fixture
@replayed
def matter(full_board, group, group_lead, secretary) -> Matter:
    return raised(group, title="Räume fehlen", text="Dringend.", by=group_lead)


@pytest.fixture
@replayed
def discussed(matter, running, secretary) -> Matter:
    """Resolved in a meeting that still runs."""
    conducting.record_rest_present(running, by=secretary)
    item = agenda.accept_item(matter.items.get(), meeting=running, by=secretary)
    deciding.record_resolution(item, "Die Stadt stellt Räume.", deciding.Ballot(), by=secretary)
    return matter


@pytest.fixture
@replayed
def due(discussed, running, secretary) -> Matter:
    finish(running, by=secretary)
    return discussed


def test_the_state_follows_from_what_happens(matter, running, secretary, group_lead):
    seen = [state(matter)]
    item = agenda.accept_item(matter.items.get(), meeting=None, by=secretary)
    seen.append(state(matter))
    agenda.schedule_item(item, meeting=running, by=secretary)
    seen.append(state(matter))
    item.refresh_from_db()
    conducting.record_rest_present(running, by=secretary)
    resolution = deciding.record_resolution(item, "Die Stadt stellt Räume.", deciding.Ballot(), by=secretary)
    finish(running, by=secretary)
    seen.append(state(matter))
    answer = answering.answer(matter, Reply(Verdict.ACCEPTED, "Ja.", resolution), by=secretary)
    seen.append(state(matter))
    answering.confirm(answer, by=group_lead)
    seen.append(state(matter))

    assert seen == [
        MatterState.WAITING,
        MatterState.WAITING,
        MatterState.SCHEDULED,
        MatterState.ANSWER_DUE,
        MatterState.ANSWERED,
        MatterState.CLOSED,
    ]


def test_who_brought_it_up_gets_the_answer_with_a_link_of_their_own(due, secretary, group_lead, mails, last_entry):
    mails()
    answer = answering.answer(due, YES, by=secretary)

    assert mails() == [("matter_answered", group_lead.email)]
    assert answer.counts_on == TODAY + dt.timedelta(days=21)
    assert last_entry(due) == ("answered", secretary, {"verdict": "accepted", "text": "So machen wir es."})
    link = group_lead.scoped_links.get()
    assert (link.purpose, link.subject_id, link.is_open) == ("confirm_answer", answer.pk, True)
    assert "/r/" in OutboxMail.objects.get(kind="matter_answered").text


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply("", "Ja."), "no_such_verdict"),
        (Reply("vielleicht", "Ja."), "no_such_verdict"),
        (Reply(Verdict.ACCEPTED, " \n"), "answer_without_text"),
    ],
)
def test_an_answer_says_something(due, secretary, refused, reply, code):
    with refused(code):
        answering.answer(due, reply, by=secretary)
    assert not MatterAnswer.objects.exists()


def test_there_is_one_answer_at_a_time(due, secretary, refused):
    answering.answer(due, YES, by=secretary)
    with refused("answered_already"):
        answering.answer(due, YES, by=secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        MatterAnswer.objects.create(matter=due, verdict="noted", text="x", text_html="x", by=secretary, counts_on=TODAY)


def test_nothing_is_answered_while_a_meeting_has_it_before_it(discussed, matter, secretary, refused, running):
    other = raised(matter.origin, title="Noch etwas", by=secretary)
    for early in (other, discussed):  # resolved, but the meeting still runs and may change it
        with refused("still_under_way"):
            answering.answer(early, YES, by=secretary)
    finish(running, by=secretary)
    assert answering.answer(discussed, YES, by=secretary)


def test_declining_the_suggestion_is_the_answer(matter, secretary, group_lead, mails):
    mails()
    agenda.decline_item(matter.items.get(), reason="Liegt beim Schulamt.", by=secretary)

    answer = matter.answers.get()
    assert (answer.verdict, answer.text, answer.by) == (Verdict.DECLINED, "Liegt beim Schulamt.", secretary)
    assert mails() == [("matter_answered", group_lead.email)]
    assert state(matter) == MatterState.ANSWERED


def test_confirming_twice_is_once(due, secretary, group_lead, now):
    answer = answering.confirm(answering.answer(due, YES, by=secretary), by=group_lead)
    first = answer.confirmed_at
    now.shift(dt.timedelta(hours=1))

    again = answering.confirm(answer, by=secretary)

    assert (again.confirmed_at, again.confirmed_by) == (first, group_lead)
    due.refresh_from_db()
    assert due.closed_at == first


def test_a_matter_with_open_work_is_answered_again_when_the_work_is_done(
    discussed, running, secretary, group_lead, afa, later_board
):
    item = discussed.items.get()
    assigning.assign(item, assigning.Order(afa, "Räume suchen"), by=secretary)
    finish(running, by=secretary)
    answering.confirm(answering.answer(discussed, YES, by=secretary), by=group_lead)
    seen = [state(discussed)]
    later_board()
    seen.append(state(discussed))
    last = answering.answer(discussed, Reply(Verdict.DONE, "Räume gefunden."), by=secretary)
    answering.confirm(last, by=group_lead)

    assert [*seen, state(discussed)] == [MatterState.IN_WORK, MatterState.ANSWER_DUE, MatterState.CLOSED]


@pytest.fixture
def later_board(full_board, secretary, now):
    """Hold the board's next meeting; everything due is established as done."""

    def hold():
        now.shift(dt.timedelta(days=90))
        meeting = MeetingFactory(committee=full_board, by=secretary, date=TODAY + dt.timedelta(days=90), running=True)
        return finish(meeting, by=secretary)

    return hold


def test_an_early_answer_does_not_close_what_went_on_since(
    discussed, running, secretary, group_lead, afa, later_board, refused
):
    assigning.assign(discussed.items.get(), assigning.Order(afa, "Räume suchen"), by=secretary)
    finish(running, by=secretary)
    answer = answering.answer(discussed, YES, by=secretary)
    later_board()
    answering.confirm(answer, by=group_lead)

    assert state(discussed) == MatterState.ANSWER_DUE


def test_while_work_goes_on_there_is_nothing_new_to_say(discussed, running, secretary, group_lead, afa, refused):
    assigning.assign(discussed.items.get(), assigning.Order(afa, "Räume suchen"), by=secretary)
    finish(running, by=secretary)
    answering.confirm(answering.answer(discussed, YES, by=secretary), by=group_lead)
    with refused("settled"):
        answering.answer(discussed, YES, by=secretary)


def test_objecting_brings_the_matter_back(due, secretary, group_lead, mails, refused):
    answer = answering.answer(due, YES, by=secretary)
    mails()
    with refused("objection_without_text"):
        raising.insist(answer, " ", by=group_lead)
    raising.insist(answer, "Und bis wann?", by=group_lead)

    item = due.items.order_by("-pk").first()
    assert (item.state, "Und bis wann?" in item.text) == ("suggested", True)
    assert state(due) == MatterState.WAITING
    assert mails() == [("answer_objected", secretary.email), ("item_suggested", secretary.email)]
    with refused("was_objected_to"):
        answering.confirm(answer, by=group_lead)
    with refused("answer_is_settled"):
        raising.insist(answer, "Nochmal", by=group_lead)


def test_without_a_word_it_is_reminded_once_and_then_counts(due, secretary, group_lead, now, mails, refused):
    answer = answering.answer(due, YES, by=secretary)
    mails()
    now.shift(dt.timedelta(days=10))
    assert answering.remind_unconfirmed() == 0
    now.shift(dt.timedelta(days=1))
    assert [answering.remind_unconfirmed(), answering.remind_unconfirmed()] == [1, 0]
    assert mails() == [("answer_reminder", group_lead.email)]
    assert group_lead.scoped_links.open().count() == 1  # the reminder's link replaces the first
    assert answering.count_unconfirmed() == 0
    now.shift(dt.timedelta(days=10))
    assert [answering.count_unconfirmed(), answering.count_unconfirmed()] == [1, 0]
    assert mails() == sorted([("answer_counts", group_lead.email), ("answer_counts", secretary.email)])
    assert state(due) == MatterState.CLOSED
    with refused("counts_already"):
        answering.confirm(answer, by=group_lead)


def test_a_body_outside_answers_when_the_matter_was_sent(full_board, secretary, chair, refused, mails):
    council = OutsideBody.objects.create(key="rat", name="Stadtrat")
    matter = raised(full_board, to=council, title="Mehr Personal", kind="recommendation", by=secretary)
    seen = [state(matter)]
    with refused("not_sent"):
        answering.answer(matter, YES, by=secretary)
    with refused("sent_in_future"):
        answering.send_outside(matter, on=TODAY + dt.timedelta(days=1), by=secretary)
    answering.send_outside(matter, on=TODAY, by=secretary)
    seen.append(state(matter))
    answering.answer(matter, Reply(Verdict.ACCEPTED, "Zwei Stellen."), by=secretary)

    assert [*seen, state(matter)] == [MatterState.WAITING, MatterState.OUTSIDE, MatterState.ANSWERED]
    assert not matter.items.exists()


def test_only_what_goes_outside_is_sent(matter, secretary, refused):
    with refused("stays_inside"):
        answering.send_outside(matter, on=TODAY, by=secretary)


def test_a_house_asks_the_secretariat_and_confirms(full_board, fresh, afa, board_member, secretary, mails):
    matter = raised(afa, to=None, title="Wer hilft bei Bescheiden?", kind="inquiry", by=board_member)
    assert mails() == [("matter_arrived", secretary.email)]
    assert [one.pk for one in answers_due(fresh(secretary))] == [matter.pk]
    answer = answering.answer(matter, Reply(Verdict.NOTED, "Das Fachinformationszentrum."), by=secretary)

    assert mails() == [("matter_answered", board_member.email)]
    assert list(to_confirm(fresh(board_member))) == [answer]
    assert not answers_due(fresh(secretary))


def test_the_secretariats_own_matter_needs_no_confirmation(full_board, secretary):
    matter = raised(None, title="Jahresbericht", kind="result", by=secretary)
    agenda.decline_item(matter.items.get(), reason="Nächstes Jahr.", by=secretary)

    assert state(matter) == MatterState.CLOSED


def test_who_waits_for_an_answer_is_listed_by_committee(due, fresh, matter, secretary, board_member, group_lead):
    assert [one.number for one in answers_due(fresh(secretary))] == [due.number]
    assert not answers_due(fresh(board_member))
    assert not answers_due(fresh(group_lead))


def test_dropped_work_is_an_event_too(discussed, running, secretary, group_lead, afa, full_board, now):
    work = assigning.assign(discussed.items.get(), assigning.Order(afa, "Räume suchen"), by=secretary)
    finish(running, by=secretary)
    answering.confirm(answering.answer(discussed, YES, by=secretary), by=group_lead)
    now.shift(dt.timedelta(days=90))
    meeting = MeetingFactory(committee=full_board, by=secretary, date=TODAY + dt.timedelta(days=90), running=True)
    reviewing.review(work, meeting, reviewing.Finding(ReviewResult.DROPPED, "Kein Geld"), by=secretary)
    finish(meeting, by=secretary)

    assert state(discussed) == MatterState.ANSWER_DUE
