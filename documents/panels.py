"""What the drive shows on pages of lower apps."""

from typing import Any

from django.http import HttpRequest

from documents import queries
from kog import panels
from kog.models import Committee


def committee_files(request: HttpRequest, committee: Committee) -> dict[str, Any] | None:
    """The newest files of a committee, for those who may open its folder."""
    folder = queries.committee_folder(request.user, committee)
    if folder is None:
        return None
    return {
        "folder": folder,
        "files": queries.newest_of(request.user, committee),
        "may_file": request.user.has_perm("documents.add_document", folder),
    }


def register() -> None:
    panels.register("committee", "documents/_committee_files.html", committee_files, order=70)
