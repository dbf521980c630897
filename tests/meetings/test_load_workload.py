"""The benchmark's data obeys the rules that everything else obeys."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from kog.models import Committee, Institution, Occupancy, User
from meetings.actions import convening
from meetings.actions.convening import Arrangement
from meetings.enums import AssignmentState
from meetings.models import AgendaItem, Assignment, Meeting, Participation, Protocol, Review
from tests.play import laws
from tests.replay import replayed

GENERATOR = settings.ROOT / "bench" / "generate.py"


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("workload")
    command = [sys.executable, str(GENERATOR), "--size", "small", "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture
@replayed
def loaded(db, folder) -> Path:
    call_command("load_workload", str(folder), stdout=StringIO())
    return folder


def lines(folder: Path, name: str) -> list[dict]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text().splitlines()]


def test_everything_arrives(loaded):
    members = sum(len(group["members"]) for group in lines(loaded, "groups"))
    agenda = sum(len(meeting["agenda"]) for meeting in lines(loaded, "meetings"))
    attendance = sum(len(meeting["attendance"]) for meeting in lines(loaded, "meetings"))

    assert Institution.objects.count() == len(lines(loaded, "institutions"))
    assert User.objects.count() == len(lines(loaded, "people"))
    assert (Committee.objects.count(), Committee.objects.boards().count()) == (len(lines(loaded, "groups")), 1)
    assert Occupancy.objects.count() == members
    assert Meeting.objects.count() == Protocol.objects.count() == len(lines(loaded, "meetings"))
    assert AgendaItem.objects.count() == agenda
    assert Participation.objects.count() == attendance
    assert Assignment.objects.count() == len(lines(loaded, "assignments"))


def test_what_arrives_is_consistent(loaded):
    assert list(laws.closed_only_when_all_is_recorded()) == []
    assert list(laws.open_work_is_due_somewhere()) == []
    assert list(laws.only_a_review_closes()) == []
    assert list(laws.records_stay_with_their_meeting()) == []
    assert list(laws.seals_hold()) == []


def test_done_work_was_reviewed_in_the_next_meeting(loaded):
    done = Assignment.objects.filter(state=AssignmentState.DONE)

    assert done.exists()
    for one in done.select_related("set_in", "closed_in"):
        later = Meeting.objects.filter(committee=one.committee).after(one.set_in).in_order().first()
        assert one.closed_in == later
        assert Review.objects.get(assignment=one).meeting == later


def test_text_of_a_protocol_is_that_of_the_file(loaded):
    row = lines(loaded, "meetings")[3]
    protocol = Protocol.objects.get(meeting__title=row["title"])

    assert [section.title for section in protocol.sections.all()][1:] == [one["title"] for one in row["agenda"]]
    assert all(section.text in row["protocol"]["markdown"] for section in protocol.sections.all())


def test_a_second_run_changes_nothing(loaded):
    before = {model: list(model.objects.order_by("pk").values()) for model in (Meeting, Assignment, Protocol, User)}
    out = StringIO()

    call_command("load_workload", str(loaded), stdout=out)

    assert {model: list(model.objects.order_by("pk").values()) for model in before} == before
    assert out.getvalue().startswith("0 ")


def test_life_goes_on_after_it(loaded, secretary):
    """Numbers continue, what waits comes to the next meeting."""
    last = Meeting.objects.filter(committee__kind="board").order_by("-date").first()

    meeting = convening.plan(last.committee, Arrangement(last.date.replace(day=28)), by=secretary)

    assert meeting.number == Meeting.objects.filter(committee=last.committee, year=meeting.year).count()
    assert list(laws.open_work_is_due_somewhere()) == []
    assert list(laws.unapproved_protocols_are_on_one_agenda()) == []


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("people.jsonl", "{not json\n", "people.jsonl:1"),
        ("groups.jsonl", None, "groups.jsonl"),
        ("meetings.jsonl", '{"id": "m1", "group": "nowhere", "title": "x"}\n', "nowhere"),
    ],
)
def test_a_wrong_folder_is_named_and_changes_nothing(db, folder, tmp_path, file, text, place):
    for source in folder.glob("*.jsonl"):
        (tmp_path / source.name).write_text(source.read_text())
    (tmp_path / file).unlink() if text is None else (tmp_path / file).write_text(text)

    with pytest.raises(CommandError, match=place):
        call_command("load_workload", str(tmp_path))
    assert (Institution.objects.count(), Meeting.objects.count()) == (0, 0)
