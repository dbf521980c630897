"""What all resources of the mounted drive have in common: a row behind them, rights, refusals, and where things go."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _
from wsgidav.dav_error import HTTP_FORBIDDEN, DAVError
from wsgidav.util import get_uri_name, get_uri_parent

from documents.dav.incoming import HTTP_TOO_LARGE
from documents.dav.visit import TOP, Row, Visit, current
from documents.models import Folder
from kog.exceptions import NotPossibleNow

Environ = dict[str, object]


@contextmanager
def refusing() -> Iterator[None]:
    """A refusal of an action, in the words of the protocol; the sentence goes along for programs that show it."""
    try:
        yield
    except NotPossibleNow as refusal:
        raise DAVError(HTTP_TOO_LARGE if refusal.code == "too_large" else HTTP_FORBIDDEN, str(refusal)) from refusal


class Resource:
    """Beside WsgiDAV's own class for collections or for files."""

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
        return self.name or "dav"
