import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from kog.models import Rules
from meetings.enums import Answer, Attendance
from meetings.models import Meeting, Participation
from meetings.papers import attendance
from meetings.queries.participation import forecast
from tests.factories.kog import SeatFactory, UserFactory


@pytest.fixture
def own(invited, board_member):
    return invited.participations.get(person=board_member)


def test_invitation_is_accepted_with_one_click_and_one_comes_back(send, invited, own, board_member):
    response = send(board_member, "answer", invited.slug, own.pk, answer="accepted", weiter="/portal/")

    own.refresh_from_db()
    assert response.url == "/portal/"
    assert (own.answer, own.answered_at is not None) == (Answer.ACCEPTED, True)


def test_substitute_needs_a_name(send, invited, own, board_member):
    without = send(board_member, "answer", invited.slug, own.pk, answer="vertretung")
    send(board_member, "answer", invited.slug, own.pk, answer="vertretung", substitute="Frau Beispiel")

    own.refresh_from_db()
    assert without.status_code == 422
    assert (own.answer, own.substitute) == (Answer.DECLINED, "Frau Beispiel")


def test_declining_keeps_the_reason_and_drops_an_earlier_substitute(send, invited, own, board_member):
    send(board_member, "answer", invited.slug, own.pk, answer="vertretung", substitute="Frau Beispiel")
    send(board_member, "answer", invited.slug, own.pk, answer="declined", reason="Urlaub", substitute="Frau Beispiel")

    own.refresh_from_db()
    assert (own.answer, own.substitute, own.answer_reason) == (Answer.DECLINED, "", "Urlaub")


def test_nobody_answers_for_another_seat_but_the_secretariat(send, page_of, invited, own, chair, secretary):
    assert send(chair, "answer", invited.slug, own.pk, answer="accepted").status_code == 403

    send(secretary, "answer", invited.slug, own.pk, answer="accepted")

    own.refresh_from_db()
    assert (own.answer, own.answered_by, own.entered_for_them) == (Answer.ACCEPTED, secretary, True)
    assert f"eingetragen von {secretary}" in page_of(chair, "participation", invited.slug).text


def test_looking_at_the_answer_changes_nothing(page_of, invited, own, board_member):
    page_of(board_member, "answer", invited.slug, own.pk, antwort="declined")

    own.refresh_from_db()
    assert own.answer == Answer.PENDING


def test_overview_shows_seats_answers_and_forecast(page_of, send, invited, own, board_member, chair):
    send(board_member, "answer", invited.slug, own.pk, answer="accepted")

    response = page_of(chair, "participation", invited.slug)

    found = response.context["forecast"]
    assert (found.accepted, found.pending, found.expected, found.needed) == (1, 1, 1, 2)
    assert not found.reached
    assert board_member.name in response.text


def test_vacant_seat_is_not_silent(page_of, invited, chair):
    Participation.objects.create(meeting=invited, seat=SeatFactory(committee=invited.committee, label="Leerer Sitz"))

    response = page_of(chair, "participation", invited.slug)

    found = response.context["forecast"]
    assert (found.pending, found.vacant, len(response.context["waiting"])) == (2, 1, 2)
    row = response.text.split("Leerer Sitz", 1)[1].split("</tr>", 1)[0]
    assert ("unbesetzt" in row, "keine Antwort" in row) == (True, False)
    assert "1 unbesetzt" in response.text
    notes = [seat[2] for seat in attendance.sheet(invited, chair)["seats"] if "Leerer Sitz" in seat[0]]
    assert notes == ["unbesetzt"]


def test_answer_on_behalf_speaks_of_the_seat_and_a_vacant_one_only_sends_somebody(
    page_of, send, invited, own, secretary
):
    vacant = Participation.objects.create(meeting=invited, seat=SeatFactory(committee=invited.committee, label="Leer"))

    page = page_of(secretary, "answer", invited.slug, own.pk)
    assert "nimmt nicht teil und wird nicht vertreten" in page.text
    assert "Ich nehme teil" not in page.text
    page = page_of(secretary, "answer", invited.slug, vacant.pk)
    assert [value for value, _label in page.context["form"].fields["answer"].choices] == ["vertretung"]
    refused = send(secretary, "answer", invited.slug, vacant.pk, answer="accepted")
    send(secretary, "answer", invited.slug, vacant.pk, answer="vertretung", substitute="Dr. Muster, Referat 3")

    vacant.refresh_from_db()
    assert (refused.status_code, vacant.substitute) == (422, "Dr. Muster, Referat 3")


def test_minute_taker_is_named(send, invited, secretary, group_member, board_member):
    send(secretary, "minute_taker", invited.slug, person=group_member.pk)

    invited.refresh_from_db()
    assert invited.minute_taker == group_member
    assert send(board_member, "minute_taker", invited.slug, person="").status_code == 403


@pytest.mark.parametrize(
    ("answers", "needed", "reached"),
    [
        (["accepted", "accepted", "declined"], 2, True),
        (["accepted", "tentative", "declined"], 2, False),
        (["accepted", "vertretung", "pending"], 2, True),
    ],
)
def test_forecast_counts_seats_that_come_or_send_somebody(full_board, answers, needed, reached):
    rows = [
        Participation(
            seat=SeatFactory(committee=full_board),
            answer="declined" if answer == "vertretung" else answer,
            substitute="Vertretung" if answer == "vertretung" else "",
            attendance=Attendance.UNKNOWN,
        )
        for answer in answers
    ]

    found = forecast(rows, Rules(quorum_min=2, quorum_share=50))

    assert (found.needed, found.reached) == (needed, reached)


