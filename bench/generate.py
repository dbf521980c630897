"""Data for the benchmark: a network that has met many times, as neutral JSON lines, always the same for a size.

    python3 bench/generate.py --size small --out var/bench/data-small

small, medium and large are 30, 300 and 3,000 meetings, and 1,000, 10,000 and 100,000 files; of the meetings small
holds the same as the others. The form is told in bench/README.md, and `manage.py load_workload` reads it. Nobody real
is meant; only the standard library is needed.
"""

import argparse
import datetime as dt
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

MEETINGS = {"small": 30, "medium": 300, "large": 3_000}
DOCUMENTS = {"small": 1_000, "medium": 10_000, "large": 100_000}
SEED = "koordinieren"
FIRST_DAY = dt.date(2017, 1, 16)
HOUSES, PEOPLE, GROUPS, ITEMS, TASKS = 30, 200, 12, 10, 3
Row = dict[str, object]


def words(text: str) -> list[str]:
    return text.split()


LEVELS = ("Bund", "Land", "Kommune", "Wirtschaft", "Zivilgesellschaft")
KINDS = ("Agentur", "Amt", "Kammer", "Jobcenter", "Dezernat", "Verband", "Werkstatt")
TOPICS = words(
    "Anerkennung Ausbildung Beratung Beschäftigung Bildung Deutschkurse Ehrenamt Einreise Erstorientierung Familie "
    "Fachkräfte Förderung Gesundheit Integration Jugend Kinderbetreuung Migration Mobilität Netzwerk Pflege "
    "Qualifizierung Schule Sprache Studium Übergang Unterkunft Verfahren Visum Wohnen Zuwanderung"
)
THINGS = words(
    "Abstimmung Angebot Antrag Auswertung Bericht Checkliste Empfehlung Fallrunde Formular Konzept Leitfaden Liste "
    "Maßnahme Meldung Prozess Rückmeldung Schnittstelle Statistik Übersicht Vereinbarung Vorlage Zeitplan"
)
DOINGS = words(
    "prüft berät klärt bündelt begleitet erläutert ergänzt unterstützt vereinbart vereinfacht beschleunigt erprobt "
    "überträgt veröffentlicht dokumentiert bewertet beendet beginnt verlängert verbessert"
)
SMALL = words("der die das mit ohne für bis zur nach vor und oder sowie weil damit im am bei seit künftig bereits")


def chance(*key: object) -> random.Random:
    """Each record has its own dice, so that it does not depend on how many others there are."""
    return random.Random(":".join(map(str, (SEED, *key))))  # noqa: S311 -- dice for sample data


def sentence(dice: random.Random) -> str:
    words = [dice.choice(THINGS), dice.choice(DOINGS)]
    while len(words) < dice.randint(7, 16):
        words.append(dice.choice(SMALL))
        words.append(dice.choice(TOPICS) + ("s" + dice.choice(THINGS).lower() if dice.random() < 0.4 else ""))
    return " ".join(words) + "."


