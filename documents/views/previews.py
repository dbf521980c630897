"""What a file looks like and says, before anybody opens it."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents import queries, serving
from documents.enums import FileKind
from documents.models import Document, Reading

# A page shows the beginning of a long text; the whole is one click away.
MOST_CHARACTERS = 30_000


def shown_of(document: Document, reading: Reading | None) -> dict[str, Any] | None:
    """Pictures of the pages with the same words as text, or the text alone; None when there is nothing to show."""
    if reading is None or reading.infection or _is_kept_back(reading):
        return None
    preview = getattr(reading.content, "preview", None)
    pages = queries.text_of(document)
    if preview is None or preview.is_given_up:
        return {"text": pages[0][:MOST_CHARACTERS]} if pages and document.kind == FileKind.TEXT else None
    return {
        "is_waiting": preview.is_waiting and not preview.sizes,  # drawn again, it shows what was before
        "pictures": [
            {"number": number, "url": _address(document, number), "width": wide, "height": high, "alt": _alt(number)}
            for number, (wide, high) in enumerate(preview.sizes)
            if number
        ],
        "page_count": preview.page_count,
        "pages": _beginning(pages),
    }


def _is_kept_back(reading: Reading) -> bool:
    """Asked only where there is a scanner that has not looked yet."""
    waits = bool(settings.CLAMD_URL) and reading.scanned_at is None
    return waits and Reading.objects.withheld().filter(pk=reading.pk).exists()


def _address(document: Document, number: int) -> str:
    return reverse("documents:picture", args=[document.pk, number])


def _alt(number: int) -> str:
    return _("Page %(number)s; its words stand below the pictures") % {"number": number}


def _beginning(pages: list[str]) -> list[tuple[int, str]]:
    found, left = [], MOST_CHARACTERS
    for number, page in enumerate(pages, 1):
        if left <= 0:
            break
        found.append((number, page[:left]))
        left -= len(page)
    return found if any(page for _number, page in found) else []


@login_required
@require_safe
def picture(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    return serving.serve_picture(request, pk, number)
