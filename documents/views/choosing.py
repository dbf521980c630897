"""Files that were ticked in a list. They stand in the address: it needs no scripts, and a form sends them along."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents import queries
from documents.forms import MoveChosenForm, RemoveChosenForm
from documents.models import Document
from documents.queries import extracts
from documents.views.pages import breadcrumb, form_page, sent

MOST = 1000


def chosen(request: HttpRequest) -> list[Document]:
    """As far as the person reads them."""
    ids = [int(pk) for pk in request.GET.getlist("datei") if pk.isdecimal() and len(pk) < 19]
    return extracts.chosen(request.user, ids[:MOST])


def ticked_in(request: HttpRequest) -> int | None:
    folder = request.GET.get("ordner", "")
    return int(folder) if folder.isdecimal() and len(folder) < 19 else None


def origin(request: HttpRequest) -> str:
    """The folder in which the files were ticked."""
    folder = ticked_in(request)
    return reverse("documents:folder", args=[folder]) if folder else reverse("documents:drive")


def nothing_ticked(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("Please tick the files first."))
    return redirect(origin(request))


def _names(files: list[Document]) -> str:
    return ", ".join(document.filename for document in files[:12]) + (" …" if len(files) > 12 else "")


@login_required
def move(request: HttpRequest) -> HttpResponse:
    files = chosen(request)
    if not files:
        return nothing_ticked(request)
    count = {"count": len(files)}
    return form_page(
        request,
        MoveChosenForm(sent(request), user=request.user, out_of=ticked_in(request)),
        files,
        title=ngettext("Move %(count)s file", "Move %(count)s files", len(files)) % count,
        submit=_("Move elsewhere"),
        intro=_names(files),
        trail=breadcrumb(None),
        cancel=origin(request),
        done=lambda _moved: (origin(request), _("The files were moved.")),
    )


@login_required
def remove(request: HttpRequest) -> HttpResponse:
    files = chosen(request)
    if not files:
        return nothing_ticked(request)
    count = {"count": len(files)}
    title = ngettext("Put %(count)s file into the trash?", "Put %(count)s files into the trash?", len(files))
    return form_page(
        request,
        RemoveChosenForm(sent(request)),
        files,
        title=title % count,
        submit=_("Put into the trash"),
        intro=_names(files)
        + ". "
        + _("You can bring it back from the trash for %(days)s days.") % {"days": queries.KEPT_IN_TRASH.days},
        trail=breadcrumb(None),
        cancel=origin(request),
        done=lambda _removed: (origin(request), _("The files lie in the trash now.")),
    )
