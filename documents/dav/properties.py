"""WsgiDAV's interface of a property manager, on the rows of what lies at the path."""

from documents.actions import mounting
from documents.dav.visit import current
from documents.models import Document, Folder

Environ = dict[str, object]


class PropertyRows:
    """The names of paths are WsgiDAV's; the resources notes in the visit which row stands behind each."""

    def get_properties(self, path: str, environ: Environ | None = None) -> list[str]:
        return list(current.get().properties_of(self._row(path)))

    def get_property(self, path: str, name: str, environ: Environ | None = None) -> str | None:
        return current.get().properties_of(self._row(path)).get(name)

    def write_property(
        self,
        path: str,
        name: str,
        value: bytes,
        dry_run: bool = False,  # noqa: FBT001, FBT002 -- WsgiDAV's signature
        environ: Environ | None = None,
    ) -> None:
        row = self._row(path)
        if not dry_run and isinstance(row, Document | Folder):
            mounting.keep_property(row, name, bytes(value).decode())
            current.get().notes.clear()

    def remove_property(
        self,
        path: str,
        name: str,
        dry_run: bool = False,  # noqa: FBT001, FBT002 -- WsgiDAV's signature
        environ: Environ | None = None,
    ) -> None:
        row = self._row(path)
        if not dry_run and isinstance(row, Document | Folder):
            mounting.drop_property(row, name)
            current.get().notes.clear()

    def remove_properties(self, path: str, environ: Environ | None = None) -> None:
        """They belong to the row, and go or stay with it."""

    def copy_properties(self, start: str, to: str, environ: Environ | None = None) -> None:
        """Done by the resources, which know both rows."""

    def move_properties(self, start: str, to: str, with_children: object, environ: Environ | None = None) -> None:
        """They move with the row."""

    @staticmethod
    def _row(path: str) -> object:
        return current.get().behind.get(path)
