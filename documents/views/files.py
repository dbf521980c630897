from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from documents import access, queries, scanning, serving, usage
from documents.actions import filing
from documents.forms import MoveForm, RemoveForm, RenameForm
from documents.queries.happened import happened_to
from documents.views.pages import breadcrumb, form_page, sent, trail_to
from documents.views.previews import shown_of
from documents.views.versions import version_rows
from kog import panels


@login_required
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    if removed := queries.trash_of(request.user).filter(pk=pk).first():
        return render(request, "documents/in_trash.html", {"document": removed, "breadcrumb": breadcrumb(None)})
    document = access.document_for(request.user, pk)
    readable = queries.readable_folder(request.user, document)
    reading = queries.readings_of([document]).get(document.sha256)
    context = {
        "document": document,
        "folder": readable,
        "breadcrumb": breadcrumb(readable),
        "uses": usage.uses(request.user, [document.pk]).get(document.pk, []),
        "reading": reading,
        "scan_note": scanning.note(reading),
        "preview": shown_of(document, reading),
        "versions": version_rows(request, document),
        "may_change": request.user.has_perm("documents.change_document", document),
        "is_shown": serving.is_shown(document),
        "history": happened_to(request.user, document),
        "panels": panels.rendered("document", request, document),
    }
    return render(request, "documents/document.html", context)


@login_required
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    return serving.serve(request, pk)


@require_safe
def linked(request: HttpRequest, pk: str, filename: str) -> HttpResponseBase:
    """The address in public pages. The name in it is for people: a renamed file is still found by its number."""
    return serving.serve(request, int(pk))


@login_required
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    document = access.document_for(request.user, pk, "documents.change_document")
    return form_page(
        request,
        RenameForm(sent(request), initial={"name": document.title}),
        document,
        title=_("Rename “%(name)s”") % {"name": document.filename},
        submit=_("Rename"),
        trail=trail_to(document),
        cancel=document.get_absolute_url(),
        done=lambda renamed: (renamed.get_absolute_url(), _("The file was renamed.")),
    )


@login_required
def move(request: HttpRequest, pk: int) -> HttpResponse:
    document = access.document_for(request.user, pk, "documents.change_document")
    return form_page(
        request,
        MoveForm(sent(request), user=request.user, out_of=document.folder.pk if document.folder else None),
        document,
        title=_("Move “%(name)s”") % {"name": document.filename},
        submit=_("Move the file"),
        intro=_("From then on everybody who reads the other folder can read the file."),
        trail=trail_to(document),
        cancel=document.get_absolute_url(),
        done=lambda moved: (moved.get_absolute_url(), _("The file was moved.")),
    )


@login_required
@require_POST
def mark_confidential(request: HttpRequest, pk: int) -> HttpResponse:
    document = access.document_for(request.user, pk, "documents.change_document")
    filing.mark_confidential(document, confidential="confidential" in request.POST, by=request.user)
    return redirect(document)


@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    document = access.document_for(request.user, pk, "documents.change_document")
    folder = document.folder
    above = folder.get_absolute_url() if folder else reverse("documents:drive")
    return form_page(
        request,
        RemoveForm(sent(request)),
        document,
        title=_("Put “%(name)s” into the trash?") % {"name": document.filename},
        submit=_("Put into the trash"),
        intro=_("You can bring it back from the trash for %(days)s days.") % {"days": queries.KEPT_IN_TRASH.days},
        trail=trail_to(document),
        cancel=document.get_absolute_url(),
        done=lambda removed: (above, _("“%(name)s” lies in the trash now.") % {"name": removed.filename}),
    )
