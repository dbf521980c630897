import datetime as dt

import pytest

from kog.models import Institution, OutboxMail, User
from meetings.actions import delegating, reviewing
from meetings.models import AgendaItem, Assignment
from meetings.queries.delegations import parts_of, recipients
from meetings.queries.visibility import assignments_visible_to
from tests.factories.kog import CommitteeFactory, InstitutionFactory, UserFactory
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish
from tests.replay import replayed

from .conftest import TODAY


@pytest.fixture
@replayed
def colleague(board_member) -> User:
    return UserFactory(email="kollegin@kog.example", institution=board_member.institution)


@pytest.fixture
@replayed
def unit(afa) -> Institution:
    return InstitutionFactory(key="afa-service", name="Arbeitgeberservice", parent=afa)


@pytest.fixture
@replayed
def assignment(full_board, running, afa, secretary) -> Assignment:
    item = AgendaItemFactory(meeting=running, by=secretary)
    return AssignmentFactory(item=item, lead=afa, title="Plätze zählen", by=secretary)


def test_a_part_goes_to_a_person_who_then_sees_the_assignment(assignment, colleague, board_member, mails, last_entry):
    mails()
    part = delegating.delegate(assignment, " Zahlen ", to=colleague, due=TODAY, by=board_member)

    assert (part.title, part.recipient, part.is_done) == ("Zahlen", colleague, False)
    assert mails() == [("part_given", colleague.email)]
    assert last_entry(assignment) == (
        "delegated",
        board_member,
        {"to": str(colleague), "part": "Zahlen", "due": TODAY.isoformat()},
    )


def test_somebody_from_elsewhere_sees_the_assignment_only_while_they_have_a_part(assignment, board_member, fresh):
    outsider = UserFactory(email="honorar@kog.example", institution=None)
    assert assignment not in assignments_visible_to(fresh(outsider))
    part = delegating.delegate(assignment, "Zahlen", to=outsider, due=None, by=board_member)
    assert assignment in assignments_visible_to(fresh(outsider))
    delegating.withdraw(part, by=board_member)
    assert assignment not in assignments_visible_to(fresh(outsider))


def test_progress_rolls_up_and_responsibility_stays(assignment, colleague, unit, board_member, mails):
    first = delegating.delegate(assignment, "Zahlen", to=colleague, due=None, by=board_member)
    delegating.delegate(assignment, "Text", to=unit, due=None, by=board_member)
    mails()
    delegating.report_part(first, progress="ready", note="Fertig.", by=colleague)

    parts = parts_of(assignment)
    assert (parts.done, len(parts.rows)) == (1, 2)
    assert mails() == [("part_reported", board_member.email)]
    assignment.refresh_from_db()
    assert (assignment.is_open, assignment.progress, assignment.reports.count()) == (True, "", 0)


def test_mails_name_parts_of_what_is_confidential_by_number_alone(assignment, colleague, board_member):
    AgendaItem.objects.filter(pk=assignment.item_id).update(confidential=True)
    part = delegating.delegate(assignment, "Stellen", to=colleague, due=TODAY, by=board_member)
    delegating.report_part(part, progress="ready", note="Gekürzt.", by=colleague)

    mails = OutboxMail.objects.filter(kind__in=["part_given", "part_reported"])
    assert {mail.kind for mail in mails} == {"part_given", "part_reported"}
    for mail in mails:
        said = f"{mail.subject} {mail.text} {mail.html}"
        assert assignment.number in said
        assert [word for word in ("Plätze", "Stellen", "Gekürzt") if word in said] == []


@pytest.mark.parametrize("title", ["", "  "])
def test_a_part_says_what_it_is(assignment, colleague, board_member, refused, title):
    with refused("part_without_title"):
        delegating.delegate(assignment, title, to=colleague, due=None, by=board_member)


def test_the_same_part_is_passed_on_once(assignment, colleague, board_member, refused):
    part = delegating.delegate(assignment, "Zahlen", to=colleague, due=None, by=board_member)
    with refused("delegated_already"):
        delegating.delegate(assignment, "Zahlen ", to=colleague, due=None, by=board_member)
    delegating.withdraw(part, by=board_member)
    assert delegating.delegate(assignment, "Zahlen", to=colleague, due=None, by=board_member).pk != part.pk


def test_a_part_that_was_taken_back_is_over(assignment, colleague, board_member, refused):
    part = delegating.delegate(assignment, "Zahlen", to=colleague, due=None, by=board_member)
    delegating.withdraw(part, by=board_member)
    with refused("part_withdrawn"):
        delegating.report_part(part, progress="begun", note="x", by=colleague)
    with refused("part_withdrawn"):
        delegating.withdraw(part, by=board_member)


@pytest.mark.parametrize(("progress", "note", "code"), [("", "x", "no_such_progress"), ("begun", " ", "empty_report")])
def test_a_report_on_a_part_says_something(assignment, colleague, board_member, refused, progress, note, code):
    part = delegating.delegate(assignment, "Zahlen", to=colleague, due=None, by=board_member)
    with refused(code):
        delegating.report_part(part, progress=progress, note=note, by=colleague)


def test_after_the_assignment_is_closed_nothing_is_passed_on(
    assignment, running, colleague, board_member, secretary, full_board, refused, now
):
    part = delegating.delegate(assignment, "Zahlen", to=colleague, due=None, by=board_member)
    finish(running, by=secretary)
    now.shift(dt.timedelta(days=60))
    meeting = MeetingFactory(committee=full_board, by=secretary, date=TODAY + dt.timedelta(days=60), running=True)
    reviewing.review(assignment, meeting, reviewing.Finding("done"), by=secretary)
    for act in (
        lambda: delegating.delegate(assignment, "Text", to=colleague, due=None, by=board_member),
        lambda: delegating.report_part(part, progress="begun", note="x", by=colleague),
        lambda: delegating.withdraw(part, by=board_member),
    ):
        with refused("assignment_closed"):
            act()


def test_it_is_passed_on_inside_only(assignment, colleague, unit, board_member, chair, group_lead):
    names = [label for _value, label, _record in recipients(assignment)]
    assert names[0] == unit.name
    assert {colleague.name, board_member.name} <= set(names)
    assert not {chair.name, group_lead.name} & set(names)


def test_a_group_passes_on_to_its_subgroups_and_members(running, group, group_lead, group_member, secretary, chair):
    subgroup = CommitteeFactory(key="kern", short_name="Kerngruppe", kind="subgroup", parent=group)
    item = AgendaItemFactory(meeting=running, by=secretary)
    work = AssignmentFactory(item=item, lead=group, by=secretary)

    names = {label for _value, label, _record in recipients(work)}
    assert names == {subgroup.name, group_lead.name, group_member.name}
