import datetime as dt

import pytest

from meetings.actions import agenda, assigning, conducting, deciding
from meetings.enums import ItemKind, ItemState, Outcome, Standing
from meetings.models import AgendaComment
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, finish

from .conftest import NOW, titles

OVER = ["closed", "cancelled"]


def test_item_stands_before_the_tail_and_keeps_its_content(planned, secretary, last_entry):
    content = {
        "kind": ItemKind.DECISION,
        "title": "Wohnen",
        "minutes": 25,
        "presenter": "Sozialamt",
        "text": "Lage *heute*",
        "proposed_resolution": "Das Gremium beschließt …",
        "confidential": True,
    }

    item = agenda.add_item(planned, content, by=secretary)

    assert {name: getattr(item, name) for name in content} == content
    assert item.text_html == "<p>Lage <em>heute</em></p>"
    assert [one.standing for one in planned.items.all()][-3:] == ["", Standing.MISCELLANEOUS, Standing.NEXT_MEETING]
    assert (item.committee, item.state, item.outcome) == (planned.committee, ItemState.ACCEPTED, Outcome.OPEN)
    assert (item.late_since, item.late_reason) == (None, "")
    assert last_entry(item) == ("item_added", secretary, {"meeting": "KOG 2026-1"})


def test_content_knows_only_its_own_fields(planned, secretary):
    item = agenda.add_item(planned, {"title": "Wohnen", "outcome": "treated", "state": "declined"}, by=secretary)

    assert (item.outcome, item.state) == (Outcome.OPEN, ItemState.ACCEPTED)


def test_item_after_the_release_is_late_with_its_reason(planned, secretary):
    agenda.release(planned, by=secretary)

    item = agenda.add_item(planned, {"title": "Wohnen"}, by=secretary, late_reason=" Eilt ")

    assert (item.late_since, item.late_reason) == (NOW, "Eilt")


def test_sub_items_are_counted_below_their_item(planned, secretary):
    parent = AgendaItemFactory(meeting=planned)

    first, second = (AgendaItemFactory(meeting=planned, parent=parent) for _ in range(2))

    assert [(one.parent, one.position) for one in (first, second)] == [(parent, 0), (parent, 1)]


@pytest.mark.parametrize("wrong", ["of_another_meeting", "sub_item", "dealt_with", "only_suggested"])
def test_sub_item_needs_an_open_item_of_the_same_meeting(running, planned, secretary, refused, wrong):
    parent = AgendaItemFactory(meeting=planned if wrong == "of_another_meeting" else running)
    if wrong == "sub_item":
        parent = AgendaItemFactory(meeting=running, parent=parent)
    elif wrong == "dealt_with":
        parent = conducting.set_outcome(parent, Outcome.TREATED, by=secretary)
    elif wrong == "only_suggested":
        parent = agenda.suggest_item(planned.committee, {"title": "Idee"}, by=secretary, meeting=planned)

    with refused("no_such_parent"):
        agenda.add_item(running if wrong != "only_suggested" else planned, {"title": "x"}, by=secretary, parent=parent)


@pytest.mark.parametrize("phase", OVER)
def test_nothing_is_changed_on_the_agenda_of_a_meeting_that_is_over(full_board, secretary, refused, phase):
    meeting = MeetingFactory(committee=full_board, by=secretary, phase=phase)
    item = meeting.items.first()
    idea = agenda.suggest_item(full_board, {"title": "Idee"}, by=secretary)

    for change in (
        lambda: agenda.add_item(meeting, {"title": "x"}, by=secretary),
        lambda: agenda.change_item(item, {"title": "x"}, by=secretary),
        lambda: agenda.move_item(item, to_index=0, by=secretary),
        lambda: agenda.accept_item(idea, meeting=meeting, by=secretary),
        lambda: agenda.omit_standing_item(item, by=secretary),
        lambda: agenda.comment(meeting, "Hm", by=secretary),
        lambda: agenda.release(meeting, by=secretary),
    ):
        with refused("meeting_is_over"):
            change()
    idea.refresh_from_db()
    assert (idea.state, idea.meeting) == (ItemState.SUGGESTED, None)


