"""What was handed out under a confidential item stays confidential when a later meeting reviews it."""

import datetime as dt

import pytest

from documents.actions import filing
from kog.models import Institution
from meetings.actions import conducting, papers, reviewing
from meetings.enums import Outcome, ReviewResult
from meetings.models import AgendaItem
from meetings.queries.protocols import sections_for
from meetings.queries.visibility import assignments_visible_to
from tests.factories.documents import filed
from tests.factories.kog import OccupancyFactory, SeatFactory, UserFactory
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish, protocol_in
from tests.replay import replayed


@pytest.fixture
@replayed
def reviewed(network, group, group_lead, group_member, board_member, secretary, fizu: Institution):
    first = MeetingFactory(committee=group, running=True, by=secretary)
    secret = AgendaItemFactory(meeting=first, by=secretary, title="Geheime Sache", confidential=True)
    assignment = AssignmentFactory(item=secret, lead=fizu, by=secretary, title="Geheimer Auftrag")
    finish(first, by=secretary)
    second = MeetingFactory(committee=group, running=True, by=secretary, date=first.date + dt.timedelta(days=30))
    finding = reviewing.Finding(ReviewResult.DROPPED, "Geheimer Grund")
    reviewing.review(assignment, second, finding, by=secretary)
    open_item = AgendaItemFactory(meeting=second, by=secretary, title="Offene Sache")
    document = filed(filing.folder_for(group, by=secretary), "Geheimes Papier.pdf", confidential=True, by=secretary)
    papers.attach_paper(open_item, document, by=secretary)
    conducting.record_rest_present(second, by=secretary)
    for item in AgendaItem.objects.without_outcome().filter(meeting=second):
        conducting.set_outcome(item, Outcome.TREATED, by=secretary)
    protocol = conducting.close_meeting(second, by=secretary).protocol
    protocol_in("circulated", second, by=secretary)
    return protocol


def words(person, protocol, fresh):
    return " ".join(section.text + section.html for section in sections_for(fresh(person), protocol))


@pytest.mark.parametrize("secret", ["Geheimer Auftrag", "Geheimer Grund"])
def test_member_of_the_group_reads_it_and_the_board_does_not(reviewed, group_member, board_member, fresh, secret):
    assert secret in words(group_member, reviewed, fresh)
    assert secret not in words(board_member, reviewed, fresh)


def test_title_of_a_confidential_paper_stands_in_no_open_section(reviewed, group_member, fresh):
    assert "Geheimes Papier" not in words(group_member, reviewed, fresh)


def test_partner_outside_the_committee_sees_the_assignment(network, board, chair, secretary, afa, fresh):
    outside = UserFactory(institution=afa)
    OccupancyFactory(seat=SeatFactory(institution=afa), person=outside)
    item = AgendaItemFactory(meeting=MeetingFactory(committee=board, running=True, by=secretary), by=secretary)
    theirs = AssignmentFactory(item=item, lead=chair.institution, partners=[afa], by=secretary)
    AssignmentFactory(item=item, lead=chair.institution, by=secretary)

    assert list(assignments_visible_to(fresh(outside))) == [theirs]
