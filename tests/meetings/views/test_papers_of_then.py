"""What lay before a meeting that is over stays with it; a meeting to come shows the current version."""

import datetime as dt

from django.core.files.base import ContentFile
from django.urls import reverse

from documents.actions import versioning
from kog import history
from meetings.actions import conducting
from meetings.actions.papers import file_papers
from meetings.binders.contents import contents_of
from meetings.enums import Outcome
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


def test_a_version_that_is_held_is_what_lies_before_the_meeting(
    network, board, chair, board_member, secretary, client_of
):
    meeting = MeetingFactory(committee=board, by=secretary, released=True)
    item = AgendaItemFactory(meeting=meeting, by=secretary)
    [paper, other] = file_papers(item, [upload("eins"), ContentFile(b"%PDF-1.4 x", name="Anderes.pdf")], by=secretary)
    versioning.replace(paper.document, upload("zwei"), reason="Zahlen", by=secretary)
    address = reverse("meetings:paper_hold", args=[paper.pk])
    member, desk = client_of(board_member), client_of(secretary)

    def seen() -> tuple[bytes, int]:
        shown = member.get(item.get_absolute_url()).context["papers"][0]
        bound = contents_of(meeting, board_member)[-3].papers[0]
        return b"".join(member.get(shown.href).streaming_content)[-4:], bound.version.number

    assert (seen(), member.post(address, {"number": 1}).status_code) == ((b"zwei", 2), 403)
    assert desk.get(item.get_absolute_url()).text.count("gezeigt wird immer die neueste") == 2
    said = desk.post(address, {"number": 1}, follow=True).text
    assert "Fassung 1 ist festgehalten; spätere Fassungen erscheinen hier nicht." in said
    desk.post(address, {"number": 1})
    assert (seen(), history.of(item).filter(verb="paper_held").count()) == ((b"eins", 1), 1)
    page = desk.get(item.get_absolute_url()).text
    assert "Fassung 1, festgehalten; es gibt Fassung 2" in page
    assert "Fassung 1, festgehalten" in member.get(f"{meeting.get_absolute_url()}tagesordnung/").text
    assert f"festgehalten für „{item.title}“" in member.get(paper.document.get_absolute_url()).text
    assert desk.post(address, {"number": 7}, follow=True).text.count("hat keine Fassung 7") == 1

    later = MeetingFactory(committee=board, by=secretary, date=meeting.date + dt.timedelta(days=30))
    conducting.open_meeting(meeting, by=secretary)
    conducting.set_outcome(item, Outcome.POSTPONED, reason="Zeit", by=secretary)
    finish(meeting, by=secretary)
    assert (seen(), desk.post(address, {"number": ""}, follow=True).status_code) == ((b"eins", 1), 200)
    paper.refresh_from_db()
    assert (paper.pinned_number, other.document.versions.count()) == (1, 1)
    carried = later.items.get(carried_from=item)
    assert [one.pinned_number for one in carried.papers.all()] == [None, None]
    assert history.of(carried).filter(verb="paper_let_go").count() == 1
    assert desk.get(carried.get_absolute_url()).context["papers"][0].href == paper.document.download_url