def test_change_writes_content_and_marks_late_only_after_the_release(planned, secretary, last_entry):
    item = AgendaItemFactory(meeting=planned)
    changed = agenda.change_item(item, {"title": "Neu", "text": "**x**"}, by=secretary)
    assert (changed.title, changed.text_html, changed.late_since) == ("Neu", "<p><strong>x</strong></p>", None)
    assert last_entry(item) == ("item_changed", secretary, {"title": "Neu"})

    agenda.release(planned, by=secretary)

    changed = agenda.change_item(item, {"title": "Neuer"}, by=secretary, late_reason="Tippfehler")
    assert (changed.late_since, changed.late_reason) == (NOW, "Tippfehler")


def test_item_in_the_pool_can_be_changed(full_board, secretary):
    idea = agenda.suggest_item(full_board, {"title": "Idee"}, by=secretary)

    assert agenda.change_item(idea, {"title": "Bessere Idee"}, by=secretary).title == "Bessere Idee"


@pytest.mark.parametrize(("index", "place"), [(0, 0), (2, 2), (99, 7), (-5, 0)])
def test_move_puts_an_item_at_its_place(planned, secretary, last_entry, index, place):
    AgendaItemFactory.create_batch(2, meeting=planned)
    item = AgendaItemFactory(meeting=planned, title="Wohnen")

    agenda.move_item(item, to_index=index, by=secretary)

    assert titles(planned).index("Wohnen") == place
    assert last_entry(item) == ("item_moved", secretary, {"to": index})


def test_what_is_added_after_moving_stands_before_the_tail(planned, secretary):
    first = AgendaItemFactory(meeting=planned, title="A")
    agenda.move_item(first, to_index=0, by=secretary)

    AgendaItemFactory(meeting=planned, title="B")

    assert titles(planned)[0] == "A"
    assert titles(planned)[-3] == "B"


def test_move_counts_among_siblings_only(planned, secretary):
    parent = AgendaItemFactory(meeting=planned)
    first, second = (AgendaItemFactory(meeting=planned, parent=parent) for _ in range(2))

    agenda.move_item(second, to_index=0, by=secretary)

    assert list(parent.children.all()) == [second, first]
    assert titles(planned).count(parent.title) == 1


def test_move_after_the_release_is_late(planned, secretary):
    item = AgendaItemFactory(meeting=planned)
    agenda.release(planned, by=secretary)

    agenda.move_item(item, to_index=0, by=secretary)

    item.refresh_from_db()
    assert item.late_since == NOW


def test_move_of_what_is_on_no_agenda_is_refused(full_board, secretary, refused):
    idea = agenda.suggest_item(full_board, {"title": "Idee"}, by=secretary)

    with refused("not_on_an_agenda"):
        agenda.move_item(idea, to_index=0, by=secretary)


def test_schedule_moves_an_item_and_its_sub_items(planned, later, secretary, last_entry):
    parent = AgendaItemFactory(meeting=planned, title="Wohnen")
    child = AgendaItemFactory(meeting=planned, parent=parent)

    agenda.schedule_item(parent, meeting=later, by=secretary)

    child.refresh_from_db()
    assert (titles(later)[-3], child.meeting, child.parent) == ("Wohnen", later, parent)
    assert last_entry(parent) == ("item_scheduled", secretary, {"meeting": "KOG 2026-2"})


def test_schedule_back_into_the_pool_and_out_again(planned, secretary):
    item = AgendaItemFactory(meeting=planned)

    assert agenda.schedule_item(item, meeting=None, by=secretary).meeting is None
    assert agenda.schedule_item(item, meeting=planned, by=secretary).meeting == planned


def test_a_scheduled_sub_item_stands_on_its_own(planned, later, secretary):
    child = AgendaItemFactory(meeting=planned, parent=AgendaItemFactory(meeting=planned))

    assert agenda.schedule_item(child, meeting=later, by=secretary).parent is None


@pytest.mark.parametrize("wrong", ["standing", "dealt_with", "suggested", "declined"])
def test_schedule_refuses_what_cannot_move(running, later, secretary, refused, wrong):
    item = AgendaItemFactory(meeting=running)
    if wrong == "standing":
        item = running.items.filter(standing=Standing.REVIEW).get()
    elif wrong == "dealt_with":
        conducting.set_outcome(item, Outcome.NOTED, by=secretary)
    else:
        item = agenda.suggest_item(running.committee, {"title": "Idee"}, by=secretary)
        if wrong == "declined":
            agenda.decline_item(item, reason="Nein", by=secretary)

    with refused("cannot_be_scheduled"):
        agenda.schedule_item(item, meeting=later, by=secretary)


