import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from kog.models import Committee
from meetings.actions import agenda, assigning, conducting, convening, deciding, mandating
from meetings.actions.mandating import MandateFinding, Terms
from meetings.enums import ItemState, MandateResult, Outcome
from meetings.models import AgendaItem, Mandate
from tests.factories.meetings import MeetingFactory, finish
from tests.replay import replayed
from workinggroups.actions import founding
from workinggroups.actions.founding import Charter

from .conftest import TODAY, titles

QUESTION = "Wie gelingt der Übergang von der Schule in den Beruf?"


def day(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


@pytest.fixture
@replayed
def resolution(running, secretary):
    conducting.record_rest_present(running, by=secretary)
    item = running.items.get(standing="miscellaneous")
    return deciding.record_resolution(item, "Eine AG wird eingesetzt.", deciding.Ballot(), by=secretary)


@pytest.fixture
@replayed
def mandate(full_board, group, resolution, secretary) -> Mandate:
    """Of `group`, until day 200, reporting in the board's meeting of day 98 (`planned`)."""
    return mandating.give(group, full_board, Terms(QUESTION, day(200), resolution=resolution), by=secretary)


@pytest.fixture
def heard(planned, running, mandate, secretary, now):
    """The meeting in which the report is due, running."""
    finish(running, by=secretary)
    now.shift(dt.timedelta(days=(planned.date - TODAY).days))
    meeting = conducting.open_meeting(planned, by=secretary)
    conducting.record_rest_present(meeting, by=secretary)
    return meeting


def report(mandate: Mandate) -> AgendaItem:
    return mandate.report_items.accepted().get(outcome=Outcome.OPEN)


def test_a_resolution_sets_up_a_group_whose_report_stands_on_the_agenda(
    planned, running, resolution, full_board, secretary, ihk, fizu, mails, last_entry
):
    charter = Charter("AG Übergang", "AG Übergang", ihk, members=[fizu])
    mandate = mandating.set_up(full_board, charter, Terms(QUESTION, day(200), planned, resolution), by=secretary)

    assert (mandate.group.parent, mandate.given_by, mandate.question) == (full_board, full_board, QUESTION)
    assert [seat.institution for seat in mandate.group.seats.order_by("pk")] == [ihk, fizu]
    assert (report(mandate).meeting, report(mandate).title) == (planned, "Bericht: AG Übergang")
    assert "Bericht: AG Übergang" in titles(planned)
    assert last_entry(mandate)[0] == "given"


def test_the_report_belongs_to_the_last_meeting_before_the_end(planned, later, running, full_board, group, secretary):
    mandate = mandating.give(group, full_board, Terms(QUESTION, later.date + dt.timedelta(days=1)), by=secretary)
    assert report(mandate).meeting == later


def test_without_a_meeting_it_waits_for_the_next_one(full_board, group, secretary):
    mandate = mandating.give(group, full_board, Terms(QUESTION), by=secretary)
    assert report(mandate).meeting is None

    meeting = MeetingFactory(committee=full_board, by=secretary)

    assert report(mandate).meeting == meeting


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (Terms("  "), "mandate_without_question"),
        (Terms(QUESTION, TODAY), "ends_in_the_past"),
    ],
)
def test_a_mandate_has_a_question_and_time(full_board, group, secretary, refused, terms, code):
    with refused(code):
        mandating.give(group, full_board, terms, by=secretary)
    assert not Mandate.objects.exists()
    assert not AgendaItem.objects.filter(mandate__isnull=False).exists()


