import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kog.models import OutboxMail
from meetings.actions import recording
from meetings.enums import ObjectionDecision, ProtocolState
from meetings.models import Objection
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, finish, protocol_in
from tests.replay import replayed


@pytest.fixture
@replayed
def meeting(network, board, chair, board_member, secretary):
    running = MeetingFactory(committee=board, running=True, by=secretary)
    AgendaItemFactory(meeting=running, by=secretary, title="Sprachkurse")
    return finish(running, by=secretary)


def address(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.slug, *args])


def section_of(protocol, title):
    return protocol.sections.get(title=title)


def test_draft_is_for_the_secretariat_until_the_chair_gets_it(client_of, meeting, secretary, chair, board_member):
    protocol = protocol_in("draft", meeting, by=secretary)
    before = {name: client_of(one).get(address("protocol", meeting)).status_code for name, one in _cast(locals())}
    recording.send_to_chair(protocol, by=secretary)
    after = {name: client_of(one).get(address("protocol", meeting)).status_code for name, one in _cast(locals())}

    assert before == {"secretary": 200, "chair": 404, "board_member": 404}
    assert after == {"secretary": 200, "chair": 200, "board_member": 404}


def _cast(names):
    return [(name, names[name]) for name in ("secretary", "chair", "board_member")]


def test_way_to_the_members_leads_over_the_chair(client_of, meeting, secretary, chair, board_member):
    client_of(secretary).post(address("protocol_to_chair", meeting))
    client_of(chair).post(address("protocol_circulate", meeting))

    meeting.protocol.refresh_from_db()
    assert meeting.protocol.state == ProtocolState.CIRCULATED
    told = OutboxMail.objects.filter(kind="protocol_circulated").values_list("recipient", flat=True)
    assert set(told) == {chair.email, board_member.email}
    assert client_of(board_member).get(address("protocol", meeting)).status_code == 200


def test_circulating_before_the_chair_saw_it_is_refused_with_a_sentence(client_of, meeting, secretary):
    response = client_of(secretary).post(address("protocol_circulate", meeting))

    meeting.protocol.refresh_from_db()
    assert (response.status_code, meeting.protocol.state) == (409, ProtocolState.DRAFT)


def test_section_is_edited_and_its_earlier_wording_kept(client_of, meeting, secretary):
    section = section_of(meeting.protocol, "Sprachkurse")

    client_of(secretary).post(
        address("section_edit", meeting, section.pk), {"text": "**Neu** <script>", "version": section.version}
    )

    section.refresh_from_db()
    assert (section.text, section.version) == ("**Neu** <script>", 1)
    assert "<strong>Neu</strong>" in section.html
    assert "<script" not in section.html
    assert section.versions.count() == 1


def test_section_changed_by_somebody_else_is_shown_with_both_texts(client_of, meeting, secretary, chair):
    section = section_of(meeting.protocol, "Sprachkurse")
    recording.edit_section(section, "Fassung A", based_on=0, by=chair)

    response = client_of(secretary).post(
        address("section_edit", meeting, section.pk), {"text": "Fassung B", "version": 0}
    )

    section.refresh_from_db()
    assert response.status_code == 422
    assert section.text == "Fassung A"
    page = response.content.decode()
    assert (page.count("Fassung A"), page.count("Fassung B")) == (1, 1)


def test_objection_from_wording_to_decision(client_of, meeting, secretary, chair, board_member):
    section = section_of(meeting.protocol, "Sprachkurse")
    recording.edit_section(section, "Die Plätze sind besetzt.", based_on=0, by=secretary)
    protocol_in("circulated", meeting, by=secretary)
    typed = {
        "section": section.pk,
        "wording_now": "besetzt",
        "wording_wanted": "zur Hälfte besetzt",
        "reason": "Stand der Statistik",
    }

    client_of(board_member).post(address("objection", meeting), typed)
    objection = Objection.objects.get()
    client_of(secretary).post(address("objection_decide", meeting, objection.pk), {"accept": "yes", "reason": ""})

    objection.refresh_from_db()
    section.refresh_from_db()
    assert objection.decision == ObjectionDecision.ACCEPTED
    assert section.text == "Die Plätze sind zur Hälfte besetzt."


def test_objection_to_a_wording_that_is_not_there_keeps_what_was_typed(client_of, meeting, secretary, board_member):
    section = section_of(meeting.protocol, "Sprachkurse")
    recording.edit_section(section, "Die Plätze sind besetzt.", based_on=0, by=secretary)
    protocol_in("circulated", meeting, by=secretary)
    typed = {"section": section.pk, "wording_now": "frei", "wording_wanted": "knapp", "reason": "Eigene Zahlen"}

    response = client_of(board_member).post(address("objection", meeting), typed)

    assert response.status_code == 422
    assert "Eigene Zahlen" in response.content.decode()
    assert Objection.objects.count() == 0


def test_who_may_object_but_not_decide_is_refused(client_of, meeting, secretary, board_member):
    protocol = protocol_in("circulated", meeting, by=secretary)
    section = protocol.sections.first()
    objection = recording.object_to(section, wanted="Anders", reason="Falsch", by=board_member)

    response = client_of(board_member).post(address("objection_decide", meeting, objection.pk), {"accept": "yes"})

    objection.refresh_from_db()
    assert (response.status_code, objection.decision) == (403, ObjectionDecision.PENDING)


def test_confidential_section_of_a_group_is_hidden_from_the_board(
    client_of, network, group, group_lead, group_member, board_member, secretary
):
    running = MeetingFactory(committee=group, running=True, by=secretary)
    AgendaItemFactory(meeting=running, by=secretary, title="Geheime Sache", confidential=True)
    meeting = finish(running, by=secretary)
    protocol_in("circulated", meeting, by=secretary)

    seen = {
        name: "Geheime Sache" in client_of(person).get(address("protocol", meeting)).content.decode()
        for name, person in (("group_member", group_member), ("board_member", board_member), ("secretary", secretary))
    }

    assert seen == {"group_member": True, "board_member": False, "secretary": True}


def test_words_find_no_confidential_passage_of_others(
    client_of, network, group, group_lead, group_member, board_member, secretary
):
    running = MeetingFactory(committee=group, running=True, by=secretary)
    AgendaItemFactory(meeting=running, by=secretary, title="Geheime Sache", confidential=True)
    protocol_in("circulated", finish(running, by=secretary), by=secretary)
    search = reverse("meetings:protocol_list") + "?q=geheime"

    found = {
        name: len(client_of(person).get(search).context["page"].rows)
        for name, person in (("group_member", group_member), ("board_member", board_member))
    }

    assert found == {"group_member": 1, "board_member": 0}


def test_list_needs_the_same_queries_for_one_and_for_three(client_of, network, board, chair, secretary):
    client = client_of(secretary)
    finish(MeetingFactory(committee=board, running=True, by=secretary), by=secretary)
    client.get(reverse("meetings:protocol_list"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("meetings:protocol_list"))
    for months in (1, 2):
        day = timezone.localdate() + dt.timedelta(days=60 + 30 * months)
        finish(MeetingFactory(committee=board, running=True, by=secretary, date=day), by=secretary)

    with CaptureQueriesContext(connection) as three:
        page = client.get(reverse("meetings:protocol_list"))

    assert len(page.context["page"].rows) == 3
    assert len(three) == len(one) <= 12
