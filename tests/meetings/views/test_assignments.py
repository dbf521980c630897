import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions import agenda, conducting, convening, reporting, reviewing
from meetings.enums import Progress, ReviewResult
from meetings.models import AgendaItem, Assignment, Meeting
from meetings.queries import lines
from meetings.queries.matrix import matrix_of
from tests.factories.documents import PDF, upload
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish, raised
from tests.replay import replayed


@pytest.fixture
@replayed
def assignment(full_board, secretary, afa):
    """Set in a meeting that is over, due in the next one."""
    running = MeetingFactory(committee=full_board, by=secretary, date=timezone.localdate(), running=True)
    item = AgendaItemFactory(meeting=running, by=secretary)
    made = AssignmentFactory(item=item, by=secretary, lead=afa, title="Austausch einrichten")
    finish(running, by=secretary)
    MeetingFactory(committee=full_board, by=secretary)
    made.refresh_from_db()
    return made


def test_house_in_charge_reports_and_others_do_not(send, assignment, board_member, chair):
    refused = send(chair, "assignment", assignment.slug, progress="begun", text="Läuft.")
    send(board_member, "assignment", assignment.slug, progress="begun", text="**Läuft.**")

    report = assignment.reports.get()
    assert refused.status_code == 403
    assert (report.by, report.progress, report.institution) == (board_member, Progress.BEGUN, board_member.institution)
    assert "<strong>Läuft.</strong>" in report.text_html


def test_empty_report_is_refused_and_files_nothing(client_of, assignment, board_member):
    address = reverse("meetings:assignment", args=[assignment.slug])

    response = client_of(board_member).post(
        address, {"progress": "ready", "text": " ", "files": [upload("Ergebnis.pdf", PDF)]}
    )

    assert response.status_code == 422
    assert assignment.reports.count() == 0


def test_result_is_filed_and_read_by_the_committee_and_by_those_in_charge(
    client_of, assignment, board_member, chair, group_member, group_lead
):
    address = reverse("meetings:assignment", args=[assignment.slug])
    client_of(board_member).post(
        address, {"progress": "ready", "text": "Fertig.", "files": [upload("Ergebnis.pdf", PDF)]}
    )

    document = assignment.reports.get().documents.get()

    reading = {
        name: client_of(person).get(document.download_url).status_code
        for name, person in {"lead": board_member, "chair": chair, "group_member": group_member}.items()
    }
    assert reading == {"lead": 200, "chair": 200, "group_member": 404}
    assert document.folder.key == f"meeting:{assignment.set_in.slug}"


def test_person_of_the_house_outside_the_board_reports_and_sees_no_meeting(
    client_of, send, page_of, assignment, group_member, afa, fresh
):
    group_member.institution = afa
    group_member.save()

    send(group_member, "assignment", assignment.slug, progress="hindered", text="Wartet auf Zahlen.")
    text = page_of(group_member, "assignment", assignment.slug).text

    assert assignment.reports.count() == 1
    assert assignment.set_in.get_absolute_url() not in text


def test_closed_assignment_takes_no_report(send, page_of, assignment, secretary, board_member):
    finish(_run(assignment.due_meeting, secretary), by=secretary)

    response = send(board_member, "assignment", assignment.slug, progress="begun", text="Noch etwas.")

    assert response.status_code == 422
    assert not page_of(board_member, "assignment", assignment.slug).context["may_report"]


def _run(meeting, secretary):
    meeting.date = timezone.localdate()
    meeting.save()
    return conducting.open_meeting(meeting, by=secretary)


def test_line_tells_what_happened_and_what_is_awaited(assignment, secretary, board_member):
    due = assignment.due_meeting
    reporting.report(assignment, progress="begun", text="Erste Runde.", by=board_member)
    _run(due, secretary)
    reviewing.review(assignment, due, reviewing.Finding(ReviewResult.EXTENDED, "Braucht mehr Zeit."), by=secretary)
    assignment.refresh_from_db()

    stations = lines.of_assignment(assignment, secretary)

    assert [(station.open, station.text or station.html) for station in stations[1:]] == [
        (False, "<p>Erste Runde.</p>"),
        (False, "Braucht mehr Zeit."),
        (True, stations[3].text),
        (True, ""),
    ]
    assert str(assignment.set_in) in stations[0].title


def test_line_shows_the_deferral_of_a_cancelled_meeting(assignment, secretary):
    due = assignment.due_meeting
    convening.cancel(due, reason="Hochwasser", by=secretary)
    assignment.refresh_from_db()

    texts = [station.text for station in lines.of_assignment(assignment, secretary)]

    assert "Hochwasser" in texts
    assert assignment.due_meeting is None


def test_report_is_asked_for_on_the_lage_until_it_is_given(client_of, send, assignment, board_member):
    def asked():
        text = client_of(board_member).get(reverse("kog:dashboard")).text
        return text.split('class="lage"')[0].count(assignment.get_absolute_url())

    before = asked()
    send(board_member, "assignment", assignment.slug, progress="begun", text="Läuft.")

    assert before == 2
    assert asked() == 0


