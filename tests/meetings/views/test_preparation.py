import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from kog.models import HistoryEntry
from meetings.queries.missing import missing_for
from meetings.queries.preparation import picture
from tests.factories.kog import SeatFactory
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish


def test_tick_is_one_click_and_so_is_taking_it_back(send, planned, secretary):
    step = planned.steps.first()

    ticked = send(secretary, "tick", planned.slug, step.pk, done="1", weiter="/portal/geschaeftsstelle/")
    step.refresh_from_db()
    by = step.done_by
    send(secretary, "tick", planned.slug, step.pk)
    step.refresh_from_db()

    assert (ticked.status_code, ticked.url) == (302, "/portal/geschaeftsstelle/")
    assert by == secretary
    assert step.done_at is None
    assert HistoryEntry.objects.filter(verb__in=["step_done", "step_reopened"]).count() == 2


def test_way_back_leads_to_no_other_host(send, planned, secretary):
    step = planned.steps.first()

    response = send(secretary, "tick", planned.slug, step.pk, done="1", weiter="https://evil.example/")

    assert response.url.startswith(reverse("meetings:preparation", args=[planned.slug]))


def test_tick_of_another_meeting_is_not_found(send, planned, group, group_lead, secretary):
    own = MeetingFactory(committee=group, by=secretary)

    assert send(group_lead, "tick", own.slug, planned.steps.first().pk, done="1").status_code == 404


def test_step_of_this_meeting_alone_is_added(send, planned, secretary):
    day = planned.date - dt.timedelta(days=10)

    send(secretary, "add_step", planned.slug, title="Dolmetscherin bestellen", due=day.isoformat(), owner="secretariat")

    assert planned.steps.get(title="Dolmetscherin bestellen").due == day


def test_plan_of_the_committee_is_edited_and_followed_by_the_next_meeting(send, full_board, secretary):
    lines = [("Raum buchen", 6, "before"), ("Protokoll versenden", 2, "after")]
    data = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0}
    for number, (title, weeks, side) in enumerate(lines):
        data |= {
            f"form-{number}-title": title,
            f"form-{number}-owner": "secretariat",
            f"form-{number}-number": weeks,
            f"form-{number}-unit": "weeks",
            f"form-{number}-side": side,
        }

    response = send(secretary, "preparation_plan", full_board.key, **data)
    meeting = MeetingFactory(committee=full_board, by=secretary)

    assert response.status_code == 302
    assert list(meeting.steps.values_list("title", "offset")) == [("Raum buchen", -6), ("Protokoll versenden", 2)]


def test_plan_sent_as_it_was_shown_stays_and_a_struck_line_goes(page_of, send, full_board, secretary):
    rows = page_of(secretary, "preparation_plan", full_board.key).context["rows"]
    data = {"form-TOTAL_FORMS": rows.total_form_count(), "form-INITIAL_FORMS": rows.initial_form_count()}
    for form in rows.initial_forms:
        data |= {f"{form.prefix}-{name}": value for name, value in form.initial.items()}

    send(secretary, "preparation_plan", full_board.key, **data)
    kept = full_board.plan_steps.count()
    send(secretary, "preparation_plan", full_board.key, **data, **{"form-0-DELETE": "on"})

    assert (kept, full_board.plan_steps.count()) == (len(rows.initial_forms), len(rows.initial_forms) - 1)


def test_missing_names_papers_answers_reports_and_vacant_seats(
    full_board, secretary, board_member, afa, ihk, group_seat
):
    running = MeetingFactory(committee=full_board, by=secretary, date=timezone.localdate(), running=True)
    AssignmentFactory(item=AgendaItemFactory(meeting=running, by=secretary), by=secretary, lead=afa, title="Austausch")
    finish(running, by=secretary)
    meeting = MeetingFactory(committee=full_board, by=secretary, invited=True)
    assigned = running.set_assignments.get()
    assigned.due_meeting = meeting
    assigned.save()
    AgendaItemFactory(meeting=meeting, by=secretary, title="Sprachkurse", presenter="AG Sprache")
    SeatFactory(committee=full_board, institution=ihk)

    gaps = [(gap.what, gap.who) for gap in missing_for(meeting)]

    assert len(gaps) == 4
    assert any("Sprachkurse" in what and who == "AG Sprache" for what, who in gaps)
    assert any("Austausch" in what and who == str(afa) for what, who in gaps)
    assert any(who == "IHK" for _what, who in gaps)
    assert any(str(afa) in who and "2" in what for what, who in gaps)


def test_nothing_is_missing_when_all_is_there(group, group_member, secretary):
    meeting = MeetingFactory(committee=group, by=secretary)

    assert missing_for(meeting) == []


@pytest.mark.parametrize(("days", "standing"), [(-1, "late"), (3, "soon"), (30, "coming")])
def test_picture_draws_each_step_as_it_stands(planned, days, standing):
    step = planned.steps.first()
    step.due = timezone.localdate() + dt.timedelta(days=days)

    drawn = picture(planned, [step])

    assert [mark.standing for mark in drawn.marks] == [standing]
    assert drawn.left <= drawn.marks[0].x <= drawn.right


def test_desk_gathers_due_overdue_and_waiting(page_of, client_of, planned, secretary, board_member):
    late, soon = planned.steps.all()[:2]
    late.due, soon.due = timezone.localdate() - dt.timedelta(days=2), timezone.localdate() + dt.timedelta(days=2)
    late.owner = "chair"
    late.save()
    soon.save()

    desk = page_of(secretary, "desk").context["desk"]

    assert [line.step.pk for line in desk.overdue] == [late.pk]
    assert soon.pk in [line.step.pk for line in desk.due]
    assert late.title in [one.what for one in desk.waiting]
    assert page_of(board_member, "desk").status_code == 403


def test_desk_costs_the_same_with_one_and_with_three_meetings(queries_of, full_board, secretary):
    MeetingFactory(committee=full_board, by=secretary, invited=True)
    one = queries_of(secretary, "meetings:desk")
    for days in (20, 40):
        day = timezone.localdate() + dt.timedelta(days=60 + days)
        AgendaItemFactory(
            meeting=MeetingFactory(committee=full_board, by=secretary, date=day, invited=True), by=secretary
        )

    assert queries_of(secretary, "meetings:desk") == one
    assert one <= 20
