"""What the pages that list files have in common: filter, one screen of files, where each is used."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from documents import queries, scanning, usage
from documents.filters import FileFilter
from documents.models import Document


def listing(request: HttpRequest, files: QuerySet[Document], *, folder_shown: bool) -> dict[str, Any]:
    filter_ = FileFilter(request.GET, queryset=files)
    order = "newest" if request.GET.get("order") == "newest" else "name"
    after = request.GET.get("after", "")
    page = queries.page_of(
        filter_.qs, order, int(after) if after.isdecimal() and after.isascii() and len(after) < 19 else None
    )
    uses = usage.uses(request.user, [document.pk for document in page.files])
    readings = queries.readings_of(page.files)
    return {
        "filter": filter_,
        "rows": [
            (document, uses.get(document.pk, []), reading, scanning.note(reading))
            for document in page.files
            for reading in [readings.get(document.sha256)]
        ],
        "anyone_used": any(uses.values()),
        "folder_shown": folder_shown,
        "may_change_any": request.user.has_perm("documents.change_any"),
        "may_hand_out": request.user.has_perm("documents.hand_out_any"),
        "older_url": _with(request, after=page.next_after) if page.next_after else "",
        "newer_url": _with(request, after=None) if after else "",
    }


def words_of(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()


def _with(request: HttpRequest, *, after: int | None) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    if after:
        query["after"] = str(after)
    return f"{request.path}?{query.urlencode()}"
