"""Folders of the drive, and what lies above them. Rights are asked as the views of the web ask for them."""

import shutil

from django.conf import settings
from wsgidav.dav_error import HTTP_FORBIDDEN, DAVError, PRECONDITION_CODE_PropfindFiniteDepth
from wsgidav.dav_provider import DAVCollection, _DAVResource
from wsgidav.util import join_uri

from documents.actions import foldering, mounting, moving, trashing
from documents.dav import names
from documents.dav.files import FileResource, ScratchResource
from documents.dav.resource import Environ, Resource, refusing
from documents.dav.visit import TOP, Row, Top
from documents.models import Document, Folder, ScratchFile


def resource_for(path: str, environ: Environ, row: Row | None) -> _DAVResource | None:
    if row is None:
        return None
    kinds = {Document: FileResource, ScratchFile: ScratchResource}
    return kinds.get(type(row), FolderResource)(path, environ, row)


class FolderResource(Resource, DAVCollection):
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
        self.visit.look_up_properties_in(self.row, [row for _name, row in members])
        return [self.member(name, row) for name, row in members]

    def member(self, name: str, row: Row) -> _DAVResource:
        path = join_uri(self.path, name)
        self.visit.remember(path, row)
        return resource_for(path, self.environ, row)

    def get_descendants(self, *, depth: str = "infinity", **options: object) -> list[_DAVResource]:
        """The whole drive in one answer is refused (RFC 4918, section 9.1); programs then ask folder by folder."""
        if depth == "infinity" and self.environ["REQUEST_METHOD"] == "PROPFIND":
            raise DAVError(HTTP_FORBIDDEN, err_condition=PRECONDITION_CODE_PropfindFiniteDepth)
        return super().get_descendants(depth=depth, **options)

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


def _disk() -> shutil._ntuple_diskusage:
    return shutil.disk_usage(settings.VAR)