def test_matrix_draws_a_bar_from_the_meeting_that_set_it(page_of, assignment, secretary, board_member):
    drawn = page_of(board_member, "matrix").context["matrix"]

    places = {column.meeting.pk: column.x for column in drawn.columns}
    [line] = drawn.lines
    assert (line.start, line.end) == (places[assignment.set_in_id], places[assignment.due_meeting_id])
    assert line.is_open
    assert [event.split(":")[0] for event in line.events] == [str(assignment.set_in), str(assignment.due_meeting)]


def test_matrix_marks_what_a_cancelled_meeting_carried_over(page_of, assignment, secretary):
    convening.cancel(assignment.due_meeting, reason="Hochwasser", by=secretary)

    [line] = page_of(secretary, "matrix").context["matrix"].lines

    assert [mark.kind for mark in line.marks] == ["deferred"]


def test_matrix_of_another_year_or_house_is_empty(page_of, assignment, secretary, ihk):
    assert page_of(secretary, "matrix", haus="ihk").context["matrix"].lines == []
    assert page_of(secretary, "matrix", jahr="2019").context["matrix"].lines == []
    assert len(page_of(secretary, "matrix", haus="afa").context["matrix"].lines) == 1


def test_matrix_of_a_year_without_meetings_is_empty(assignment):
    drawn = matrix_of(assignment.committee, Assignment.objects.all(), str(assignment.due_meeting.date.year + 1))

    assert (drawn.lines, drawn.columns) == ([], [])


def test_matrix_costs_the_same_with_one_and_with_three(queries_of, assignment, full_board, secretary, afa):
    one = queries_of(secretary, "meetings:matrix")
    running = MeetingFactory(
        committee=full_board, by=secretary, date=timezone.localdate() + dt.timedelta(days=3), running=True
    )
    item = AgendaItemFactory(meeting=running, by=secretary)
    for _each in range(2):
        AssignmentFactory(item=item, by=secretary, lead=afa)

    assert queries_of(secretary, "meetings:matrix") == one


def test_group_raises_a_matter_and_follows_its_line(
    client_of, send, page_of, full_board, planned, group, group_lead, group_member
):
    response = send(group_lead, "matter_raise", group.key, kind="need", title="Räume fehlen", text="Dringend.")
    item = AgendaItem.objects.get(title="Räume fehlen")
    stations = page_of(group_member, "matter", item.matter.slug).context["stations"]

    assert response.status_code == 302
    assert [station.open for station in stations] == [False, True, True]


def test_only_the_lead_of_the_group_raises_for_it(page_of, group, group_member, board_member, group_lead, full_board):
    codes = {
        name: page_of(person, "matter_raise", group.key).status_code
        for name, person in {"lead": group_lead, "member": group_member, "board": board_member}.items()
    }

    assert codes == {"lead": 200, "member": 403, "board": 403}


def test_declined_matter_shows_its_answer(page_of, full_board, group, group_lead, secretary):
    matter = raised(group, kind="need", title="Räume fehlen", text="Dringend.", by=group_lead)
    agenda.decline_item(matter.items.get(), reason="Liegt beim Schulamt.", by=secretary)

    stations = page_of(group_lead, "matter", matter.slug).context["stations"]

    answered, waiting = stations[-2:]
    assert (answered.title, "Liegt beim Schulamt." in answered.html) == ("Beantwortet: abgelehnt", True)
    assert (waiting.title, waiting.open) == ("Wartet auf die Bestätigung durch AG Fachkräfteeinwanderung", True)


def test_confidential_item_stays_out_of_the_line_for_others(page_of, full_board, group, group_lead, secretary):
    matter = raised(group, kind="need", title="Räume fehlen", text="Dringend.", by=group_lead)
    AgendaItem.objects.filter(matter=matter).update(confidential=True)

    assert len(page_of(secretary, "matter", matter.slug).context["stations"]) == 3
    assert len(page_of(group_lead, "matter", matter.slug).context["stations"]) == 2


def test_matter_of_another_group_is_not_found(page_of, full_board, group, group_lead, other_group, stranger):
    matter = raised(group, kind="need", title="Räume fehlen", text="Dringend.", by=group_lead)

    assert page_of(stranger, "matter", matter.slug).status_code == 404
    assert Meeting.objects.count() == 0


def test_the_secretariat_asks_for_a_report_beside_reporting_itself(
    page_of, network, board, afa, secretary, board_member
):
    item = AgendaItemFactory(meeting=MeetingFactory(committee=board, by=secretary, running=True), by=secretary)
    work = AssignmentFactory(item=item, lead=afa, by=secretary)
    ask = reverse("meetings:ask_for_report", args=[work.slug])

    assert f'action="{ask}"' in page_of(secretary, "assignment", work.slug).text
    assert ask not in page_of(board_member, "assignment", work.slug).text
