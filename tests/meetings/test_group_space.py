"""What a group does from its own page: bring a result, read what the board settled, take it to the own agenda."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.actions import filing
from meetings.actions import agenda, assigning, conducting, deciding, recording
from meetings.models import Matter
from meetings.queries import board_report
from tests.factories.kog import FieldFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, finish, raised
from tests.replay import replayed


def paper(name: str = "Konzept.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4 " + name.encode())


def day(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


@pytest.fixture
@replayed
def next_board(network, board, chair, board_member, secretary):
    return MeetingFactory(committee=board, by=secretary, date=day(50))


@pytest.fixture
@replayed
def held(network, board, chair, board_member, group, group_lead, secretary):
    """A board meeting with items that concern the group, one that does not, and a confidential one; protocol out."""
    meeting = MeetingFactory(committee=board, by=secretary, date=day(0))
    matter = raised(group, title="Räume fehlen", by=group_lead)
    agenda.accept_item(matter.items.get(), meeting=meeting, by=secretary)
    secret = AgendaItemFactory(meeting=meeting, by=secretary, title="GEHEIM Personal", confidential=True)
    work = AgendaItemFactory(meeting=meeting, by=secretary, title="Praktika")
    AgendaItemFactory(meeting=meeting, by=secretary, title="FREMD Haushalt")
    conducting.open_meeting(meeting, by=secretary)
    conducting.record_rest_present(meeting, by=secretary)
    deciding.record_resolution(matter.items.get(), "Die Stadt stellt Räume.", deciding.Ballot(), by=secretary)
    assigning.assign(work, assigning.Order(group, "Liste der Betriebe"), by=secretary)
    assigning.assign(secret, assigning.Order(group, "GEHEIM prüfen"), by=secretary)
    finish(meeting, by=secretary)
    recording.send_to_chair(meeting.protocol, by=secretary)
    recording.circulate(meeting.protocol, by=secretary)
    return meeting


def test_the_report_tells_what_concerns_the_group_and_no_more(held, group, group_member, client_of):
    page = client_of(group_member).get(reverse("meetings:board_report", args=[group.key]))

    assert page.status_code == 200
    assert [item.title for item in page.context["parts"][0].items] == ["Räume fehlen", "Praktika"]
    for word in ("GEHEIM", "FREMD"):
        assert word not in page.text
    assert "Die Stadt stellt Räume." in page.text
    assert client_of(group_member).get(held.get_absolute_url()).status_code == 404


def test_items_of_the_groups_topics_concern_it(held, group, other_group, group_lead, secretary):
    field = FieldFactory(name="Wohnen", slug="wohnen")
    assert board_report.report_for(other_group, day(-10)) == []
    other_group.fields.add(field)
    Matter.objects.get(title="Räume fehlen").fields.add(field)

    assert [item.title for part in board_report.report_for(other_group, day(-10)) for item in part.items] == [
        "Räume fehlen"
    ]


def test_nothing_is_told_before_the_protocol_is_out(held, group):
    held.protocol.__class__.objects.filter(pk=held.protocol.pk).update(state="with_chair")
    assert board_report.report_for(group, day(-10)) == []


def test_the_report_becomes_an_item_of_the_groups_meeting_once(held, group, group_lead, secretary, client_of):
    client = client_of(group_lead)
    address = reverse("meetings:board_report_to_agenda", args=[group.key])
    assert client.post(address).status_code == 404
    meeting = MeetingFactory(committee=group, by=secretary, date=day(9))
    client.post(address)
    client.post(address)

    item = meeting.items.get(title="Bericht aus dem Gremium KOG")
    assert "Die Stadt stellt Räume." in item.text
    assert "GEHEIM" not in item.text


def test_a_result_for_an_assignment_becomes_a_paper_with_one_click(held, next_board, group, group_lead, client_of):
    work = group.led_assignments.get(title="Liste der Betriebe")
    work.due_meeting = next_board
    work.save()
    client = client_of(group_lead)
    data = {"files": [paper(), paper("Liste.pdf")], "to": f"a-{work.pk}", "text": "Hier ist sie."}
    answer = client.post(reverse("meetings:result", args=[group.key]), data)

    report = work.reports.get()
    assert (answer.status_code, report.progress, report.documents.count()) == (302, "ready", 2)
    page = client.get(work.get_absolute_url())
    address = reverse("meetings:present_report", args=[work.slug, report.pk])
    assert address in page.text
    for _click in range(2):
        client.post(address)
    review = next_board.items.get(standing="review")
    assert sorted(one.document.title for one in review.papers.select_related("document")) == ["Konzept", "Liste"]
    assert address not in client.get(work.get_absolute_url()).text


def test_a_new_result_goes_up_as_a_matter_with_its_papers(network, board, group, group_lead, secretary, client_of):
    data = {"files": [paper()], "to": "", "title": "Prozesskette Berufssprachkurs", "text": "Abgestimmt."}
    client_of(group_lead).post(reverse("meetings:result", args=[group.key]), data)

    matter = Matter.objects.get()
    item = matter.items.get()
    assert (matter.kind, matter.origin, item.state) == ("result", group, "suggested")
    assert [one.document.title for one in item.papers.all()] == ["Konzept"]


def test_a_result_answers_a_matter(network, board, group, group_lead, secretary, client_of):
    first = raised(group, title="Räume fehlen", by=group_lead)
    data = {"files": [paper()], "to": f"v-{first.pk}", "title": "Raumliste", "text": ""}
    client_of(group_lead).post(reverse("meetings:result", args=[group.key]), data)

    assert Matter.objects.get(title="Raumliste").follows == first


@pytest.mark.parametrize(
    "data",
    [{"files": [], "title": "x"}, {"files": "file", "title": " "}, {"files": "file", "title": "x", "to": "a-99999"}],
)
def test_what_is_missing_is_named_and_nothing_is_kept(network, board, group, group_lead, client_of, data):
    files = {"files": [paper()]} if data["files"] else {}
    answer = client_of(group_lead).post(reverse("meetings:result", args=[group.key]), {**data, **files})

    assert answer.status_code == 422
    assert not Matter.objects.exists()


def test_the_line_costs_the_same_with_one_and_with_three(held, group, group_lead, secretary, client_of):
    def cost(address: str) -> int:
        client = client_of(secretary)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    addresses = [
        reverse("meetings:matter_list"),
        Matter.objects.get(title="Räume fehlen").get_absolute_url(),
        reverse("meetings:board_report", args=[group.key]),
        group.get_absolute_url(),
    ]
    before = [cost(address) for address in addresses]
    for number in range(3):
        raised(group, title=f"Noch etwas {number}", by=group_lead)
        item = Matter.objects.get(title="Räume fehlen").items.get()
        AgendaItemFactory(
            meeting=MeetingFactory(committee=held.committee, by=secretary, date=day(60 + number)), by=secretary
        )
        item.matter.fields.add(FieldFactory())
    assert [cost(address) for address in addresses] == before


def test_the_topic_shows_the_papers_that_came_with_its_matters(network, board, chair, group, group_lead, client_of):
    field = FieldFactory(name="Sprache", slug="sprache")
    group.fields.add(field)
    data = {"files": [paper("Kurse.pdf")], "to": "", "title": "Kursliste", "text": "x"}
    client_of(group_lead).post(reverse("meetings:result", args=[group.key]), data)

    assert ">Kurse</a>" in client_of(chair).get(reverse("kog:field", args=["sprache"])).text
    secret = Matter.objects.get().documents.get()
    filing.mark_confidential(secret, confidential=True, by=group_lead)
    assert ">Kurse</a>" not in client_of(chair).get(reverse("kog:field", args=["sprache"])).text
