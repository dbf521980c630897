from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from kog.filters import SearchFilter
from kog.models import SearchEntry
from kog.search import finding, words

from .guards import needs


@require_safe
@vary_on_headers("HX-Request")
@needs("kog.use_portal")
def search(request: HttpRequest) -> HttpResponse:
    """One search over everything this person may read; while typing only the results are fetched."""
    question = request.GET.get("q", "")[:200]
    number = request.GET.get("seite", "")
    page_number = int(number) if number.isdecimal() and len(number) < 4 else 1
    # Without a question there is nothing to ask whose rights would have to be written down.
    entries = SearchEntry.objects.none()
    if question.strip():
        entries = finding.visible_entries(request.user, only=request.GET.get("art", ""))
    found = SearchFilter(request.GET, queryset=entries, request=request)
    page = {
        "question": question,
        "quoted": words.without_quotes(question),
        "filter": found,
        "narrowed": any(found.form[name].value() for name in found.form.fields),
        "results": finding.find(found.qs, question, page=max(1, page_number)),
    }
    template = "kog/_results.html" if request.htmx else "kog/search.html"
    return render(request, template, page)
