"""The room loses no text: whatever button is pressed, the other forms keep what stands in them."""

import datetime as dt

import pytest
from django.urls import reverse

from meetings.actions import conducting
from meetings.enums import Outcome, ReviewResult
from meetings.models import AgendaItem, Assignment, Resolution, Review
from meetings.views.desk_of_item import entered
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish
from tests.replay import replayed

WORDING = {"resolution-wording": "Es wird geprüft."}


@pytest.fixture
@replayed
def meeting(network, board, chair, board_member, secretary):
    meeting = MeetingFactory(committee=board, running=True, by=secretary)
    conducting.record_rest_present(meeting, by=secretary)
    return meeting


@pytest.fixture
@replayed
def item(meeting, secretary):
    return AgendaItemFactory(meeting=meeting, by=secretary, title="Sprachkurse", proposed_resolution="Dem folgen wir.")


@pytest.fixture
def client(client_of, secretary):
    return client_of(secretary)


@pytest.fixture
@replayed
def due(item, meeting, secretary, afa, board):
    """Two assignments that a later, running meeting has to review, and its item for that."""
    pair = [AssignmentFactory(item=item, lead=afa, by=secretary) for _number in range(2)]
    day = meeting.date + dt.timedelta(days=90)
    finish(meeting, by=secretary)
    later = MeetingFactory(committee=board, running=True, by=secretary, date=day)
    return later.items.get(standing="review"), *pair


def press(client, item, button, **typed):
    item.refresh_from_db()
    address = f"{reverse('meetings:conduct', args=[item.meeting.slug])}?top={item.pk}"
    return client.post(address, {"do": button, "text": "", "version": item.discussion_version, **typed})


def test_save_keeps_the_resolution_that_is_not_recorded(client, item):
    response = press(client, item, "save", text="Notiz", **WORDING)

    item.refresh_from_db()
    desk, page = response.context["desk"], response.content.decode()
    assert (response.status_code, item.discussion, Resolution.objects.count()) == (200, "Notiz", 0)
    assert (desk.resolution["wording"].value(), desk.resolution.stands_open) == ("Es wird geprüft.", True)
    assert desk.notes["version"].value() == item.discussion_version == 1
    assert len(response.context["unrecorded"]) == 1
    assert response.context["unrecorded"][0] in page
    assert "Die Notizen sind gespeichert." in page
    assert desk.assignment.errors == {}


def test_what_was_kept_is_recorded_by_the_next_click(client, item):
    version = press(client, item, "save", text="Notiz", **WORDING).context["desk"].notes["version"].value()

    response = press(client, item, "resolve", text="Notiz", version=version, **WORDING)

    assert (response.status_code, Resolution.objects.get().wording) == (302, "Es wird geprüft.")


def test_next_does_not_move_on_over_a_resolution_that_is_not_recorded(client, meeting, item, secretary):
    conducting.show_item(meeting, item, by=secretary)

    response = press(client, item, "next", text="Notiz", **WORDING)

    meeting.refresh_from_db()
    item.refresh_from_db()
    assert (response.status_code, meeting.current_item, item.discussion) == (422, item, "Notiz")
    assert response.context["desk"].resolution["wording"].value() == "Es wird geprüft."
    assert response.context["unrecorded"] == [entered()["resolve"]]


@pytest.mark.parametrize("typed", [{}, {"resolution-wording": "Dem folgen wir."}, {"resolution-wording": " "}])
def test_next_moves_on_over_what_stood_there_from_the_start(client, item, typed):
    response = press(client, item, "next", **typed, **{"resolution-method": "consensus", "assignment-title": ""})

    assert response.status_code == 302


def test_assignment_survives_a_resolution(client, item, afa, ihk):
    line = {"assignment-title": "Prüfen", "assignment-lead": f"i-{afa.pk}", "assignment-partners": [ihk.pk]}

    response = press(client, item, "resolve", **WORDING, **line)

    desk = response.context["desk"]
    values = [desk.assignment[name].value() for name in ("title", "lead", "partners")]
    assert (response.status_code, Resolution.objects.count(), Assignment.objects.count()) == (200, 1, 0)
    assert values == ["Prüfen", f"i-{afa.pk}", [str(ihk.pk)]]
    assert (desk.resolution["wording"].value(), desk.item.outcome) == ("", Outcome.RESOLVED)


def test_refused_resolution_leaves_the_assignment_too(client, item):
    response = press(client, item, "resolve", **{"resolution-wording": " ", "assignment-title": "Prüfen"})

    assert response.status_code == 422
    assert response.context["desk"].assignment["title"].value() == "Prüfen"


def test_reason_for_postponing_survives_a_save(client, item):
    response = press(client, item, "save", **{"outcome-reason": "Die IHK fehlt"})

    assert response.context["desk"].outcome["reason"].value() == "Die IHK fehlt"


def test_of_two_reviews_the_one_not_recorded_stays(client, due):
    item, first, second = due
    rows = {f"review-{first.pk}-result": ReviewResult.DONE, f"review-{second.pk}-result": ReviewResult.EXTENDED}
    rows[f"review-{second.pk}-reason"] = "Noch nicht fertig"

    response = press(client, item, f"review-{first.pk}", **rows)

    forms = {form.assignment.pk: form for form in response.context["desk"].reviews}
    assert (response.status_code, Review.objects.get().assignment) == (200, first)
    assert forms[second.pk]["reason"].value() == "Noch nicht fertig"
    assert forms[second.pk]["result"].value() == ReviewResult.EXTENDED
    assert (forms[first.pk]["result"].value(), forms[first.pk].assignment.own_review.result) == (None, "done")


def test_a_number_nobody_has_leads_to_the_item_in_hand(client, meeting):
    assert client.get(reverse("meetings:conduct", args=[meeting.slug]), {"top": "9" * 5000}).status_code == 200


def test_notes_without_their_version_are_refused_and_stay(client, item):
    address = f"{reverse('meetings:conduct', args=[item.meeting.slug])}?top={item.pk}"

    response = client.post(address, {"do": "save", "text": "Wichtig", "version": "x"})

    assert response.status_code == 422
    assert "Wichtig" in response.content.decode()
    assert AgendaItem.objects.get(pk=item.pk).discussion == ""
