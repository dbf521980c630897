"""What lay before a meeting that is over stays with it; a meeting to come shows the current version."""

from django.core.files.base import ContentFile

from documents.actions import versioning
from meetings.actions import conducting
from meetings.actions.papers import file_papers
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, finish


def upload(words: str) -> ContentFile:
    return ContentFile(f"%PDF-1.4 {words}".encode(), name="Konzept.pdf")


def test_a_later_version_does_not_change_what_lay_before_a_meeting(
    network, board, chair, board_member, secretary, client_of
):
    meeting = MeetingFactory(committee=board, by=secretary, released=True)
    item = AgendaItemFactory(meeting=meeting, by=secretary)
    [paper] = file_papers(item, [upload("eins")], by=secretary)
    client = client_of(board_member)

    def shown() -> tuple[bytes, ...]:
        pages = [client.get(item.get_absolute_url()), client.get(f"{meeting.get_absolute_url()}tagesordnung/")]
        papers = [pages[0].context["papers"][0]]
        papers += [one for row in pages[1].context["items"] for one in row.papers.all()]
        return tuple(b"".join(client.get(one.href).streaming_content)[-4:] for one in papers)

    versioning.replace(paper.document, upload("zwei"), reason="Zahlen", by=secretary)
    seen = [shown()]
    conducting.open_meeting(meeting, by=secretary)
    finish(meeting, by=secretary)
    versioning.replace(paper.document, upload("drei"), reason="Nachtrag", by=secretary)

    assert [*seen, shown()] == [(b"zwei", b"zwei"), (b"zwei", b"zwei")]
    assert f"lag {meeting} vor" in client.get(paper.document.get_absolute_url()).text
