"""The way back tells nobody what was confidential, and nothing before it is released."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.actions import filing
from documents.queries import documents_visible_to
from meetings.actions import (
    agenda,
    answering,
    assigning,
    conducting,
    deciding,
    delegating,
    folders,
    mandating,
    raising,
    recording,
)
from meetings.models import Guest, Matter
from meetings.queries import board_report, topics
from meetings.queries.delegations import recipients
from meetings.queries.matters import prepared_answer, resolutions_on
from tests.factories.kog import FieldFactory, InstitutionFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, finish, raised
from tests.permissions.conftest import filed
from tests.replay import replayed

SECRET = "GEHEIM Wortlaut"


@pytest.fixture
@replayed
def running(network, board, chair, board_member, group, group_lead, secretary):
    meeting = MeetingFactory(committee=board, by=secretary, date=timezone.localdate(), running=True)
    conducting.record_rest_present(meeting, by=secretary)
    return meeting


@pytest.fixture
@replayed
def matter(running, group, group_lead, secretary) -> Matter:
    """Resolved on a confidential item."""
    field = FieldFactory(name="Wohnen", slug="wohnen")
    group.fields.add(field)
    matter = raised(group, title="Räume fehlen", fields=[field], by=group_lead)
    item = agenda.accept_item(matter.items.get(), meeting=running, by=secretary)
    agenda.change_item(item, {"confidential": True}, by=secretary)
    deciding.record_resolution(item, SECRET, deciding.Ballot(), by=secretary)
    return matter


def test_the_prepared_answer_holds_nothing_confidential(matter, running, secretary):
    finish(running, by=secretary)
    assert SECRET not in str(prepared_answer(matter, resolutions_on(matter)))


def test_insisting_keeps_it_confidential(matter, running, secretary, group_lead):
    finish(running, by=secretary)
    answer = answering.answer(matter, answering.Reply("noted", "Erledigt."), by=secretary)
    raising.insist(answer, "Nein.", by=group_lead)
    assert matter.items.order_by("-pk").first().confidential


def test_a_mandate_by_a_confidential_resolution_is_reported_on_confidentially(
    matter, board, group, secretary, client_of
):
    resolution = matter.items.get().resolutions.get()
    terms = mandating.Terms("Was ist zu tun?", resolution=resolution)
    assert mandating.give(group, board, terms, by=secretary).report_items.get().confidential
    page = client_of(secretary).get(reverse("meetings:mandate_set_up", args=[resolution.meeting.slug, resolution.pk]))
    assert SECRET not in page.text


def test_results_reach_the_group_when_the_protocol_is_out(running, group, group_lead, secretary, client_of, fresh):
    field = FieldFactory(name="Wohnen", slug="wohnen")
    matter = raised(group, title="Räume fehlen", fields=[field], by=group_lead)
    item = agenda.accept_item(matter.items.get(), meeting=running, by=secretary)
    deciding.record_resolution(item, "VORAB Wortlaut", deciding.Ballot(), by=secretary)

    def told() -> tuple[bool, bool, bool]:
        client = client_of(group_lead)
        pages = (matter.get_absolute_url(), reverse("kog:field", args=["wohnen"]), item.get_absolute_url())
        return tuple("VORAB" in client.get(address).text for address in pages)

    seen = [told()]
    finish(running, by=secretary)
    seen.append(told())
    assert topics.of_field(fresh(group_lead), field)["resolutions"] == []
    recording.send_to_chair(running.protocol, by=secretary)
    recording.circulate(running.protocol, by=secretary)

    assert [*seen, told()] == [(False, False, False), (False, False, False), (True, True, True)]


def test_a_guest_does_not_read_a_confidential_paper(running, board, guest, secretary, fresh):
    item = AgendaItemFactory(meeting=running, by=secretary)
    document = filed(folders.of_meeting(running, by=secretary), "GEHEIM.pdf", confidential=True, by=secretary)
    item.papers.create(document=document)
    Guest.objects.create(item=item, person=guest, until=timezone.localdate())
    assert document not in documents_visible_to(fresh(guest))
    filing.mark_confidential(document, confidential=False, by=secretary)
    assert document in documents_visible_to(fresh(guest))


def test_a_confidential_assignment_is_passed_on_to_persons_only(running, afa, board_member, secretary):
    unit = InstitutionFactory(key="einheit", parent=afa)
    item = AgendaItemFactory(meeting=running, by=secretary, confidential=True)
    work = assigning.assign(item, assigning.Order(afa, "GEHEIM"), by=secretary)
    with pytest.raises(delegating.NotPossibleNow) as refusal:
        delegating.delegate(work, "Teil", to=unit, due=None, by=board_member)
    assert refusal.value.code == "confidential"
    assert unit.name not in [label for _value, label, _record in recipients(work)]


def test_the_report_tells_of_a_meeting_whose_protocol_came_late(running, board, group, group_lead, secretary):
    """The group met between the board's meeting and its protocol."""
    matter = raised(group, title="Räume fehlen", by=group_lead)
    agenda.accept_item(matter.items.get(), meeting=running, by=secretary)
    finish(running, by=secretary)
    running.__class__.objects.filter(pk=running.pk).update(date=timezone.localdate() - dt.timedelta(days=10))
    MeetingFactory(committee=group, by=secretary, date=timezone.localdate(), closed=True)
    recording.send_to_chair(running.protocol, by=secretary)
    recording.circulate(running.protocol, by=secretary)

    assert [part.meeting for part in board_report.report_for(group, board_report.since_last_meeting(group))] == [
        running
    ]


def test_clicking_twice_confirms_once_and_an_objection_after_it_keeps_its_text(
    running, group, group_lead, secretary, client_of
):
    matter = raised(group, title="Räume fehlen", by=group_lead)
    agenda.accept_item(matter.items.get(), meeting=running, by=secretary)
    finish(running, by=secretary)
    answering.answer(matter, answering.Reply("noted", "Ja."), by=secretary)
    client = client_of(group_lead)
    address = reverse("meetings:answer_confirm", args=[matter.slug])
    assert [client.post(address).status_code for _click in range(2)] == [302, 302]

    page = client.post(reverse("meetings:answer_insist", args=[matter.slug]), {"text": "Ein langer Einwand"})
    assert (page.status_code, "Ein langer Einwand" in page.text) == (422, True)
