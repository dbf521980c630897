"""A fixture's rows are written by its code once per process; for every other test they are played back.

    @pytest.fixture
    @replayed
    def running(board, secretary) -> Meeting: ...

Bringing a meeting to its phase takes actions, and those take most of the time of the suite. Their writes are kept as
SQL, and what the fixture returned as a copy that no test has touched. They are played back only where the same fixtures
ran before, in the same order and the same hour, and nothing else has written since: then the database is the one it
was, and gives the same keys. Otherwise the code runs, as always on PostgreSQL, whose sequences remember other tests.

A fixture may be marked when all it does is write rows and files, and return records (or a dict, list or namespace of
them); what it is given besides records may not change what it writes.
"""

import copy
import functools
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

WRITES = ("INSERT", "UPDATE", "DELETE")
State = tuple[Any, ...]


class Tape(NamedTuple):
    statements: list[tuple]
    files: dict[str, bytes]
    returned: Any


class Test:
    """What happened to the database since this test began."""

    def __init__(self) -> None:
        self.state: State | None = ()  # the fixtures so far; None once something else has written
        self.recording: list[tuple] | None = None
        self.kept: dict[int, Any] = {}  # by the id of a record of this test: the same as it lies on the tape
        self.given: dict[int, Any] = {}  # the other way round, as `deepcopy` wants it

    def watch(self, execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        if sql.startswith(WRITES):
            if self.recording is None:
                self.state = None
            else:
                self.recording.append((sql, params, many))
        return execute(sql, params, many, context)

    def record(self, fixture: Callable, arguments: dict[str, Any]) -> tuple[Any, Tape]:
        self.recording, names, save = [], [], Storage.save
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Storage, "save", lambda *facts, **more: names.append(save(*facts, **more)) or names[-1])
            try:
                value = fixture(**arguments)
            finally:
                statements, self.recording = self.recording, None
        files = {name: default_storage.open(name).read() for name in names if default_storage.exists(name)}
        tape = Tape(statements, files, copy.deepcopy(value, dict(self.kept)))
        for mine, kept in zip(_records(value), _records(tape.returned), strict=True):
            self.kept[id(mine)], self.given[id(kept)] = kept, mine
        return value, tape

    def play(self, tape: Tape) -> Any:
        begun = self.state
        with transaction.atomic(), connection.cursor() as cursor:
            for sql, params, many in tape.statements:
                (cursor.executemany if many else cursor.execute)(sql, params)
        self.state = begun
        for name, content in tape.files.items():
            if not default_storage.exists(name):
                default_storage.save(name, ContentFile(content))
        value = copy.deepcopy(tape.returned, self.given)
        for mine, kept in zip(_records(value), _records(tape.returned), strict=True):
            self.kept[id(mine)] = kept
        return value


_tapes: dict[State, Tape] = {}
_test = Test()


def replayed(fixture: Callable) -> Callable:
    @functools.wraps(fixture)
    def run(**arguments: Any) -> Any:
        unwatched = _test.watch not in connection.execute_wrappers  # the browser's event loop brings a new connection
        if connection.vendor != "sqlite" or unwatched or _test.state is None:
            return fixture(**arguments)
        about = [(name, type(one), one.pk) for name, one in arguments.items() if isinstance(one, Model)]
        step = (fixture.__module__, fixture.__qualname__, f"{timezone.localtime():%Y-%m-%d %H}", *about)
        state = (*_test.state, step)
        if state in _tapes:
            value = _test.play(_tapes[state])
        else:
            value, _tapes[state] = _test.record(fixture, arguments)
        _test.state = state
        return value

    return run


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Iterator[None]:
    global _test
    _test, watched = Test(), connection.execute_wrappers
    watched.append(_test.watch)
    try:
        return (yield)
    finally:
        watched.remove(_test.watch)


def _records(value: Any) -> list[Model]:
    """The records in what a fixture returns, each time in the same order."""
    if isinstance(value, Model):
        return [value]
    if isinstance(value, SimpleNamespace):
        value = vars(value)
    if isinstance(value, dict):
        value = list(value.values())
    return [record for one in value for record in _records(one)] if isinstance(value, (list, tuple)) else []
