"""kill -9 while a new version comes in: the file is whole before and after, and the next try succeeds."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings as project
from django.core.files.storage import default_storage

from documents import queries
from documents.actions import filing, versioning
from documents.models import Content, Document
from tests.factories.documents import PDF, filed, upload
from tests.races.test_killed import address_of_the_database

NEW = PDF + b"% figures of May\n"
CHILD = """
import os, signal, sys
import django
from django.conf import settings
settings.STORAGES = {**settings.STORAGES, "default": {
    "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": sys.argv[3]}}}
django.setup()
from django.core.files.base import ContentFile
from django.db import connection
from documents.actions import versioning
from documents.models import Document
from kog.models import User

writes = 0
def die_in_time(execute, sql, params, many, context):
    global writes
    if sql.startswith(("INSERT", "UPDATE")):
        writes += 1
        if writes > int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)

document, by = Document.objects.get(pk=sys.argv[1]), User.objects.first()
with connection.execute_wrapper(die_in_time):
    versioning.replace(document, ContentFile(bytes.fromhex(sys.argv[4]), "neu.pdf"), reason="x", by=by)
"""


@pytest.fixture
def document(transactional_db, network, board, secretary, settings, tmp_path) -> Document:
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path)}}}
    return filed(filing.folder_for(board), "Plan.pdf", by=secretary)


def read(thing) -> bytes:
    with default_storage.open(thing.file.name) as file:
        return file.read()


@pytest.mark.parametrize("die_after", [0, 2, 4])
def test_a_killed_upload_leaves_the_file_whole(document, secretary, tmp_path, die_after):
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(document.pk), str(die_after), str(tmp_path), NEW.hex()],
        cwd=project.ROOT,
        env={**os.environ, "DATABASE_URL": address_of_the_database(), "DJANGO_SETTINGS_MODULE": "kog.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert child.returncode == -signal.SIGKILL, child.stderr
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2  # the bytes of nobody lie there, too
    assert (document.versions.count(), Content.objects.count()) == (1, 1)
    document.refresh_from_db()
    assert read(document) == PDF
    assert versioning.replace(document, upload("neu.pdf", NEW), reason="x", by=secretary).number == 2
    assert read(queries.versions_of(document)[0]) == NEW
