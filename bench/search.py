"""The search beside the bare full-text query: `make bench-search`, or with `ARGS="--sizes 1000 10000"`.

So many files, a tenth of them confidential, lie in the folders of a board and its groups. Asked are: the bare query of
the engine joined with the rights, the best twenty (ranking all, no snippets, no spellings); a small page (the search
page without a question); and the search page with the question. What counts is page / (bare query + small page).
On PostgreSQL: `.ci/with-postgres make bench-search`.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median

import generate
import run

MOST = 1.3
ROUNDS = 25
QUESTIONS = {
    "one hit": "einzigartigkeit",
    "some": "Checkliste Wohnen",
    "many": "Ausbildung",
    "part of a word": "schnittstelle",
    "a phrase": '"Angebot prüft"',
}
READERS = ("secretary", "member")


def fill(number: int) -> float:
    """So many files without bytes in all, and their words in the index; answers the seconds per thousand of them."""
    from django.db import connection  # noqa: PLC0415 -- needs the settings
    from django.utils import timezone  # noqa: PLC0415 -- needs the settings

    from documents.actions import filing  # noqa: PLC0415 -- needs the settings
    from documents.models import Document  # noqa: PLC0415 -- needs the settings
    from kog import search  # noqa: PLC0415 -- needs the settings
    from kog.models import Committee  # noqa: PLC0415 -- needs the settings
    from kog.search import indexing, registry  # noqa: PLC0415 -- needs the settings

    folders = [filing.folder_for(committee).collection_id for committee in Committee.objects.all()]
    there = Document.objects.filter(name_key__startswith="bench ").count()
    Document.objects.bulk_create(
        [
            Document(
                title=f"{generate.title(generate.chance('file', place))} {place}.pdf",
                collection_id=folders[place % len(folders)],
                file=f"x/{place}.pdf",
                confidential=place % 10 == 0,
                name_key=f"bench {place}",
                created_at=timezone.now(),
            )
            for place in range(there, number)
        ],
        batch_size=2000,
    )

    def describe(file: Document) -> search.Description:
        text = generate.prose(generate.chance("words", file.title), 2000)
        return search.Description(
            file.title,
            file.get_absolute_url(),
            f"{text} Einzigartigkeit" if file.title.endswith(" 77.pdf") else text,
            committee_id=file.committee_id,
            file_type="pdf",
        )

    begin = time.perf_counter()
    for _kind, _written in indexing.complete([replace(registry.kinds()["document"], describe=describe)]):
        pass
    took = time.perf_counter() - begin
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a server does by itself after a while
    return took * 1000 / (number - there)


def people() -> dict[str, object]:
    from kog.enums import CommitteeKind  # noqa: PLC0415 -- needs the settings
    from kog.models import Occupancy  # noqa: PLC0415 -- needs the settings

    seat = Occupancy.objects.on().exclude(seat__committee__kind=CommitteeKind.BOARD)
    return {"secretary": run.secretary(), "member": seat.select_related("person")[0].person}


def rounds(*asks: Callable[[], object]) -> list[list[float]]:
    """The milliseconds of each, round by round. They take turns, so that a busy machine is busy for all of them."""
    times = []
    for _round in range(ROUNDS + 1):
        times.append([])
        for ask in asks:
            begin = time.perf_counter()
            ask()
            times[-1].append((time.perf_counter() - begin) * 1000)
    return times[1:]


def bare(person: object, question: str) -> Callable[[], object]:
    from django.db import connection  # noqa: PLC0415 -- needs the settings

    from kog.models import User  # noqa: PLC0415 -- needs the settings
    from kog.search import finding, words  # noqa: PLC0415 -- needs the settings

    terms = [[term.stems] for term in words.terms(question)]
    if connection.vendor == "sqlite":
        match = " AND ".join(f'"{" ".join(stems)}"' for (stems,) in terms)
        select, params = "bm25(kog_searchindex)", []
        where = ["kog_searchindex.rowid = kog_searchentry.id", "kog_searchindex MATCH %s"]
    else:
        match = " & ".join("(" + " <-> ".join(stems) + ")" for (stems,) in terms)
        select, params = "-ts_rank(kog_searchindex.vector, to_tsquery('simple', %s))", [match]
        where = ["kog_searchindex.id = kog_searchentry.id", "kog_searchindex.vector @@ to_tsquery('simple', %s)"]
    facts = {"select": {"rank": select}, "select_params": params, "where": where, "params": [match]}

    def ask() -> list:
        entries = finding.visible_entries(User.objects.get(pk=person.pk)).extra(**facts, tables=["kog_searchindex"])
        return list(entries.order_by("rank").values_list("id", "title", "rank")[:20])

    return ask


def measure() -> list[tuple]:
    from django.test import Client  # noqa: PLC0415 -- needs the settings

    rows = []
    for reader, person in people().items():
        client = Client()
        client.force_login(person, backend="kog.accounts.SignInBackend")
        for name, question in QUESTIONS.items():
            times = rounds(
                bare(person, question),
                lambda client=client: client.get("/portal/suche/"),
                lambda client=client, question=question: client.get("/portal/suche/", {"q": question}),
            )
            ratio = median(page / (query + small) for query, small, page in times)
            rows.append((reader, name, *map(median, zip(*times, strict=True)), ratio))
    return rows


def prepare() -> None:
    """A new database with the small network; PostgreSQL's is the empty one of DATABASE_URL."""
    folder = run.ROOT / "var" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    if "DATABASE_URL" not in os.environ:
        for old in folder.glob("search.sqlite3*"):
            old.unlink()
        os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'search.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "kog.settings.test"
    import django  # noqa: PLC0415 -- after DATABASE_URL is set
    from django.core.management import call_command  # noqa: PLC0415 -- the same

    django.setup()
    call_command("migrate", verbosity=0)
    data = folder / "data-small"
    subprocess.run([sys.executable, generate.__file__, "--size", "small", "--out", str(data)], check=True)
    call_command("load_workload", str(data), verbosity=0)


def main() -> None:
    parser = argparse.ArgumentParser(description="The search beside the bare full-text query.")
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 10_000, 100_000])
    options = parser.parse_args()
    prepare()
    sound = True
    for size in options.sizes:
        print(f"\n{size} files, {fill(size):.1f} s to index a thousand")
        print(f"{'reader':<12}{'question':<18}{'bare query':>12}{'small page':>12}{'search':>12}{'ratio':>8}")
        for reader, name, *each, ratio in measure():
            sound &= ratio <= MOST
            times = "".join(f"{one:>9.1f} ms" for one in each)
            print(f"{reader:<12}{name:<18}{times}{ratio:>7.2f}×", flush=True)
    sys.exit(0 if sound else 1)


if __name__ == "__main__":
    sys.path.insert(0, str(run.ROOT))
    main()
