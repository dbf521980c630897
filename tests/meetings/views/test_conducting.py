import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.actions import conducting
from meetings.enums import Attendance, MeetingState, Outcome, ReviewResult
from meetings.models import AgendaItem, Assignment, Meeting, Participation, Resolution, Review
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory
from tests.replay import replayed


@pytest.fixture
@replayed
def meeting(network, board, chair, board_member, secretary):
    return MeetingFactory(committee=board, running=True, by=secretary)


@pytest.fixture
@replayed
def item(meeting, secretary):
    return AgendaItemFactory(meeting=meeting, by=secretary, title="Sprachkurse")


@pytest.fixture
def client(client_of, secretary):
    return client_of(secretary)


def room(item):
    return f"{reverse('meetings:conduct', args=[item.meeting.slug])}?top={item.pk}"


def press(client, item, button, **typed):
    item.refresh_from_db()
    return client.post(room(item), {"do": button, "text": "", "version": item.discussion_version, **typed})


def test_every_button_brings_the_notes_along(client, item):
    press(client, item, "outcome-noted", text="Die IHK berichtet.")

    item.refresh_from_db()
    assert (item.discussion, item.outcome) == ("Die IHK berichtet.", Outcome.NOTED)


def test_next_makes_the_following_item_the_current_one(client, meeting, item):
    items = list(meeting.items.accepted())
    following = items[items.index(item) + 1]

    response = press(client, item, "next", text="Fertig")

    meeting.refresh_from_db()
    item.refresh_from_db()
    assert response.headers["Location"].endswith(f"?top={following.pk}")
    assert (meeting.current_item, item.discussion) == (following, "Fertig")


def test_resolution_is_recorded_with_the_votes_of_the_seats(client, meeting, item, secretary):
    conducting.record_rest_present(meeting, by=secretary)
    votes = {"resolution-method": "vote", "resolution-yes": 2, "resolution-no": 0, "resolution-abstentions": 0}

    press(client, item, "resolve", **{"resolution-wording": "Es wird geprüft.", **votes})

    resolution = Resolution.objects.get()
    assert (resolution.wording, resolution.yes, resolution.result) == ("Es wird geprüft.", 2, "accepted")


