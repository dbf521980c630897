"""WsgiDAV's interface of a property manager, on the rows of what lies at the path."""

from documents.actions import mounting
from documents.dav.visit import current
from documents.models import Document, Folder

Environ = dict[str, object]


class PropertyRows:
    """The names of paths are WsgiDAV's; `resources.py` notes in the visit which row stands behind each."""

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

    @staticmethod
    def _row(path: str) -> object:
        return current.get().behind.get(path)
