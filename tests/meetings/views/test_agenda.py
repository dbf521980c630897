import pytest
from django.urls import reverse

from documents.actions import filing
from meetings.actions import agenda
from meetings.enums import ItemState, Outcome
from meetings.models import AgendaComment, AgendaItem
from tests.factories.documents import PDF, filed, upload
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.replay import replayed


def own_titles(meeting):
    return list(meeting.items.accepted().filter(standing="").order_by("position", "pk").values_list("title", flat=True))


@pytest.fixture
@replayed
def three(planned, secretary):
    return [AgendaItemFactory(meeting=planned, by=secretary, title=title) for title in ("Eins", "Zwei", "Drei")]


def test_item_is_added_with_all_it_says(send, planned, secretary):
    response = send(
        secretary,
        "item_add",
        planned.slug,
        title="Sprachkurse",
        kind="decision",
        minutes=25,
        presenter="AG Sprache",
        text="**Bedarf** steigt",
        proposed_resolution="Mehr Kurse",
        confidential="on",
    )

    item = planned.items.get(title="Sprachkurse")
    assert response.url == reverse("meetings:agenda", args=[planned.slug])
    assert (item.kind, item.minutes, item.confidential) == ("decision", 25, True)
    assert "<strong>Bedarf</strong>" in item.text_html


def test_item_without_title_keeps_what_was_typed(send, planned, secretary):
    response = send(secretary, "item_add", planned.slug, title="", kind="decision", minutes=25, text="Bleibt stehen")

    assert response.status_code == 422
    assert "Bleibt stehen" in response.text
    assert own_titles(planned) == []


def test_sub_item_stands_below_its_item(page_of, send, planned, three, secretary):
    send(secretary, "item_add", planned.slug, title="Unterpunkt", kind="discussion", minutes=5, parent=three[0].pk)

    labels = {item.title: item.label for item in page_of(secretary, "agenda", planned.slug).context["items"]}
    assert labels["Unterpunkt"] == f"{labels['Eins']}.1"


def test_buttons_move_an_item_by_one_place(page_of, send, planned, three, secretary):
    shown = {item.pk: item for item in page_of(secretary, "agenda", planned.slug).context["items"]}

    send(secretary, "item_move", three[2].pk, to=shown[three[2].pk].place - 1)

    assert own_titles(planned) == ["Eins", "Drei", "Zwei"]


def test_mouse_moves_an_item_to_any_place_and_gets_a_short_answer(client_of, page_of, planned, three, secretary):
    first = {item.pk: item.place for item in page_of(secretary, "agenda", planned.slug).context["items"]}[three[0].pk]
    address = reverse("meetings:item_move", args=[three[2].pk])

    response = client_of(secretary).post(address, {"to": first}, headers={"Accept": "application/json"})

    assert response.json() == {"moved": True}
    assert own_titles(planned) == ["Drei", "Eins", "Zwei"]


def test_minutes_are_summed_against_the_length(page_of, planned, three, secretary):
    response = page_of(secretary, "agenda", planned.slug)

    frame = sum(item.minutes for item in planned.items.exclude(standing=""))
    assert (response.context["minutes"], response.context["length"]) == (frame + 30, 150)


def test_draft_is_not_shown_to_members_until_it_is_released(page_of, send, planned, three, secretary, board_member):
    before = page_of(board_member, "agenda", planned.slug).context["items"]
    send(secretary, "agenda_release", planned.slug)
    after = page_of(board_member, "agenda", planned.slug)

    assert before == []
    assert "Zwei" in [item.title for item in after.context["items"]]
    assert reverse("meetings:item_edit", args=[three[0].pk]) not in after.text


def test_change_after_the_release_is_marked_as_late_with_its_reason(send, planned, three, secretary):
    agenda.release(planned, by=secretary)

    send(
        secretary, "item_edit", three[0].pk, title="Eins neu", kind="discussion", minutes=10, late_reason="Neue Zahlen"
    )

    item = AgendaItem.objects.get(pk=three[0].pk)
    assert (item.title, item.late_reason, item.late_since is not None) == ("Eins neu", "Neue Zahlen", True)


def test_chair_comments_and_releases(send, planned, three, chair, board_member):
    send(chair, "agenda_comment", planned.slug, text="Bitte TOP 5 vorziehen")
    refused = send(board_member, "agenda_release", planned.slug)
    send(chair, "agenda_release", planned.slug)

    planned.refresh_from_db()
    assert AgendaComment.objects.get().text == "Bitte TOP 5 vorziehen"
    assert refused.status_code == 403
    assert planned.released_by == chair


def test_item_goes_to_the_pool_and_comes_back(send, planned, three, secretary):
    send(secretary, "item_schedule", three[0].pk, meeting="")
    waiting = AgendaItem.objects.get(pk=three[0].pk).meeting
    send(secretary, "item_schedule", three[0].pk, meeting=planned.pk)

    assert waiting is None
    assert AgendaItem.objects.get(pk=three[0].pk).meeting == planned


