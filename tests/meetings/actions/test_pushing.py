"""What the plan sends on which day, to whom, and that nothing is sent twice or around the turn of the year."""

import datetime as dt

import pytest

from kog.models import OutboxMail
from meetings.actions import agenda, assigning, inviting, preparing, pushing, recording
from meetings.enums import OffsetUnit, Push, StepOwner
from meetings.models import AgendaItem, Assignment, Meeting, PreparationStep, Reminder
from meetings.queries.agenda import agenda_of
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish
from tests.factories.workinggroups import LinkPersonFactory

from .conftest import NOW

JUNE = dt.date(2026, 6, 8)


@pytest.fixture
def work(full_board, ob, group, lead_seat, group_lead, secretary) -> Meeting:
    """A meeting in June that reviews the work of a house and of a group, set in March."""
    held = MeetingFactory(committee=full_board, by=secretary, date=NOW.date(), running=True)
    coming = MeetingFactory(committee=full_board, by=secretary, date=JUNE)
    item = AgendaItemFactory(meeting=held, by=secretary)
    AssignmentFactory(item=item, by=secretary, lead=ob, title="Haus")
    assigning.assign(item, assigning.Order(group, "Gruppe"), by=secretary)
    finish(held, by=secretary)
    return coming


@pytest.fixture
def on(now):
    """`on(day)` plays the worker at ten o'clock of that day; returns what it sent."""

    def play(day: dt.date) -> int:
        now.move_to(dt.datetime.combine(day, dt.time(10), NOW.tzinfo))
        return pushing.push_due()

    return play


def sent(mails) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, recipient in mails():
        found.setdefault(kind, []).append(recipient)
    return found


def test_call_goes_to_group_leads_and_owners_once(work, on, mails, chair, group_lead):
    mails()
    eight_weeks = JUNE - dt.timedelta(weeks=8)

    on(eight_weeks)
    assert sent(mails) == {"items_wanted": [group_lead.email], "report_wanted": [chair.email, group_lead.email]}
    assert on(eight_weeks) == 0
    assert on(eight_weeks + dt.timedelta(days=1)) == 0
    assert mails() == []


def test_ticked_step_and_old_step_push_nobody(work, on, mails, secretary):
    preparing.tick(work.steps.get(push=Push.CALL), done=True, by=secretary)
    mails()

    on(JUNE - dt.timedelta(weeks=8))

    assert mails() == []


def test_last_call_then_link_person_then_the_chairs_list(
    work, on, mails, group, chair, group_lead, board_member, secretary
):
    LinkPersonFactory(committee=group, person=board_member)
    on(JUNE - dt.timedelta(weeks=8))
    mails()

    on(JUNE - dt.timedelta(days=13))  # two weeks before is Whit Monday
    assert sent(mails)["report_wanted"] == [chair.email, group_lead.email]
    on(JUNE - dt.timedelta(days=6))
    assert sent(mails) == {"report_missing": [board_member.email]}
    on(JUNE - dt.timedelta(days=4))
    assert sent(mails) == {"reports_missing": [chair.email, secretary.email]}
    on(JUNE - dt.timedelta(days=3))
    assert mails() == []


def test_silent_and_missing_papers_two_weeks_before(work, on, mails, board_member, chair, secretary):
    item = AgendaItemFactory(meeting=work, by=secretary, title="Leer")
    type(item).objects.filter(pk=item.pk).update(suggested_by=board_member)
    agenda.release(work, by=secretary)
    inviting.invite(work, by=secretary)
    on(JUNE - dt.timedelta(weeks=8))
    mails()

    on(JUNE - dt.timedelta(days=13))  # two weeks before is Whit Monday

    found = sent(mails)
    assert found["answer_wanted"] == [board_member.email, chair.email]
    assert found["paper_wanted"] == [board_member.email]


def test_reminders_name_what_is_confidential_by_its_number_alone(work, on, board_member, group, secretary):
    LinkPersonFactory(committee=group, person=board_member)
    Assignment.objects.update(title="GEHEIM")
    AgendaItem.objects.filter(assignments__isnull=False).update(confidential=True)
    item = AgendaItemFactory(meeting=work, by=secretary, title="GEHEIM Personal", confidential=True)
    AgendaItem.objects.filter(pk=item.pk).update(suggested_by=board_member)
    AgendaItemFactory(meeting=work, by=secretary, title="Offen")
    agenda.release(work, by=secretary)
    inviting.invite(work, by=secretary)

    for before in (56, 13, 6, 4):
        on(JUNE - dt.timedelta(days=before))

    told = {mail.kind: mail.subject + mail.text + mail.html for mail in OutboxMail.objects.all()}
    assert {"paper_wanted", "report_wanted", "report_missing", "reports_missing"} <= told.keys()
    assert [kind for kind, text in told.items() if "GEHEIM" in text] == []
    label = next(one.label for one in agenda_of(work, secretary) if one.pk == item.pk)
    assert f"zu TOP {label} auf der Tagesordnung" in told["paper_wanted"]


def test_half_time_asks_owners_of_whom_nothing_was_heard(full_board, ob, secretary, chair, on, mails):
    held = MeetingFactory(committee=full_board, by=secretary, date=NOW.date(), running=True)
    coming = MeetingFactory(committee=full_board, by=secretary, date=dt.date(2026, 10, 5))
    AssignmentFactory(item=AgendaItemFactory(meeting=held, by=secretary), by=secretary, lead=ob)
    finish(held, by=secretary)
    coming.steps.update(push="")
    mails()
    half = NOW.date() + (coming.date - NOW.date()) / 2

    assert on(half - dt.timedelta(days=3)) == 0
    on(half + dt.timedelta(days=1))

    assert sent(mails)["report_wanted"] == [chair.email]


def test_protocol_and_the_end_of_objections(full_board, secretary, chair, board_member, on, mails):
    held = MeetingFactory(committee=full_board, by=secretary, date=NOW.date(), running=True)
    finish(held, by=secretary)
    mails()

    on(NOW.date() + dt.timedelta(weeks=1))
    assert sent(mails) == {"protocol_wanted": [secretary.email]}
    protocol = recording.circulate(recording.send_to_chair(held.protocol, by=secretary), by=secretary)
    mails()
    assert on(protocol.objections_until - dt.timedelta(days=7)) == 0
    on(protocol.objections_until - dt.timedelta(days=3))

    assert sent(mails) == {"objections_end": [board_member.email, chair.email]}


@pytest.mark.parametrize(
    "day", [dt.date(2026, 12, 24), dt.date(2027, 1, 4), dt.date(2026, 12, 19), dt.date(2027, 1, 10)]
)
def test_nothing_is_sent_on_free_days_and_around_the_turn_of_the_year(
    full_board, group, group_lead, secretary, on, mails, day
):
    meeting = MeetingFactory(committee=full_board, by=secretary, date=dt.date(2027, 3, 1))
    PreparationStep.objects.create(
        meeting=meeting,
        title="x",
        owner=StepOwner.LEADS,
        offset=0,
        unit=OffsetUnit.WEEKS,
        due=dt.date(2026, 12, 18),
        push=Push.CALL,
    )
    mails()

    assert on(day) == 0
    assert mails() == []
    on(dt.date(2027, 1, 11))
    assert "items_wanted" in sent(mails)


def test_group_without_a_plan_is_left_in_peace(group, group_lead, secretary, on, mails):
    MeetingFactory(committee=group, by=secretary, date=JUNE)
    mails()

    assert on(JUNE - dt.timedelta(days=13)) == 0
    assert (mails(), Reminder.objects.count()) == ([], 0)
