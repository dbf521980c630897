"""What became of the files of an old drive."""

from collections.abc import Iterator

from documents.enums import Unread
from documents.models import ArchiveFile, Folder, Reading


def unread_of(folder: Folder) -> Iterator[tuple[str, str]]:
    """Files that were filed from an archive and whose text a worker could not read, with the reason."""
    rows = ArchiveFile.objects.filter(folder=folder).exclude(document=None).order_by("path")
    hashes = dict(rows.values_list("path", "sha256"))
    problems = Reading.objects.exclude(problem__in=["", Unread.NO_TEXT]).filter(
        content__sha256__in=rows.values("sha256")
    )
    reasons = dict(problems.values_list("content__sha256", "problem"))
    for path, sha in hashes.items():
        if sha in reasons:
            yield path, str(Unread(reasons[sha]).label)
