"""Files at once: two uploads, two versions, a folder that goes while something comes. No file loses its bytes."""

import pytest
from django.core.files.storage import default_storage

from documents.actions import filing, foldering, trashing, versioning
from documents.enums import OnDuplicate
from documents.models import Content, Document, DocumentVersion
from tests.factories.documents import PDF, filed, upload

NEW = PDF + b"% figures of May\n"


@pytest.fixture
def document(full_board, secretary) -> Document:
    return filed(filing.folder_for(full_board), "Plan.pdf", by=secretary)


def opens_everywhere() -> bool:
    """Every row that speaks of bytes finds them, and every file says of itself what its newest version says."""
    newest = all(one.sha256 == one.versions.latest("number").sha256 for one in Document.objects.all())
    return newest and all(
        default_storage.exists(one.file.name) for one in (*Document.objects.all(), *Content.objects.all())
    )


def test_two_new_versions_at_once_are_two_versions(document, secretary, chair, at_once):
    def replace(content, by):
        return lambda: versioning.replace(document, upload("x.pdf", content), reason="x", by=by).number

    assert sorted(at_once(replace(NEW, secretary), replace(NEW + b"%", chair))) == [2, 3]
    assert opens_everywhere()


def test_the_same_click_twice_is_one_version(document, secretary, at_once, codes):
    def replace():
        return versioning.replace(document, upload("x.pdf", NEW), reason="x", by=secretary, based_on=1)

    assert codes(at_once(replace, replace)) == ["same_file"]
    assert (document.versions.count(), Content.objects.filter(size=len(NEW)).count()) == (2, 1)
    assert opens_everywhere()


def test_restoring_twice_at_once_is_one_version(document, secretary, at_once):
    versioning.replace(document, upload("x.pdf", NEW), reason="x", by=secretary)
    first = DocumentVersion.objects.get(document=document, number=1)

    at_once(*[lambda: versioning.restore(first, by=secretary)] * 2)

    assert document.versions.count() == 3


def test_same_bytes_at_once_are_stored_once(document, secretary, at_once):
    folder = document.folder

    def file(name):
        return lambda: filing.file(folder, upload(name, NEW), on_duplicate=OnDuplicate.NUMBER, by=secretary)

    at_once(*[file(f"{number}.pdf") for number in range(4)])

    assert Content.objects.filter(size=len(NEW)).count() == 1
    assert len({one.file.name for one in Document.objects.filter(file_size=len(NEW))}) == 1
    assert opens_everywhere()


def test_what_comes_into_a_folder_that_goes_is_refused_or_goes_along(document, secretary, at_once, codes):
    folder = foldering.subfolder(document.folder, "Anlagen", by=secretary)

    results = at_once(
        lambda: trashing.remove_folder(folder, by=secretary),
        lambda: filing.file(folder, upload("neu.pdf", NEW), by=secretary),
    )

    assert codes(results) in ([], ["folder_removed"])
    assert not Document.objects.kept().lying_in(folder).exists()
