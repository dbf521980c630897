import pytest
from django.urls import reverse

from meetings.actions import conducting, deciding
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish
from tests.replay import replayed


@pytest.fixture
@replayed
def meeting(network, board, chair, board_member, secretary):
    meeting = MeetingFactory(committee=board, running=True, by=secretary)
    conducting.record_rest_present(meeting, by=secretary)
    return meeting


@pytest.fixture
@replayed
def item(meeting, secretary):
    return AgendaItemFactory(meeting=meeting, by=secretary)


@pytest.fixture
@replayed
def resolution(item, secretary):
    return deciding.record_resolution(item, "Das Germium beschließt.", deciding.Ballot(), by=secretary)


@pytest.fixture
@replayed
def assignment(item, afa, secretary):
    return AssignmentFactory(item=item, lead=afa, by=secretary, title="Austasch")


@pytest.fixture
def client(client_of, secretary):
    return client_of(secretary)


def address_of(record, kind, meeting):
    return reverse(f"meetings:correct_{kind}", args=[meeting.slug, record.pk])


def test_the_room_leads_to_both_corrections(client, meeting, item, resolution, assignment):
    page = client.get(f"{reverse('meetings:conduct', args=[meeting.slug])}?top={item.pk}").content.decode()

    assert address_of(resolution, "resolution", meeting) in page
    assert address_of(assignment, "assignment", meeting) in page


def test_wording_is_corrected_and_one_is_back_at_the_item(client, meeting, item, resolution):
    address = address_of(resolution, "resolution", meeting)
    assert "Das Germium beschließt." in client.get(address).content.decode()

    response = client.post(address, {"wording": "Das Gremium beschließt."})

    resolution.refresh_from_db()
    assert resolution.wording == "Das Gremium beschließt."
    assert response.headers["Location"] == f"{reverse('meetings:conduct', args=[meeting.slug])}?top={item.pk}"


def test_an_emptied_wording_is_refused_on_the_form(client, meeting, resolution):
    response = client.post(address_of(resolution, "resolution", meeting), {"wording": " "})

    resolution.refresh_from_db()
    assert response.context["form"].non_field_errors()
    assert resolution.wording == "Das Germium beschließt."


def test_assignment_stands_in_its_form_and_is_corrected(client, meeting, assignment, afa, ihk):
    address = address_of(assignment, "assignment", meeting)
    form = client.get(address).context["form"]
    assert (form["lead"].value(), form["title"].value()) == (f"i-{afa.pk}", "Austasch")
    typed = {"assignment-lead": f"i-{ihk.pk}", "assignment-title": "Austausch", "assignment-partners": [afa.pk]}

    client.post(address, typed)

    assignment.refresh_from_db()
    assert (assignment.lead, assignment.title, list(assignment.partners.all())) == (ihk, "Austausch", [afa])


def test_after_the_meeting_nothing_is_corrected_here(client, meeting, resolution, secretary):
    finish(meeting, by=secretary)

    response = client.post(address_of(resolution, "resolution", meeting), {"wording": "Anders"})

    resolution.refresh_from_db()
    assert response.context["form"].non_field_errors()
    assert resolution.wording == "Das Germium beschließt."


def test_a_record_of_another_meeting_is_not_found_here(client, group, lead_seat, resolution, secretary):
    other = MeetingFactory(committee=group, by=secretary, running=True)

    assert client.get(address_of(resolution, "resolution", other)).status_code == 404
