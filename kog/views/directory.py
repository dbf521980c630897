from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kog import paging, panels, queries, roster, trails
from kog.access import institution_for
from kog.filters import InstitutionFilter, MatrixFilter, PersonFilter
from kog.matrix import matrix_of

from .guards import needs


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
