"""The one check before a byte of a file leaves, for the portal, Wagtail's address and whatever comes later.

Nobody learns that a file exists which they may not read: it is not found. What a browser could execute is handed
over as a download without a type, and nothing is kept in any cache. With `DRIVE_ACCEL_PREFIX` the front server sends
the bytes after Django has decided.
"""

import logging
import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from documents import queries
from documents.models import Document, DocumentVersion
from documents.queries import Person
from kog.exceptions import NotPossibleNow

log = logging.getLogger(__name__)
PIECE = 64 * 1024
PDF = "application/pdf"
# Shown in the browser; everything else is saved. SVG, HTML and XML are not here on purpose: they can carry scripts.
SHOWN = {PDF, "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain", "text/csv", "text/markdown"}
ACTIVE = {"text/html", "image/svg+xml", "application/xml", "text/xml", "application/xhtml+xml", "text/calendar"}
UNTYPED = "application/octet-stream"
Served = Document | DocumentVersion
ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class WholeFile(FileResponse):
    block_size = PIECE  # Django's own four kilobytes cost a large file a third of its time


def serve(request: HttpRequest, document_id: int) -> HttpResponseBase:
    """The file, if this person may read it now; else 404."""
    document = queries.with_doubts(queries.documents_visible_to(request.user)).filter(pk=document_id).first()
    if document is None:
        raise Http404
    if document.is_withheld:
        refuse_withheld(document, request.user)
    return _protected(_handed_over(request, document), document)


def serve_version(request: HttpRequest, document_id: int, number: int) -> HttpResponseBase:
    """One version of the file, for those who may read the file now; else 404."""
    document = queries.documents_visible_to(request.user).filter(pk=document_id).first()
    version = document and queries.versions_of(document).filter(number=number).first()
    if not version:
        raise Http404
    refuse_withheld(version, request.user)
    return _protected(_handed_over(request, version), version)


def serve_picture(request: HttpRequest, document_id: int, number: int) -> HttpResponseBase:
    """A page of the file as a picture, for those who may read the file now; else 404."""
    document = queries.documents_visible_to(request.user).filter(pk=document_id).first()
    preview = document and queries.preview_of(document)
    if not preview or number >= len(preview.sizes):
        raise Http404
    refuse_withheld(document, request.user)
    path = preview.path(number)
    if settings.DRIVE_ACCEL_PREFIX:
        response: HttpResponseBase = HttpResponse(headers={"X-Accel-Redirect": settings.DRIVE_ACCEL_PREFIX + path})
    else:
        response = FileResponse(default_storage.open(path, "rb"))
    return _closed(response, "image/webp", "inline", "default-src 'none'; sandbox")


def refuse_withheld(served: Served, user: Person) -> None:
    """To be asked on every way out, after the rights: malware leaves on none. What no scanner has looked at yet leaves
    only to those who uploaded it, and to those who may change the file.
    """
    reading = queries.withheld(served)
    if reading is None:
        return
    facts = {"name": served.filename}
    if reading.infection:
        sentence = _(
            "The virus scanner found malware in “%(name)s”. Nobody can open it; the secretariat has been told."
        )
        raise NotPossibleNow("infected", sentence % facts)
    document = served.document if isinstance(served, DocumentVersion) else served
    if not (queries.uploaded_by(user, served) or user.has_perm("documents.change_document", document)):
        sentence = _("“%(name)s” is still being checked for malware. Please try again in a few minutes.")
        raise NotPossibleNow("not_scanned", sentence % facts)


def opened(document: Served, user: Person) -> BinaryIO:
    """The bytes of a file this person may read, for ways out that are no web page.

    Raises FileNotFoundError, and NotPossibleNow for what is withheld.
    """
    refuse_withheld(document, user)
    return document.file.storage.open(document.file.name, "rb")


def content_type(document: Served) -> str:
    """What the browser is told. Text is never more than text; what could be executed has no type at all."""
    mime, _separator, charset = document.mime.partition(";")
    if mime.startswith("text/") and mime not in ACTIVE:
        return f"text/plain;{charset or ' charset=utf-8'}"
    return mime if mime in SHOWN else UNTYPED


def is_shown(document: Served) -> bool:
    return document.mime.partition(";")[0] in SHOWN


def _handed_over(request: HttpRequest, document: Served) -> HttpResponseBase:
    if settings.DRIVE_ACCEL_PREFIX:
        return HttpResponse(headers={"X-Accel-Redirect": settings.DRIVE_ACCEL_PREFIX + quote(document.file.name)})
    try:
        file = document.file.storage.open(document.file.name, "rb")
    except FileNotFoundError:
        log.error("the bytes of %r are missing in the storage", document)  # noqa: TRY400 -- no trace needed
        raise Http404
    wanted = _range(request, document)
    if wanted is None:
        response: HttpResponseBase = WholeFile(file)
        response["Content-Length"] = document.file_size
    elif not wanted:
        file.close()
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{document.file_size}"})
    else:
        response = StreamingHttpResponse(_piecewise(file, wanted), status=206)
        response["Content-Range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{document.file_size}"
        response["Content-Length"] = len(wanted)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = f'"{document.sha256}"'
    return response


def _protected(response: HttpResponseBase, document: Served) -> HttpResponseBase:
    disposition = content_disposition_header(not is_shown(document), document.filename) or "inline"
    # A sandbox would stop the browser's own PDF viewer; a PDF runs no script in the name of the page.
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'"
    policy = policy if document.mime == PDF else f"{policy}; sandbox"
    return _closed(response, content_type(document), disposition, policy)


def _closed(response: HttpResponseBase, kind: str, disposition: str, policy: str) -> HttpResponseBase:
    response["Content-Type"] = kind
    response["Content-Disposition"] = disposition
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Content-Security-Policy"] = policy
    return response


def _range(request: HttpRequest, document: Served) -> range | None:
    """The part that was asked for; None for the whole file, an empty range when it lies outside.

    Several ranges at once, and a part of a file that has changed since, are answered with the whole file.
    """
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    stale = request.headers.get("If-Range") not in {None, f'"{document.sha256}"'}
    if asked is None or stale or asked.groups() == ("", "") or document.file_size is None:
        return None
    size = document.file_size
    first, last = asked.groups()
    if not first:
        return range(max(size - int(last), 0), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


def _piecewise(file: BinaryIO, part: range) -> Iterator[bytes]:
    with file:
        file.seek(part.start)
        left = len(part)
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
