"""What the migration makes of files that were there before versions were."""

from importlib import import_module

import pytest
from django.apps import apps

from documents.models import Content, Document, DocumentVersion
from tests.factories.documents import PDF, filed

begin = import_module("documents.migrations.0003_first_versions").begin


@pytest.fixture
def before(drive):
    """As it was: every file with bytes of its own, no versions."""
    DocumentVersion.objects.all().delete()
    Content.objects.all().delete()
    for document in Document.objects.all():
        document.file.save("x.pdf", document.file.open(), save=False)
        Document.objects.filter(pk=document.pk).update(file=document.file.name)
    return drive


def test_every_file_gets_version_1_and_may_be_migrated_twice(before):
    removed = before.documents["other"]
    Document.objects.filter(pk=removed.pk).update(removed_at=removed.created_at)

    begin(apps, None)
    begin(apps, None)

    assert DocumentVersion.objects.count() == Document.objects.count()
    for document in Document.objects.all():
        version = document.versions.get()
        assert (version.number, version.sha256, version.file_size) == (1, document.sha256, document.file_size)
        assert (version.uploaded_at, version.uploaded_by) == (document.created_at, document.uploaded_by_user)
        assert (version.file.name, version.file.read()) == (document.file.name, PDF)
    assert Content.objects.count() == 1


def test_a_file_whose_bytes_or_checksum_are_missing_is_no_obstacle(before):
    lost, unknown = before.documents["group"], filed(before.folders["group"], "ohne Summe.pdf", b"anderes")
    DocumentVersion.objects.all().delete()
    Content.objects.all().delete()
    Document.objects.filter(pk__in=[lost.pk, unknown.pk]).update(sha256="", file_size=None)
    lost.refresh_from_db()
    lost.file.storage.delete(lost.file.name)

    begin(apps, None)

    assert unknown.versions.get().file_size == len(b"anderes")
    assert (lost.versions.get().file_size, lost.versions.get().content.versions.count()) == (0, 1)
