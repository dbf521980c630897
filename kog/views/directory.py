from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kog import paging, panels, queries, roster, trails
from kog.access import institution_for
from kog.actions.describing import describe_institution
from kog.committee_forms import InstitutionForm
from kog.filters import InstitutionFilter, MatrixFilter, PersonFilter
from kog.matrix import matrix_of

from .guards import needs
from .steps import step


@require_safe
@needs("kog.view_network")
def institutions(request: HttpRequest) -> HttpResponse:
    found = InstitutionFilter(request.GET, queryset=queries.institutions())
    page = paging.by_name(found.qs, request.GET.get("nach"))
    return render(request, "kog/directory.html", {"filter": found, "page": page})


@require_safe
@needs("kog.view_network")
def people(request: HttpRequest) -> HttpResponse:
    found = PersonFilter(request.GET, queryset=queries.people())
    page = paging.by_name(found.qs, request.GET.get("nach"))
    return render(request, "kog/people.html", {"filter": found, "page": page})


@require_safe
@needs("kog.view_network")
def institution(request: HttpRequest, key: str) -> HttpResponse:
    institution = institution_for(request.user, key)
    page = {
        "institution": institution,
        "trail": trails.directory(),
        "roster": roster.of_institution(institution),
        "units": institution.units.all(),
        "fields": institution.fields.all(),
        "people": queries.people(institution),
        "panels": panels.rendered("institution", request, institution),
    }
    return render(request, "kog/institution.html", page)


@require_safe
@needs("kog.view_network")
def matrix(request: HttpRequest) -> HttpResponse:
    """People and committees: who sits where today, and as what."""
    found = MatrixFilter(request.GET, queryset=queries.committees())
    return render(request, "kog/matrix.html", {"filter": found, "matrix": matrix_of(found.qs)})


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def describe(request: HttpRequest, key: str) -> HttpResponse:
    institution = institution_for(request.user, key, "kog.change_network")
    return step(
        request,
        InstitutionForm(request.POST or None, instance=institution),
        lambda data: describe_institution(institution, by=request.user, **data),
        back=institution.get_absolute_url(),
        done=_("The change is saved."),
        trail=[*trails.directory(), (institution.name, institution.get_absolute_url())],
        title=_("Change the institution"),
    )
