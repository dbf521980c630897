"""What lies at a path, as WsgiDAV asks for it. Rights are asked here as the views of the web ask for them."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _
from wsgidav.dav_error import HTTP_FORBIDDEN, HTTP_NOT_FOUND, DAVError
from wsgidav.dav_provider import DAVCollection, DAVNonCollection, _DAVResource
from wsgidav.util import get_uri_name, get_uri_parent, join_uri

from documents import serving
from documents.actions import filing, foldering, mounting, moving, trashing, versioning
from documents.dav import names
from documents.dav.incoming import HTTP_TOO_LARGE, Incoming
from documents.dav.visit import TOP, Row, Top, Visit, current
from documents.models import Document, Folder, ScratchFile
from kog.exceptions import NotPossibleNow

Environ = dict[str, object]


@contextmanager
def refusing() -> Iterator[None]:
    """A refusal of an action, in the words of the protocol; the sentence goes along for programs that show it."""
    try:
        yield
    except NotPossibleNow as refusal:
        raise DAVError(HTTP_TOO_LARGE if refusal.code == "too_large" else HTTP_FORBIDDEN, str(refusal)) from refusal


def resource_for(path: str, environ: Environ, row: Row | None) -> _DAVResource | None:
    if row is None:
        return None
    kinds = {Document: FileResource, ScratchFile: ScratchResource}
    return kinds.get(type(row), FolderResource)(path, environ, row)


class Ours:
    """What all three have in common: the row behind them, and where things go."""

    def note(self, row: Row) -> None:
        self.row = row
        self.visit: Visit = current.get()
        self.visit.behind[self.get_ref_url()] = row

    def require(self, permission: str, thing: object) -> None:
        if thing is TOP or not self.visit.user.has_perm(permission, thing):
            raise DAVError(HTTP_FORBIDDEN, _("You may read here, but not change anything."))

    def target(self, path: str) -> tuple[Folder, str]:
        """The folder and the name a path leads to."""
        folder = self.visit.at(get_uri_parent(path))
        if not isinstance(folder, Folder):
            raise DAVError(HTTP_FORBIDDEN)
        return folder, get_uri_name(path)

    def support_recursive_move(self, dest_path: str) -> bool:
        return True

    def leave(self) -> list[object]:
        """After a move or a removal: locks do not go along, and nothing looked up before holds."""
        self.remove_all_locks(recursive=True)
        self.visit.forget()
        return []

    def get_display_name(self) -> str:
        return self.name


class FolderResource(Ours, DAVCollection):
    def __init__(self, path: str, environ: Environ, row: Folder | Top) -> None:
        super().__init__(path if path.endswith("/") else path + "/", environ)
        self.note(row)

    def get_creation_date(self) -> float | None:
        return None if self.row is TOP else self.row.created_at.timestamp()

    def get_last_modified(self) -> float | None:
        return self.get_creation_date()

    def get_available_bytes(self) -> int:
        return _disk().free

    def get_used_bytes(self) -> int:
        return _disk().used

    def get_member_list(self) -> list[_DAVResource]:
        members = self.visit.members(self.row)
        self.visit.look_up_properties([row for _name, row in members])
        found = []
        for name, row in members:
            path = join_uri(self.path, name)
            self.visit.remember(path, row)
            found.append(resource_for(path, self.environ, row))
        return found

    def get_member_names(self) -> list[str]:
        return [name for name, _row in self.visit.members(self.row)]

    def get_member(self, name: str) -> _DAVResource | None:
        return self.provider.get_resource_inst(join_uri(self.path, name), self.environ)

    def prevent_locking(self) -> bool:
        return self.row is TOP or not self.visit.user.has_perm("documents.add_document", self.row)

    def create_empty_resource(self, name: str) -> _DAVResource:
        """For LOCK a name that is reserved; for PUT nothing yet, because its bytes come at once."""
        self.require("documents.add_document", self.row)
        with refusing():
            if not names.is_passing(name):
                name = names.for_file(name)
            row = ScratchFile(folder=self.row, owner=self.visit.user, name=name)
            if self.environ["REQUEST_METHOD"] != "PUT":
                row = mounting.keep_scratch(self.row, name, b"", by=self.visit.user)
        path = join_uri(self.path, name)
        self.visit.remember(path, row)
        return ScratchResource(path, self.environ, row)

    def create_collection(self, name: str) -> None:
        self.require("documents.add_folder", self.row)
        with refusing():
            foldering.subfolder(self.row, names.for_folder(name), by=self.visit.user)
        self.visit.forget()

    def support_recursive_delete(self) -> bool:
        return True

    def delete(self) -> list[object]:
        self.require("documents.change_folder", self.row)
        with refusing():
            trashing.remove_folder(self.row, by=self.visit.user)
        return self.leave()

    def move_recursive(self, dest_path: str) -> list[object]:
        folder, name = self.target(dest_path)
        self.require("documents.change_folder", self.row)
        self.require("documents.add_folder", folder)
        with refusing():
            moving.move_folder(self.row, folder, name=names.for_folder(name), by=self.visit.user)
        return self.leave()

    def copy_move_single(self, dest_path: str, *, is_move: bool) -> None:
        """The folder alone; WsgiDAV copies what lies in it one by one."""
        there = self.visit.at(dest_path)
        if there is None:
            folder, name = self.target(dest_path)
            self.require("documents.add_folder", folder)
            with refusing():
                there = foldering.subfolder(folder, names.for_folder(name), by=self.visit.user)
            self.visit.forget()
        if isinstance(there, Folder) and isinstance(self.row, Folder):
            mounting.copy_properties(self.row, there)


class FileResource(Ours, DAVNonCollection):
    def __init__(self, path: str, environ: Environ, row: Document) -> None:
        super().__init__(path, environ)
        self.note(row)

    def get_content_length(self) -> int:
        return self.row.file_size

    def get_content_type(self) -> str:
        return self.row.mime or serving.UNTYPED

    def get_creation_date(self) -> float:
        return self.row.created_at.timestamp()

    def get_last_modified(self) -> float:
        return (self.row.modified_at or self.row.created_at).timestamp()

    def get_etag(self) -> str:
        return self.row.sha256

    def support_etag(self) -> bool:
        return True

    def support_ranges(self) -> bool:
        return True

    def get_content(self) -> BinaryIO:
        try:
            return serving.opened(self.row)
        except FileNotFoundError as error:
            raise DAVError(HTTP_NOT_FOUND) from error

    def prevent_locking(self) -> bool:
        return not self.visit.user.has_perm("documents.change_document", self.row)

    def begin_write(self, *, content_type: str | None = None) -> Incoming:
        self.require("documents.change_document", self.row)
        self.incoming = Incoming(_announced(self.environ))
        return self.incoming

    def end_write(self, *, with_errors: bool) -> None:
        """A new version. Programs first empty a file and then fill it: what has no bytes replaces nothing."""
        try:
            if not with_errors and self.incoming.size:
                self.replace(self.incoming.as_upload(self.row.filename))
        finally:
            self.incoming.done()

    def replace(self, upload: File) -> None:
        with refusing():
            try:
                version = versioning.replace(
                    self.row, upload, reason=_("Saved in the network drive"), by=self.visit.user
                )
            except NotPossibleNow as refusal:
                if refusal.code != "same_file":  # saved once more without a change
                    raise
                return
        self.row = version.document
        self.row.modified_at = version.uploaded_at

    def handle_move(self, dest_path: str) -> bool:
        """Onto another file: its next version, so that its history and the links to it stay."""
        there = self.visit.at(dest_path)
        if not isinstance(there, Document):
            return False
        self.require("documents.change_document", self.row)
        self._write_over(dest_path, there)
        with refusing():
            filing.remove(self.row, by=self.visit.user)
        self.leave()
        return True

    def handle_copy(self, dest_path: str, *, depth_infinity: bool) -> bool:
        there = self.visit.at(dest_path)
        if not isinstance(there, Document):
            return False
        self._write_over(dest_path, there)
        mounting.copy_properties(self.row, there)
        return True

    def _write_over(self, dest_path: str, there: Document) -> None:
        self.require("documents.change_document", there)
        with self.get_content() as content:
            FileResource(dest_path, self.environ, there).replace(File(content, name=there.filename))

    def delete(self) -> list[object]:
        self.require("documents.change_document", self.row)
        with refusing():
            filing.remove(self.row, by=self.visit.user)
        return self.leave()

    def move_recursive(self, dest_path: str) -> list[object]:
        folder, name = self.target(dest_path)
        self.require("documents.change_document", self.row)
        self.require("documents.add_document", folder)
        with refusing():
            filing.move(self.row, folder, filename=names.for_file(name), by=self.visit.user)
        return self.leave()

    def copy_move_single(self, dest_path: str, *, is_move: bool) -> None:
        folder, name = self.target(dest_path)
        self.require("documents.add_document", folder)
        with refusing(), self.get_content() as content:
            upload = File(content, name=names.for_file(name))
            copy = filing.file(folder, upload, confidential=self.row.confidential, by=self.visit.user)
        mounting.copy_properties(self.row, copy)
        self.visit.forget()


class ScratchResource(Ours, DAVNonCollection):
    """A passing file; with bytes and a name of its own it becomes a file of the drive."""

    def __init__(self, path: str, environ: Environ, row: ScratchFile) -> None:
        super().__init__(path, environ)
        self.note(row)

    def get_content_length(self) -> int:
        return len(self.row.content)

    def get_content_type(self) -> str:
        return serving.UNTYPED

    def get_last_modified(self) -> float:
        return self.row.changed_at.timestamp()

    def get_etag(self) -> str:
        filed = self.visit.at(self.path)
        return filed.sha256 if isinstance(filed, Document) else f"passing-{self.row.pk}-{len(self.row.content)}"

    def support_etag(self) -> bool:
        return True

    def support_ranges(self) -> bool:
        return False

    def get_content(self) -> BinaryIO:
        return io.BytesIO(bytes(self.row.content))

    def begin_write(self, *, content_type: str | None = None) -> Incoming:
        self.incoming = Incoming(_announced(self.environ))
        return self.incoming

    def end_write(self, *, with_errors: bool) -> None:
        row, by = self.row, self.visit.user
        try:
            if with_errors:
                return
            with refusing():
                if names.is_passing(row.name) or not self.incoming.size:
                    content = self.incoming.head(mounting.LARGEST_SCRATCH + 1)
                    self.row = mounting.keep_scratch(row.folder, row.name, content, by=by)
                else:
                    filing.file(row.folder, self.incoming.as_upload(row.name), by=by)
                    mounting.drop_scratch(row)
        finally:
            self.incoming.done()
            self.visit.forget()

    def delete(self) -> list[object]:
        mounting.drop_scratch(self.row)
        return self.leave()

    def move_recursive(self, dest_path: str) -> list[object]:
        folder, name = self.target(dest_path)
        self.require("documents.add_document", folder)
        with refusing():
            if names.is_passing(name) or not self.row.content:
                mounting.rename_scratch(self.row, folder, name)
            else:
                filing.file(folder, File(self.get_content(), name=names.for_file(name)), by=self.visit.user)
                mounting.drop_scratch(self.row)
        return self.leave()

    def copy_move_single(self, dest_path: str, *, is_move: bool) -> None:
        folder, name = self.target(dest_path)
        self.require("documents.add_document", folder)
        with refusing():
            mounting.keep_scratch(folder, name, bytes(self.row.content), by=self.visit.user)
        self.visit.forget()


def _announced(environ: Environ) -> int | None:
    length = str(environ.get("CONTENT_LENGTH") or "")
    return int(length) if length.isdigit() else None


def _disk() -> shutil._ntuple_diskusage:
    return shutil.disk_usage(settings.VAR)
