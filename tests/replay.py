"""Rows of fixtures and factories are written by their code once per process; for every other test they are played back.

    @pytest.fixture
    @replayed
    def running(board, secretary) -> Meeting: ...

    class SeatFactory(ReplayedFactory): ...

Bringing a meeting to its phase takes actions, and those take most of the time of the suite. Their writes are kept as
SQL, and what was returned as a copy that no test has touched. They are played back only where the same fixtures and
factories ran before, with the same arguments, in the same order and at about the same time, and nothing else wrote
since: then the database is the one it was, and gives the same keys. Otherwise the code runs: once settings or code are
patched. PostgreSQL's sequences remember other tests; they are set back before the first of these rows.

What is marked may do nothing but write rows and files, and return records (or a dict, list or namespace of them); what
a fixture is given besides records and plain values may not change what it writes.
"""

import copy
import datetime as dt
import functools
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
import time_machine
from django.conf import Settings, settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone, translation
from factory import CREATE_STRATEGY
from factory.django import DjangoModelFactory

WRITES = ("INSERT", "UPDATE", "DELETE")
PLAIN = (str, int, bytes, dt.date, dt.time, dt.timedelta, type(None))
State = tuple[Any, ...]


class Tape(NamedTuple):
    statements: list[tuple]
    files: dict[str, bytes]
    given: list[Model]
    returned: Any


class Test:
    """What happened to the database since this test began."""

    def __init__(self, item: pytest.Item | None = None) -> None:
        self.item = item
        self.state: State | None = ()  # what ran so far; None once something else has written
        self.recording: list[tuple] | None = None
        self.kept: dict[int, Any] = {}  # by the id of a record of this test: the same as it lies on the tape
        self.given: dict[int, Any] = {}  # the other way round, as `deepcopy` wants it

    def watch(self, execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        if sql.startswith(WRITES):
            if self.recording is None:
                self.state = None
            else:
                self.recording.append((sql, params, many))
        elif sql.startswith("ROLLBACK"):
            self.state = None
        return execute(sql, params, many, context)

    def may_replay(self) -> bool:
        unwatched = self.watch not in connection.execute_wrappers  # the browser's event loop brings a new connection
        if self.state is None or self.recording is not None or unwatched:
            return False
        patches = self.item.funcargs.get("monkeypatch")
        return isinstance(settings._wrapped, Settings) and not (patches and (patches._setattr or patches._setitem))

    def run(self, made: Callable[[], Any], about: tuple, given: list[Model]) -> Any:
        """What `made` returns, played back where it can be."""
        if self.state == () and connection.vendor == "postgresql":
            _set_sequences_back()
        before, state = self.state, (*self.state, (*about, _moment(), translation.get_language()))
        if state in _tapes:
            value = self.play(_tapes[state], given)
        else:
            self.recording = []
            try:
                value, tape = self.record(made, given)
            except BaseException:
                self.state = None
                raise
            finally:
                self.recording = None
            if self.state != before:  # something was taken back, and would be played again
                return value
            _tapes[state] = tape
        self.state = state
        return value

    def record(self, made: Callable[[], Any], given: list[Model]) -> tuple[Any, Tape]:
        names, save = [], Storage.save
        for record in given:
            self._meet(record, self.kept.get(id(record)) or copy.copy(record))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Storage, "save", lambda *facts, **more: names.append(save(*facts, **more)) or names[-1])
            value = made()
        files = {name: default_storage.open(name).read() for name in names if default_storage.exists(name)}
        kept = [self.kept[id(record)] for record in given]
        tape = Tape(self.recording, files, kept, copy.deepcopy(value, dict(self.kept)))
        for mine, theirs in zip(_records(value), _records(tape.returned), strict=True):
            self._meet(mine, theirs)
        return value, tape

    def play(self, tape: Tape, given: list[Model]) -> Any:
        begun = self.state
        with transaction.atomic(), connection.cursor() as cursor:
            for sql, params, many in tape.statements:
                (cursor.executemany if many else cursor.execute)(sql, params)
        self.state = begun
        for name, content in tape.files.items():
            if not default_storage.exists(name):
                default_storage.save(name, ContentFile(content))
        for mine, theirs in zip(given, tape.given, strict=True):
            self._meet(mine, theirs)
        value = copy.deepcopy(tape.returned, self.given)
        for mine, theirs in zip(_records(value), _records(tape.returned), strict=True):
            self._meet(mine, theirs)
        return value

    def _meet(self, mine: Model, theirs: Model) -> None:
        self.kept[id(mine)], self.given[id(theirs)] = theirs, mine


_tapes: dict[State, Tape] = {}
_test = Test()


def replayed(fixture: Callable) -> Callable:
    @functools.wraps(fixture)
    def run(*positional: Any, **arguments: Any) -> Any:
        made = functools.partial(fixture, *positional, **arguments)
        return _run(made, fixture, {**dict(enumerate(positional)), **arguments})

    return run


class ReplayedFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    @classmethod
    def _generate(cls, strategy: str, params: dict[str, Any]) -> Any:
        made = functools.partial(super()._generate, strategy, params)
        is_plain = all(isinstance(one, (Model, *PLAIN)) for one in params.values())
        return _run(made, cls, params) if is_plain and strategy == CREATE_STRATEGY else made()


def _run(made: Callable[[], Any], what: Any, arguments: dict[Any, Any]) -> Any:
    if not _test.may_replay():
        return made()
    about = (what.__module__, what.__qualname__, *((name, _fact(one)) for name, one in arguments.items()))
    return _test.run(made, about, [one for one in arguments.values() if isinstance(one, Model)])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    global _test
    _test, watched = Test(item), connection.execute_wrappers
    watched.append(_test.watch)
    try:
        return (yield)
    finally:
        watched.remove(_test.watch)


def _fact(value: Any) -> Any:
    """What an argument is, so that two calls can be compared."""
    return (type(value), value.pk) if isinstance(value, Model) else value if isinstance(value, PLAIN) else type(value)


def _moment() -> str:
    """Ten past nine is nearly a quarter past; but not where a test has set the clock."""
    now = f"{timezone.localtime():%Y-%m-%d %H:%M}"
    return now if time_machine.escape_hatch.is_travelling() else now[:-1]


@functools.cache
def _beginnings() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, coalesce(last_value, 1) FROM pg_sequences")
        return cursor.fetchall()


def _set_sequences_back() -> None:
    """To where they were when the first test of this process asked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"setval('{name}', {number})" for name, number in _beginnings()))


def _records(value: Any) -> list[Model]:
    """The records in what a fixture returns, each time in the same order."""
    if isinstance(value, Model):
        return [value]
    if isinstance(value, SimpleNamespace):
        value = vars(value)
    if isinstance(value, dict):
        value = list(value.values())
    return [record for one in value for record in _records(one)] if isinstance(value, (list, tuple)) else []
