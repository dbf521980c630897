"""The assignments of a standard work: handed out in one meeting, reported on, reviewed in the next."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.text import slugify

from kog.loading import Counts
from kog.markdown import to_html
from kog.models import Counter, User
from meetings.enums import AssignmentState, Progress, ReviewResult
from meetings.models import AgendaItem, Assignment, Meeting, Review, StatusReport
from meetings.workload.places import Past, Row, keep

PROGRESS = {"accepted": Progress.BEGUN, "returned": Progress.HINDERED, "in_review": Progress.READY}


class Assignments:
    def __init__(self, people: dict[str, User], counts: Counts, past: Past, items: dict[str, AgendaItem]) -> None:
        self.people, self.counts, self.past, self.items = people, counts, past, items
        self.assigned: dict[int, int] = defaultdict(int)

    def of_assignments(self, pairs: list[tuple[Row, Meeting]]) -> None:
        held = [(row, meeting) for row, meeting in pairs if meeting.is_closed]
        made = [(row, self._assignment(row, meeting)) for row, meeting in held]
        keep(self.counts, "assignments", Assignment, (assignment for _row, assignment in made))
        partner = Assignment.partners.through
        partner.objects.bulk_create(
            partner(assignment=assignment, institution_id=house)
            for row, assignment in made
            for house in sorted({self.people[key].institution_id for key in row["assignees"]})
            if house != assignment.lead_institution_id
        )
        keep(self.counts, "status reports", StatusReport, (one for pair in made for one in self._reports(*pair)))
        keep(self.counts, "reviews", Review, (one for pair in made for one in self._reviews(*pair)))

    def _assignment(self, row: Row, meeting: Meeting) -> Assignment:
        """Done only where a later meeting established it; what waits for one is reported as done."""
        self.assigned[meeting.pk] += 1
        number = f"{meeting.designation}/{self.assigned[meeting.pk]:02}"
        following = self.past.after(meeting)
        done = row["state"] == "done" and following is not None
        reported = [PROGRESS[step["to"]] for step in row["history"] if step["to"] in PROGRESS]
        return Assignment(
            number=number,
            slug=slugify(number.replace("/", "-")),
            committee=meeting.committee,
            set_in=meeting,
            item=self.items[row["item"]],
            title=row["title"][:300],
            text=row["text"],
            lead_institution_id=self.people[row["assignees"][0]].institution_id,
            due_meeting=following if done else None,
            state=AssignmentState.DONE if done else AssignmentState.OPEN,
            closed_in=following if done else None,
            progress=reported[-1] if reported else "",
            created_at=meeting.closed_at,
        )

    def _reports(self, row: Row, assignment: Assignment) -> Iterator[StatusReport]:
        for step in row["history"]:
            if step["to"] in PROGRESS:
                person = self.people[step["by"]]
                yield StatusReport(
                    assignment=assignment,
                    by=person,
                    institution_id=person.institution_id,
                    at=timezone.make_aware(dt.datetime.fromisoformat(step["at"])),
                    progress=PROGRESS[step["to"]],
                    text=step["comment"],
                    text_html=to_html(step["comment"]),
                )

    def _reviews(self, row: Row, assignment: Assignment) -> Iterator[Review]:
        following = self.past.after(assignment.set_in)
        if following is None:
            return
        done = assignment.state == AssignmentState.DONE
        yield Review(
            assignment=assignment,
            meeting=following,
            result=ReviewResult.DONE if done else ReviewResult.EXTENDED,
            reason="" if done else row["history"][-1]["comment"],
            by=self.past.places[assignment.committee_id].minute_taker,
            at=following.closed_at,
        )


def counters(fresh: Iterable[Meeting], resolved: dict[int, int], assigned: dict[int, int]) -> Iterator[Counter]:
    """The series from which later numbers are given."""
    last: dict[str, int] = defaultdict(int)
    for meeting in fresh:
        series = f"meeting:{meeting.committee_id}:{meeting.year}"
        last[series] = max(last[series], meeting.number)
        last[f"resolution:{meeting.pk}"] = resolved[meeting.pk]
        last[f"assignment:{meeting.pk}"] = assigned[meeting.pk]
    known = set(Counter.objects.filter(series__startswith="meeting:").values_list("series", flat=True))
    for series in known & last.keys():
        Counter.objects.filter(series=series).update(last=last[series])
    return (Counter(series=series, last=number) for series, number in last.items() if series not in known)
