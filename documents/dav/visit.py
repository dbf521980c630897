"""One request of one person: what lies at a path for them, and what was looked up already.

A PROPFIND of a thousand entries asks the same questions of each; here each question is asked once per request.
"""

from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from documents import naming, queries
from documents.dav import names
from documents.models import DavLock, DavProperty, Document, DocumentVersion, Folder, ScratchFile
from kog.models import User

PLAIN = ("pk", "title", "original_filename", "mime", "file_size", "sha256", "created_at", "modified_at")


class Top:
    """What lies above the folders: nothing is filed there, nothing goes."""


TOP = Top()
Row = Top | Folder | Document | ScratchFile


@dataclass
class Visit:
    user: User
    found: dict[tuple[str, ...], Row | None] = field(default_factory=dict)
    notes: dict[tuple[type, int], dict[str, str]] = field(default_factory=dict)
    lock_rows: list[DavLock] | None = None
    behind: dict[str, Row] = field(default_factory=dict)  # by WsgiDAV's name of the path

    def at(self, path: str) -> Row | None:
        """What lies at a path for this person; None: nothing, or nothing they may know of."""
        return self._at(tuple(part for part in (naming.tidy(part) for part in path.split("/")) if part))

    def _at(self, parts: tuple[str, ...]) -> Row | None:
        if not parts:
            return TOP
        key = tuple(naming.same_name(part) for part in parts)
        if key not in self.found:
            above = self._at(parts[:-1])
            self.found[key] = self._member(above, parts[-1]) if isinstance(above, Top | Folder) else None
        return self.found[key]

    def _member(self, above: Top | Folder, name: str) -> Row | None:
        if isinstance(above, Top):
            return next((folder for folder in self.folders(above) if _same(names.of_folder(folder), name)), None)
        named = queries.subfolders(self.user, above).filter(name_key=naming.same_name(name)).first()
        return (
            named
            or self._files(above).filter(name_key=naming.same_name(name)).first()
            or self._scratch(above).filter(name_key=naming.same_name(name)).first()
            or ("-" in name and next((one for one in self.folders(above) if _same(names.of_folder(one), name)), None))
            or None
        )

    def folders(self, above: Top | Folder) -> list[Folder]:
        found = queries.top_folders(self.user) if isinstance(above, Top) else queries.subfolders(self.user, above)
        return list(found)

    def members(self, above: Top | Folder, *, without_files: bool = False) -> list[tuple[str, Row]]:
        """Names and what they stand for, in three queries whatever their number; of two equal names the first."""
        rows: list[tuple[str, Row]] = [(names.of_folder(folder), folder) for folder in self.folders(above)]
        if isinstance(above, Folder):
            if not without_files:
                rows += [(file.filename, file) for file in self._files(above).order_by("sort_key", "pk")]
            rows += [(row.name, row) for row in self._scratch(above)]
        unique = {naming.same_name(name): (name, row) for name, row in reversed(rows)}
        return list(reversed(unique.values()))

    def plain_files(self, folder: Folder) -> list:
        """What a listing says of each file, as named values: whole rows cost a listing half its time."""
        rows = self._files(folder).order_by("sort_key", "pk").select_related(None)
        return list(rows.values_list(*PLAIN, named=True))

    def remember(self, path: str, row: Row) -> None:
        self.found[tuple(naming.same_name(naming.tidy(part)) for part in path.split("/") if part)] = row

    def forget(self) -> None:
        """Something changed: look again."""
        self.found.clear()
        self.notes.clear()

    def properties_of(self, row: Row) -> dict[str, str]:
        if not isinstance(row, Document | Folder):
            return {}
        if (type(row), row.pk) not in self.notes:
            self.look_up_properties([row])
        return self.notes[type(row), row.pk]

    def look_up_properties(self, rows: list[Row]) -> None:
        """Of single things; for all that lies in a folder there is a shorter question."""
        files = [row.pk for row in rows if isinstance(row, Document)]
        folders = [row.pk for row in rows if isinstance(row, Folder)]
        self.notes |= {(Document, pk): {} for pk in files} | {(Folder, pk): {} for pk in folders}
        self._note(DavProperty.objects.filter(Q(document__in=files) | Q(folder__in=folders)))

    def look_up_properties_in(self, above: Top | Folder, rows: list[Row]) -> None:
        """Of a folder and of these members of it, so that none of them is asked about again."""
        parent = above if isinstance(above, Folder) else None
        self.notes |= {(type(row), row.pk): {} for row in (above, *rows) if isinstance(row, Document | Folder)}
        inside = Q(folder__parent=parent)
        if parent:
            inside |= Q(document__collection=parent.collection_id) | Q(folder=parent)
        self._note(DavProperty.objects.filter(inside))

    def _note(self, rows: QuerySet[DavProperty]) -> None:
        for note in rows:
            owner = (Document, note.document_id) if note.document_id else (Folder, note.folder_id)
            self.notes.setdefault(owner, {})[note.name] = note.value

    def locks(self) -> list[DavLock]:
        """All that hold now; few, because programs work on few files at once."""
        if self.lock_rows is None:
            self.lock_rows = list(DavLock.objects.filter(expires_at__gt=timezone.now()))
        return self.lock_rows

    def _files(self, folder: Folder) -> QuerySet[Document]:
        newest = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-number")
        return queries.files_in(self.user, folder).annotate(modified_at=Subquery(newest.values("uploaded_at")[:1]))

    def _scratch(self, folder: Folder) -> QuerySet[ScratchFile]:
        return ScratchFile.objects.filter(folder=folder, owner=self.user).order_by("name_key")


def _same(one: str, other: str) -> bool:
    return naming.same_name(one) == naming.same_name(other)


current: ContextVar[Visit] = ContextVar("visit")
