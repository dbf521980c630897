import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from kog.models import OutboxMail
from meetings.actions import inviting
from meetings.enums import MeetingState
from meetings.models import Meeting
from meetings.queries.planning import chairs_ahead
from tests.factories.kog import RotationPlaceFactory, SeatFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory

YEAR = timezone.localdate().year + 1
QUERY = f"?gremium=kog&anzahl=3&jahr={YEAR}&wochentag=3"


def rows(days: list[dt.date], **more: object) -> dict[str, object]:
    data: dict[str, object] = {"form-TOTAL_FORMS": len(days), "form-INITIAL_FORMS": len(days)}
    for number, day in enumerate(days):
        data |= {
            f"form-{number}-date": day.isoformat(),
            f"form-{number}-starts": "10:00",
            f"form-{number}-ends": "12:30",
            f"form-{number}-format": "on_site",
        }
    return data | more


@pytest.fixture
def plan(client_of):
    def post(person, days, **more):
        return client_of(person).post(reverse("meetings:plan") + QUERY, rows(days, **more))

    return post


def test_year_is_proposed_in_working_days_with_the_chairs_whose_turn_it_is(
    client_of, full_board, secretary, chair_seat, board_seat
):
    RotationPlaceFactory(committee=full_board, seat=board_seat, position=1)

    response = client_of(secretary).get(reverse("meetings:plan") + QUERY)

    lines = response.context["lines"]
    assert len(lines) == 3
    assert all(day.year == YEAR and day.weekday() < 5 for _form, day, _chair in lines)
    assert [chair for _form, _day, chair in lines] == [chair_seat, board_seat, chair_seat]


def test_year_is_planned_in_one_step(plan, full_board, secretary):
    days = [dt.date(YEAR, 3, 3), dt.date(YEAR, 6, 16), dt.date(YEAR, 10, 6)]
    days = [day + dt.timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0) for day in days]

    response = plan(secretary, days)

    assert response.status_code == 302
    assert list(Meeting.objects.in_order().values_list("date", "designation")) == [
        (day, f"KOG {YEAR}-{number}") for number, day in enumerate(days, start=1)
    ]


@pytest.mark.parametrize("year", [1, 1999, 2101, 9999])
def test_a_year_nobody_means_is_named_on_its_line(plan, full_board, secretary, year):
    response = plan(secretary, [dt.date(year, 6, 14)])

    assert "date" in response.context["rows"].forms[0].errors
    assert Meeting.objects.count() == 0


def test_public_holiday_is_named_and_kept_only_when_confirmed(plan, full_board, secretary):
    unity = dt.date(YEAR, 10, 3)

    refused = plan(secretary, [unity])
    planned_after_refusal = Meeting.objects.count()
    plan(secretary, [unity], **{"form-0-anyway": "on"})

    assert "Tag der Deutschen Einheit" in refused.text
    assert planned_after_refusal == 0
    assert Meeting.objects.get().date == unity


def test_what_was_typed_stays_when_two_meetings_fall_on_one_hour(plan, full_board, secretary):
    day = dt.date(YEAR, 3, 3) + dt.timedelta(days=(7 - dt.date(YEAR, 3, 3).weekday()) % 7)

    response = plan(secretary, [day, day], **{"form-0-place": "Neues Rathaus"})

    assert Meeting.objects.count() == 0
    assert 'value="Neues Rathaus"' in response.text


def test_chairs_ahead_count_in_what_is_planned_between(full_board, secretary, chair_seat, board_seat):
    RotationPlaceFactory(committee=full_board, seat=board_seat, position=1)
    between = MeetingFactory(committee=full_board, by=secretary, date=dt.date(YEAR, 6, 1))
    first, last = dt.date(YEAR, 2, 1), dt.date(YEAR, 10, 1)

    chairs = chairs_ahead(full_board, [first, last])

    assert chairs == {first: chair_seat, last: chair_seat}
    assert between.chair_seat == chair_seat


