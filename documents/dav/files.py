"""Files of the drive, and passing files of programs. Rights are asked as the views of the web ask for them."""

import io
from typing import BinaryIO

from django.core.files import File
from django.utils.translation import gettext as _
from wsgidav.dav_error import HTTP_NOT_FOUND, DAVError
from wsgidav.dav_provider import DAVNonCollection

from documents import serving
from documents.actions import filing, mounting, versioning
from documents.dav import leaving, names
from documents.dav.incoming import Incoming
from documents.dav.resource import Environ, Resource, refusing
from documents.models import Document, ScratchFile
from kog.exceptions import NotPossibleNow

CHANGE = "documents.change_document"


class Bytes(Resource):
    """What has content that can take the place of a file's."""

    incoming: Incoming | None = None

    def begin_write(self, *, content_type: str | None = None) -> Incoming:
        self.incoming = Incoming(_announced(self.environ))
        return self.incoming

    def write_over(self, dest_path: str, there: Document) -> None:
        """As the next version of the file there, so that its history and the links to it stay."""
        self.require(CHANGE, there)
        if isinstance(self.row, Document):
            with refusing():
                filing.refuse_other_readers(self.row, there.folder, over=there)
        with self.get_content() as content:
            FileResource(dest_path, self.environ, there).replace(File(content, name=there.filename))

    def there(self, dest_path: str) -> Document | None:
        """The file at a path, or the one that was put out of the way there for what comes now."""
        known = self.visit.at(dest_path)
        if known is not None:
            return known if isinstance(known, Document) else None
        folder, name = self.target(dest_path)
        waiting = leaving.left(folder, name, by=self.visit.user)
        if waiting is None or waiting.pk == self.row.pk or not self.visit.user.has_perm(CHANGE, waiting):
            return None
        with refusing():
            return leaving.bring_back(waiting, folder, names.for_file(name), by=self.visit.user)


class FileResource(Bytes, DAVNonCollection):
    def __init__(self, path: str, environ: Environ, row: Document) -> None:
        super().__init__(path, environ)
        self.note(row)

    def get_content_length(self) -> int:
        return self.row.file_size

    def get_content_type(self) -> str:
        return serving.content_type(self.row)

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
        with refusing():
            try:
                return serving.opened(self.row, self.visit.user)
            except FileNotFoundError as error:
                raise DAVError(HTTP_NOT_FOUND) from error

    def prevent_locking(self) -> bool:
        return not self.visit.user.has_perm(CHANGE, self.row)

    def begin_write(self, *, content_type: str | None = None) -> Incoming:
        self.require(CHANGE, self.row)
        return super().begin_write(content_type=content_type)

    def end_write(self, *, with_errors: bool) -> None:
        """A new version. Programs first empty a file and then fill it: what has no bytes replaces nothing."""
        if self.incoming is None:  # refused before it began
            return
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
        self.require(CHANGE, self.row)
        there = self.there(dest_path)
        if there is None:
            return False
        self.write_over(dest_path, there)
        with refusing():
            filing.remove(self.row, by=self.visit.user)
        self.leave()
        return True

    def handle_copy(self, dest_path: str, *, depth_infinity: bool) -> bool:
        there = self.visit.at(dest_path)
        if not isinstance(there, Document):
            return False
        self.write_over(dest_path, there)
        mounting.copy_properties(self.row, there)
        return True

    def delete(self) -> list[object]:
        self.require(CHANGE, self.row)
        with refusing():
            filing.remove(self.row, by=self.visit.user)
        return self.leave()

    def move_recursive(self, dest_path: str) -> list[object]:
        folder, name = self.target(dest_path)
        self.require(CHANGE, self.row)
        self.require("documents.add_document", folder)
        with refusing():
            filing.move(self.row, folder, filename=names.for_file(name), by=self.visit.user)
        return self.leave()

    def copy_move_single(self, dest_path: str, *, is_move: bool) -> None:
        if self.handle_copy(dest_path, depth_infinity=False):  # one of many, of a folder that is copied over another
            return
        folder, name = self.target(dest_path)
        self.require("documents.add_document", folder)
        with refusing(), self.get_content() as content:
            filing.refuse_other_readers(self.row, folder)
            upload = File(content, name=names.for_file(name))
            copy = filing.file(folder, upload, confidential=self.row.confidential, by=self.visit.user)
        mounting.copy_properties(self.row, copy)
        self.visit.forget()


class ScratchResource(Bytes, DAVNonCollection):
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

    incoming: Incoming | None = None

    def end_write(self, *, with_errors: bool) -> None:
        row, by = self.row, self.visit.user
        if self.incoming is None:  # refused before it began
            return
        try:
            if with_errors:
                return
            with refusing():
                passing = names.is_passing(row.name) and self.incoming.size <= mounting.LARGEST_SCRATCH
                if passing or not self.incoming.size:
                    content = self.incoming.head(mounting.LARGEST_SCRATCH)
                    self.row = mounting.keep_scratch(row.folder, row.name, content, by=by)
                else:  # what is large may be somebody's work on its way to its name
                    self._file(row)
                    mounting.drop_scratch(row)
        finally:
            self.incoming.done()
            self.visit.forget()

    def _file(self, row: ScratchFile) -> None:
        by, name = self.visit.user, names.for_file(row.name)
        waiting = leaving.left(row.folder, name, by=by)
        upload = self.incoming.as_upload(name)
        if waiting is not None and by.has_perm(CHANGE, waiting):
            waiting = leaving.bring_back(waiting, row.folder, name, by=by)
            FileResource(self.path, self.environ, waiting).replace(upload)
        else:
            filing.file(row.folder, upload, by=by)

    def delete(self) -> list[object]:
        mounting.drop_scratch(self.row)
        return self.leave()

    def handle_move(self, dest_path: str) -> bool:
        there = self.there(dest_path) if self.row.content else None
        if there is None:
            return False
        self.write_over(dest_path, there)
        return not self.delete()

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
