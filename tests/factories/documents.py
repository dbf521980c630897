"""Folders and files for tests, made by the actions that make them in life, with their collections and keys."""

from django.core.files.base import ContentFile
from django.db.models.signals import post_save
from factory.django import mute_signals

from documents.actions import filing
from documents.enums import OnDuplicate
from documents.models import Document, Folder
from kog.models import User

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def upload(name: str = "Vorlage.pdf", content: bytes = PDF) -> ContentFile:
    return ContentFile(content, name)


def filed(
    folder: Folder,
    name: str = "Vorlage.pdf",
    content: bytes = PDF,
    *,
    confidential: bool = False,
    by: User | None = None,
) -> Document:
    """A file in a folder; a name that is taken gets a number. Not in Wagtail's search index, which takes longest."""
    facts = {"confidential": confidential, "on_duplicate": OnDuplicate.NUMBER, "by": by}
    with mute_signals(post_save):
        return filing.file(folder, upload(name, content), **facts)