@pytest.mark.parametrize("happened", ["assignment", "resolution", "discussion", "below"])
def test_schedule_refuses_to_take_along_what_happened_in_the_meeting(
    running, later, afa, chair, secretary, refused, happened
):
    item = AgendaItemFactory(meeting=running)
    spot = AgendaItemFactory(meeting=running, parent=item) if happened == "below" else item
    if happened in ("assignment", "below"):
        assigning.assign(spot, assigning.Order(afa, "Bericht"), by=secretary)
    elif happened == "discussion":
        conducting.save_discussion(item, "Es wurde gesprochen.", based_on=0, by=secretary)
    else:
        conducting.record_rest_present(running, by=secretary)
        deciding.record_resolution(item, "So sei es", deciding.Ballot(), by=secretary)
        conducting.set_outcome(item, Outcome.OPEN, by=secretary)

    with refused("cannot_be_scheduled"):
        agenda.schedule_item(item, meeting=later, by=secretary)
    spot.refresh_from_db()
    assert spot.meeting == running


def test_schedule_refuses_meetings_that_are_over_and_foreign_ones(planned, full_board, group, secretary, refused):
    item = AgendaItemFactory(meeting=planned)
    over = MeetingFactory(committee=full_board, by=secretary, closed=True, date=dt.date(2026, 4, 13))
    foreign = MeetingFactory(committee=group, by=secretary)

    with refused("meeting_is_over"):
        agenda.schedule_item(item, meeting=over, by=secretary)
    with refused("foreign_meeting"):
        agenda.schedule_item(item, meeting=foreign, by=secretary)


def test_standing_item_can_be_left_out_twice(planned, secretary, last_entry):
    item = planned.items.get(standing=Standing.NEXT_MEETING)

    for _ in range(2):
        assert agenda.omit_standing_item(item, by=secretary).outcome == Outcome.OMITTED
    assert last_entry(item) == ("item_omitted", secretary, {})


@pytest.mark.parametrize("wrong", ["review", "protocol", "no_standing", "on_no_agenda", "resolved"])
def test_what_belongs_on_every_agenda_is_not_left_out(running, planned, chair, secretary, refused, wrong):
    item = planned.items.get(standing=Standing.REVIEW)
    if wrong == "protocol":
        finish(running, by=secretary)
        item = planned.items.get(protocol=running.protocol)
    elif wrong == "no_standing":
        item = AgendaItemFactory(meeting=planned)
    elif wrong == "on_no_agenda":
        item = agenda.suggest_item(planned.committee, {"title": "Idee"}, by=secretary)
    elif wrong == "resolved":
        item = running.items.get(standing=Standing.NEXT_MEETING)
        conducting.record_rest_present(running, by=secretary)
        deciding.record_resolution(item, "Am 8. Juni", deciding.Ballot(), by=secretary)

    with refused("cannot_be_omitted"):
        agenda.omit_standing_item(item, by=secretary)


def test_comment_is_kept_and_the_secretariat_told(planned, chair, secretary, mails):
    item = planned.items.first()

    agenda.comment(planned, " Bitte kürzer ", by=chair, item=item)

    row = AgendaComment.objects.get()
    assert (row.text, row.by, row.item, row.at) == ("Bitte kürzer", chair, item, NOW)
    assert mails() == [("agenda_commented", secretary.email)]


def test_own_comment_of_the_secretary_is_not_mailed_back(planned, secretary, mails):
    agenda.comment(planned, "Raum fehlt", by=secretary)

    assert mails() == []


def test_empty_comment_is_refused(planned, chair, refused):
    with refused("empty_comment"):
        agenda.comment(planned, " ", by=chair)


def test_release_is_once_and_says_by_whom(planned, chair, secretary, last_entry, now):
    agenda.release(planned, by=chair)
    now.shift(dt.timedelta(days=1))

    again = agenda.release(planned, by=secretary)

    assert (again.released_at, again.released_by) == (NOW, chair)
    assert last_entry(planned) == ("agenda_released", chair, {})


def test_release_of_an_empty_agenda_is_refused(planned, secretary, refused):
    planned.items.all().delete()

    with refused("empty_agenda"):
        agenda.release(planned, by=secretary)
