"""Topics (fields of action): what the network does about one of them, whoever does it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kog import page_actions, panels, queries, trails
from kog.access import field_for

from .guards import needs


@require_safe
@needs("kog.view_network")
def fields(request: HttpRequest) -> HttpResponse:
    return render(request, "kog/fields.html", {"fields": queries.fields()})


@require_safe
@needs("kog.view_network")
def field(request: HttpRequest, key: str) -> HttpResponse:
    field = field_for(request.user, key)
    page = {
        "field": field,
        "trail": trails.fields(),
        "committees": queries.committees_of_field(field),
        "institutions": queries.institutions_of_field(field),
        "panels": panels.rendered("field", request, field),
        "page_actions": page_actions.offered("field", request, field),
    }
    return render(request, "kog/field.html", page)
