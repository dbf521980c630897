import datetime as dt

import pytest
from django.utils import timezone

from documents.queries import documents_visible_to
from documents.usage import uses
from meetings.actions import agenda, papers
from meetings.models import Guest
from tests.factories.documents import upload
from tests.factories.meetings import AgendaItemFactory, MeetingFactory


@pytest.fixture
def item(network, board, chair, board_member, secretary):
    meeting = MeetingFactory(committee=board, by=secretary)
    made = AgendaItemFactory(meeting=meeting, by=secretary, title="Sprachkurse")
    papers.file_papers(made, [upload("Vorlage.pdf")], by=secretary)
    return made


def test_drive_says_on_which_item_a_file_is_used(item, secretary):
    document = item.papers.get().document
    frame = item.meeting.items.filter(position__lt=item.position).count()

    [use] = uses(secretary, [document.pk])[document.pk]

    assert str(item.meeting) in use.label
    assert str(frame + 1) in use.label
    assert use.url == item.get_absolute_url()


def test_use_on_an_unreleased_agenda_is_told_to_nobody_else_but_keeps_the_file(item, board_member, secretary, fresh):
    document = item.papers.get().document

    assert uses(board_member, [document.pk]) == {}
    assert len(uses(None, [document.pk])[document.pk]) == 1

    agenda.release(item.meeting, by=secretary)
    assert len(uses(fresh(board_member), [document.pk])[document.pk]) == 1


def test_guest_reads_the_papers_of_the_own_item_until_the_day(item, guest, secretary, fresh):
    other = AgendaItemFactory(meeting=item.meeting, by=secretary)
    papers.file_papers(other, [upload("Anderes.pdf")], by=secretary)
    invited = Guest.objects.create(item=item, person=guest, until=timezone.localdate())

    reading = list(documents_visible_to(guest))
    invited.until -= dt.timedelta(days=1)
    invited.save()

    assert reading == [item.papers.get().document]
    assert list(documents_visible_to(fresh(guest))) == []


def test_paper_of_a_confidential_item_is_confidential(item, secretary):
    secret = AgendaItemFactory(meeting=item.meeting, by=secretary, confidential=True)

    papers.file_papers(secret, [upload("Geheim.pdf")], by=secretary)
    papers.attach_paper(secret, item.papers.get().document, by=secretary)

    assert [paper.document.confidential for paper in secret.papers.all()] == [True, True]


def test_attaching_twice_makes_one_paper(item, secretary):
    first = item.papers.get()

    again = papers.attach_paper(item, first.document, by=secretary)

    assert again == first
    assert item.papers.count() == 1