def test_only_those_who_run_a_committee_plan(client_of, full_board, board_member, group_lead, group):
    assert client_of(board_member).get(reverse("meetings:plan")).status_code == 403
    choices = client_of(group_lead).get(reverse("meetings:plan")).context["form"].fields["gremium"].queryset
    assert list(choices) == [group]


def test_cancelling_says_before_what_will_move_where(page_of, planned, secretary):
    later = MeetingFactory(committee=planned.committee, by=secretary, date=planned.date + dt.timedelta(days=50))
    AgendaItemFactory(meeting=planned, by=secretary, title="Sprachkurse")

    text = " ".join(page_of(secretary, "cancel", planned.slug).context["consequences"])

    assert str(later) in text
    assert Meeting.objects.get(pk=planned.pk).state == MeetingState.PLANNED


def test_cancelling_without_a_reason_changes_nothing(send, planned, secretary):
    response = send(secretary, "cancel", planned.slug, reason=" ")

    planned.refresh_from_db()
    assert (response.status_code, planned.state) == (422, MeetingState.PLANNED)


def test_meeting_is_moved_with_a_reason_that_those_invited_read(client_of, invited, secretary, chair, board_member):
    """Who answered already reads that it does not count any more; the secretariat does so before and after."""
    inviting.answer(invited.participations.get(person=board_member), "accepted", by=board_member)
    day = invited.date + dt.timedelta(days=7)
    day += dt.timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)
    data = {"date": day.isoformat(), "starts": "09:00", "ends": "11:00", "format": "video", "place": "", "anyway": "on"}

    client, address = client_of(secretary), reverse("meetings:rearrange", args=[invited.slug])
    assert "gilt die bisherige Antwort nicht mehr" in client.get(address).text
    without = client.post(address, data)
    done = client.post(address, {**data, "reason": "Raum belegt"}, follow=True)

    invited.refresh_from_db()
    assert without.status_code == 422
    assert (invited.date, invited.format) == (day, "video")
    told = OutboxMail.objects.filter(kind="meeting_changed", recipient=board_member.email).get()
    assert "Raum belegt" in told.text
    assert "1 Antwort ist zurückgesetzt und wird neu erbeten." in done.text
    assert "Ihre bisherige Antwort gilt wegen des neuen Termins nicht mehr" in told.text
    assert "Ihre bisherige Antwort" not in OutboxMail.objects.get(kind="meeting_changed", recipient=chair.email).text


def test_chair_is_swapped_with_a_reason(send, planned, secretary, board_seat):
    send(secretary, "swap_chair", planned.slug, seat=board_seat.pk, reason="Urlaub")

    planned.refresh_from_db()
    assert (planned.chair_seat, planned.swap_reason) == (board_seat, "Urlaub")


def test_invitation_shows_who_gets_it_and_asks_for_the_reason_of_haste(page_of, send, full_board, secretary, chair):
    soon = timezone.localdate() + dt.timedelta(days=3)
    meeting = MeetingFactory(committee=full_board, by=secretary, date=soon, released=True)

    page = page_of(secretary, "invite", meeting.slug)
    left = (meeting.date - timezone.localdate()).days
    assert f"Tagen ist nicht mehr einzuhalten (noch {left} Tag" in page.text
    refused = send(secretary, "invite", meeting.slug)
    send(secretary, "invite", meeting.slug, short_notice_reason="Eilbedarf")

    assert (page.context["fresh"], page.context["is_short"]) == (2, True)
    assert chair.name in page.text
    assert refused.status_code == 422
    meeting.refresh_from_db()
    assert (meeting.state, meeting.short_notice_reason) == (MeetingState.INVITED, "Eilbedarf")


def test_page_of_the_invitation_says_what_is_left_to_do(client_of, page_of, full_board, secretary):
    """After sending: how many are on their way, with the proof; then that everybody is invited, and no button."""
    day = timezone.localdate() + dt.timedelta(days=60)
    meeting = MeetingFactory(committee=full_board, by=secretary, date=day, released=True)
    client, address = client_of(secretary), reverse("meetings:invite", args=[meeting.slug])
    done = client.post(address, follow=True)
    page = client.get(address)

    assert "2 Einladungen sind unterwegs." in done.text
    assert done.text.count(reverse("meetings:dispatches", args=[meeting.slug])) == 2
    assert "Bereits eingeladen: 2 Personen" in page.text
    assert "Einladungen versenden" not in page.text
    assert "Tagen ist" not in page.text
    assert address not in done.text
    SeatFactory(committee=full_board)
    assert address in page_of(secretary, "meeting", meeting.slug).text


