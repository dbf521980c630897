from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kog.views.guards import needs
from meetings.filters import MatrixFilter, narrowings
from meetings.queries import lists, visibility
from meetings.queries.matrix import matrix_of, today_x


@require_safe
@needs("meetings.browse")
def matrix(request: HttpRequest) -> HttpResponse:
    """Assignments × meetings as a picture, and the same as a table. Without a choice: the first committee one reads."""
    page = drawn_matrix(request)
    drawn = page["matrix"]
    if drawn:
        page |= {"today_x": today_x(drawn), "query": request.GET.urlencode()}
    return render(request, "meetings/matrix.html", page)


def drawn_matrix(request: HttpRequest) -> dict[str, Any]:
    """The matrix as the filters say, with them; None where the person reads no committee."""
    found = MatrixFilter(request.GET, queryset=lists.assignments(request.user), request=request)
    asked = found.form.cleaned_data if found.form.is_valid() else {}
    committee = asked.get("gremium") or visibility.committees_readable_by(request.user).first()
    drawn = matrix_of(committee, found.qs, asked.get("jahr") or "") if committee else None
    return {"filter": found, "narrowings": narrowings(found, request), "matrix": drawn}
