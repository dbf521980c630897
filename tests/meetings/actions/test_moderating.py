"""Who moderates from outside: named, told, and seeing what is meant for them and nothing else."""

import datetime as dt

import pytest

from documents.actions import filing
from documents.queries import documents_visible_to
from kog.models import User
from meetings.actions import agenda, guesting, papers
from meetings.queries.visibility import items_visible_to, meetings_visible_to
from tests.factories.documents import filed
from tests.factories.kog import UserFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, finish


@pytest.fixture
def moderator(db):
    return UserFactory(name="Herr Mitte")


def seen(person: User) -> tuple[set, set, set]:
    person = User.objects.get(pk=person.pk)
    items = {item.title for item in items_visible_to(person)}
    return set(meetings_visible_to(person)), items, set(documents_visible_to(person))


def test_moderator_reads_what_is_released_and_not_confidential(planned, later, moderator, secretary):
    open_item = AgendaItemFactory(meeting=planned, by=secretary, title="Wohnen")
    secret = AgendaItemFactory(meeting=planned, by=secretary, title="GEHEIM", confidential=True)
    AgendaItemFactory(meeting=later, by=secretary, title="Später")
    folder = filing.folder_for(planned.committee, by=secretary)
    paper, hidden, other = (filed(folder, f"{name}.txt", by=secretary) for name in ("a", "b", "c"))
    papers.attach_paper(open_item, paper, by=secretary)
    papers.attach_paper(secret, hidden, by=secretary)
    agenda.suggest_item(planned.committee, {"title": "Vorschlag"}, by=secretary, meeting=planned)
    guesting.name_moderator(planned, moderator, by=secretary)
    before = seen(moderator)

    agenda.release(planned, by=secretary)
    meetings, items, files = seen(moderator)

    assert before == ({planned}, set(), set())
    assert (meetings, files) == ({planned}, {paper})
    assert "Wohnen" in items
    assert not items & {"GEHEIM", "Vorschlag", "Später"}
    assert other.title


def test_confidential_file_on_an_open_item_stays_closed(planned, moderator, secretary):
    item = AgendaItemFactory(meeting=planned, by=secretary)
    paper = filed(filing.folder_for(planned.committee, by=secretary), by=secretary)
    papers.attach_paper(item, filing.mark_confidential(paper, confidential=True, by=secretary), by=secretary)
    agenda.release(planned, by=secretary)

    guesting.name_moderator(planned, moderator, by=secretary)

    assert seen(moderator)[2] == set()


def test_day_after_the_meeting_is_the_last(planned, moderator, secretary, now):
    agenda.release(planned, by=secretary)
    guesting.name_moderator(planned, moderator, by=secretary)

    now.move_to(dt.datetime(2026, 6, 9, 20, tzinfo=dt.UTC))
    last_day = seen(moderator)
    now.shift(dt.timedelta(days=1))

    assert last_day[0] == {planned}
    assert seen(moderator) == (set(), set(), set())


def test_another_moderator_takes_the_place_of_the_first(planned, moderator, secretary, mails, last_entry):
    other = UserFactory()
    guesting.name_moderator(planned, moderator, by=secretary)
    mails()

    guesting.name_moderator(planned, other, by=secretary)
    meeting = guesting.name_moderator(planned, other, by=secretary)

    assert meeting.moderator == other
    assert mails() == [("moderator_asked", other.email)]
    assert last_entry(meeting)[0] == "moderator_named"
    assert seen(moderator)[0] == set()


def test_nobody_moderates_any_more(planned, moderator, secretary):
    guesting.name_moderator(planned, moderator, by=secretary)

    assert guesting.name_moderator(planned, None, by=secretary).moderator is None


def test_somebody_new_is_invited(planned, secretary, mails):
    new = guesting.Newcomer("Frau Neu", "neu@example.org", "Büro Neu")

    meeting = guesting.name_moderator(planned, new, by=secretary)

    assert meeting.moderator.email == "neu@example.org"
    assert mails() == [("moderator_asked", "neu@example.org"), ("portal_invitation", "neu@example.org")]


@pytest.mark.parametrize("phase", ["closed", "cancelled"])
def test_meeting_that_is_over_has_no_new_moderator(full_board, moderator, secretary, refused, phase):
    over = MeetingFactory(committee=full_board, by=secretary, phase=phase)

    with refused("meeting_is_over"):
        guesting.name_moderator(over, moderator, by=secretary)


def test_protocol_names_who_moderated_and_who_moderated_does_not_read_it(running, moderator, secretary):
    guesting.name_moderator(running, moderator, by=secretary)

    protocol = finish(running, by=secretary).protocol

    assert "Herr Mitte" in protocol.sections.order_by("position")[0].text
    assert not User.objects.get(pk=moderator.pk).has_perm("meetings.view_protocol", protocol)


def test_moderator_does_not_conduct_comment_or_see_who_comes(planned, moderator, secretary):
    guesting.name_moderator(planned, moderator, by=secretary)
    person = User.objects.get(pk=moderator.pk)

    forbidden = ("conduct_meeting", "comment_agenda", "release_agenda", "view_participation", "change_meeting")

    assert [name for name in forbidden if person.has_perm(f"meetings.{name}", planned)] == []
