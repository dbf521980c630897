from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kog import paging, queries
from kog.filters import DispatchFilter

from .guards import needs


@require_safe
@needs("kog.view_dispatches")
def dispatches(request: HttpRequest) -> HttpResponse:
    """The proof of dispatch: what went to whom, when, and whether it arrived. Nobody can change it."""
    found = DispatchFilter(request.GET, queryset=queries.dispatches())
    page = paging.newest_first(found.qs, request.GET.get("nach"))
    person = found.form.cleaned_data.get("person") if found.is_valid() else None
    return render(request, "kog/dispatches.html", {"filter": found, "page": page, "person": person})
