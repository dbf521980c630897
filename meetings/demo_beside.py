"""What the demo's committees do beside their meetings: they decide in writing, and they look ahead.

Told inside the story of `meetings.demo`, whose days it shares; the open mic begins in the last meeting held and
returns in the next one.
"""

import datetime as dt
from typing import Protocol

from kog.demo import person
from kog.models import Committee, Field, User
from kog.queries import seats_on
from meetings import demo_texts_beside as texts
from meetings.actions import circulating, horizon, open_mic
from meetings.actions.circulating import Round
from meetings.demo_days import on
from meetings.enums import CircularAnswer, MicKind
from meetings.models import CircularProcedure, Meeting


class Story(Protocol):
    """What is used of the story."""

    board: Committee
    secretary: User
    upcoming: Meeting

    def day(self, distance: int) -> dt.date: ...


def decided_in_writing(story: Story) -> None:
    """Between the second and the third meeting of the year; the third one reports it."""
    with on(story.day(-190)):
        procedure = _send_round(story, texts.STATEMENT)
    for number, (vote, holder) in enumerate(_holders(procedure)):
        if number % 9 == 7:
            continue  # some are silent
        answer = CircularAnswer.ABSTAIN if number % 8 == 5 else CircularAnswer.AGREE
        with on(story.day(-188 + number % 10)):
            circulating.vote(procedure, vote.seat, answer, by=holder)
    with on(procedure.deadline + dt.timedelta(days=1)):
        circulating.finish(procedure, by=story.secretary)


def going_round(story: Story) -> None:
    """Now: half have answered; the head of the employment agency has not."""
    with on(story.day(-5)):
        procedure = _send_round(story, texts.APPLICATION)
    asked = person("mitglied")
    for number, (vote, holder) in enumerate(_holders(procedure)):
        if number % 2 == 0 and holder != asked:
            with on(story.day(-4 + number % 3)):
                circulating.vote(procedure, vote.seat, CircularAnswer.AGREE, by=holder)


def _send_round(story: Story, text: dict[str, str]) -> CircularProcedure:
    deadline = circulating.earliest_deadline(story.board)
    return circulating.open_circular(story.board, Round(**text, deadline=deadline), by=story.secretary)


def _holders(procedure: CircularProcedure) -> list[tuple[object, User]]:
    """Votes of the seats somebody holds, with the person."""
    people = {seat.pk: seat.occupied[0].person for seat in seats_on(procedure.committee) if seat.occupied}
    votes = procedure.votes.select_related("seat").order_by("pk")
    return [(vote, people[vote.seat_id]) for vote in votes if vote.seat_id in people]


def open_mic_of(story: Story, meeting: Meeting) -> None:
    """In a running meeting: what people bring in, and what they take along."""
    mic = open_mic.add_open_mic(meeting, by=story.secretary)
    people = [row.person for row in meeting.participations.exclude(person=None).order_by("pk")]
    for number, (kind, text) in enumerate(texts.SAID):
        open_mic.bring_in(mic, kind=kind, text=text, by=story.secretary, person=people[number])
    settled = mic.mic_entries.exclude(kind=MicKind.TAKEAWAY).first()
    open_mic.settle(settled, texts.BECAME, by=story.secretary, meeting=meeting)


def on_the_horizon(story: Story) -> None:
    fields = {field.name: field for field in Field.objects.all()}
    with on(story.day(-30)):
        for days, text in texts.COMING:
            wanted = text.get("field")
            field = next((one for name, one in fields.items() if wanted and wanted in name), None)
            coming = horizon.Coming(**text | {"field": field, "date": story.day(days)})
            horizon.add_topic(story.board, coming, by=story.secretary)
    with on(story.day(-3)):
        for topic in story.board.horizon_topics.all():
            horizon.suggest_topic(topic)