def test_standing_item_is_left_out_but_never_the_review(client_of, send, planned, secretary):
    misc, review = planned.items.get(standing="miscellaneous"), planned.items.get(standing="review")

    send(secretary, "item_omit", misc.pk)
    refused = client_of(secretary).post(reverse("meetings:item_omit", args=[review.pk]), follow=True)

    misc.refresh_from_db()
    review.refresh_from_db()
    assert (misc.outcome, review.outcome) == (Outcome.OMITTED, Outcome.OPEN)
    assert [message.level_tag for message in refused.context["messages"]] == ["error"]


def test_paper_is_uploaded_into_the_folder_of_the_item(client_of, planned, three, secretary, board_member):
    address = reverse("meetings:paper_add", args=[three[0].pk])

    client_of(secretary).post(address, {"kind": "paper", "files": [upload("Vorlage.pdf", PDF)]})
    agenda.release(planned, by=secretary)
    client_of(secretary).post(address, {"kind": "tabled", "files": [upload("Tischvorlage.pdf", PDF)]})

    papers = list(three[0].papers.select_related("document"))
    assert [(paper.document.title, paper.kind, paper.late) for paper in papers] == [
        ("Vorlage", "paper", False),
        ("Tischvorlage", "tabled", True),
    ]
    folder = papers[0].document.folder
    assert folder.key == three[0].folder_key
    assert (
        client_of(secretary).post(reverse("meetings:item_folder", args=[three[0].pk])).url == folder.get_absolute_url()
    )
    assert folder.get_absolute_url() in client_of(board_member).get(three[0].get_absolute_url()).text
    assert client_of(board_member).get(papers[0].document.download_url).status_code == 200


def test_file_of_the_committee_is_attached_and_no_other(send, planned, three, secretary, group):
    own = filed(filing.folder_for(planned.committee), "Zahlen.pdf", by=secretary)
    foreign = filed(filing.folder_for(group), "Fremdes.pdf", by=secretary)

    send(secretary, "paper_add", three[0].pk, kind="attachment", document=own.pk)
    refused = send(secretary, "paper_add", three[0].pk, kind="attachment", document=foreign.pk)

    assert [paper.document for paper in three[0].papers.all()] == [own]
    assert refused.status_code == 422


def test_item_that_becomes_confidential_closes_its_papers(client_of, send, group, secretary, board_member):
    meeting = MeetingFactory(committee=group, by=secretary)
    item = AgendaItemFactory(meeting=meeting, by=secretary, title="Offen")
    address = reverse("meetings:paper_add", args=[item.pk])
    client_of(secretary).post(address, {"kind": "paper", "files": [upload("Vorlage.pdf", PDF)]})
    document = item.papers.get().document
    before = client_of(board_member).get(document.download_url).status_code

    send(secretary, "item_edit", item.pk, title="Zu", kind="discussion", minutes=10, confidential="on")

    assert before == 200
    assert client_of(board_member).get(document.download_url).status_code == 404
    assert client_of(board_member).get(reverse("meetings:item", args=[item.pk])).status_code == 404


def test_suggestion_is_made_accepted_and_answered(send, page_of, planned, board_member, secretary):
    send(
        board_member,
        "suggest",
        planned.committee.key,
        title="Fachtag",
        kind="information",
        minutes=10,
        meeting=planned.pk,
    )
    item = AgendaItem.objects.get(title="Fachtag")
    waiting = page_of(secretary, "pool", planned.committee.key).context["suggestions"]
    assert (item.state, list(waiting)) == (ItemState.SUGGESTED, [item])

    send(secretary, "item_accept", item.pk, meeting=planned.pk)

    item.refresh_from_db()
    assert (item.state, item.meeting) == (ItemState.ACCEPTED, planned)


def test_suggestion_is_declined_only_with_a_reason(send, page_of, planned, board_member, secretary):
    item = agenda.suggest_item(planned.committee, {"title": "Fachtag"}, by=board_member)

    without = send(secretary, "item_decline", item.pk, reason="")
    send(secretary, "item_decline", item.pk, reason="Gehört in die AG.")

    item.refresh_from_db()
    assert without.status_code == 422
    assert (item.state, item.decline_reason) == (ItemState.DECLINED, "Gehört in die AG.")
    assert "Gehört in die AG." in page_of(board_member, "suggest", planned.committee.key).text


def test_group_follows_its_suggestion_on_the_board_but_not_the_meeting(
    page_of, planned, group, group_lead, group_member, secretary
):
    item = agenda.suggest_item(planned.committee, {"title": "Termine"}, by=group_lead, from_group=group)
    agenda.accept_item(item, meeting=planned, by=secretary)

    assert page_of(group_lead, "item", item.pk).status_code == 200
    assert planned.get_absolute_url() not in page_of(group_member, "item", item.pk).text
    assert page_of(group_lead, "meeting", planned.slug).status_code == 404


@pytest.mark.parametrize("name", ["item_edit", "paper_add", "item_decline"])
def test_members_do_not_work_on_the_agenda(page_of, planned, three, secretary, board_member, stranger, name):
    agenda.release(planned, by=secretary)

    assert page_of(board_member, name, three[0].pk).status_code == 403
    assert page_of(stranger, name, three[0].pk).status_code == 404
