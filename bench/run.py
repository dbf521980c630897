"""Time and queries per page with few and with many meetings: `make bench`, or `make bench ARGS="--sizes small medium"`.

For each size a database of its own is filled once with the standard work of generate.py and kept in var/bench until
the migrations change. Each page is asked without a network: the median of some rounds after two to warm up.
"""

import argparse
import contextlib
import datetime as dt
import hashlib
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WARM_UP = 2
# The sizes are measured in turns, and the best turn counts: what else the machine does meanwhile hits both.
TURNS = 3
# Growth allowed from the first size to the last; below some milliseconds a ratio is noise.
MOST_GROWTH, NOISE = 1.3, 5.0
# A picture of all that was going on costs what it shows, and the small data fills a seventh of it; its queries count.
DRAWN = ("/portal/auftraege/matrix/",)
FIXED = (
    "/",
    "/portal/",
    "/portal/geschaeftsstelle/",
    "/portal/sitzungen/",
    "/portal/auftraege/",
    "/portal/auftraege/matrix/",
    "/portal/vorgaenge/",
    "/portal/gremien/",
    "/portal/verzeichnis/",
    "/portal/verzeichnis/matrix/",
    "/portal/ablage/",
)
BELOW_A_MEETING = ("", "tagesordnung/", "teilnahme/", "fuehren/", "protokoll/", "auftragskontrolle/", "vorbereitung/")
NEWEST = ("meetings.Assignment", "meetings.Matter", "kog.Committee", "documents.Document")


def run(*command: str, database: Path) -> str:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "DJANGO_SETTINGS_MODULE": "kog.settings.test"}
    result = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if result.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{result.stdout}")
    return result.stdout


def fingerprint() -> str:
    digest = hashlib.sha256()
    for file in sorted([*ROOT.glob("*/migrations/*.py"), ROOT / "bench" / "generate.py"]):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def prepared(size: str) -> Path:
    """The database of one size, filled when it is not there yet; a broken-off attempt leaves none."""
    folder = ROOT / "var" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    database = folder / f"{size}-{fingerprint()}.sqlite3"
    if database.exists():
        return database
    print(f"Preparing {size} …", flush=True)
    for old in folder.glob(f"{size}-*.sqlite3*"):
        old.unlink()
    unfinished, data = folder / f"unfinished-{size}.sqlite3", folder / f"data-{size}"
    for leftover in folder.glob(f"{unfinished.name}*"):
        leftover.unlink()
    run("bench/generate.py", "--size", size, "--out", str(data), database=unfinished)
    run("manage.py", "migrate", "--verbosity=0", database=unfinished)
    begin = time.perf_counter()
    run("manage.py", "load_workload", str(data), database=unfinished)
    print(f"  loaded in {time.perf_counter() - begin:.0f} s", flush=True)
    with contextlib.closing(sqlite3.connect(unfinished)) as finished:
        finished.execute("PRAGMA journal_mode=DELETE")  # everything into the one file that is renamed
    unfinished.replace(database)
    return database


def measure(rounds: int) -> dict[str, list[float]]:
    """Runs in a process of its own, with the database of one size: page → median ms, queries, status."""
    import django  # noqa: PLC0415 -- after the parent has set DATABASE_URL

    django.setup()
    from django.db import connection  # noqa: PLC0415 -- needs the settings
    from django.test import Client  # noqa: PLC0415 -- needs the settings
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- needs the settings

    client = Client()
    client.force_login(secretary(), backend="kog.accounts.SignInBackend")
    found = {}
    for name, address in pages().items():
        for _round in range(WARM_UP):
            client.get(address)
        with CaptureQueriesContext(connection) as queries:
            status = client.get(address).status_code
        asked, times = len(queries), []
        for _round in range(rounds):
            begin = time.perf_counter()
            client.get(address)
            times.append((time.perf_counter() - begin) * 1000)
        found[name] = [statistics.median(times), asked, status]
    return found


def secretary():
    from kog.actions.appointing import appoint_office  # noqa: PLC0415 -- needs the settings
    from kog.enums import Office  # noqa: PLC0415 -- needs the settings
    from kog.models import User  # noqa: PLC0415 -- needs the settings

    person, created = User.objects.get_or_create(email="bench@kog.example", defaults={"name": "Geschäftsstelle"})
    if created:
        appoint_office(person, Office.SECRETARY, since=dt.date(2000, 1, 1), by=None)
    return User.objects.get(pk=person.pk)


def pages() -> dict[str, str]:
    """What is measured, under a name that is the same for every size."""
    from django.apps import apps  # noqa: PLC0415 -- needs the settings

    found = {address: address for address in FIXED}
    meeting = apps.get_model("meetings.Meeting").objects.order_by("-pk").first()
    for part in BELOW_A_MEETING if meeting else ():
        found[f"/portal/sitzungen/…/{part}"] = meeting.get_absolute_url() + part
    crowded = apps.get_model("documents.Folder").objects.filter(name="Sammelordner").first()
    if crowded:
        found["folder with a tenth of all files"] = crowded.get_absolute_url()
    for label in NEWEST:
        record = apps.get_model(label).objects.order_by("-pk").first()
        if record:
            found[f"one {label.split('.')[1].lower()}"] = record.get_absolute_url()
    return found


def report(results: dict[str, dict[str, list[float]]]) -> bool:
    """Prints the table; true when no page grew too much or failed."""
    sizes, sound = list(results), True
    print(f"\n{'page':<44}" + "".join(f"{size:>12}" for size in sizes) + f"{'growth':>9}  queries")
    for page in results[sizes[0]]:
        rows = [results[size].get(page) for size in sizes]
        if None in rows:
            continue
        times, queries, answers = zip(*rows, strict=True)
        growth = times[-1] / times[0]
        remarks = [str(int(status)) for status in sorted(set(answers)) if status != 200]
        if growth > MOST_GROWTH and times[-1] - times[0] > NOISE and page not in DRAWN:
            remarks.append("grows")
        if len(set(queries)) > 1:
            remarks.append("more queries")
        sound &= not remarks
        counts = "/".join(str(int(count)) for count in queries)
        print(
            f"{page:<44}"
            + "".join(f"{t:>9.1f} ms" for t in times)
            + f"{growth:>8.2f}×  {counts:<9} {', '.join(remarks)}"
        )
    return sound


def main() -> None:
    parser = argparse.ArgumentParser(description="Time and queries per page at several sizes.")
    parser.add_argument("--sizes", nargs="+", default=["small", "large"], choices=["small", "medium", "large"])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.rounds)))
        return
    databases = {size: prepared(size) for size in options.sizes}
    results: dict[str, dict[str, list[float]]] = {size: {} for size in options.sizes}
    for turn in range(TURNS):
        print(f"Measuring, {turn + 1} of {TURNS} …", flush=True)
        for size, database in databases.items():
            measured = run("bench/run.py", "--measure", "--rounds", str(options.rounds), database=database)
            for page, row in json.loads(measured.splitlines()[-1]).items():
                results[size][page] = min(row, results[size].get(page, row))
    sys.exit(0 if report(results) else 1)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