def test_group_member_sees_no_participation_of_the_board(page_of, invited, group_member, guest):
    assert page_of(group_member, "participation", invited.slug).status_code == 404
    assert page_of(guest, "participation", invited.slug).status_code == 404


def test_pending_answer_is_asked_for_on_the_lage_until_it_is_given(client_of, send, invited, own, board_member):
    address = reverse("meetings:answer", args=[invited.slug, own.pk])

    before = client_of(board_member).get(reverse("kog:dashboard")).text
    send(board_member, "answer", invited.slug, own.pk, answer="accepted")
    after = client_of(board_member).get(reverse("kog:dashboard")).text

    assert (address in before, address in after) == (True, False)


def test_silent_are_reminded_with_one_click_and_the_proof_is_a_link_away(
    page_of, send, invited, secretary, board_member, chair
):
    page = page_of(secretary, "participation", invited.slug).text
    assert "An 2 fehlende Antworten erinnern" in page
    assert page.index("Noch keine Antwort") < page.index("<table")
    proof = reverse("meetings:dispatches", args=[invited.slug])
    assert proof in page
    assert proof in page_of(secretary, "meeting", invited.slug).text
    for name in ("participation", "meeting"):
        text = page_of(board_member, name, invited.slug).text
        assert (proof in text, "Noch keine Antwort (" in text) == (False, False)
    mails = page_of(secretary, "dispatches", invited.slug).context["mails"]
    assert {(mail.kind, mail.person) for mail in mails} == {("invitation", board_member), ("invitation", chair)}

    response = send(secretary, "remind", invited.slug)

    assert response.url == reverse("meetings:participation", args=[invited.slug])
    assert invited.participations.filter(reminded_at=None).count() == 0
    page = page_of(secretary, "participation", invited.slug)
    assert "Zuletzt erinnert am" in page.text
    assert reverse("meetings:remind", args=[invited.slug]) not in page.text
    invited.participations.filter(person=chair).update(reminded_at=timezone.now() - dt.timedelta(days=2))
    page = page_of(secretary, "participation", invited.slug)
    assert "Erinnert werden 1; eine Person wurde" in page.text
    assert page.context["to_remind"] == 1


def test_overview_renews_itself_without_the_page_around_it(client_of, invited, chair):
    address = reverse("meetings:participation", args=[invited.slug])

    part = client_of(chair).get(address, headers={"HX-Request": "true"}).text

    assert ("<table" in part, "<html" in part) == (True, False)


def test_substitute_is_chosen_among_deputies_and_colleagues_only(page_of, invited, own, board_member, chair):
    colleague = UserFactory(institution=own.seat.institution)

    field = page_of(board_member, "answer", invited.slug, own.pk).context["form"].fields["substitute_person"]

    assert list(field.queryset) == [colleague]


def test_distribution_list_is_kept(send, full_board, secretary, board_member):
    send(secretary, "distribution", full_board.key, papers="attached", answer_days=5)

    row = full_board.distribution
    assert (row.papers, row.deputies_in_copy, row.answer_days) == ("attached", False, 5)
    assert send(board_member, "distribution", full_board.key, papers="link", answer_days=1).status_code == 403


def test_one_accepts_a_hybrid_meeting_on_site_or_by_video_with_one_click(page_of, send, own, board_member, chair):
    meeting = own.meeting
    assert "Zusagen: per Video" not in page_of(board_member, "participation", meeting.slug).text
    Meeting.objects.filter(pk=meeting.pk).update(format="hybrid")
    page = page_of(board_member, "participation", meeting.slug).text
    assert ("Zusagen: vor Ort" in page, "Zusagen: per Video" in page) == (True, True)

    send(board_member, "answer", meeting.slug, own.pk, answer="accepted", way="remote")

    own.refresh_from_db()
    assert (own.answer, own.way) == (Answer.ACCEPTED, "remote")


def test_a_seat_that_sends_somebody_says_whom_in_one_word_everywhere(page_of, send, own, board_member, chair):
    slug = own.meeting.slug
    form = page_of(board_member, "answer", slug, own.pk).text
    assert "Nötig, wenn Sie sich vertreten lassen." in form
    send(board_member, "answer", slug, own.pk, answer="vertretung", substitute="Frau Beispiel")

    for person, name in ((board_member, "participation"), (board_member, "meeting"), (chair, "participation")):
        assert "vertreten durch Frau Beispiel" in page_of(person, name, slug).text
    assert "1 vertreten" in page_of(chair, "participation", slug).text


def test_members_stand_first_among_those_who_may_write(
    page_of, send, client_of, invited, secretary, board_member, chair
):
    """And the desk reminds with one click, once."""
    UserFactory(name="Anton Aaaa")
    people = list(page_of(secretary, "participation", invited.slug).context["minute_form"].fields["person"].queryset)
    assert {secretary, board_member, chair} == set(people[:3])
    assert len(people) > 3

    remind = f'action="{reverse("meetings:remind", args=[invited.slug])}"'
    assert remind in page_of(secretary, "desk").text
    send(secretary, "remind", invited.slug)
    assert remind not in page_of(secretary, "desk").text
