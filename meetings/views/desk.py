from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kog.views.guards import needs
from meetings.queries.desk import desk_of


@require_safe
@needs("meetings.use_desk")
def desk(request: HttpRequest) -> HttpResponse:
    """Nothing is forgotten across the meetings that come and those just held."""
    return render(request, "meetings/desk.html", {"desk": desk_of(request.user)})
