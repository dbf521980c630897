from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import access
from meetings.actions import agenda as actions
from meetings.forms.agenda import DeclineForm, ScheduleForm, SuggestForm
from meetings.queries import agenda as queries
from meetings.queries import visibility
from meetings.views.steps import chosen, click, step


@require_http_methods(["GET", "POST"])
@login_required
def suggest(request: HttpRequest, key: str) -> HttpResponse:
    """A member, or the lead of a group, suggests an item; beneath it, what became of earlier suggestions."""
    committee = access.committee_for(request.user, key, "meetings.suggest_item")
    groups = visibility.groups_below_led_by(request.user, committee)
    initial = {"meeting": request.GET.get("sitzung")}
    form = SuggestForm(request.POST or None, committee=committee, groups=groups, initial=initial)
    return step(
        request,
        form,
        lambda data: actions.suggest_item(
            committee, form.content(), by=request.user, meeting=data["meeting"], from_group=data.get("from_group")
        ),
        template="meetings/suggest.html",
        committee=committee,
        crumb_label=committee.name,
        crumb_url=committee.get_absolute_url(),
        earlier=queries.own_suggestions(committee, request.user),
        title=_("Suggest an item for %(committee)s") % {"committee": committee},
        intro=_("The secretariat puts it on an agenda or tells you why not."),
        submit=_("Suggest the item"),
        back=reverse("meetings:suggest", args=[key]),
        done=_("Thank you. Your suggestion has arrived; you will get an answer."),
    )


@require_safe
@login_required
def pool(request: HttpRequest, key: str) -> HttpResponse:
    """Suggestions to be answered, what waits for a meeting, and what was answered lately."""
    committee = access.committee_for(request.user, key, "meetings.plan_meetings")
    page = {
        "committee": committee,
        "suggestions": queries.suggestions(committee),
        "pool": queries.pool(committee),
        "answered": queries.answered(committee),
        "form": ScheduleForm(committee=committee),
        "meetings": queries.open_meetings(committee),
    }
    return render(request, "meetings/pool.html", page)


@require_POST
@login_required
def item_accept(request: HttpRequest, pk: int) -> HttpResponse:
    item = access.item_for(request.user, pk, "meetings.change_meeting")
    form = ScheduleForm(request.POST, committee=item.committee)
    return click(
        request,
        lambda: actions.accept_item(item, meeting=chosen(form, "meeting"), by=request.user),
        back=reverse("meetings:pool", args=[item.committee.key]),
        done=_("“%(item)s” is accepted; whoever suggested it is told.") % {"item": item.title},
    )


@require_http_methods(["GET", "POST"])
@login_required
def item_decline(request: HttpRequest, pk: int) -> HttpResponse:
    item = access.item_for(request.user, pk, "meetings.change_meeting")
    return step(
        request,
        DeclineForm(request.POST or None),
        lambda data: actions.decline_item(item, reason=data["reason"], by=request.user),
        crumb_label=_("Topic pool"),
        crumb_url=reverse("meetings:pool", args=[item.committee.key]),
        title=_("Decline “%(item)s”") % {"item": item.title},
        submit=_("Decline with this reason"),
        back=reverse("meetings:pool", args=[item.committee.key]),
        done=_("The suggestion is declined; whoever made it gets your reason."),
    )
