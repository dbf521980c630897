"""Several files at once: as a ZIP for oneself, or handed to somebody outside, which is written down."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from documents import access, packing, queries
from documents.filters import ExtractFilter
from documents.forms import HandOutForm
from documents.queries import extracts as handed_out
from documents.views.choosing import chosen, nothing_ticked, origin, ticked_in
from documents.views.pages import breadcrumb, sent
from kog.exceptions import NotPossibleNow


@login_required
@require_safe
def folder_zip(request: HttpRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """All that the person reads in a folder and below it."""
    folder = access.folder_for(request.user, pk)
    return packing.response(handed_out.packed_below(request.user, folder), folder.name)


@login_required
@require_safe
def chosen_zip(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The files that were ticked, as far as the person reads them."""
    files = chosen(request)
    if not files:
        return nothing_ticked(request)
    folder = queries.folders_visible_to(request.user).filter(pk=ticked_in(request)).first()
    name = _("%(folder)s, selection") % {"folder": folder.name if folder else _("Drive")}
    return packing.response([packing.Packed(document) for document in files], name)


@login_required
@permission_required("documents.hand_out_any", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_out(request: HttpRequest) -> HttpResponse:
    """The same files, for somebody outside; they stand in the address, so the form sends them along."""
    files = chosen(request)
    if not files:
        return nothing_ticked(request)
    form = HandOutForm(sent(request), files=files)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(form.save(by=request.user))
        except NotPossibleNow as refusal:
            for sentence in [str(refusal), *refusal.missing]:
                form.add_error(None, sentence)
    context = {"form": form, "files": files, "breadcrumb": breadcrumb(None), "cancel": origin(request)}
    return render(request, "documents/hand_out.html", context)


@login_required
@require_safe
def extract(request: HttpRequest, pk: int) -> HttpResponse:
    extract = access.extract_for(request.user, pk)
    trail = [*breadcrumb(None), (_("Handed to others"), reverse("documents:extracts"))]
    readable = list(handed_out.readable_versions(request.user, extract))
    others = extract.versions.count() - len(readable)
    context = {"extract": extract, "versions": readable, "others": others, "breadcrumb": trail}
    if not request.user.has_perm("documents.view_extracts"):
        context["breadcrumb"] = breadcrumb(None)
    return render(request, "documents/extract.html", context)


@login_required
@require_safe
def extract_zip(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The versions of then, as far as the person still reads their files."""
    extract = access.extract_for(request.user, pk)
    readable = handed_out.readable_versions(request.user, extract)
    return packing.response([packing.Packed(version) for version in readable], extract.recipient)


@login_required
@permission_required("documents.view_extracts", raise_exception=True)
@require_safe
def extracts(request: HttpRequest) -> HttpResponse:
    """Who got what: for the secretariat."""
    filter_ = ExtractFilter(request.GET, queryset=handed_out.extracts())
    context = {"filter": filter_, "extracts": filter_.qs[:200], "breadcrumb": breadcrumb(None)}
    return render(request, "documents/extracts.html", context)