def test_a_group_has_one_mandate_at_a_time(mandate, full_board, group, secretary, refused):
    with refused("has_a_mandate"):
        mandating.give(group, full_board, Terms("Noch etwas?"), by=secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(group=group, given_by=full_board, question="x", begins=TODAY)


def test_a_rejected_resolution_sets_up_nothing(running, full_board, group, secretary, refused):
    item = running.items.get(standing="miscellaneous")
    conducting.record_rest_present(running, by=secretary)
    ballot = deciding.Ballot("vote", yes=0, no=2)
    rejected = deciding.record_resolution(item, "Keine AG.", ballot, by=secretary)
    with refused("no_such_resolution"):
        mandating.give(group, full_board, Terms(QUESTION, resolution=rejected), by=secretary)


def test_the_report_of_a_cancelled_meeting_moves_on(mandate, planned, later, secretary):
    convening.cancel(planned, reason="Krank", by=secretary)
    assert report(mandate).meeting == later


def test_the_report_is_not_put_away_into_the_pool(mandate, secretary, refused, planned):
    with refused("report_is_due"):
        agenda.schedule_item(report(mandate), meeting=None, by=secretary)


def test_the_meeting_is_not_closed_before_the_mandate_has_its_result(heard, mandate, secretary, refused):
    conducting.set_outcome(report(mandate), Outcome.TREATED, by=secretary)

    conducting.treat_formal_items(heard, by=secretary)
    assert [item.mandate for item in conducting.missing(heard).reports] == [mandate]
    with refused("not_finished"):
        conducting.close_meeting(heard, by=secretary)


def test_a_postponed_report_returns(heard, mandate, secretary, later):
    conducting.set_outcome(report(mandate), Outcome.POSTPONED, by=secretary)
    finish(heard, by=secretary)

    assert (report(mandate).meeting, mandate.report_items.count()) == (later, 2)


def test_it_goes_on_with_the_next_report(heard, mandate, secretary, later):
    first = report(mandate)
    mandating.review_mandate(mandate, heard, MandateFinding(MandateResult.CONTINUED), by=secretary)

    first.refresh_from_db()
    assert (first.outcome, report(mandate).meeting) == (Outcome.NOTED, later)
    finish(heard, by=secretary)
    assert mandate.report_items.count() == 2


def test_it_is_extended_and_the_slip_is_corrected(heard, mandate, secretary, refused, later):
    for end in (None, day(200)):
        with refused("not_longer"):
            finding = MandateFinding(MandateResult.EXTENDED, "Zeit", Terms("", end))
            mandating.review_mandate(mandate, heard, finding, by=secretary)
    with refused("review_without_reason"):
        mandating.review_mandate(mandate, heard, MandateFinding("extended", " ", Terms("", day(400))), by=secretary)
    for end in (day(400), day(300)):
        finding = MandateFinding(MandateResult.EXTENDED, "Zeit", Terms("", end, later))
        mandating.review_mandate(mandate, heard, finding, by=secretary)

    mandate.refresh_from_db()
    row = mandate.reviews.get()
    assert (mandate.ends_on, row.ended_before, row.ends_on) == (day(300), day(200), day(300))
    assert report(mandate).meeting == later


def test_it_does_not_go_on_beyond_its_end(heard, mandate, secretary, refused, full_board):
    beyond = MeetingFactory(committee=full_board, by=secretary, date=day(250))
    with refused("mandate_is_over"):
        finding = MandateFinding(MandateResult.CONTINUED, terms=Terms("", report_to=beyond))
        mandating.review_mandate(mandate, heard, finding, by=secretary)
    mandate.ends_on = heard.date
    mandate.save()
    with refused("mandate_is_over"):
        mandating.review_mandate(mandate, heard, MandateFinding(MandateResult.CONTINUED), by=secretary)


def test_a_new_mandate_follows_the_old_one(heard, mandate, secretary, group, refused):
    with refused("mandate_without_question"):
        finding = MandateFinding(MandateResult.RENEWED, "Neue Lage", Terms(""))
        mandating.review_mandate(mandate, heard, finding, by=secretary)
    finding = MandateFinding(MandateResult.RENEWED, "Neue Lage", Terms("Und danach?", day(500)))
    mandating.review_mandate(mandate, heard, finding, by=secretary)

    mandate.refresh_from_db()
    new = Mandate.objects.get(group=group, ended_on=None)
    assert (mandate.result, new.question) == (MandateResult.RENEWED, "Und danach?")
    assert report(new).meeting != heard
    finish(heard, by=secretary)


def test_it_reports_and_is_dissolved(heard, mandate, secretary, group, later):
    mandating.review_mandate(mandate, heard, MandateFinding(MandateResult.CONTINUED), by=secretary)
    further = report(mandate)
    mandating.review_mandate(mandate, heard, MandateFinding(MandateResult.DISSOLVED, "Fertig"), by=secretary)

    group.refresh_from_db()
    mandate.refresh_from_db()
    further.refresh_from_db()
    assert (group.dissolved, mandate.ended_on) == (heard.date, heard.date)
    assert (further.state, bool(further.decline_reason)) == (ItemState.DECLINED, True)
    finish(heard, by=secretary)


def test_what_is_open_stands_in_the_way_of_dissolving_and_nothing_changes(heard, mandate, secretary, group, refused):
    MeetingFactory(committee=group, by=secretary, date=day(120))
    with refused("not_free"):
        mandating.review_mandate(mandate, heard, MandateFinding(MandateResult.DISSOLVED, "Fertig"), by=secretary)
    mandate.refresh_from_db()
    assert (mandate.is_open, mandate.reviews.count(), report(mandate).meeting) == (True, 0, heard)


def test_a_group_with_a_mandate_is_not_dissolved_by_the_way(mandate, group, secretary, refused):
    with refused("not_free"):
        founding.dissolve(group, on=TODAY, reason="Fertig", by=secretary)


def test_its_mandate_and_its_work_go_to_the_successor(mandate, running, group, other_group, secretary):
    item = running.items.get(standing="miscellaneous")
    work = assigning.assign(item, assigning.Order(group, "Bericht"), by=secretary)
    founding.dissolve(group, on=TODAY, reason="Zusammen", successor=other_group, by=secretary)

    work.refresh_from_db()
    mandate.refresh_from_db()
    assert (work.lead_committee, mandate.group) == (other_group, other_group)


def test_without_a_successor_the_leading_house_takes_the_work_over(running, group, ihk, secretary):
    item = running.items.get(standing="miscellaneous")
    work = assigning.assign(item, assigning.Order(group, "Bericht"), by=secretary)
    founding.dissolve(group, on=TODAY, reason="Fertig", by=secretary)

    work.refresh_from_db()
    assert (work.lead_committee, work.lead_institution) == (None, ihk)


def test_a_group_founded_with_an_end_gets_its_clock(planned, full_board, ihk, secretary):
    charter = Charter("Taskforce", "TF", ihk, kind="task_force", aim="Unterkünfte", until=day(150))
    founding.found(full_board, charter, by=secretary)

    mandate = Mandate.objects.get(group=Committee.objects.get(short_name="TF"))
    assert (mandate.question, mandate.ends_on, report(mandate).meeting) == ("Unterkünfte", day(150), planned)


def test_a_mandate_is_reviewed_where_its_report_is_heard(mandate, running, planned, secretary, refused):
    with refused("no_report_here"):
        mandating.review_mandate(mandate, running, MandateFinding("extended", "x"), by=secretary)
    with refused("meeting_not_running"):
        mandating.review_mandate(mandate, planned, MandateFinding("extended", "x"), by=secretary)
