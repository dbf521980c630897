from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kog.views.guards import needs
from meetings import access, filters
from meetings.actions import horizon as actions
from meetings.forms.horizon import DropForm, TopicForm
from meetings.queries import circulars
from meetings.queries import horizon as queries
from meetings.views.steps import step


@require_safe
@needs("meetings.browse")
def horizon_list(request: HttpRequest) -> HttpResponse:
    """What comes on a known day, the next first; below it what is over or was dropped."""
    found = filters.HorizonFilter(request.GET, queryset=queries.browsable(request.user), request=request)
    page = {
        "filter": found,
        "coming": queries.coming(found.qs, request.user),
        "past": queries.past(found.qs),
        "narrowings": filters.narrowings(found, request),
        "committees": circulars.may_open_for(request.user),
    }
    return render(request, "meetings/horizon.html", page)


@require_http_methods(["GET", "POST"])
@login_required
def horizon_add(request: HttpRequest, key: str) -> HttpResponse:
    committee = access.committee_for(request.user, key, "meetings.change_horizon")
    form = TopicForm(request.POST or None)
    return step(
        request,
        form,
        lambda data: actions.add_topic(committee, form.coming(), by=request.user),
        crumb_label=committee.name,
        crumb_url=committee.get_absolute_url(),
        title=_("Put something on the horizon of %(committee)s") % {"committee": committee},
        intro=_("In time before the day it is suggested for the agenda by itself."),
        submit=_("Put it on the horizon"),
        back=reverse("meetings:horizon_list"),
        done=_("It is on the horizon and will be suggested in time."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def horizon_edit(request: HttpRequest, pk: int) -> HttpResponse:
    topic = access.topic_for(request.user, pk, "meetings.change_horizon")
    form = TopicForm(request.POST or None, topic=topic)
    return step(
        request,
        form,
        lambda data: actions.change_topic(topic, form.coming(), by=request.user),
        crumb_label=_("Horizon"),
        crumb_url=reverse("meetings:horizon_list"),
        title=_("Change what is coming"),
        back=reverse("meetings:horizon_list"),
        done=_("It is changed."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def horizon_drop(request: HttpRequest, pk: int) -> HttpResponse:
    topic = access.topic_for(request.user, pk, "meetings.change_horizon")
    return step(
        request,
        DropForm(request.POST or None),
        lambda data: actions.drop_topic(topic, reason=data["reason"], by=request.user),
        crumb_label=_("Horizon"),
        crumb_url=reverse("meetings:horizon_list"),
        title=_("Drop “%(topic)s”") % {"topic": topic},
        submit=_("Drop it with this reason"),
        back=reverse("meetings:horizon_list"),
        done=_("It is dropped and stays readable with the reason."),
    )
