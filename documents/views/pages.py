"""A page with one form and one action, as most pages that change something in the drive are."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from documents import queries
from documents.models import Document, Folder, Publication
from kog.exceptions import NotPossibleNow

Trail = list[tuple[str, str]]


def breadcrumb(folder: Folder | None) -> Trail:
    """From the drive to this folder, as the component wants it. One query."""
    trail = [(_("Files"), reverse("documents:drive"))]
    if folder:
        trail += [(step.name, step.get_absolute_url()) for step in queries.path_to(folder)]
    return trail


def trail_to(document: Document) -> Trail:
    """From the drive to this file, for the pages on which something is done with it."""
    return [*breadcrumb(document.folder), (document.title, document.get_absolute_url())]


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when that is nothing but the confirmation itself; None as long as it is only shown."""
    return request.POST if request.method == "POST" else None


def form_page(
    request: HttpRequest,
    form: Form,
    subject: Folder | Document | list[Document] | Publication | None,
    *,
    title: str,
    submit: str,
    trail: Trail,
    cancel: str,
    done: Callable[[Any], tuple[str, str]],
    intro: str = "",
) -> HttpResponse:
    """Show the form; sent and valid, hand over to `form.save`; a refusal comes back onto it with what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            result = form.save(subject, by=request.user)
        except NotPossibleNow as refusal:
            form.add_error(None, str(refusal))
            for sentence in refusal.missing:
                form.add_error(None, sentence)
        else:
            address, message = done(result)
            messages.success(request, message)
            return redirect(address)
    context = {"form": form, "title": title, "submit": submit, "breadcrumb": trail, "cancel": cancel, "intro": intro}
    return render(request, "documents/form_page.html", context)
