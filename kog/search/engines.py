"""Where the words lie: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL, both filled with our stems.

Rights and filters arrive as a queryset of entries and are joined in the same query. Of many hits only the newest are
ranked: finding 5,000 takes a millisecond, ranking them twenty. The very words are asked for first, and what stands for
them only when these are few: ranking by sixty longer words costs more than everything else.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Alternatives = list[list[tuple[str, ...]]]
TITLE, BODY = 8.0, 1.0  # a word in the title weighs more


class Candidate(NamedTuple):
    rank: tuple[bool, float]  # the very words before longer ones; the smaller, the better
    id: int
    kind: str
    object_id: int
    part: int


Record = tuple[str, int]  # kind and id


class Ask(Protocol):
    def __call__(
        self,
        groups: Alternatives,
        limit: int,
        *,
        title: bool = False,
        without: Alternatives | None = None,
        beyond: Collection[Record] = (),
    ) -> list[tuple]:
        """Rank and `COLUMNS` of the newest in which every group has one of its alternatives (in the title), but not
        every group of `without`; none of the records `beyond` which is asked.
        """


class Engine(Protocol):
    def lock(self, kind: str, object_id: int) -> None:
        """Until the end of the transaction nobody else writes the entries of this record."""

    def write(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """Id, stems of the title, stems of the text."""

    def remove(self, ids: Sequence[int]) -> None: ...

    def clear(self) -> None: ...

    def asking(self, entries: QuerySet) -> "Ask":
        """What asks for the newest of these entries."""

    def stems_within(self, fragments: Sequence[str], beginnings: Sequence[str], limit: int) -> list[tuple[str, str]]:
        """(fragment, stem) for words of the vocabulary that contain or begin with one, the shortest first."""


COLUMNS = ("id", "kind", "object_id", "part")
ENOUGH = 100  # records with the very words; one that only has longer ones would stand on the sixth page
RECORD = "kog_searchentry.kind || ' ' || kog_searchentry.object_id"
MATCH = "\0"  # stands for what is asked of the index, until it is asked
BEYOND = "\1"  # and this for the records that are known already


def candidates(entries: QuerySet, groups: Alternatives, *, limit: int) -> tuple[list[Candidate], bool]:
    """The newest entries with the very words; when these are in few records, also those with the alternatives. And
    whether there are more.
    """
    ask = engine().asking(entries)
    very = [group[:1] for group in groups]
    rows, more = _newest(ask, very, limit)
    longer: list[tuple] = []
    if very != groups and len(_records(rows)) < ENOUGH:
        longer, more = _newest(ask, groups, limit, without=very)
    return [
        Candidate((is_longer, rank), *row) for is_longer, some in ((False, rows), (True, longer)) for rank, *row in some
    ], more


def _newest(
    ask: Ask, groups: Alternatives, limit: int, *, without: Alternatives | None = None
) -> tuple[list[tuple], bool]:
    """The newest `limit`, and whether there are more. When they are the pages of a few long files, also those of other
    records; when there still are more, the newest that have the words in the title, which must not be lost among the
    many.
    """
    rows = some = ask(groups, limit, without=without)
    most = limit
    while len(some) >= most and len(known := _records(rows)) < ENOUGH:
        most *= 2  # a hundred long files are soon asked through
        some = ask(groups, most, without=without, beyond=known)
        rows = rows + some
    more = len(some) >= most
    if more:
        rows = rows + ask(groups, limit, title=True, without=without)
    return rows, more


def _records(rows: list[tuple]) -> set[Record]:
    return {(kind, pk) for _rank, _id, kind, pk, _part in rows}


class Sqlite:
    def lock(self, kind: str, object_id: int) -> None:
        """A transaction that writes holds the lock of the whole database from its beginning."""

    def write(self, rows: Iterable[tuple[int, str, str]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO kog_searchindex (rowid, title, body) VALUES (%s, %s, %s)", list(rows))

    def remove(self, ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM kog_searchindex WHERE rowid = %s", [(one,) for one in ids])

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM kog_searchindex")

    def asking(self, entries: QuerySet) -> Ask:
        found = entries.extra(  # noqa: S610 -- two constants
            select={"rank": f"bm25(kog_searchindex, {TITLE}, {BODY})"},
            tables=["kog_searchindex"],
            where=[
                "kog_searchindex.rowid = kog_searchentry.id",
                "kog_searchindex MATCH %s",
                f"({RECORD}) NOT IN (SELECT value FROM json_each(%s))",  # noqa: S608 -- a constant
            ],
            params=[MATCH, BEYOND],
            # The index hands out its hits in this order, so the rank is computed for `limit` of them only.
            order_by=["-kog_searchindex.rowid"],
        )
        compiled = _Compiled.of(found.values_list("rank", *COLUMNS))

        def ask(
            groups: Alternatives,
            limit: int,
            *,
            title: bool = False,
            without: Alternatives | None = None,
            beyond: Collection[Record] = (),
        ) -> list[tuple]:
            match = f"title : ({self._every(groups)})" if title else self._every(groups)
            return compiled.ask(f"({match}) NOT ({self._every(without)})" if without else match, limit, beyond)

        return ask

    @staticmethod
    def _every(groups: Alternatives) -> str:
        return " AND ".join("(" + " OR ".join(f'"{" ".join(words)}"' for words in group) + ")" for group in groups)

    def stems_within(self, fragments: Sequence[str], beginnings: Sequence[str], limit: int) -> list[tuple[str, str]]:
        within = (
            "SELECT %s, stem, length(word) FROM kog_searchword WHERE id IN "
            "(SELECT rowid FROM kog_searchtrigram WHERE kog_searchtrigram MATCH %s)"
        )
        begins = "SELECT %s, stem, length(word) FROM kog_searchword WHERE word >= %s AND word < %s"
        parts = [(within, [one, f'"{one}"']) for one in fragments]
        parts += [(begins, [one, one, f"{one}\U0010ffff"]) for one in beginnings]
        return _asked(parts, limit)


class Postgres:
    def lock(self, kind: str, object_id: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [f"search {kind}", object_id % 2**31])

    def write(self, rows: Iterable[tuple[int, str, str]]) -> None:
        vector = "setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'D')"
        with connection.cursor() as cursor:
            insert = f"INSERT INTO kog_searchindex (id, vector) VALUES (%s, {vector})"  # noqa: S608 -- a constant
            cursor.executemany(insert, list(rows))

    def remove(self, ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM kog_searchindex WHERE id = ANY(%s)", [list(ids)])

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE kog_searchindex")

    def asking(self, entries: QuerySet) -> Ask:
        found = entries.extra(  # noqa: S610 -- a constant
            tables=["kog_searchindex"],
            where=[
                "kog_searchindex.id = kog_searchentry.id",
                "kog_searchindex.vector @@ to_tsquery('simple', %s)",
                f"({RECORD}) NOT IN (SELECT json_array_elements_text(%s::json))",
            ],
            params=[MATCH, BEYOND],
        )
        anywhere = _Compiled.of(found.order_by("-id").values_list(*COLUMNS))
        # The weight stands in the long vectors alone, which would all be read for it.
        in_title = replace(anywhere, sql=anywhere.sql.replace("kog_searchindex.vector", "kog_searchindex.title"))

        def ask(
            groups: Alternatives,
            limit: int,
            *,
            title: bool = False,
            without: Alternatives | None = None,
            beyond: Collection[Record] = (),
        ) -> list[tuple]:
            match = self._every(groups)
            if without:
                match = f"({match}) & !({self._every(without)})"
            some = (in_title if title else anywhere).ask(match, limit, beyond)
            ranks = self._ranks(some, groups)
            return [(ranks.get(row[0], 0.0), *row) for row in some]

        return ask

    def _ranks(self, rows: list[tuple], groups: Alternatives) -> dict[int, float]:
        """Asked apart, because PostgreSQL would rank every hit before it sorts them."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, -ts_rank(%s::real[], vector, to_tsquery('simple', %s)) "
                "FROM kog_searchindex WHERE id = ANY(%s)",
                [[BODY / TITLE, 0.2, 0.4, 1.0], self._every(groups), [row[0] for row in rows]],
            )
            return dict(cursor.fetchall())

    @staticmethod
    def _every(groups: Alternatives) -> str:
        return " & ".join(
            "(" + " | ".join("(" + " <-> ".join(f"'{one}'" for one in words) + ")" for words in group) + ")"
            for group in groups
        )

    def stems_within(self, fragments: Sequence[str], beginnings: Sequence[str], limit: int) -> list[tuple[str, str]]:
        like = "SELECT %s, stem, length(word) FROM kog_searchword WHERE word LIKE %s"
        parts = [(like, [one, f"%{one}%"]) for one in fragments] + [(like, [one, f"{one}%"]) for one in beginnings]
        return _asked(parts, limit)


