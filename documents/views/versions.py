from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from documents import access, pinning, queries, serving
from documents.actions import versioning
from documents.forms import ReplaceForm
from documents.models import Document
from documents.views.pages import form_page, sent, trail_to


def version_rows(request: HttpRequest, document: Document) -> list[dict[str, Any]]:
    """What the page of a file shows of its versions, the current one first. Two queries at most, whatever their number.

    What is current needs no button to bring it back, however many versions hold the same.
    """
    versions = list(queries.versions_of(document))
    pins = pinning.pins(request.user, document, versions)
    return [
        {
            "version": version,
            "is_current": version is versions[0],
            "is_shown": serving.is_shown(version),
            "may_come_back": version.content_id != versions[0].content_id,
            "address": request.build_absolute_uri(version.download_url),
            "pins": pins.get(version.number, []),
        }
        for version in versions
    ]


@login_required
@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    return serving.serve_version(request, pk, number)


@login_required
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    document = access.document_for(request.user, pk, "documents.change_document")
    newest = queries.versions_of(document)[0]
    return form_page(
        request,
        ReplaceForm(sent(request), request.FILES or None, initial={"based_on": newest.number}),
        document,
        title=_("New version of “%(name)s”") % {"name": document.filename},
        submit=_("Upload the new version"),
        intro=_("Links lead to the new version from then on. The earlier ones stay and can be opened by all who read."),
        trail=trail_to(document),
        cancel=document.get_absolute_url(),
        done=lambda version: (
            document.get_absolute_url(),
            " ".join(
                [
                    _("Version %(number)s is the current one now.") % {"number": version.number},
                    *_other_name(document, version.document),
                ]
            ),
        ),
    )


@login_required
@require_POST
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    old = access.version_for(request.user, pk, number, "documents.change_document")
    restored = versioning.restore(old, by=request.user)
    facts = {"old": old.number, "new": restored.number}
    said = _("Restored: version %(new)s holds what version %(old)s held.") % facts
    messages.success(request, " ".join([said, *_other_name(old.document, restored.document)]))
    return redirect(old.document)


def _other_name(before: Document, now: Document) -> list[str]:
    """A version of another kind brings its extension along."""
    if before.filename == now.filename:
        return []
    facts = {"kind": now.kind.label, "name": now.filename}
    return [_("It is of another kind (%(kind)s): the file is called “%(name)s” now.") % facts]
