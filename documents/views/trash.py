from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from documents import access, queries
from documents.actions import filing, trashing
from documents.views.pages import breadcrumb


@login_required
@permission_required("documents.use_trash", raise_exception=True)
@require_safe
def trash(request: HttpRequest) -> HttpResponse:
    """The files and folders removed last, for those who may bring them back."""
    context = {
        "entries": [(entry, entry.removed_at + queries.KEPT_IN_TRASH) for entry in queries.latest_trash(request.user)],
        "breadcrumb": breadcrumb(None),
        "days": queries.KEPT_IN_TRASH.days,
    }
    return render(request, "documents/trash.html", context)


@login_required
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    document = filing.restore(access.removed_document_for(request.user, pk), by=request.user)
    messages.success(request, _("“%(name)s” is back.") % {"name": document.title})
    return redirect(document)


@login_required
@require_POST
def restore_folder(request: HttpRequest, pk: int) -> HttpResponse:
    folder = trashing.restore_folder(access.removed_folder_for(request.user, pk), by=request.user)
    messages.success(request, _("“%(name)s” is back.") % {"name": folder.name})
    return redirect(folder)