def prose(dice: random.Random, length: int) -> str:
    """Sentences of at least this many characters, in paragraphs."""
    sentences: list[str] = []
    while sum(map(len, sentences)) < length:
        sentences.append(sentence(dice))
    return "\n\n".join(" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4))


def title(dice: random.Random) -> str:
    return f"{dice.choice(TOPICS)}: {dice.choice(THINGS)} {dice.choice(TOPICS)}"


def institutions() -> Iterator[Row]:
    for number in range(HOUSES):
        dice = chance("house", number)
        name = f"{dice.choice(KINDS)} {TOPICS[number % len(TOPICS)]}"
        parent = f"h{number - 20:03}" if number >= 24 else None
        yield {
            "id": f"h{number:03}",
            "code": f"H{number:02}",
            "name": name,
            "kind": LEVELS[number % len(LEVELS)],
            "parent": parent,
        }


def people() -> Iterator[Row]:
    for number in range(PEOPLE):
        dice = chance("person", number)
        yield {
            "id": f"p{number:03}",
            "role_title": f"{dice.choice(('Leitung', 'Referat', 'Koordination'))} {dice.choice(TOPICS)} {number}",
            "institution": f"h{number % HOUSES:03}",
            "email": f"p{number:03}@bench.example",
            "locale": "en" if number % 12 == 0 else "de",
        }


def groups() -> list[Row]:
    """A board and its working groups; the first three members chair, deputise and take the minutes."""
    rows = []
    for number in range(GROUPS):
        dice = chance("group", number)
        members = dice.sample(range(PEOPLE), 24 if number == 0 else 12)
        functions = {0: "chair", 1: "deputy", 2: "minutes", 11: "guest"}
        rows.append(
            {
                "id": f"g{number:02}",
                "name": "Koordinierungsgremium" if number == 0 else f"Arbeitsgruppe {TOPICS[number]} {number}",
                "kind": "board" if number == 0 else "working_group",
                "parent": "g00" if number else None,
                "quorum": len(members) // 2 + 1,
                "members": [
                    {
                        "person": f"p{person:03}",
                        "function": functions.get(place, "member"),
                        "vote": functions.get(place) not in ("minutes", "guest"),
                    }
                    for place, person in enumerate(members)
                ],
            }
        )
    return rows


def begins(number: int) -> tuple[int, dt.datetime]:
    """The group that meets, and when: each in turn, a little more than one working day apart."""
    day = FIRST_DAY + dt.timedelta(days=number * 11 // 10)
    day += dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    return number % GROUPS, dt.datetime.combine(day, dt.time(chance("hour", number).choice((9, 10, 13))))


def agenda(number: int, members: list[Row]) -> Iterator[Row]:
    voting = sum(bool(one["vote"]) for one in members)
    for place in range(ITEMS):
        dice = chance("item", number, place)
        formal = {0: "Begrüßung und Beschlussfähigkeit", 1: "Genehmigung des letzten Protokolls"}.get(place)
        kind = "formal" if formal else dice.choice(("information", "discussion", "decision", "decision"))
        against, abstain = dice.randint(0, 1), dice.randint(0, 2)
        yield {
            "id": f"m{number:05}-{place}",
            "no": str(place + 1) if place < 8 else f"8.{place - 7}",
            "title": formal or title(dice),
            "kind": kind,
            "minutes": dice.choice((5, 10, 15, 20)),
            "presenter": dice.choice(members)["person"],
            "text": prose(dice, 300),
            "motion": prose(dice, 120) if kind == "decision" else None,
            "vote": {"yes": voting - against - abstain, "no": against, "abstain": abstain}
            if kind == "decision"
            else None,
            "attachments": [],
        }


def meeting(number: int, wanted: list[Row]) -> Row:
    group, start = begins(number)
    dice, members = chance("meeting", number), wanted[group]["members"]
    end = start + dt.timedelta(minutes=dice.choice((90, 120, 150)))
    items = list(agenda(number, members))
    parts = [f"## TOP {one['no']} {one['title']}\n\n{prose(chance('minutes', one['id']), 500)}" for one in items]
    approved = number % 6 != 5
    attendance = dice.choices(("present", "online", "excused", "absent"), (75, 10, 12, 3), k=len(members))
    return {
        "id": f"m{number:05}",
        "group": wanted[group]["id"],
        "number": number + 1,
        "title": f"{number // GROUPS + 1}. Sitzung {wanted[group]['name']}",
        "start": start.isoformat(),
        "end": end.isoformat(),
        "tz": "Europe/Berlin",
        "place": f"Raum {dice.randint(100, 480)}",
        "state": "protocol_approved" if approved else "protocol_draft",
        "attendance": [{"person": one["person"], "status": how} for one, how in zip(members, attendance, strict=True)],
        "agenda": items,
        "attachments": [],
        "protocol": {
            "version": 1 + approved,
            "state": "approved" if approved else "draft",
            "markdown": f"# Protokoll der {number // GROUPS + 1}. Sitzung\n\n" + "\n\n".join(parts) + "\n",
            "approved_at": (end + dt.timedelta(days=30)).isoformat() if approved else None,
            "versions": [],
        },
    }


def assignments(number: int, wanted: list[Row]) -> Iterator[Row]:
    """Nearly all are done in the end: what a network hands out, it also brings to an end."""
    group, start = begins(number)
    members = [one["person"] for one in wanted[group]["members"]]
    for place in range(TASKS):
        dice = chance("task", number, place)
        steps = ["open", "accepted", "in_review", "done"]
        if dice.random() < 0.03:
            steps = steps[: dice.randint(1, 3)]
        at, told = start, []
        for before, after in zip([None, *steps], steps, strict=False):
            at += dt.timedelta(days=dice.randint(1, 9), hours=dice.randint(0, 8))
            told.append(
                {
                    "at": at.isoformat(),
                    "by": dice.choice(members),
                    "action": {"open": "created", "in_review": "submitted"}.get(after, after),
                    "from": before,
                    "to": after,
                    "comment": prose(dice, 90),
                }
            )
        yield {
            "id": f"t{number:05}-{place}",
            "meeting": f"m{number:05}",
            "item": f"m{number:05}-{2 + place}",
            "title": title(dice),
            "text": prose(dice, 200),
            "assignees": dice.sample(members, dice.choice((1, 1, 2, 3))),
            "due": (start.date() + dt.timedelta(days=dice.randint(14, 90))).isoformat(),
            "state": steps[-1],
            "history": told,
        }


def folders() -> Iterator[Row]:
    """One per group with one per year in it, and one that holds a tenth of all files: a list that has to stay quick."""
    yield {"id": "f0000", "parent": None, "name": "Ablage", "readers": []}
    for group in range(GROUPS):
        own, readers = f"f{group + 1:04}", [f"g{group:02}"]
        yield {"id": own, "parent": "f0000", "name": f"Gruppe {group}", "readers": readers}
        for year in range(FIRST_DAY.year, FIRST_DAY.year + 15):
            yield {"id": f"{own}-{year}", "parent": own, "name": str(year), "readers": readers}
    yield {"id": "f9999", "parent": "f0000", "name": "Sammelordner", "readers": []}


def document(number: int, meetings: int) -> Row:
    dice = chance("document", number)
    group, start = begins(number % meetings)
    ending, mime = dice.choice((("pdf", "application/pdf"), ("md", "text/markdown"), ("txt", "text/plain")))
    name = title(dice)
    return {
        "id": f"d{number:06}",
        "folder": "f9999" if number % 10 == 9 else f"f{group + 1:04}-{start.year}",
        "title": name,
        "filename": f"{number:06} {name.replace(':', ' -')}.{ending}",
        "mime": mime,
        "created": (start - dt.timedelta(days=dice.randint(1, 20))).isoformat(),
        "by": f"p{dice.randrange(PEOPLE):03}",
        "confidential": dice.random() < 0.08,
        "versions": dice.choice((1, 1, 1, 2)),
        "text": prose(dice, 400),
    }


def write(folder: Path, name: str, rows: Iterable[Row]) -> int:
    count = 0
    with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
        for count, row in enumerate(rows, start=1):  # noqa: B007 -- how many there were
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description="Data for the benchmark, always the same for a size.")
    parser.add_argument("--size", choices=MEETINGS, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    meetings = MEETINGS[options.size]
    wanted, numbers = groups(), range(meetings)
    counts = {
        "institutions": write(options.out, "institutions", institutions()),
        "people": write(options.out, "people", people()),
        "groups": write(options.out, "groups", wanted),
        "meetings": write(options.out, "meetings", (meeting(number, wanted) for number in numbers)),
        "assignments": write(
            options.out, "assignments", (row for number in numbers for row in assignments(number, wanted))
        ),
        "folders": write(options.out, "folders", folders()),
        "documents": write(
            options.out, "documents", (document(number, meetings) for number in range(DOCUMENTS[options.size]))
        ),
    }
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
