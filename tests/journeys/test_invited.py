"""Called to a meeting: the secretariat looks at the mails and sends them; a member answers from the mail, says who
comes instead, is asked anew for another day; the meeting is held with what the answers said.
"""

import datetime as dt

from icalendar import Calendar
from playwright.sync_api import expect

from kog.enums import OccupancyRole
from kog.models import OutboxMail
from meetings.actions.agenda import release
from meetings.enums import Answer, Attendance
from tests.factories.kog import OccupancyFactory, UserFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.journeys import clicks

SPRING, SUMMER = dt.date(2026, 4, 17), dt.date(2026, 6, 12)


def test_invite_answer_by_link_substitute_move_hold(
    transactional_db, open_as, axe_findings, day, network, board, chair, board_member, board_seat, secretary
):
    day(SPRING)
    person = UserFactory(name="Frau Stellvertretung", institution=board_seat.institution)
    deputy = OccupancyFactory(seat=board_seat, role=OccupancyRole.DEPUTY, person=person).person
    meeting = MeetingFactory(committee=board, by=secretary, date=SUMMER, place="Rathaus", format="hybrid")
    AgendaItemFactory(meeting=meeting, by=secretary, title="Sprachkurse")
    release(meeting, by=secretary)

    page = open_as(secretary, f"/portal/sitzungen/{meeting.slug}/einladen/")
    expect(page.locator("tr", has_text=deputy.name)).to_contain_text("Stellvertretung, zur Kenntnis")
    expect(page.locator(".mail-preview").first).to_contain_text("hiermit laden wir Sie als Mitglied")
    seen = clicks.findings(page, axe_findings)
    clicks.send(page)
    kinds = dict(OutboxMail.objects.filter(about_id=meeting.pk).values_list("recipient", "kind"))
    assert kinds == {
        chair.email: "invitation",
        board_member.email: "invitation",
        deputy.email: "invitation_copy",
    }

    phone = open_as(None, clicks.link_in_mail("invitation", board_member, 1), width=390)
    clicks.prove_who_it_is(phone, board_member)
    phone.locator("[name=substitute_person]").select_option(label=deputy.name)
    clicks.send(phone)
    row = meeting.participations.get(person=board_member)
    assert (row.answer, row.substitute_person) == (Answer.DECLINED, deputy)
    assert OutboxMail.objects.filter(kind="substitute_named", recipient=deputy.email).count() == 1

    page.goto(f"/portal/sitzungen/{meeting.slug}/aendern/")
    page.fill("[name=date]", (SUMMER + dt.timedelta(days=3)).isoformat())
    page.fill("[name=reason]", "Der Saal ist belegt.")
    clicks.send(page)
    told = OutboxMail.objects.filter(kind="meeting_changed").order_by("recipient")
    assert {mail.recipient for mail in told} == {chair.email, board_member.email}
    assert {Calendar.from_ical(mail.calendar).walk("VEVENT")[0]["sequence"] for mail in told} == {1}

    phone.goto(clicks.link_in_mail("meeting_changed", board_member))
    phone.locator(f"[name=answer][value={Answer.ACCEPTED}]").check()
    phone.locator("[name=way][value=remote]").check()
    clicks.send(phone)
    page.goto(f"/portal/sitzungen/{meeting.slug}/teilnahme/")
    expect(page.locator("tr", has_text=board_member.name)).to_contain_text("per Video")
    seen += clicks.findings(page, axe_findings)
    clicks.send(page, "main form[action$='/erinnern/'] button")
    assert OutboxMail.objects.filter(kind="answer_wanted", recipient=chair.email).exists()

    page.goto(f"/portal/sitzungen/{meeting.slug}/regie/")
    seen += clicks.findings(page, axe_findings)
    page.goto(f"/portal/sitzungen/{meeting.slug}/mappe/")
    seen += clicks.findings(page, axe_findings)
    day(SUMMER + dt.timedelta(days=3))
    page = open_as(secretary, "/portal/")
    clicks.open_room(page, meeting)
    assert meeting.participations.get(person=board_member).attendance == Attendance.PRESENT
    assert seen == []
