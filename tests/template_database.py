"""One migrated database per state of the migrations; every test process works on a copy of it.

Migrating Wagtail takes longer than most of the suite. The template is built once by a process of its own and kept
under var/ (SQLite) or in the cluster (PostgreSQL) under a name that changes with any migration or dependency.
A test that commits (`transactional_db`, `live_server`) is followed by a fresh copy instead of a flush:
what migrations put into the database is there for every test.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


def fingerprint() -> str:
    digest = hashlib.sha256()
    files = sorted(settings.ROOT.glob("*/migrations/*.py"))
    for file in [*files, settings.ROOT / "requirements.lock", settings.ROOT / "kog" / "settings" / "base.py"]:
        digest.update(f"{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def migrate(database_url: str) -> None:
    result = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0", "--settings=kog.settings.test"],
        cwd=settings.ROOT,
        env={**os.environ, "DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        pytest.exit(f"The template database could not be migrated:\n{result.stdout}{result.stderr}", 4)


def url_of(database: dict[str, str]) -> str:
    if database["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{database['NAME']}"
    user, password, host = (quote(database[name], safe="") for name in ("USER", "PASSWORD", "HOST"))
    password, port = password and f":{password}", database["PORT"] and f":{database['PORT']}"
    return f"postgres://{user}{password}@{host}{port}/{database['NAME']}"


class SqliteTemplate:
    def __init__(self, folder: Path) -> None:
        cache = settings.ROOT / "var" / "test"
        cache.mkdir(parents=True, exist_ok=True)
        cached = cache / f"template-{fingerprint()}.sqlite3"
        # An own copy of the template: another run may clear the cache while this one still restores from it.
        self.template, self.copy = folder / "template.sqlite3", folder / "test.sqlite3"
        with (cache / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not cached.exists():
                for old in cache.glob("template-*"):
                    old.unlink()
                self.build(cache / "unfinished.sqlite3", cached)
            shutil.copyfile(cached, self.template)

    @staticmethod
    def build(unfinished: Path, finished: Path) -> None:
        for leftover in unfinished.parent.glob(f"{unfinished.name}*"):
            leftover.unlink()
        migrate(f"sqlite:///{unfinished}")
        with contextlib.closing(sqlite3.connect(unfinished)) as database:
            database.execute("PRAGMA journal_mode=DELETE")
            database.execute("VACUUM")
        unfinished.replace(finished)

    def use(self) -> None:
        default = connections["default"].settings_dict
        default["NAME"] = str(self.copy)
        default["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"  # a lost test database is no loss
        self.restore()

    def restore(self) -> None:
        """SQLite's own backup, because it is safe beside connections that other threads still hold."""
        connections.close_all()
        with (
            contextlib.closing(sqlite3.connect(self.template)) as source,
            contextlib.closing(sqlite3.connect(self.copy, timeout=20)) as target,
        ):
            source.backup(target)

    def drop(self) -> None:
        connections.close_all()


class PostgresTemplate:
    def __init__(self) -> None:
        self.server = connections["default"].settings_dict.copy()
        self.template = f"kog_template_{fingerprint()}"
        self.copy = f"kog_test_{WORKER}_{os.getpid()}"
        # An advisory lock belongs to one database: everyone asks in the one of DATABASE_URL.
        with self.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(7206)")
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.template])
            if not cursor.fetchone():
                self.build(cursor)

    @contextlib.contextmanager
    def cursor(self) -> Iterator:
        import psycopg  # noqa: PLC0415 -- only where tests run on PostgreSQL

        names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
        options = {name: self.server[key] for name, key in names.items() if self.server[key]}
        with contextlib.closing(psycopg.connect(**options, autocommit=True)) as server, server.cursor() as cursor:
            yield cursor

    def build(self, cursor) -> None:
        cursor.execute('DROP DATABASE IF EXISTS "kog_unfinished"')
        cursor.execute('CREATE DATABASE "kog_unfinished"')
        migrate(url_of(self.server | {"NAME": "kog_unfinished"}))
        cursor.execute(f'ALTER DATABASE "kog_unfinished" RENAME TO "{self.template}"')

    def use(self) -> None:
        connections["default"].settings_dict["NAME"] = self.copy
        self.restore()

    def restore(self) -> None:
        self.drop()
        with self.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{self.copy}" TEMPLATE "{self.template}"')

    def drop(self) -> None:
        connections.close_all()
        with self.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.copy}" WITH (FORCE)')


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            database = SqliteTemplate(tmp_path_factory.mktemp("database"))
        else:
            database = PostgresTemplate()
        database.use()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: database.restore())
        yield
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture
def database_url(transactional_db) -> str:
    """For a process of its own that works on the database of this test."""
    return url_of(connection.settings_dict)
