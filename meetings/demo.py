"""The demo's story, told with the same actions the portal's users trigger, on days relative to today.

In the last year the board met three times under three chairs, and what one meeting set was reviewed in the next.
Twelve days from now it meets again; a working group's recommendation is on the agenda.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile

from documents.demo import content
from kog.demo import person
from kog.loading import Counts
from kog.models import Committee, Institution, Network, User
from kog.queries import holder_on, seats_on
from kog.working_days import nearest_before
from meetings import demo_beside, demo_way_back
from meetings import demo_texts as texts
from meetings.actions import (
    agenda,
    assigning,
    conducting,
    convening,
    deciding,
    guesting,
    inviting,
    papers,
    raising,
    recording,
    reporting,
    reviewing,
)
from meetings.actions.convening import Arrangement
from meetings.actions.deciding import Ballot
from meetings.demo_days import on
from meetings.enums import Answer, Attendance, MeetingFormat, Outcome, Publicity, ReviewResult, Standing
from meetings.models import Assignment, Meeting
from meetings.queries.meetings import due_assignments
from meetings.queries.papers import files_of

LAST_YEAR = 400


def tell(today: dt.date) -> Counts:
    """Plan, hold and follow up the meetings of a year. Told once: if the board has met lately, nothing is changed."""
    counts = Counts()
    board = Committee.objects.boards().first()
    if Meeting.objects.filter(committee=board, date__gt=today - dt.timedelta(days=LAST_YEAR)).exists():
        return counts
    story = Story(board, today)
    story.past_year()
    demo_way_back.answered(story)
    story.next_meeting()
    demo_way_back.sent_outside(story)
    demo_way_back.task_force(story)
    demo_way_back.part_passed_on(story)
    demo_beside.going_round(story)
    demo_beside.on_the_horizon(story)
    story.groups()
    counts.created["meetings"] = Meeting.objects.filter(date__gt=today - dt.timedelta(days=LAST_YEAR)).count()
    counts.created["assignments"] = Assignment.objects.count()
    return counts


class Story:
    def __init__(self, board: Committee, today: dt.date) -> None:
        self.board, self.today = board, today
        self.state = Network.objects.get().state
        self.secretary = person("geschaeftsstelle")

    def day(self, distance: int) -> dt.date:
        """A working day this far from today."""
        return nearest_before(self.today + dt.timedelta(days=distance), self.state)

    def plan(self, distance: int, place: str, committee: Committee | None = None, **facts: object) -> Meeting:
        day = self.day(distance)
        ahead = min(day - dt.timedelta(days=150), self.today - dt.timedelta(days=30))
        with on(ahead):
            return convening.plan(committee or self.board, Arrangement(day, place=place, **facts), by=self.secretary)

    def past_year(self) -> None:
        plots = (texts.FIRST, texts.SECOND, texts.THIRD)
        places = ("Neues Rathaus, Raum 270", "Agentur für Arbeit, Saal 1", "Jobcenter, Konferenzraum 2")
        meetings = [self.plan(*one) for one in zip((-350, -235, -112), places, strict=True)]
        self.upcoming = self.plan(12, "Neues Rathaus, Raum 270")
        self.later = self.plan(135, "Agentur für Arbeit, Saal 1", format=MeetingFormat.HYBRID)
        for meeting in (self.upcoming, self.later):
            convening.show_publicly(meeting, Publicity.DAY, by=self.secretary)
        for number, (meeting, plot) in enumerate(zip(meetings, plots, strict=True)):
            if number == 2:
                demo_beside.decided_in_writing(self)
                demo_way_back.raised_in_time(self, meeting)
            self.hold(meeting, plot)

    def prepare(self, meeting: Meeting, items: list[dict[str, object]]) -> None:
        for item in items:
            agenda.add_item(meeting, item, by=self.secretary)
        agenda.release(meeting, by=self.secretary)
        inviting.invite(meeting, by=self.secretary)

    def hold(self, meeting: Meeting, plot: dict) -> None:
        with on(meeting.date - dt.timedelta(days=28)):
            self.prepare(meeting, [plot["item"]])
        self.answer(meeting)
        with on(meeting.date - dt.timedelta(days=6)):
            self.report_due(meeting)
        with on(meeting.date, 10):
            self.conduct(meeting, plot)
        self.write_up(meeting)

    def answer(self, meeting: Meeting) -> None:
        for number, row in enumerate(meeting.participations.exclude(person=None).select_related("person")):
            if number % 7 == 5:
                continue
            declined = number % 11 == 4 and row.seat_id != meeting.chair_seat_id
            with on(min(meeting.date - dt.timedelta(days=20 - number % 9), self.today - dt.timedelta(days=1))):
                choice = Answer.DECLINED if declined else Answer.ACCEPTED
                inviting.answer(row, choice, by=row.person, reason="Dienstreise" if declined else "")

    def report_due(self, meeting: Meeting) -> None:
        for assignment in due_assignments(meeting):
            found = next((value for key, value in texts.REPORTS.items() if assignment.title.startswith(key)), None)
            if found:
                progress, text = found
                reporting.report(assignment, progress=progress, text=text, by=self.speaker(assignment))

    def speaker(self, assignment: Assignment) -> User:
        """Whoever sits on the board for the house in charge; a vacant seat is spoken for by the secretariat."""
        seat = seats_on(self.board).filter(institution=assignment.lead_institution).first()
        return (holder_on(seat) if seat else None) or self.secretary

    def conduct(self, meeting: Meeting, plot: dict) -> None:
        by = self.secretary
        inviting.name_minute_taker(meeting, by, by=by)
        meeting = conducting.open_meeting(meeting, by=by)
        late = meeting.participations.exclude(person=None).order_by("pk").last()
        presence = conducting.Presence(Attendance.PRESENT, arrived_at=dt.time(10, 20))
        conducting.record_attendance(late, presence, by=by)
        conducting.record_rest_present(meeting, by=by)
        for item in meeting.items.filter(standing=Standing.PROTOCOL).exclude(protocol=None):
            recording.approve(item.protocol, meeting, by=by)
        for assignment in list(due_assignments(meeting)):
            reviewing.review(assignment, meeting, self.finding(assignment), by=by)
        item = meeting.items.get(title=plot["item"]["title"])
        conducting.save_discussion(item, plot["discussion"], based_on=0, by=by)
        resolution = deciding.record_resolution(item, plot["resolution"], Ballot(), by=by)
        for lead, title, partners in plot["assignments"]:
            houses = list(Institution.objects.filter(key__in=partners))
            who = Institution.objects.filter(key=lead).first() or Committee.objects.get(key=lead)
            assigning.assign(item, assigning.Order(who, title, partners=houses, resolution=resolution), by=by)
        if plot is texts.THIRD:
            demo_beside.open_mic_of(self, meeting)
        conducting.treat_formal_items(meeting, by=by)
        for item in meeting.items.filter(outcome=Outcome.OPEN):
            conducting.set_outcome(item, Outcome.TREATED, by=by)
        conducting.close_meeting(meeting, by=by)

    def finding(self, assignment: Assignment) -> reviewing.Finding:
        if assignment.progress == "ready":
            return reviewing.Finding(ReviewResult.DONE)
        return reviewing.Finding(ReviewResult.EXTENDED, "Die Abstimmung mit den Trägern braucht mehr Zeit.")

    def write_up(self, meeting: Meeting) -> None:
        protocol = meeting.protocol
        with on(meeting.date + dt.timedelta(days=7)):
            recording.send_to_chair(protocol, by=self.secretary)
        with on(meeting.date + dt.timedelta(days=14)):
            recording.circulate(protocol, by=self.secretary)

    def next_meeting(self) -> None:
        meeting, by = self.upcoming, self.secretary
        lead, group = person("ag-leitung"), Committee.objects.get(key="feg")
        with on(self.day(-40)):
            concern = raising.Concern("recommendation", **texts.RECOMMENDATION)
            matter = raising.raise_matter(group, concern, to=group.parent, by=lead)
        with on(self.day(-21)):
            agenda.accept_item(matter.items.get(), meeting=meeting, by=by)
            for document in files_of(self.board, by)[:1]:
                papers.attach_paper(matter.items.get(), document, by=by)
            papers.file_papers(matter.items.get(), [ContentFile(content(*texts.PAPER), texts.PAPER[0])], by=by)
            self.prepare(meeting, [texts.GUEST_ITEM, texts.CONFIDENTIAL])
            guest_item = meeting.items.get(title=texts.GUEST_ITEM["title"])
            guesting.ask_guest(guest_item, person("gast"), until=meeting.date, by=by)
            agenda.suggest_item(self.board, texts.POOL, by=by)
        self.answer_some(meeting)
        with on(self.day(-5)):
            agenda.suggest_item(self.board, texts.SUGGESTION, by=person("mitglied"), meeting=self.later)
            due = due_assignments(meeting).filter(title__startswith="Betriebe").first()
            progress, text = texts.REPORTS["Betriebe zur beschleunigten"]
            reporting.report(due, progress=progress, text=text, by=self.speaker(due))
        for step in meeting.steps.filter(due__lt=self.day(-6)):
            step.done_at, step.done_by = dt.datetime.combine(step.due, dt.time(11), ZoneInfo(settings.TIME_ZONE)), by
            step.save(update_fields=["done_at", "done_by"])

    def answer_some(self, meeting: Meeting) -> None:
        """Most have answered; the head of the employment agency has not, so that the portal has something to ask."""
        asked = person("mitglied")
        for number, row in enumerate(meeting.participations.exclude(person=None).exclude(person=asked)):
            if number % 4 != 3:
                with on(self.day(-10 + number % 5)):
                    inviting.answer(row, Answer.ACCEPTED, by=row.person)

    def groups(self) -> None:
        forum, feg = Committee.objects.get(key="ausbildung-arbeit"), Committee.objects.get(key="feg")
        held = self.plan(-23, "Volkshochschule, Raum 410", forum)
        self.plan(9, "Volkshochschule, Raum 410", forum)
        self.plan(20, "IHK zu Leipzig, Raum 601", feg)
        with on(held.date - dt.timedelta(days=10)):
            agenda.add_item(held, texts.GROUP_ITEM, by=self.secretary)
            inviting.invite(held, by=self.secretary)
        with on(held.date, 14):
            conducting.open_meeting(held, by=self.secretary)
            conducting.record_rest_present(held, by=self.secretary)
            item = held.items.get(title=texts.GROUP_ITEM["title"])
            conducting.save_discussion(item, texts.GROUP_DISCUSSION, based_on=0, by=self.secretary)
            conducting.treat_formal_items(held, by=self.secretary)
            conducting.set_outcome(item, Outcome.TREATED, by=self.secretary)
            conducting.close_meeting(held, by=self.secretary)
        with on(held.date + dt.timedelta(days=3)):
            recording.circulate(held.protocol, by=self.secretary)
