"""What the draft of a protocol takes over from the meeting."""

from documents.actions import filing
from meetings.actions import agenda, assigning, conducting, deciding, reviewing
from meetings.actions.assigning import Order
from meetings.actions.reviewing import Finding
from meetings.enums import Outcome, ReviewResult
from tests.factories.documents import filed
from tests.factories.kog import RulesFactory
from tests.factories.meetings import AgendaItemFactory, finish

from .conftest import TODAY


def test_draft_keeps_what_is_confidential_apart(running, secretary):
    AgendaItemFactory(meeting=running, title="Personal", confidential=True)

    protocol = finish(running, by=secretary).protocol

    assert list(protocol.sections.filter(confidential=True).values_list("title", flat=True)) == ["Personal"]


def test_draft_tells_what_was_resolved_assigned_postponed_and_attached(
    running, planned, afa, ihk, chair, board_member, network, secretary
):
    conducting.record_rest_present(running, by=secretary)
    item = AgendaItemFactory(meeting=running, title="Wohnen")
    item.papers.create(document=filed(filing.folder_for(running.committee), "Lagebild.pdf"))
    RulesFactory(committee=running.committee, valid_from=TODAY)
    ballot = deciding.Ballot("vote", yes=2)
    deciding.record_resolution(item, "Erste Zeile\nzweite", ballot, by=secretary)
    assigning.assign(item, Order(afa, "Aus|tausch", partners=[ihk]), by=secretary)
    moved = AgendaItemFactory(meeting=running, title="Schule")
    conducting.set_outcome(moved, Outcome.POSTPONED, by=secretary, reason="Zeit")

    protocol = finish(running, by=secretary).protocol

    text = protocol.sections.get(title="Wohnen").text
    for piece in (
        "KOG-B 2026-1/01",
        "> Erste Zeile\n> zweite",
        "KOG 2026-1/01",
        "Aus/tausch",
        "IHK",
        "KOG 2026-2",
        "Lagebild",
    ):
        assert piece in text
    assert ": Zeit" in protocol.sections.get(title="Schule").text


def test_draft_tells_what_was_reviewed(running, planned, afa, secretary):
    assignment = assigning.assign(AgendaItemFactory(meeting=running), Order(afa, "Austausch"), by=secretary)
    finish(running, by=secretary)
    conducting.open_meeting(planned, by=secretary)
    reviewing.review(assignment, planned, Finding(ReviewResult.EXTENDED, "Mehr|Zeit"), by=secretary)

    protocol = finish(planned, by=secretary).protocol

    text = protocol.sections.get(item__standing="review").text
    assert assignment.number in text
    assert "Mehr/Zeit" in text


def test_a_postponed_item_with_papers_takes_them_along(running, planned, network, secretary):
    item = agenda.add_item(running, {"title": "Schule"}, by=secretary)
    paper = item.papers.create(document=filed(filing.folder_for(running.committee)))
    conducting.set_outcome(item, Outcome.POSTPONED, by=secretary)

    finish(running, by=secretary)

    copy = planned.items.get(carried_from=item)
    assert [one.document for one in copy.papers.all()] == [paper.document]
