"""Uploads in pieces by the tus protocol 1.0 (core, creation, expiration, termination): https://tus.io

The browser announces a file, sends its bytes, and after a lost connection asks how many arrived. A refusal is an
answer in plain text with a status that the client does not try again.
"""

import base64
import binascii

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods

from documents import access, arriving
from documents.actions import uploading
from documents.enums import OnDuplicate
from documents.models import Upload
from kog.exceptions import NotPossibleNow

VERSION = "1.0.0"
REFUSED = 422
DIGITS = 15  # a number that long is none
BYTES = "application/offset+octet-stream"


@login_required
@require_http_methods(["OPTIONS", "POST"])
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    folder = access.folder_for(request.user, pk, "documents.add_document")
    if request.method == "OPTIONS":
        return _answer(204, **_abilities())
    size = request.headers.get("Upload-Length", "")
    if _is_other_version(request) or not size.isdecimal() or len(size) > DIGITS:
        return _answer(412 if _is_other_version(request) else 400, **_abilities())
    facts = _metadata(request.headers.get("Upload-Metadata", ""))
    try:
        upload = uploading.begin(
            folder,
            name=facts.get("relativePath") or facts.get("filename", ""),
            size=int(size),
            on_duplicate=OnDuplicate(facts.get("on_duplicate") or OnDuplicate.NUMBER),
            reason=facts.get("reason", ""),
            confidential=bool(facts.get("confidential")),
            by=request.user,
        )
    except NotPossibleNow as refusal:
        return _answer(413 if refusal.code == "too_large" else REFUSED, str(refusal))
    except ValueError:
        return _answer(400)
    return _answer(201, Location=upload.get_absolute_url(), **_expiry(upload))


@login_required
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def piecewise(request: HttpRequest, token: str) -> HttpResponse:
    upload = access.upload_for(request.user, token)
    if _is_other_version(request):
        return _answer(412, **_abilities())
    if request.method == "DELETE":
        uploading.cancel(upload)
        return _answer(204)
    if request.method == "PATCH":
        return _append(request, upload)
    return _progress(upload, 200)


def _append(request: HttpRequest, upload: Upload) -> HttpResponse:
    offset = request.headers.get("Upload-Offset", "")
    if request.content_type != BYTES:
        return _answer(415)
    if not offset.isdecimal() or len(offset) > DIGITS:
        return _answer(400)
    if upload.document_id is None:
        try:
            arriving.append(upload, request, offset=int(offset))
        except arriving.Busy:
            return _answer(423)
        except arriving.OtherOffset:
            return _answer(409)
        except arriving.NoRoom:
            return _answer(507)  # the client tries again later
    return _progress(upload, 204)


def _progress(upload: Upload, status: int) -> HttpResponse:
    """How much is here. What is complete is filed now, also when the process that completed it was killed before.

    A browser that hears "all of it is here" does not come back.
    """
    arrived = upload.size if upload.document_id else arriving.received(upload)
    if arrived == upload.size:
        try:
            uploading.finish(upload)
        except NotPossibleNow as refusal:
            uploading.cancel(upload)
            return _answer(REFUSED, " ".join([str(refusal), *refusal.missing]))
    facts = {"Upload-Offset": str(arrived), "Upload-Length": str(upload.size), "Cache-Control": "no-store"}
    return _answer(status, **facts, **_expiry(upload))


def _answer(status: int, text: str = "", **headers: str) -> HttpResponse:
    return HttpResponse(
        text,
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={"Tus-Resumable": VERSION, **{name.replace("_", "-"): value for name, value in headers.items()}},
    )


def _abilities() -> dict[str, str]:
    return {
        "Tus-Version": VERSION,
        "Tus-Extension": "creation,expiration,termination",
        "Tus-Max-Size": str(settings.DRIVE_MAX_UPLOAD),
    }


def _expiry(upload: Upload) -> dict[str, str]:
    return {"Upload-Expires": http_date((upload.begun_at + arriving.KEPT).timestamp())}


def _is_other_version(request: HttpRequest) -> bool:
    return request.headers.get("Tus-Resumable") != VERSION


def _metadata(header: str) -> dict[str, str]:
    """Pairs of a word and a text in Base64; what is not that is left out."""
    facts = {}
    for pair in header.split(","):
        word, _blank, value = pair.strip().partition(" ")
        try:
            facts[word] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return facts
