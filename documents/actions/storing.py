"""Bytes come onto the disk before any row speaks of them, outside the transaction, so that a slow disk holds no lock.

Same bytes are stored once. Content is never deleted, so what was found here may be pointed at from then on. A process
that dies in between leaves bytes that nobody points at, never a row without bytes.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files import File
from django.db import transaction

from documents.intake import Examined
from documents.models import Content, Reading


@contextmanager
def stored(upload: File, examined: Examined) -> Iterator[Content]:
    """The content of an upload, still without a row when it is new; taken away again when what follows fails."""
    content = Content.objects.filter(sha256=examined.sha256).first()
    if content is not None:
        if not content.file.storage.exists(content.file.name):
            content.file.storage.save(content.file.name, upload)  # the disk lost it, and here it is again
        yield content
        return
    content = Content(sha256=examined.sha256, size=examined.size)
    content.file.save(examined.filename, upload, save=False)
    try:
        yield content
    except BaseException:
        content.file.storage.delete(content.file.name)
        raise


def enter(content: Content) -> Content:
    """The row of the content, in the caller's transaction. Whoever stored the same bytes a moment ago goes first."""
    if content.pk:
        return content
    known, new = Content.objects.get_or_create(
        sha256=content.sha256, defaults={"size": content.size, "file": content.file.name}
    )
    if new:
        Reading.objects.create(content=known)  # a worker reads it
    else:
        transaction.on_commit(lambda: content.file.storage.delete(content.file.name))
    return known
