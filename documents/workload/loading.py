"""The drive of a standard work for benchmarks: folders, files, versions and texts, written as rows (bench/README.md).

What is there already is left alone. With a folder of files their bytes are stored; without, every file has its text and
no bytes, which is enough for lists and for the search.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from documents import naming
from documents.actions import foldering
from documents.models import Content, Document, DocumentVersion, Folder, Reading
from documents.models.versions import stored_under
from kog.loading import Counts
from kog.models import Committee, User

Row = dict[str, Any]
CHUNK = 1000


class Drive:
    def __init__(self, committees: dict[str, Committee], people: dict[str, User], counts: Counts, files: Path) -> None:
        self.committees, self.people, self.counts, self.files = committees, people, counts, files
        self.folders: dict[str, Folder] = {}

    def make_folders(self, rows: Iterable[Row]) -> None:
        """The root is the network's folder, what a single group reads that group's own; the others lie below."""
        before = Folder.objects.count()
        for row in rows:
            if row["parent"] is None:
                folder = foldering.network_folder()
            elif row["parent"] in self.folders and self._is_groups_own(row):
                folder = foldering.folder_for(self.committees[row["readers"][0]])
            else:
                folder = foldering.path_below(self.folders[row["parent"]], [row["name"]], by=None)
            self.folders[row["id"]] = folder
        if made := Folder.objects.count() - before:
            self.counts.created["folders"] += made

    def _is_groups_own(self, row: Row) -> bool:
        return len(row["readers"]) == 1 and self.folders[row["parent"]].committee_id is None

    def file(self, rows: Iterable[Row]) -> dict[str, int]:
        """The ids of all these files by their ids in the data."""
        found: dict[str, int] = {}
        rows = iter(rows)
        while chunk := list(islice(rows, CHUNK)):
            found |= self._file_some(chunk)
        return found

    def _file_some(self, rows: list[Row]) -> dict[str, int]:
        keys = {(self.folders[row["folder"]].collection_id, naming.same_name(self._name(row))): row for row in rows}
        lying = Document.objects.filter(name_key__in=[name for _folder, name in keys], removed_at=None)
        known = {(place, name): pk for pk, place, name in lying.values_list("pk", "collection_id", "name_key")}
        fresh = [row for key, row in keys.items() if key not in known]
        contents = self._contents(fresh)
        documents = [self._document(row, contents[row["id"]]) for row in fresh]
        Document.objects.bulk_create(documents)
        for document, row in zip(documents, fresh, strict=True):
            document.created_at = _moment(row)
        Document.objects.bulk_update(documents, ["created_at"], batch_size=200)
        DocumentVersion.objects.bulk_create(
            version
            for document, row in zip(documents, fresh, strict=True)
            for version in self._versions(document, row, contents[row["id"]])
        )
        if fresh:
            self.counts.created["files"] += len(fresh)
        made = {row["id"]: document.pk for document, row in zip(documents, fresh, strict=True)}
        return made | {row["id"]: known[key] for key, row in keys.items() if key in known}

    def _contents(self, rows: list[Row]) -> dict[str, Content]:
        """Bytes are unique: two rows with the same ones share a content, also with what was there before."""
        made: dict[str, tuple[Content, str]] = {}
        by_row: dict[str, str] = {}
        for row in rows:
            data = self._bytes(row)
            sha = hashlib.sha256(data or row["text"].encode()).hexdigest()
            by_row[row["id"]] = sha
            if sha not in made:
                content = Content(sha256=sha, size=len(data or row["text"].encode()))
                content.file.name = stored_under(content, self._name(row))
                made[sha] = content, row["text"]
        known = {one.sha256: one for one in Content.objects.filter(sha256__in=list(made))}
        fresh = [(content, text) for sha, (content, text) in made.items() if sha not in known]
        for row in rows:
            content, _text = made[by_row[row["id"]]]
            if content.sha256 not in known and (data := self._bytes(row)):
                content.file.name = content.file.storage.save(content.file.name, ContentFile(data))
        Content.objects.bulk_create([content for content, _text in fresh])
        now = timezone.now()
        Reading.objects.bulk_create(
            Reading(content=content, text=text, due_at=None, read_at=now) for content, text in fresh
        )
        return {row: known.get(sha) or made[sha][0] for row, sha in by_row.items()}

    def _bytes(self, row: Row) -> bytes:
        path = self.files / row["id"][:4] / row["id"]
        return path.read_bytes() if path.is_file() else b""

    def _document(self, row: Row, content: Content) -> Document:
        folder, name = self.folders[row["folder"]], self._name(row)
        title, _extension = naming.split(name)
        return Document(
            collection_id=folder.collection_id,
            title=title,
            file=content.file.name,
            file_size=content.size,
            sha256=content.sha256,
            original_filename=name,
            mime=row["mime"],
            confidential=row["confidential"] and folder.committee_id is not None,
            uploaded_by_user=self.people[row["by"]],
            name_key=naming.same_name(name),
            sort_key=naming.sort_key(title),
            search_key=naming.fold(name)[: naming.LONGEST_FILENAME],
        )

    def _versions(self, document: Document, row: Row, content: Content) -> Iterator[DocumentVersion]:
        for number in range(1, row["versions"] + 1):
            yield DocumentVersion(
                document=document,
                number=number,
                content=content,
                original_filename=document.original_filename,
                mime=document.mime,
                uploaded_by=document.uploaded_by_user,
                uploaded_at=_moment(row) + dt.timedelta(hours=number - 1),
                reason=row["title"] if number > 1 else "",
            )

    def _name(self, row: Row) -> str:
        return naming.uploaded_name(row["filename"])


def _moment(row: Row) -> dt.datetime:
    return timezone.make_aware(dt.datetime.fromisoformat(row["created"]))
