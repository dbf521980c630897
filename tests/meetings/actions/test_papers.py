import pytest

from documents.actions import filing
from meetings.actions import agenda, folders, papers
from meetings.enums import PaperKind
from tests.factories.documents import filed, upload
from tests.factories.meetings import AgendaItemFactory, MeetingFactory


@pytest.fixture
def item(planned):
    return AgendaItemFactory(meeting=planned, title="Wohnen")


@pytest.fixture
def document(item):
    return filed(filing.folder_for(item.committee), "Lagebild.pdf")


def test_paper_is_attached_once(item, document, secretary, last_entry):
    first = papers.attach_paper(item, document, by=secretary)
    again = papers.attach_paper(item, document, by=secretary)

    assert first == again
    assert (first.kind, first.late, first.position) == (PaperKind.PAPER, False, 0)
    assert last_entry(item) == ("paper_attached", secretary, {"paper": document.title, "late": False})


def test_papers_stand_in_the_order_in_which_they_came(item, document, secretary):
    second = filed(filing.folder_for(item.committee), "Anlage.pdf")

    rows = [papers.attach_paper(item, one, by=secretary, kind=PaperKind.ATTACHMENT) for one in (document, second)]

    assert [(row.position, row.kind) for row in rows] == [(0, PaperKind.ATTACHMENT), (1, PaperKind.ATTACHMENT)]


def test_paper_after_the_release_is_late(item, document, secretary):
    agenda.release(item.meeting, by=secretary)

    assert papers.attach_paper(item, document, by=secretary).late is True


def test_paper_of_a_confidential_item_becomes_confidential(planned, document, secretary):
    item = AgendaItemFactory(meeting=planned, confidential=True)

    papers.attach_paper(item, document, by=secretary)

    document.refresh_from_db()
    assert document.confidential is True


def test_a_file_of_another_committee_is_refused(item, group, secretary, refused):
    foreign = filed(filing.folder_for(group))

    with refused("foreign_document"):
        papers.attach_paper(item, foreign, by=secretary)
    assert item.papers.count() == 0


@pytest.mark.parametrize("phase", ["closed", "cancelled"])
def test_nothing_is_attached_when_the_meeting_is_over(full_board, secretary, refused, phase):
    meeting = MeetingFactory(committee=full_board, by=secretary, phase=phase)
    item = meeting.items.first()

    with refused("meeting_is_over"):
        papers.attach_paper(item, filed(filing.folder_for(full_board)), by=secretary)
    with refused("meeting_is_over"):
        papers.file_papers(item, [upload()], by=secretary)


def test_uploads_go_to_the_folder_of_the_item(item, secretary):
    rows = papers.file_papers(item, [upload("A.pdf"), upload("A.pdf")], by=secretary)

    assert {row.document.folder for row in rows} == {folders.of_item(item, by=secretary)}
    assert len({row.document.title for row in rows}) == 2


def test_uploads_to_a_confidential_item_are_confidential_from_the_start(planned, secretary):
    item = AgendaItemFactory(meeting=planned, confidential=True)

    assert papers.file_papers(item, [upload()], by=secretary)[0].document.confidential is True


def test_an_item_that_becomes_confidential_seals_its_papers(item, document, secretary):
    papers.attach_paper(item, document, by=secretary)

    agenda.change_item(item, {"confidential": True}, by=secretary)
    papers.seal_papers(item, by=secretary)

    document.refresh_from_db()
    assert document.confidential is True
