"""The library: studies and literature, as a list, one by one, and for programs that keep literature."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from documents import access, citing
from documents.actions import cataloguing
from documents.enums import PublicationState
from documents.filters import LibraryFilter
from documents.forms import LibraryFileForm, PublicationForm
from documents.queries import library as shelf
from documents.views.pages import Trail, breadcrumb, form_page, sent
from kog import paging
from kog.views.guards import needs


def trail() -> Trail:
    return [*breadcrumb(None), (_("Library"), reverse("documents:library"))]


@needs("documents.view_library")
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    listed = LibraryFilter(request.GET, queryset=shelf.publications_visible_to(request.user).listed())
    page = paging.by_name(listed.qs, request.GET.get("nach"))
    context = {
        "filter": listed,
        "rows": [(one, citing.citation(one)) for one in page.rows],
        "page": page,
        "proposals": [] if request.GET else shelf.proposals(request.user),
        "may_keep": request.user.has_perm("documents.keep_library"),
        "breadcrumb": breadcrumb(None),
    }
    return render(request, "documents/library.html", context)


@needs("documents.view_library")
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """What the list shows with these filters, as a file."""
    listed = LibraryFilter(request.GET, queryset=shelf.publications_visible_to(request.user).listed()).qs
    text, kind = (
        (citing.ris(listed), "x-research-info-systems") if form == "ris" else (citing.bibtex(listed), "x-bibtex")
    )
    answer = HttpResponse(text, content_type=f"application/{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_("library")}.{"ris" if form == "ris" else "bib"}"'
    return answer


@login_required
@require_safe
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    one = access.publication_for(request.user, pk)
    document = one.document
    context = {
        "publication": one,
        "citation": citing.citation(one),
        "bibtex": citing.bibtex([one]),
        "document": document if document and request.user.has_perm("documents.view_document", document) else None,
        "may_keep": request.user.has_perm("documents.keep_library"),
        "breadcrumb": trail(),
    }
    return render(request, "documents/publication.html", context)


@needs("documents.view_library")
def enter(request: HttpRequest) -> HttpResponse:
    keeps = request.user.has_perm("documents.keep_library")
    return form_page(
        request,
        PublicationForm(sent(request), user=request.user),
        None,
        title=_("Enter a publication") if keeps else _("Propose a publication"),
        submit=_("Enter the publication") if keeps else _("Propose"),
        intro="" if keeps else _("The secretariat looks at it and puts it into the library."),
        trail=trail(),
        cancel=reverse("documents:library"),
        done=lambda one: (
            one.get_absolute_url(),
            _("The publication was entered.") if keeps else _("Thank you for the proposal."),
        ),
    )


@needs("documents.keep_library")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    one = access.publication_for(request.user, pk)
    return form_page(
        request,
        PublicationForm(sent(request), user=request.user, instance=one),
        one,
        title=_("Change “%(name)s”") % {"name": one.title},
        submit=_("Save"),
        trail=[*trail(), (one.title, one.get_absolute_url())],
        cancel=one.get_absolute_url(),
        done=lambda changed: (changed.get_absolute_url(), _("The publication was changed.")),
    )


@needs("documents.keep_library")
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    one = access.publication_for(request.user, pk)
    state = PublicationState.LISTED if "listen" in request.POST else PublicationState.TAKEN_OUT
    cataloguing.settle(one, state, by=request.user)
    return redirect("documents:library")


@needs("documents.keep_library")
def read_in(request: HttpRequest) -> HttpResponse:
    def told(result: cataloguing.Imported) -> tuple[str, str]:
        count = len(result.entered)
        text = ngettext("%(count)s publication was entered.", "%(count)s publications were entered.", count)
        facts = {"known": result.known, "bare": result.without_title}
        rest = _("%(known)s stood there already, %(bare)s had no title.") % facts
        messages.info(request, rest)
        return reverse("documents:library"), text % {"count": count}

    return form_page(
        request,
        LibraryFileForm(sent(request), request.FILES or None),
        None,
        title=_("Read in BibTeX or RIS"),
        submit=_("Read in"),
        trail=trail(),
        cancel=reverse("documents:library"),
        done=told,
    )
