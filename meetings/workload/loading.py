"""Load a standard work of institutions, people, groups, meetings and assignments for benchmarks (see bench/README.md).

Thousands of meetings are written as rows, not lived through by actions; what the actions would leave behind is written
with them: closed meetings with every attendance and outcome, approved protocols chained and sealed, work reviewed in
the meeting after the one that set it. A meeting that is there already is left alone with all that belongs to it.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from documents.workload.loading import Drive
from kog.enums import CommitteeKind, Majority, OccupancyRole, SeatFunction
from kog.exceptions import LoadError
from kog.loading import Counts
from kog.models import Committee, Counter, Institution, Level, Network, Occupancy, Rules, Seat, User
from meetings.models import Meeting, Paper
from meetings.workload.assignments import Assignments, counters
from meetings.workload.places import Past, Place, Row, keep
from meetings.workload.records import Records

SINCE = dt.date(2017, 1, 1)
CHUNK = 100
KINDS = {"board": CommitteeKind.BOARD, "working_group": CommitteeKind.WORKING_GROUP}
FUNCTIONS = {"chair": SeatFunction.LEAD, "guest": SeatFunction.ADVISORY}


def rows(folder: Path, name: str) -> Iterator[Row]:
    """The records of one file; a line that is not one names its place."""
    file = folder / f"{name}.jsonl"
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise LoadError(f"{file.name}:{number}", str(error)) from error
    except OSError as error:
        raise LoadError(file.name, error.strerror or str(error)) from error


@transaction.atomic
def load_workload(folder: Path, tell: Callable[[str], None] = lambda _line: None) -> Counts:
    """All of a folder, or nothing. A second run changes nothing."""
    counts = Counts()
    houses = _institutions(rows(folder, "institutions"), counts)
    people = _people(rows(folder, "people"), houses, counts)
    places = _groups(rows(folder, "groups"), people, counts)
    fresh = _meetings(rows(folder, "meetings"), places, counts)
    past = Past.of(fresh, places)
    records = Records(people, counts, past)
    for done, chunk in _chunks(row for row in rows(folder, "meetings") if row["id"] in fresh):
        records.of_meetings([(row, fresh[row["id"]]) for row in chunk])
        tell(f"{done}/{len(fresh)}")
    records.chain_protocols()
    records.link_approvals()
    work = Assignments(people, counts, past, records.items)
    for _done, chunk in _chunks(row for row in rows(folder, "assignments") if row["meeting"] in fresh):
        work.of_assignments([(row, fresh[row["meeting"]]) for row in chunk])
    Counter.objects.bulk_create(counters(fresh.values(), records.resolved, work.assigned))
    if (folder / "folders.jsonl").exists():
        _drive(folder, places, people, records, counts)
    return counts


def _drive(folder: Path, places: dict[str, Place], people: dict[str, User], records: Records, counts: Counts) -> None:
    """Folders and files, and the papers of the items that were made now."""
    committees = {key: place.committee for key, place in places.items()}
    drive = Drive(committees, people, counts, folder / "files")
    drive.make_folders(rows(folder, "folders"))
    files = drive.file(rows(folder, "documents"))
    papers = (
        Paper(item=records.items[item["id"]], document_id=files[document])
        for row in rows(folder, "meetings")
        for item in row["agenda"]
        for document in item.get("attachments", ())
        if item["id"] in records.items and document in files
    )
    keep(counts, "papers", Paper, papers)


def _chunks(found: Iterable[Row]) -> Iterator[tuple[int, list[Row]]]:
    iterator, done = iter(found), 0
    while chunk := list(islice(iterator, CHUNK)):
        done += len(chunk)
        yield done, chunk


def _institutions(found: Iterable[Row], counts: Counts) -> dict[str, Institution]:
    Network.objects.get_or_create(
        pk=1, defaults={"name": "Benchmark", "short_name": "BENCH", "place": "Musterstadt", "state": "SN"}
    )
    known = {one.key: one for one in Institution.objects.filter(key__startswith="wl-")}
    levels: dict[str, Level] = {}
    houses: dict[str, Institution] = {}
    for row in found:
        key = f"wl-{row['id']}"
        if row["kind"] not in levels:
            facts = {"name": row["kind"], "position": len(levels) + 10}
            levels[row["kind"]] = Level.objects.get_or_create(key=f"wl-{len(levels)}", defaults=facts)[0]
        house = known.get(key)
        if house is None:
            parent = houses[row["parent"]] if row["parent"] else None
            house = Institution.objects.create(
                key=key, name=row["name"], short_name=row["code"], level=levels[row["kind"]], parent=parent
            )
            counts.created["institutions"] += 1
        houses[row["id"]] = house
    return houses


def _people(found: Iterable[Row], houses: dict[str, Institution], counts: Counts) -> dict[str, User]:
    wanted = {row["id"]: row for row in found}
    known = {one.email: one for one in User.objects.all()}
    fresh = [
        User(
            email=row["email"],
            name=row["role_title"],
            institution=houses[row["institution"]],
            locale=row["locale"],
            password=make_password(None),
            rules_confirmed_at=timezone.now(),
        )
        for row in wanted.values()
        if row["email"] not in known
    ]
    known |= {one.email: one for one in keep(counts, "people", User, fresh)}
    return {key: known[row["email"]] for key, row in wanted.items()}


def _groups(found: Iterable[Row], people: dict[str, User], counts: Counts) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for position, row in enumerate(found):
        key = f"wl-{row['id']}"
        committee = Committee.objects.filter(key=key).first()
        if committee is None:
            committee = _found_group(key, row, places, position)
            counts.created["committees"] += 1
            counts.created["seats"] += _fill(committee, row["members"], people)
        places[row["id"]] = Place.of(committee, row["members"], people)
    return places


def _found_group(key: str, row: Row, places: dict[str, Place], position: int) -> Committee:
    kind = KINDS.get(row["kind"], CommitteeKind.WORKING_GROUP)
    if kind == CommitteeKind.BOARD and Committee.objects.boards().exists():
        kind = CommitteeKind.WORKING_GROUP  # an installation has one board
    committee = Committee.objects.create(
        key=key,
        name=row["name"],
        short_name=f"BENCH {row['id'].upper()}",
        kind=kind,
        parent=places[row["parent"]].committee if row["parent"] else None,
        founded=SINCE,
        position=position,
    )
    quorum_share = 49 if kind == CommitteeKind.BOARD else 0
    Rules.objects.create(
        committee=committee,
        valid_from=SINCE,
        quorum_min=min(3, row["quorum"]),
        quorum_share=quorum_share,
        majority=Majority.SIMPLE,
        full_form=kind == CommitteeKind.BOARD,
    )
    return committee


def _fill(committee: Committee, members: list[Row], people: dict[str, User]) -> int:
    """A seat for each member; where a house has several, they are told apart by the person's function."""
    taken: set[int] = set()
    seats = []
    for member in members:
        person = people[member["person"]]
        label = person.name if person.institution_id in taken else ""
        taken.add(person.institution_id)
        function = FUNCTIONS.get(member["function"], SeatFunction.MEMBER)
        seats.append(
            Seat(
                committee=committee,
                institution_id=person.institution_id,
                label=label,
                function=function,
                has_vote=member["vote"],
                valid_from=SINCE,
            )
        )
    Seat.objects.bulk_create(seats)
    Occupancy.objects.bulk_create(
        Occupancy(seat=seat, person=people[member["person"]], role=OccupancyRole.HOLDER, valid_from=SINCE)
        for seat, member in zip(seats, members, strict=True)
    )
    return len(seats)


def _meetings(found: Iterable[Row], places: dict[str, Place], counts: Counts) -> dict[str, Meeting]:
    """Rows for the meetings that are not there yet, by their key in the file; numbers go on in each year."""
    known = set(Meeting.objects.filter(committee__key__startswith="wl-").values_list("committee", "title"))
    numbers: dict[tuple[int, int], int] = defaultdict(int)
    for committee, year, number in Meeting.objects.values_list("committee", "year", "number"):
        numbers[committee, year] = max(numbers[committee, year], number)
    fresh: dict[str, Meeting] = {}
    for row in found:
        place = places[row["group"]]
        if (place.committee.pk, row["title"]) in known:
            continue
        start, end = (_moment(row[name]) for name in ("start", "end"))
        numbers[place.committee.pk, start.year] += 1
        fresh[row["id"]] = place.meeting(row, start, end, number=numbers[place.committee.pk, start.year])
    keep(counts, "meetings", Meeting, fresh.values())
    return fresh


def _moment(text: str) -> dt.datetime:
    return timezone.make_aware(dt.datetime.fromisoformat(text))