def test_invitation_waits_for_the_release(page_of, send, planned, secretary):
    page = page_of(secretary, "invite", planned.slug)
    assert reverse("meetings:agenda", args=[planned.slug]) in page.text.split("<main")[1]
    assert "Einladungen versenden" not in page.text
    response = send(secretary, "invite", planned.slug)

    planned.refresh_from_db()
    assert (response.status_code, planned.state) == (422, MeetingState.PLANNED)


@pytest.mark.parametrize("name", ["rearrange", "cancel", "swap_chair", "invite", "preparation", "item_add"])
def test_members_and_strangers_change_nothing(page_of, planned, board_member, group_member, name):
    assert page_of(board_member, name, planned.slug).status_code == 403
    assert page_of(group_member, name, planned.slug).status_code == 404


def test_invitation_is_shown_with_words_for_the_links_it_will_carry(page_of, secretary, full_board):
    day = timezone.localdate() + dt.timedelta(days=60)
    page = page_of(secretary, "invite", MeetingFactory(committee=full_board, by=secretary, date=day).slug)

    assert ("[persönlicher Link]" in page.text, "/r/" in page.text) == (True, False)
    assert "Tagen ist eingehalten." in page.text


def test_saving_a_change_says_who_hears_of_it_and_what_is_missing(client_of, page_of, invited, secretary):
    later = invited.date + dt.timedelta(days=30)
    planned = MeetingFactory(committee=invited.committee, by=secretary, date=later)

    def answer_to(meeting: Meeting, **more: str) -> str:
        data = {"date": meeting.date, "starts": "10:00", "ends": "12:30", "place": "Kammer", **more, "anyway": "on"}
        address = reverse("meetings:rearrange", args=[meeting.slug])
        return str(next(iter(client_of(secretary).post(address, data, follow=True).context["messages"])))

    form = page_of(secretary, "rearrange", invited.slug).context["form"]
    assert (form["reason"].label, form.fields["reason"].conditional) == ("Grund der Änderung", True)
    assert not hasattr(page_of(secretary, "rearrange", planned.slug).context["form"].fields["reason"], "conditional")

    assert answer_to(invited, format="hybrid") == (
        "Die Änderung ist gespeichert. 2 Eingeladene werden benachrichtigt. "
        "Der Link zur Videokonferenz fehlt noch; bitte tragen Sie ihn vor der Sitzung nach."
    )
    assert answer_to(planned, format="on_site") == "Die Änderung ist gespeichert."


def test_new_items_of_an_invited_meeting_are_told_with_one_click(page_of, send, invited, secretary, chair):
    word = "Das wissen die Eingeladenen noch nicht"
    assert word not in page_of(secretary, "agenda", invited.slug).text
    AgendaItemFactory(meeting=invited, by=secretary, title="Wohnraum")
    AgendaItemFactory(meeting=invited, by=secretary, title="GEHEIM", confidential=True)

    page = page_of(secretary, "agenda", invited.slug)
    assert [change.line for change in page.context["unknown_changes"]] == ["Neu auf der Tagesordnung: Wohnraum"]
    assert word not in page_of(chair, "agenda", invited.slug).text
    assert send(secretary, "agenda_reissue", invited.slug).status_code == 302

    assert OutboxMail.objects.filter(subject=f"{invited}: geänderte Tagesordnung").count() == 2
    assert word not in page_of(secretary, "agenda", invited.slug).text


def test_who_is_invited_already_is_not_invited_once_more(page_of, invited, secretary):
    page = page_of(secretary, "invite", invited.slug)

    assert "Bereits eingeladen: 2 Personen" in page.text
    assert ("Einladungen versenden" in page.text, "kurze Frist" in page.text) == (False, False)
