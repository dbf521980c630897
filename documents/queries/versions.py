"""Versions of several files at once, and what is kept per content."""

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

from django.db.models import QuerySet

from documents.models import DocumentVersion, Folder, Preview, Reading
from documents.queries import whole_branch

Row = TypeVar("Row", Reading, Preview)


def current_at(versions: list[DocumentVersion], moment: dt.datetime) -> DocumentVersion:
    """Of all versions of a file, the oldest first: the one that was current then, or the first.

    For what must go on showing what lay before a meeting, while links lead to the current version.
    """
    return next((one for one in reversed(versions) if one.uploaded_at <= moment), versions[0])


def versions_by_file(files: Iterable[int]) -> dict[int, list[DocumentVersion]]:
    """All versions of these files (by their ids), the oldest first, with their contents. One query."""
    found: dict[int, list[DocumentVersion]] = {}
    versions = DocumentVersion.objects.filter(document__in=list(files)).select_related("content", "document")
    for version in versions.order_by("number"):
        found.setdefault(version.document_id, []).append(version)
    return found


def of_contents(rows: QuerySet[Row], folder: Folder | None) -> QuerySet[Row]:
    """Of what is kept per content: all, or what lies in and below a folder, in whatever version."""
    if folder is None:
        return rows
    branch = whole_branch(folder).order_by().values("collection")
    versions = DocumentVersion.objects.filter(document__collection__in=branch)
    return rows.filter(content__in=versions.values("content"))
