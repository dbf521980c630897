"""Where the words lie: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL, both filled with our stems.

Rights and filters arrive as a queryset of entries and are joined in the same query. Of many hits only the newest are
ranked: finding 5,000 takes a millisecond, ranking them twenty.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Alternatives = list[list[tuple[str, ...]]]
TITLE, BODY = 8.0, 1.0  # a word in the title weighs more


class Candidate(NamedTuple):
    rank: float  # the smaller, the better
    id: int
    kind: str
    object_id: int
    part: int


class Engine(Protocol):
    def lock(self, kind: str, object_id: int) -> None:
        """Until the end of the transaction nobody else writes the entries of this record."""

    def write(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """Id, stems of the title, stems of the text."""

    def remove(self, ids: Sequence[int]) -> None: ...

    def clear(self) -> None: ...

    def candidates(self, entries: QuerySet, groups: Alternatives, *, limit: int) -> list[Candidate]:
        """The newest entries in which every group has one of its alternatives; when there are more than `limit`, also
        the newest that have them in the title, which must not be lost among the many.
        """

    def stems_within(self, fragments: Sequence[str], beginnings: Sequence[str], limit: int) -> list[tuple[str, str]]:
        """(fragment, stem) for words of the vocabulary that contain or begin with one, the shortest first."""


COLUMNS = ("id", "kind", "object_id", "part")
MATCH = "\0"  # stands for what is asked of the index, until it is asked


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

    def candidates(self, entries: QuerySet, groups: Alternatives, *, limit: int) -> list[Candidate]:
        every = " AND ".join("(" + " OR ".join(f'"{" ".join(words)}"' for words in group) + ")" for group in groups)
        found = entries.extra(  # noqa: S610 -- two constants
            select={"rank": f"bm25(kog_searchindex, {TITLE}, {BODY})"},
            tables=["kog_searchindex"],
            where=["kog_searchindex.rowid = kog_searchentry.id", "kog_searchindex MATCH %s"],
            params=[MATCH],
            # The index hands out its hits in this order, so the rank is computed for `limit` of them only.
            order_by=["-kog_searchindex.rowid"],
        )
        ask = _compiled(found.values_list("rank", *COLUMNS)[:limit])
        rows = ask(every)
        if len(rows) == limit:
            rows += ask(f"title : ({every})")
        return [Candidate(*row) for row in rows]

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

    def candidates(self, entries: QuerySet, groups: Alternatives, *, limit: int) -> list[Candidate]:
        found = entries.extra(
            tables=["kog_searchindex"],
            where=[
                "kog_searchindex.id = kog_searchentry.id",
                "kog_searchindex.vector @@ to_tsquery('simple', %s)",
            ],
            params=[MATCH],
        )
        ask = _compiled(found.order_by("-id").values_list(*COLUMNS)[:limit])
        rows = ask(self._query(groups))
        if len(rows) == limit:
            rows += ask(self._query(groups, weight=":A"))
        with connection.cursor() as cursor:
            # Apart, because PostgreSQL would rank every hit before it sorts them.
            cursor.execute(
                "SELECT id, ts_rank(%s::real[], vector, to_tsquery('simple', %s)) "
                "FROM kog_searchindex WHERE id = ANY(%s)",
                [[BODY / TITLE, 0.2, 0.4, 1.0], self._query(groups), [row[0] for row in rows]],
            )
            ranks = dict(cursor.fetchall())
        return [Candidate(-ranks.get(row[0], 0.0), *row) for row in rows]

    @staticmethod
    def _query(groups: Alternatives, weight: str = "") -> str:
        return " & ".join(
            "(" + " | ".join("(" + " <-> ".join(f"'{one}'{weight}" for one in words) + ")" for words in group) + ")"
            for group in groups
        )

    def stems_within(self, fragments: Sequence[str], beginnings: Sequence[str], limit: int) -> list[tuple[str, str]]:
        like = "SELECT %s, stem, length(word) FROM kog_searchword WHERE word LIKE %s"
        parts = [(like, [one, f"%{one}%"]) for one in fragments] + [(like, [one, f"{one}%"]) for one in beginnings]
        return _asked(parts, limit)


def _compiled(found: QuerySet) -> Callable[[str], list[tuple]]:
    """A query to be asked more than once: the rights of a dozen kinds take longer to write down than to look up."""
    try:
        sql, params = found.query.sql_with_params()
    except EmptyResultSet:
        return lambda _match: []

    def ask(match: str) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(sql, [match if one == MATCH else one for one in params])
            return list(cursor.fetchall())

    return ask


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
