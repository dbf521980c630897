"""What chair and secretariat have for themselves, and what leaves the house from there."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import NewsPage
from kog.enums import OccupancyRole
from kog.exceptions import NotPossibleNow
from kog.models import OutboxMail
from meetings.actions import conducting, deciding, inviting, writing
from meetings.actions.deciding import Ballot
from meetings.drafting import draft
from meetings.enums import Answer, ItemKind, TextKind
from meetings.models import MeetingText
from tests.factories.cms import news_index
from tests.factories.kog import OccupancyFactory, UserFactory
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish


@pytest.fixture
def held(full_board, ob, secretary):
    """Resolved and handed out: something open, something confidential."""
    meeting = MeetingFactory(committee=full_board, by=secretary, date=timezone.localdate(), running=True)
    MeetingFactory(committee=full_board, by=secretary)
    conducting.record_rest_present(meeting, by=secretary)
    for title, secret in (("Kurse", False), ("GEHEIM", True)):
        item = AgendaItemFactory(meeting=meeting, by=secretary, title=title, confidential=secret)
        deciding.record_resolution(item, f"{title} werden ausgebaut.", Ballot(), by=secretary)
        AssignmentFactory(item=item, by=secretary, lead=ob, title=f"{title} planen")
    return finish(meeting, by=secretary)


def test_briefing_says_item_by_item_what_for_and_who_is_missing(
    full_board, chair, board_member, board_seat, secretary, client_of
):
    before = MeetingFactory(committee=full_board, by=secretary, date=timezone.localdate(), running=True)
    finish(before, by=secretary)
    newcomer = OccupancyFactory(seat=board_seat, role=OccupancyRole.DEPUTY).person
    meeting = MeetingFactory(committee=full_board, by=secretary, released=True)
    AgendaItemFactory(
        meeting=meeting,
        by=secretary,
        title="Sprachkurse",
        kind=ItemKind.DECISION,
        presenter="Sozialamt",
        text="Die **Lage**: " + "Wartezeit " * 60,
        proposed_resolution="Es werden Kurse eingerichtet.",
    )
    meeting = inviting.invite(meeting, by=secretary)
    row = meeting.participations.get(seat=board_seat)
    inviting.answer(row, Answer.DECLINED, substitute_person=newcomer, by=board_member)

    page = client_of(chair).get(reverse("meetings:briefing", args=[meeting.slug]))

    [stop] = [one for one in page.context["briefing"].stops if one.item.title == "Sprachkurse"]
    assert (stop.aim, len(stop.background) <= 220, "**" in stop.background) == ("Beschluss fassen", True, False)
    begins = dt.datetime.combine(meeting.date, meeting.starts)
    passed = sum(
        one.item.minutes for one in page.context["briefing"].stops[: page.context["briefing"].stops.index(stop)]
    )
    assert stop.begins == (begins + dt.timedelta(minutes=passed)).time()
    assert "Es werden Kurse eingerichtet." in page.text
    assert newcomer.name in page.text


@pytest.mark.parametrize("kind", [TextKind.PRESS, TextKind.THANKS])
def test_drafts_for_outside_tell_what_was_resolved_and_nothing_confidential(held, kind):
    text = draft(held, kind)

    assert "Kurse werden ausgebaut." in text
    assert "GEHEIM" not in text


def test_hand_over_names_what_comes_to_the_next_meeting(held, secretary):
    text = draft(held, TextKind.HANDOVER)

    assert "Kurse planen" in text
    assert f"Genehmigung: Protokoll {held}" in text


@pytest.mark.parametrize("kind", [TextKind.PRESS, TextKind.THANKS, TextKind.HANDOVER])
def test_nothing_is_told_of_a_meeting_that_is_still_to_come(planned, kind):
    assert draft(planned, kind).startswith("Der Entwurf entsteht nach der Sitzung")


def test_text_is_drafted_edited_and_not_overwritten_unseen(held, chair, secretary, client_of):
    address = reverse("meetings:meeting_text", args=[held.slug, "presse"])
    client = client_of(secretary)
    assert "Kurse werden ausgebaut." in client.get(address).text
    assert MeetingText.objects.count() == 0

    assert client.post(address, {"text": "Neu **und** gut", "version": 0}).status_code == 302
    late = client_of(chair).post(address, {"text": "Meins", "version": 0})

    row = MeetingText.objects.get()
    assert (row.text, row.html, row.version, row.by) == (
        "Neu **und** gut",
        "<p>Neu <strong>und</strong> gut</p>",
        1,
        secretary,
    )
    assert (late.status_code, "Neu **und** gut" in late.text, "Meins" in late.text) == (422, True, True)
    assert client_of(chair).post(address, {"text": "Meins", "version": 1}).status_code == 302
    assert client.post(address, {"text": "  ", "version": 2}).status_code == 422


def test_others_see_neither_briefing_nor_texts(held, board_member, secretary, client_of):
    writing.write(held, "dank", "Dank", based_on=0, by=secretary)
    client = client_of(board_member)

    for address in ("briefing", "meeting_text"):
        args = [held.slug, "dank"] if address == "meeting_text" else [held.slug]
        assert client.get(reverse(f"meetings:{address}", args=args)).status_code == 403
    assert client.get(reverse("meetings:printed", args=[held.slug, "regie"])).status_code == 403
    assert "Sitzungsregie" not in client.get(held.get_absolute_url()).text
    assert client_of(secretary).get(reverse("meetings:meeting_text", args=[held.slug, "gedicht"])).status_code == 404


def test_thank_you_is_mailed_once_to_those_who_took_part(
    held, ob, chair, board_member, board_seat, secretary, client_of
):
    """As it was read, to who came and who came for somebody; not to who was away, and not twice."""
    colleague = UserFactory(institution=board_seat.institution)
    held.participations.filter(seat=board_seat).update(
        attendance="represented", substitute=colleague.name, substitute_person=colleague
    )
    client = client_of(chair)
    address = reverse("meetings:thanks", args=[held.slug])
    text = reverse("meetings:meeting_text", args=[held.slug, TextKind.THANKS])
    assert client.post(address, {"version": 0}).status_code == 422
    client.post(text, {"text": draft(held, TextKind.THANKS), "version": 0})
    assert address in client.get(text).text

    page = client.get(address)
    assert set(page.context["people"]) == {chair, colleague}
    client.post(text, {"text": "**Danke** für alles.", "version": 1})
    assert client.post(address, {"version": 1}).status_code == 422
    assert client.post(address, {"version": 2}).status_code == 302
    assert client.post(address, {"version": 2}).status_code == 422

    mails = OutboxMail.objects.filter(kind="thanks")
    assert {mail.person for mail in mails} == {chair, colleague}
    assert {mail.subject for mail in mails} == {f"Dank für die Teilnahme an {held}"}
    assert all("<strong>Danke</strong>" in mail.html and "GEHEIM" not in mail.html for mail in mails)
    page = client.get(text).text
    assert ("Verschickt am" in page, address in page) == (True, False)


def test_thank_you_of_a_secret_meeting_is_not_mailed(held, secretary):
    writing.write(held, TextKind.THANKS, "Danke", based_on=0, by=secretary)
    held.items.filter(standing="").update(confidential=True)
    with pytest.raises(NotPossibleNow) as refusal:
        writing.send_thanks(held, version=1, by=secretary)
    assert refusal.value.code == "confidential"


def test_press_statement_becomes_one_draft_that_nobody_sees_before_it_is_published(held, secretary, chair, client_of):
    writing.write(held, TextKind.PRESS, "# Das Gremium tagte\n\n## Ergebnis\n\n- **Kurse**", based_on=0, by=secretary)
    address = reverse("cms:news_from_press", args=[held.slug])
    text = reverse("meetings:meeting_text", args=[held.slug, TextKind.PRESS])
    assert client_of(chair).post(address).status_code == 403
    assert address not in client_of(chair).get(text).text
    client = client_of(secretary)
    assert address in client.get(text).text
    assert client.post(address).status_code == 409
    news_index()

    assert client.get(address).status_code == 200
    made = [client.post(address).url for _twice in range(2)]

    page = NewsPage.objects.get()
    assert made == [reverse("wagtailadmin_pages:edit", args=[page.pk])] * 2
    assert (page.live, page.title) == (False, "Das Gremium tagte")
    assert str(page.get_latest_revision_as_object().body[0].value).count("<h3>Ergebnis</h3>") == 1
    assert client_of(chair).get("/aktuelles/").text.count("Das Gremium tagte") == 0
