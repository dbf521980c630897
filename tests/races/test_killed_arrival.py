"""kill -9 while a complete upload is filed, and while a worker reads: the next one ends what was begun."""

import datetime as dt
import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings as project
from django.core.files.storage import default_storage
from django.utils import timezone

from documents import arriving
from documents.actions import filing, reading, uploading
from documents.models import Document, Reading, Upload
from tests.factories import files
from tests.races.test_killed import address_of_the_database

FILE = files.docx()
CHILD = """
import os, signal, sys
import django
from django.conf import settings
settings.STORAGES = {**settings.STORAGES, "default": {
    "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": sys.argv[2]}}}
django.setup()
from pathlib import Path
settings.DRIVE_ARRIVING = Path(sys.argv[2]) / "arriving"
from django.db import connection
from documents.actions import reading, uploading
from documents.models import Upload

def die_in_time(execute, sql, params, many, context):
    if all(word in sql for word in sys.argv[1].split()):
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)

with connection.execute_wrapper(die_in_time):
    uploading.finish(Upload.objects.get())
    reading.read_next()
"""


@pytest.fixture
def upload(transactional_db, network, board, secretary, settings, tmp_path) -> Upload:
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path)}}}
    settings.DRIVE_ARRIVING = tmp_path / "arriving"
    upload = uploading.begin(filing.folder_for(board), name="a.docx", size=len(FILE), by=secretary)
    settings.DRIVE_ARRIVING.mkdir(exist_ok=True)
    arriving.path_of(upload).write_bytes(FILE)
    return upload


# Within the filing; after it, when the worker has claimed the text and not yet written it.
KILLED_AT = [("INSERT documents_documentversion", 0), ("UPDATE documents_reading text", 1)]


@pytest.mark.parametrize(("die_at", "filed"), KILLED_AT)
def test_what_was_killed_is_done_once_by_the_next(upload, secretary, tmp_path, die_at, filed):
    child = subprocess.run(
        [sys.executable, "-c", CHILD, die_at, str(tmp_path)],
        cwd=project.ROOT,
        env={**os.environ, "DATABASE_URL": address_of_the_database(), "DJANGO_SETTINGS_MODULE": "kog.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr
    assert Document.objects.count() == filed

    document = uploading.finish(upload)
    with default_storage.open(document.file.name) as stored:
        assert stored.read() == FILE
    Reading.objects.update(claimed_until=timezone.now() - dt.timedelta(seconds=1))
    assert reading.read_next() == 1
    assert (Document.objects.count(), Reading.objects.get().pages) == (1, [files.WORDS])