@dataclass(frozen=True)
class _Compiled:
    """A query to be asked more than once: the rights of a dozen kinds take longer to write down than to look up."""

    sql: str  # empty: nothing can be found
    params: tuple

    @classmethod
    def of(cls, found: QuerySet) -> "_Compiled":
        try:
            return cls(*found.query.sql_with_params())
        except EmptyResultSet:
            return cls("", ())

    def ask(self, match: str, limit: int, beyond: Collection[Record]) -> list[tuple]:
        if not self.sql:
            return []
        asked = {MATCH: match, BEYOND: json.dumps([f"{kind} {pk}" for kind, pk in beyond])}
        with connection.cursor() as cursor:
            cursor.execute(f"{self.sql} LIMIT {limit:d}", [asked.get(one, one) for one in self.params])
            return list(cursor.fetchall())


def _asked(parts: list[tuple[str, list[str]]], limit: int) -> list[tuple[str, str]]:
    """One question for all words, each with its own limit."""
    if not parts:
        return []
    one = " UNION ALL ".join(
        f"SELECT * FROM ({sql} ORDER BY 3 LIMIT {limit:d}) AS w"  # noqa: S608 -- constants, and a number
        for sql, _params in parts
    )
    with connection.cursor() as cursor:
        cursor.execute(one, [param for _sql, params in parts for param in params])
        return [(fragment, stem) for fragment, stem, _length in cursor.fetchall()]


def engine() -> Engine:
    return Postgres() if connection.vendor == "postgresql" else Sqlite()