def test_refused_resolution_leaves_everything_that_was_typed(client, item):
    response = press(client, item, "resolve", text="Wichtig", **{"resolution-wording": "Ohne Quorum beschlossen"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Ohne Quorum beschlossen" in page
    assert Resolution.objects.count() == 0
    item.refresh_from_db()
    assert item.discussion == "Wichtig"


def test_after_a_refusal_the_next_save_is_no_conflict(client, item):
    response = press(client, item, "resolve", text="Erster Stand", **{"resolution-wording": "x"})
    version = response.context["desk"].notes["version"].value()

    response = client.post(room(item), {"do": "save", "text": "Zweiter Stand", "version": version})

    item.refresh_from_db()
    assert (response.status_code, item.discussion) == (302, "Zweiter Stand")


def test_assignment_is_set_in_one_line(client, item, afa, ihk):
    line = {"assignment-lead": f"i-{afa.pk}", "assignment-title": "Austausch einrichten"}
    line |= {"assignment-partners": [ihk.pk]}

    press(client, item, "assign", **line)

    assignment = Assignment.objects.get()
    assert (assignment.lead, assignment.title, list(assignment.partners.all())) == (afa, "Austausch einrichten", [ihk])
    assert assignment.due_meeting is None


def test_assignment_without_lead_says_so_and_keeps_the_text(client, item):
    response = press(client, item, "assign", **{"assignment-title": "Austausch einrichten", "assignment-lead": ""})

    assert response.status_code == 422
    assert "lead" in response.context["desk"].assignment.errors
    assert "Austausch einrichten" in response.content.decode()
    assert Assignment.objects.count() == 0


def test_due_assignment_is_reviewed_on_the_spot(client, item, meeting, secretary, afa, board):
    assignment = AssignmentFactory(item=item, lead=afa, by=secretary)
    conducting.record_rest_present(meeting, by=secretary)
    for one in AgendaItem.objects.without_outcome().filter(meeting=meeting):
        conducting.set_outcome(one, Outcome.TREATED, by=secretary)
    conducting.close_meeting(meeting, by=secretary)
    later = MeetingFactory(committee=board, running=True, by=secretary, date=meeting.date + dt.timedelta(days=90))
    review_item = later.items.get(standing="review")

    press(client, review_item, f"review-{assignment.pk}", **{f"review-{assignment.pk}-result": ReviewResult.DONE})

    assert Review.objects.get().result == ReviewResult.DONE
    assignment.refresh_from_db()
    assert assignment.closed_in == later


def test_extension_without_reason_stands_on_its_line(client, item, meeting, secretary, afa, board):
    assignment = AssignmentFactory(item=item, lead=afa, by=secretary)
    conducting.record_rest_present(meeting, by=secretary)
    for one in AgendaItem.objects.without_outcome().filter(meeting=meeting):
        conducting.set_outcome(one, Outcome.TREATED, by=secretary)
    conducting.close_meeting(meeting, by=secretary)
    later = MeetingFactory(committee=board, running=True, by=secretary, date=meeting.date + dt.timedelta(days=90))
    review_item = later.items.get(standing="review")
    line = {f"review-{assignment.pk}-result": ReviewResult.EXTENDED, f"review-{assignment.pk}-reason": ""}

    response = press(client, review_item, f"review-{assignment.pk}", **line)

    form = next(form for form in response.context["desk"].reviews if form.assignment == assignment)
    assert len(form.non_field_errors()) == 1
    assert Review.objects.count() == 0


def test_autosave_answers_with_the_new_version(client, item):
    address = reverse("meetings:save_notes", args=[item.meeting.slug, item.pk])

    answer = client.post(address, {"text": "Notiz", "version": 0}).json()

    item.refresh_from_db()
    assert (answer["version"], item.discussion) == (1, "Notiz")


def test_second_writer_gets_both_texts_and_overwrites_nothing(client, client_of, chair, item):
    address = reverse("meetings:save_notes", args=[item.meeting.slug, item.pk])
    client.post(address, {"text": "Von der Geschäftsstelle", "version": 0})

    response = client_of(chair).post(address, {"text": "Vom Vorsitz", "version": 0})

    item.refresh_from_db()
    assert response.status_code == 409
    assert (response.json()["theirs"], response.json()["version"]) == ("Von der Geschäftsstelle", 1)
    assert item.discussion == "Von der Geschäftsstelle"


def test_conflict_without_scripts_shows_both_texts_and_the_next_save_wins(client, item, secretary):
    conducting.save_discussion(item, "Der andere Text", based_on=0, by=secretary)

    response = client.post(room(item), {"do": "save", "text": "Mein Text", "version": 0})
    page = response.content.decode()
    version = response.context["desk"].notes["version"].value()
    client.post(room(item), {"do": "save", "text": "Der andere Text und mein Text", "version": version})

    item.refresh_from_db()
    assert response.status_code == 422
    assert "Der andere Text" in page
    assert "Mein Text" in page
    assert item.discussion == "Der andere Text und mein Text"


def _attendance(rows, **changes):
    data = {}
    for row in rows:
        for name in ("attendance", "substitute", "arrived_at", "left_at"):
            data[f"seat-{row.pk}-{name}"] = ""
            data[f"initial-seat-{row.pk}-{name}"] = ""
    return data | changes


def test_attendance_of_all_in_one_step(client, meeting):
    rows = list(meeting.participations.all())
    late = {f"seat-{rows[0].pk}-attendance": "remote", f"seat-{rows[0].pk}-arrived_at": "10:20", "rest_present": "1"}

    client.post(reverse("meetings:attendance", args=[meeting.slug]), _attendance(rows, **late))

    assert set(meeting.participations.values_list("attendance", flat=True)) == {Attendance.REMOTE, Attendance.PRESENT}
    assert Participation.objects.get(pk=rows[0].pk).arrived_at == dt.time(10, 20)


def test_attendance_that_nobody_changed_here_is_not_overwritten(client, meeting, secretary):
    rows = list(meeting.participations.all())
    conducting.record_attendance(rows[0], conducting.Presence(Attendance.EXCUSED), by=secretary)
    stale = {f"seat-{rows[1].pk}-attendance": "present"}

    client.post(reverse("meetings:attendance", args=[meeting.slug]), _attendance(rows, **stale))

    states = {row.pk: row.attendance for row in Participation.objects.all()}
    assert states == {rows[0].pk: Attendance.EXCUSED, rows[1].pk: Attendance.PRESENT}


def test_closing_is_refused_with_the_list_of_what_is_missing(client, meeting, item):
    response = client.post(reverse("meetings:close", args=[meeting.slug]))

    missing = response.context["missing"]
    assert response.status_code == 409
    assert len(missing.attendance) == 2
    assert item in missing.items
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.RUNNING


def test_closing_leads_to_the_drafted_protocol(client, meeting, item, secretary):
    conducting.record_rest_present(meeting, by=secretary)
    for one in AgendaItem.objects.without_outcome().filter(meeting=meeting):
        conducting.set_outcome(one, Outcome.TREATED, by=secretary)

    response = client.post(reverse("meetings:close", args=[meeting.slug]))

    assert response.headers["Location"] == reverse("meetings:protocol", args=[meeting.slug])
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.CLOSED


def test_wall_shows_the_current_item_and_answers_with_the_part_when_asked_for_news(client, meeting, item, secretary):
    conducting.show_item(meeting, item, by=secretary)
    address = reverse("meetings:presentation", args=[meeting.slug])

    page, part = client.get(address), client.get(address, headers={"HX-Request": "true"})

    assert '<h1 class="wall__title">Sprachkurse</h1>' in page.content.decode()
    assert "<html" not in part.content.decode()
    assert "Sprachkurse" in part.content.decode()


def test_queries_of_the_room_do_not_grow_with_the_agenda(
    client, meeting, item, secretary, afa, django_assert_num_queries
):
    AssignmentFactory(item=item, lead=afa, by=secretary)
    client.get(room(item))
    with CaptureQueriesContext(connection) as few:
        client.get(room(item))
    for _number in range(5):
        other = AgendaItemFactory(meeting=meeting, by=secretary)
        AssignmentFactory(item=other, lead=afa, by=secretary)
        AssignmentFactory(item=item, lead=afa, by=secretary)

    with django_assert_num_queries(len(few.captured_queries)):
        client.get(room(item))
