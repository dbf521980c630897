"""A head of authority answers from the mail: the link does its one thing for its one person, and nothing else."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kog import links
from kog.enums import LinkPurpose
from kog.models import OutboxMail, ScopedLink, User
from meetings.actions import agenda, answering, conducting, reporting
from meetings.enums import Answer
from meetings.models import Assignment, Participation, StatusReport
from meetings.queries.recipients import answers_wanted_by
from tests.factories.kog import PASSWORD
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish, raised
from tests.replay import replayed

ADDRESS = re.compile(r"https?://[^/\s]+(/r/[\w-]+/)")


@pytest.fixture
def known() -> Client:
    """A browser that every person of the test has used before."""
    return Client()


def addresses(kind: str, person: User) -> list[str]:
    """The links in the newest mail of this kind."""
    mail = OutboxMail.objects.filter(kind=kind, person=person).order_by("-pk")[0]
    return ADDRESS.findall(mail.text)


def on_known_device(client: Client, person: User) -> Client:
    """The person signs in on this browser and out again: it knows the person from now on."""
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_logout"))
    return client


@pytest.fixture
@replayed
def assignment(network, board, chair, board_member, secretary) -> Assignment:
    meeting = MeetingFactory(committee=board, by=secretary, running=True)
    MeetingFactory(committee=board, by=secretary, date=meeting.date + dt.timedelta(days=90))
    item = AgendaItemFactory(meeting=meeting, by=secretary, title="KOG-GEHEIM Beratung")
    lead = board_member.institution
    return AssignmentFactory(item=item, lead=lead, title="Bericht zu Plätzen", by=secretary)


@pytest.fixture
@replayed
def invited(network, board, chair, board_member, secretary) -> Participation:
    day = timezone.localdate() + dt.timedelta(days=40)
    meeting = MeetingFactory(committee=board, by=secretary, date=day, invited=True)
    return meeting.participations.get(person=board_member)


def test_report_with_a_file_by_link(assignment, board_member, known):
    [address] = addresses("assignment_given", board_member)
    client = on_known_device(known, board_member)
    page = client.get(address)
    assert (page.status_code, "Bericht zu Plätzen" in page.text, "KOG-GEHEIM" in page.text) == (200, True, False)
    assert not StatusReport.objects.exists()

    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.4 x")
    answer = client.post(address, {"progress": "ready", "text": "Alles da.", "files": file})

    report = assignment.reports.get()
    assert (answer.status_code, report.by, report.progress) == (200, board_member, "ready")
    assert [document.title for document in report.documents.all()] == ["plan"]
    assert client.get(address).status_code == 410
    assert client.post(address, {"progress": "ready", "text": "Nochmal."}).status_code == 410
    assert assignment.reports.count() == 1


def test_what_was_typed_stays_when_it_is_refused(assignment, board_member, known):
    [address] = addresses("assignment_given", board_member)
    client = on_known_device(known, board_member)

    answer = client.post(address, {"progress": "", "text": "Drei Sätze."})

    assert (answer.status_code, "Drei Sätze." in answer.text) == (422, True)
    assert client.get(address).status_code == 200


def test_the_link_signs_nobody_in(assignment, board_member, known):
    [address] = addresses("assignment_given", board_member)
    client = on_known_device(known, board_member)
    client.get(address)
    client.post(address, {"progress": "begun", "text": "Läuft."})

    assert "_auth_user_id" not in client.session
    assert client.get(assignment.get_absolute_url()).status_code == 302


def test_another_device_is_asked_for_a_code_first(assignment, board_member):
    [address] = addresses("assignment_given", board_member)
    client = Client()
    page = client.get(address)
    assert "Bericht zu Plätzen" not in page.text
    assert f"Es geht um Ihren Sachstand zu {assignment.number}" in page.text
    client.post(address, {"progress": "ready", "text": "Fremd."})
    assert not StatusReport.objects.exists()

    client.post(address, {"send": "1"})
    code = re.search(r"\b\d{6}\b", OutboxMail.objects.get(kind="link_code").text)[0]
    client.post(address, {"code": code})

    assert "Bericht zu Plätzen" in client.get(address).text


def test_who_left_the_house_reports_no_more(assignment, board_member, secretary, known):
    [address] = addresses("assignment_given", board_member)
    client = on_known_device(known, board_member)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    board_member.occupancies.update(valid_until=yesterday)
    User.objects.filter(pk=board_member.pk).update(institution=None)

    assert client.get(address).status_code == 410
    assert client.post(address, {"progress": "ready", "text": "x"}).status_code == 410
    assert not StatusReport.objects.exists()


def test_answer_the_invitation(invited, board_member, known):
    answer_link, _substitute = addresses("invitation", board_member)
    assert f"Ihre Antwort zu {invited.meeting}: Sind Sie es?" in Client().get(answer_link).text
    client = on_known_device(known, board_member)
    client.head(answer_link)
    client.get(answer_link)
    invited.refresh_from_db()
    assert invited.answer == Answer.PENDING

    done = client.post(answer_link, {"answer": "accepted"})
    assert "Ihre Antwort zu KOG" in done.text
    assert invited.meeting.get_absolute_url() in done.text
    again = client.get(answer_link)
    assert "Ihre Antwort bisher: zugesagt (" in again.text
    assert again.context["form"]["answer"].value() == "accepted"
    assert "Bitte wählen Sie eine Antwort." in client.post(answer_link, {}).text
    assert "Ihre Antwort zu KOG" in client.post(answer_link, {"answer": "tentative"}).text
    invited.refresh_from_db()
    assert invited.answer == Answer.TENTATIVE

    # The last answer counts, until the day by which answers are wanted.
    until = answers_wanted_by(invited.meeting)
    page = client.post(answer_link, {"answer": "accepted"})
    invited.refresh_from_db()
    assert (page.status_code, invited.answer) == (200, Answer.ACCEPTED)
    assert f"Bis zum {until:%d.%m.%Y} können Sie sie über denselben Link ändern." in page.text
    with time_machine.travel(dt.datetime.combine(until + dt.timedelta(days=1), dt.time(12), dt.UTC)):
        assert client.get(answer_link).status_code == 410


def test_name_a_substitute(invited, board_member, known):
    _answer, substitute = addresses("invitation", board_member)
    client = on_known_device(known, board_member)
    assert client.post(substitute, {"substitute": " "}).status_code == 422
    assert client.post(substitute, {"substitute": "Frau Muster, Abteilungsleitung"}).status_code == 200

    invited.refresh_from_db()
    assert (invited.answer, invited.substitute) == (Answer.DECLINED, "Frau Muster, Abteilungsleitung")


def test_a_meeting_that_began_takes_no_answer_and_the_link_says_why(invited, board_member, secretary, known):
    answer_link, _substitute = addresses("invitation", board_member)
    client = on_known_device(known, board_member)
    conducting.open_meeting(invited.meeting, by=secretary)

    page = client.post(answer_link, {"answer": "accepted"})

    assert (page.status_code, invited.meeting.designation in page.text) == (422, True)


def test_confirm_the_answer(network, board, group, group_lead, chair, board_member, secretary, known):
    matter = raised(group, title="Räume fehlen", by=group_lead)
    running = MeetingFactory(committee=board, by=secretary, running=True)
    agenda.accept_item(matter.items.get(), meeting=running, by=secretary)
    finish(running, by=secretary)
    answer = answering.answer(matter, answering.Reply("accepted", "Die Stadt stellt **Räume**."), by=secretary)
    [address] = addresses("matter_answered", group_lead)
    client = on_known_device(known, group_lead)
    page = client.get(address)
    assert "<strong>Räume</strong>" in page.text

    client.post(address)

    answer.refresh_from_db()
    assert answer.confirmed_by == group_lead
    assert client.post(address).status_code == 410


def test_a_link_for_one_thing_opens_no_other(assignment, invited, board_member, known):
    """The subject and the purpose stand in the row; what is posted cannot change them."""
    [report] = addresses("assignment_given", board_member)
    client = on_known_device(known, board_member)
    client.post(report, {"answer": "accepted", "substitute": "x"})

    invited.refresh_from_db()
    assert (invited.answer, assignment.reports.count()) == (Answer.PENDING, 0)


def test_a_newer_mail_ends_the_older_link(assignment, board_member, secretary, known):
    [first] = addresses("assignment_given", board_member)
    reporting.ask_for_report(assignment, by=secretary)
    [second] = addresses("report_wanted", board_member)
    client = on_known_device(known, board_member)

    assert (client.get(first).status_code, client.get(second).status_code) == (410, 200)


def test_links_are_for_the_people_of_today(assignment, board_member, chair):
    _link, address = links.issue(chair, LinkPurpose.REPORT, by=None, subject=assignment)
    client = on_known_device(Client(), chair)

    assert client.get(address.partition("/r/")[1] + address.partition("/r/")[2]).status_code == 410
    assert ScopedLink.objects.filter(used_at__isnull=False).count() == 0
