"""Papers that go along with an invitation: to whom, which ones, how large, and in which version."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from documents.actions import filing, versioning
from documents.models import Document
from kog import enclosures
from kog.enums import OccupancyRole
from kog.models import OutboxMail
from meetings.actions import agenda, inviting, papers
from meetings.models import Attendee
from tests.factories.kog import OccupancyFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory


@pytest.fixture
def released(network, board, chair, board_member, secretary):
    meeting = MeetingFactory(committee=board, by=secretary)
    item = AgendaItemFactory(meeting=meeting, by=secretary, title="Sprachkurse")
    for name, size in (("Gross.csv", 900), ("Zahlen.csv", 600), ("Nachtrag.csv", 90)):
        papers.file_papers(item, [ContentFile(b"x" * size, name=name)], by=secretary)
    agenda.release(meeting, by=secretary)
    return meeting


def test_papers_go_along_as_far_as_a_mail_carries_them(
    released, board, board_seat, chair, board_member, secretary, settings, client_of
):
    """As the committee does, or as one person wishes; what is too large is named; the version sent is kept."""
    settings.MAIL_ATTACHMENTS_MAX = 1000
    deputy = OccupancyFactory(seat=board_seat, role=OccupancyRole.DEPUTY).person
    client, address = client_of(secretary), reverse("meetings:distribution", args=[board.key])
    choice = {"papers": "attached", "deputies_in_copy": "on", "answer_days": 7, f"papers_{chair.pk}": "link"}
    assert client.post(address, choice).status_code == 302
    form = client.get(address).context["form"]
    assert {name for name in form.people if form[name].value()} == {f"papers_{chair.pk}"}

    page = client.get(reverse("meetings:invite", args=[released.slug]))
    seen = {one.person: one.papers for one, _known in page.context["recipients"]}
    assert seen == {chair: "link", board_member: "attached", deputy: "attached"}
    assert [len(mail.files) for mail in page.context["mails"]] == [3, 0, 3]
    inviting.invite(released, by=secretary)

    mails = {mail.recipient: mail for mail in OutboxMail.objects.filter(about_id=released.pk)}
    assert mails[chair.email].files == []
    for person in (board_member, deputy):
        names = [file["name"] for file in mails[person.email].files]
        assert names[1:] == ["TOP 4 Anlage 2 Zahlen.csv", "TOP 4 Anlage 3 Nachtrag.csv"]
        text = " ".join(mails[person.email].text.split())
        assert "Zu groß für eine E-Mail; diese Unterlagen finden Sie im Portal: – TOP 4 Anlage 1: Gross" in text

    document = Document.objects.get(title="Zahlen")
    versioning.replace(document, ContentFile(b"new", name="Zahlen.csv"), reason="Neu", by=secretary)
    sent = {name: content for name, content, _kind in enclosures.fetched(mails[deputy.email])}
    assert sent["TOP 4 Anlage 2 Zahlen.csv"] == b"x" * 600


def test_what_was_closed_on_the_way_does_not_leave_but_the_mail_does(released, board, board_member, secretary):
    """One paper became confidential, the file of another is lost: the rest arrives, and a note that names neither."""
    inviting.distribute(board, papers="attached", deputies_in_copy=False, answer_days=7, by=secretary)
    inviting.invite(released, by=secretary)
    filing.mark_confidential(Document.objects.get(title="Zahlen"), confidential=True, by=secretary)

    mail = OutboxMail.objects.get(recipient=board_member.email)
    lost = Document.objects.get(title="Nachtrag").versions.get()
    lost.file.storage.delete(lost.file.name)
    files = enclosures.fetched(mail)

    assert [name for name, _content, _kind in files][1:] == ["TOP 4 Anlage 1 Gross.csv", "Nicht beigefügt.txt"]
    assert not {"Zahlen", "Nachtrag"} & set(files[-1][1].decode().split())

    Attendee.objects.filter(person=board_member).update(withdrawn_at=timezone.now())
    with pytest.raises(enclosures.Gone):
        enclosures.fetched(mail)
