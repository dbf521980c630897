from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kog.views.guards import needs
from meetings import filters, paging
from meetings.queries import lists, visibility


@require_safe
@needs("meetings.browse")
def meeting_list(request: HttpRequest) -> HttpResponse:
    """What comes next on top, then what was; with a filter one list of all that fits."""
    plain = not (request.GET.keys() - {"vor", "nach"})
    rows = lists.past_meetings(request.user) if plain else lists.meetings(request.user)
    found = filters.MeetingFilter(request.GET, queryset=rows, request=request)
    page = {
        "filter": found,
        "page": paging.newest_first(found.qs, request, by="date"),
        "plain": plain,
        "coming": lists.coming_meetings(request.user) if plain and not request.GET else [],
        "narrowings": filters.narrowings(found, request),
        "may_plan": visibility.may_plan(request.user),
    }
    return render(request, "meetings/meeting_list.html", page)


@require_safe
@needs("meetings.browse")
def assignment_list(request: HttpRequest) -> HttpResponse:
    found = filters.AssignmentFilter(request.GET, queryset=lists.assignments(request.user), request=request)
    page = {
        "filter": found,
        "page": paging.newest_first(found.qs, request),
        "narrowings": filters.narrowings(found, request),
    }
    return render(request, "meetings/assignment_list.html", page)


@require_safe
@needs("meetings.browse")
def matter_list(request: HttpRequest) -> HttpResponse:
    found = filters.MatterFilter(request.GET, queryset=lists.matters(request.user), request=request)
    page = {
        "filter": found,
        "page": paging.newest_first(found.qs, request),
        "narrowings": filters.narrowings(found, request),
        "may_raise": request.user.has_perm("meetings.raise_anything"),
    }
    return render(request, "meetings/matter_list.html", page)
