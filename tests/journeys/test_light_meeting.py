"""A group meets without the secretariat: its lead plans, holds, closes and circulates with the light agenda."""

import datetime as dt

import pytest
from django.utils import timezone

from kog.working_days import spread_over_year
from meetings.enums import Attendance, MeetingState, Outcome, ProtocolState, Standing
from meetings.models import Meeting, Protocol
from tests.factories.kog import RulesFactory
from tests.factories.meetings import MeetingFactory, finish


@pytest.fixture
def light_group(transactional_db, network, board, group, group_lead, group_member):
    """Led by somebody who has no seat on the board."""
    RulesFactory(committee=group, full_form=False)
    return group


def send(page, selector="main form.form button[type=submit]"):
    with page.expect_navigation(wait_until="load"):
        page.locator(selector).first.click()


def open_link(page, label):
    with page.expect_navigation(wait_until="load"):
        page.locator("main").get_by_role("link", name=label, exact=True).first.click()


def plan(page, date):
    assert page.locator("[name=gremium] option:not([value=''])").all_inner_texts() == ["AG FEG"]
    page.select_option("[name=gremium]", label="AG FEG")
    page.fill("[name=jahr]", str(date.year))
    send(page)
    page.fill("[name=form-0-date]", date.isoformat())
    page.fill("[name=form-0-place]", "IHK, Raum 601")
    send(page)
    if page.locator("[name=form-0-anyway]").count():  # today may be a Sunday
        page.locator("[name=form-0-anyway]").check()
        send(page)


def standing_of(meeting):
    return list(meeting.items.accepted().values_list("standing", flat=True))


def test_lead_plans_holds_closes_and_circulates(open_as, light_group, group_lead, group_member):
    page = open_as(group_lead, "/portal/sitzungen/planen/", javascript=False)
    plan(page, timezone.localdate())
    meeting = Meeting.objects.get()
    assert page.url.endswith(meeting.get_absolute_url())
    assert (meeting.committee, meeting.chair_seat.institution) == (light_group, light_group.lead)
    assert standing_of(meeting) == [Standing.REVIEW, Standing.MISCELLANEOUS]

    page.goto(f"/portal/sitzungen/{meeting.slug}/tagesordnung/")
    page.fill("#neu [name=title]", "Anerkennung beschleunigen")
    send(page, "#neu [type=submit]")
    page.goto(f"/portal/sitzungen/{meeting.slug}/fuehren/")
    send(page, "main form button[type=submit]")
    page.goto(f"/portal/sitzungen/{meeting.slug}/fuehren/anwesenheit/")
    send(page, "button[name=rest_present]")
    assert set(meeting.participations.values_list("attendance", flat=True)) == {Attendance.PRESENT}

    item = meeting.items.get(title="Anerkennung beschleunigen")
    page.goto(f"/portal/sitzungen/{meeting.slug}/fuehren/?top={item.pk}")
    page.fill("[data-notes]", "Die Kammer stellt einen Ablauf vor.")
    page.locator("summary", has_text="F8").click()
    send(page, "button[value=outcome-treated]")
    page.goto(f"/portal/sitzungen/{meeting.slug}/fuehren/?top={meeting.items.get(standing=Standing.REVIEW).pk}")
    page.locator("summary", has_text="F8").click()
    send(page, "button[value=outcome-formal]")
    page.goto(f"/portal/sitzungen/{meeting.slug}/fuehren/abschluss/")
    send(page, "main form button[type=submit]")

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CLOSED
    assert set(meeting.items.values_list("outcome", flat=True)) == {Outcome.TREATED}
    page.goto(meeting.get_absolute_url())
    open_link(page, "Protokoll bearbeiten")
    assert page.locator("form[action$='/an-den-vorsitz/']").count() == 0
    send(page, "form[action$='/versenden/'] button")
    assert Protocol.objects.get().state == ProtocolState.CIRCULATED

    page = open_as(group_member, f"/portal/sitzungen/{meeting.slug}/protokoll/", javascript=False)
    assert page.get_by_text("Die Kammer stellt einen Ablauf vor.").count() == 1


def answers(page, addresses):
    return {page.goto(address).status for address in addresses}


def test_same_is_refused_to_the_lead_on_the_board(open_as, light_group, board, chair, group_lead, secretary):
    planned = MeetingFactory(committee=board, by=secretary)
    running = MeetingFactory(committee=board, running=True, by=secretary, date=planned.date - dt.timedelta(days=7))
    places = [
        f"/portal/sitzungen/{planned.slug}/{place}" for place in ("", "tagesordnung/neu/", "einladen/", "fuehren/")
    ]
    places += [f"/portal/sitzungen/{running.slug}/fuehren/{place}" for place in ("", "anwesenheit/", "abschluss/")]
    page = open_as(group_lead, _planning_of_the_board(), javascript=False)
    secretary_page = open_as(secretary, _planning_of_the_board(), javascript=False)

    assert [one.locator("[name=form-0-date]").count() for one in (page, secretary_page)] == [0, 1]
    assert (answers(page, places), answers(secretary_page, places)) == ({404}, {200})
    places = [f"/portal/sitzungen/{finish(running, by=secretary).slug}/protokoll/"]
    assert (answers(page, places), answers(secretary_page, places)) == ({404}, {200})


def _planning_of_the_board():
    return f"/portal/sitzungen/planen/?gremium=kog&anzahl=1&jahr={timezone.localdate().year + 1}&wochentag=3"


def test_lead_reaches_no_button_of_the_board_by_post(client_of, light_group, board, chair, group_lead, secretary):
    """Forms sent by hand: nothing changes, and the answer is the same as for a meeting that does not exist."""
    meeting = MeetingFactory(committee=board, by=secretary)
    day = spread_over_year(timezone.localdate().year + 1, 1, state="SN", weekday=3)[0]
    rows = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-date": day.isoformat(), "form-0-format": "on_site"}
    rows |= {"form-0-starts": "10:00", "form-0-ends": "12:00"}
    places = ("tagesordnung/freigeben/", "einladen/", "fuehren/", "absagen/", "protokoll/versenden/")
    client = client_of(group_lead)

    client.post(_planning_of_the_board(), rows)
    answered = [client.post(f"/portal/sitzungen/{meeting.slug}/{place}").status_code for place in places]

    assert answered == [404] * len(places)
    meeting.refresh_from_db()
    assert (Meeting.objects.count(), meeting.state, meeting.released_at) == (1, MeetingState.PLANNED, None)
    client_of(secretary).post(_planning_of_the_board(), rows)
    assert Meeting.objects.filter(committee=board, date=day).count() == 1
