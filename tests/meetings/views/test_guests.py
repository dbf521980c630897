"""The pages on which guests and moderators are asked, and what a guest and a moderator see of the rest."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.actions import filing
from meetings.actions import agenda, guesting, papers
from meetings.models import Guest
from tests.factories.documents import filed
from tests.factories.kog import OccupancyFactory, SeatFactory, UserFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.workinggroups import TopicMemberFactory
from tests.replay import replayed


@pytest.fixture
@replayed
def item(planned, secretary):
    return AgendaItemFactory(meeting=planned, by=secretary, title="Wohnen")


@pytest.fixture
def until():
    return timezone.localdate() + dt.timedelta(days=5)


def test_secretariat_asks_a_person_of_the_portal(send, page_of, item, guest, secretary, until):
    answer = send(secretary, "guests", item.pk, person=guest.pk, until=until)

    assert answer.status_code == 302
    assert item.guests.get().person == guest
    assert guest.name in page_of(secretary, "guests", item.pk).text


def test_secretariat_asks_somebody_new(send, item, secretary, until):
    send(secretary, "guests", item.pk, name="Frau Neu", email="neu@example.org", house="Büro", until=until)

    assert item.guests.get().person.email == "neu@example.org"


@pytest.mark.parametrize(
    "typed",
    [{}, {"name": "Nur Name"}, {"email": "nur@example.org"}, {"name": "X", "email": "kein Platz"}, {"person": 999_999}],
)
def test_rubbish_asks_nobody_and_stays_in_the_form(send, item, secretary, until, typed):
    answer = send(secretary, "guests", item.pk, until=until, **typed)

    assert answer.status_code == 422
    assert not Guest.objects.exists()


def test_person_and_newcomer_at_once_are_refused(send, item, guest, secretary, until):
    answer = send(secretary, "guests", item.pk, person=guest.pk, name="X", email="x@example.org", until=until)

    assert answer.status_code == 422
    assert not Guest.objects.exists()


def test_day_that_is_over_stands_on_the_form(send, item, guest, secretary):
    answer = send(secretary, "guests", item.pk, person=guest.pk, until=timezone.localdate() - dt.timedelta(days=1))

    assert answer.status_code == 422
    assert not Guest.objects.exists()


def test_members_are_not_offered_as_guests(page_of, item, chair, guest, secretary):
    form = page_of(secretary, "guests", item.pk).context["form"]

    assert guest in form.fields["person"].queryset
    assert chair not in form.fields["person"].queryset


def test_people_of_the_extended_circle_are_offered_with_one_click(page_of, item, secretary, planned, until):
    person = TopicMemberFactory(committee=planned.committee).person

    assert page_of(secretary, "guests", item.pk).context["circle"] == [person]
    guesting.ask_guest(item, person, until=until, by=secretary)
    assert page_of(secretary, "guests", item.pk).context["circle"] == []


def test_access_is_ended_by_a_click(send, item, guest, secretary, until):
    row = guesting.ask_guest(item, guest, until=until, by=secretary)

    send(secretary, "guest_end", item.pk, row.pk)

    assert Guest.objects.get().ended_at is not None


def test_guest_of_another_item_is_not_found(send, item, planned, guest, secretary, until):
    other = AgendaItemFactory(meeting=planned, by=secretary)
    row = guesting.ask_guest(other, guest, until=until, by=secretary)

    assert send(secretary, "guest_end", item.pk, row.pk).status_code == 404
    assert Guest.objects.get().ended_at is None


def test_confidential_item_offers_no_form(page_of, planned, secretary):
    item = AgendaItemFactory(meeting=planned, by=secretary, confidential=True)

    assert 'name="until"' not in page_of(secretary, "guests", item.pk).text


def test_guest_sees_neither_other_guests_nor_other_items(client_of, page_of, item, planned, guest, secretary, until):
    other = UserFactory(name="Anderer Gast")
    AgendaItemFactory(meeting=planned, by=secretary, title="ANDERES")
    agenda.release(planned, by=secretary)
    for person in (guest, other):
        guesting.ask_guest(item, person, until=until, by=secretary)

    told = page_of(guest, "item", item.pk).text + page_of(guest, "meeting", planned.slug).text
    told += page_of(guest, "agenda", planned.slug).text + client_of(guest).get(reverse("kog:dashboard")).text

    assert "Wohnen" in told
    assert "Anderer Gast" not in told
    assert "ANDERES" not in told


def test_guest_opens_the_papers_of_the_item_only(client_of, item, planned, guest, secretary, until):
    folder = filing.folder_for(planned.committee, by=secretary)
    mine, other = filed(folder, "a.txt", by=secretary), filed(folder, "b.txt", by=secretary)
    papers.attach_paper(item, mine, by=secretary)
    papers.attach_paper(AgendaItemFactory(meeting=planned, by=secretary), other, by=secretary)
    row = guesting.ask_guest(item, guest, until=until, by=secretary)
    client = client_of(guest)

    opened = [client.get(document.download_url).status_code for document in (mine, other)]
    guesting.end_guest(row, by=secretary)

    assert opened == [200, 404]
    assert client.get(mine.download_url).status_code == 404


def test_moderator_is_named_on_the_page_and_shown_to_members(send, page_of, planned, guest, secretary, board_member):
    send(secretary, "moderator", planned.slug, person=guest.pk)

    planned.refresh_from_db()
    assert planned.moderator == guest
    assert guest.name in page_of(board_member, "meeting", planned.slug).text
    assert guest.name in page_of(board_member, "agenda", planned.slug).text
    assert guest.name in page_of(board_member, "participation", planned.slug).text


def test_moderator_sees_the_meeting_but_not_who_comes(page_of, planned, guest, secretary):
    guesting.name_moderator(planned, guest, by=secretary)
    agenda.release(planned, by=secretary)

    codes = {name: page_of(guest, name, planned.slug).status_code for name in ("meeting", "agenda", "participation")}

    assert codes == {"meeting": 200, "agenda": 200, "participation": 403}


def test_queries_do_not_grow_with_the_guests(queries_of, item, secretary, until):
    def ask(number):
        for _number in range(number):
            guesting.ask_guest(item, OccupancyFactory(seat=SeatFactory()).person, until=until, by=secretary)

    ask(1)
    one = queries_of(secretary, "meetings:guests", item.pk)
    ask(2)

    assert queries_of(secretary, "meetings:guests", item.pk) == one


def test_meeting_that_was_held_shows_its_guests_without_a_form(page_of, full_board, guest, secretary, until):
    meeting = MeetingFactory(committee=full_board, by=secretary, running=True)
    item = AgendaItemFactory(meeting=meeting, by=secretary)
    guesting.ask_guest(item, guest, until=until, by=secretary)
    type(meeting).objects.filter(pk=meeting.pk).update(state="closed", closed_at=timezone.now())

    page = page_of(secretary, "guests", item.pk).text

    assert guest.name in page
    assert 'name="until"' not in page
