from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kog.views.guards import needs
from meetings import access, filters, paging
from meetings.actions import circulating
from meetings.forms.circulars import RoundForm, VoteForm, WithdrawForm
from meetings.models import CircularVote
from meetings.queries import circulars as queries
from meetings.queries.papers import files_of
from meetings.views.steps import click, step


@require_safe
@needs("meetings.browse")
def circular_list(request: HttpRequest) -> HttpResponse:
    found = filters.CircularFilter(request.GET, queryset=queries.browsable(request.user), request=request)
    page = {
        "filter": found,
        "page": paging.newest_first(found.qs, request),
        "narrowings": filters.narrowings(found, request),
        "committees": queries.may_open_for(request.user),
    }
    return render(request, "meetings/circular_list.html", page)


@require_safe
@login_required
def circular(request: HttpRequest, slug: str) -> HttpResponse:
    user = request.user
    procedure = access.circular_for(user, slug, "meetings.view_circular")
    page = queries.circular_page(procedure, user)
    own = [(row, VoteForm(row=row, own=True)) for row in page["own"]]
    may_run = procedure.is_open and user.has_perm("meetings.run_circulars", procedure)
    page |= {"own": own, "may_run": may_run}
    return render(request, "meetings/circular.html", page)


@require_http_methods(["GET", "POST"])
@login_required
def circular_open(request: HttpRequest, key: str) -> HttpResponse:
    committee = access.committee_for(request.user, key, "meetings.run_circulars")
    form = RoundForm(
        request.POST or None,
        request.FILES or None,
        committee=committee,
        documents=files_of(committee, request.user),
        matters=queries.open_matters_of(committee, request.user),
    )
    return step(
        request,
        form,
        lambda data: circulating.open_with_uploads(committee, form.round(), data["files"], by=request.user),
        crumb_label=committee.name,
        crumb_url=committee.get_absolute_url(),
        title=_("Decide in writing"),
        intro=_("Every voting seat of %(committee)s is asked by mail and answers here until the last day.")
        % {"committee": committee.name},
        submit=_("Send it round"),
        back=reverse("meetings:circular_list"),
        done=_("It goes round now; everybody with a vote has been told."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def circular_vote(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The own answer, or one given to the secretariat on behalf of a seat."""
    row = access.circular_vote_for(request.user, slug, pk, "meetings.vote_in_circular")
    own = bool(queries.own_votes([row], request.user))
    form = VoteForm(request.POST or None, row=row, own=own)
    return step(
        request,
        form,
        lambda data: circulating.vote(row.procedure, row.seat, by=request.user, **data),
        crumb_label=row.procedure.number,
        crumb_url=row.procedure.get_absolute_url(),
        title=_("Answer for %(seat)s") % {"seat": row.seat},
        intro=row.procedure.title,
        submit=_("Send the answer"),
        back=row.procedure.get_absolute_url(),
        done=_thanks(own=own, row=row),
    )


def _thanks(*, own: bool, row: CircularVote) -> str:
    if own:
        return _("Thank you, your answer is noted.")
    return _("The answer of %(seat)s is noted.") % {"seat": row.seat}


@require_http_methods(["GET", "POST"])
@login_required
def circular_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    procedure = access.circular_for(request.user, slug, "meetings.run_circulars")
    return step(
        request,
        WithdrawForm(request.POST or None),
        lambda data: circulating.withdraw(procedure, reason=data["reason"], by=request.user),
        crumb_label=procedure.number,
        crumb_url=procedure.get_absolute_url(),
        title=_("Withdraw %(procedure)s") % {"procedure": procedure},
        intro=procedure.title,
        submit=_("Withdraw it"),
        back=procedure.get_absolute_url(),
        done=_("It is withdrawn; everybody who was asked is told."),
    )


@require_POST
@login_required
def circular_finish(request: HttpRequest, slug: str) -> HttpResponse:
    procedure = access.circular_for(request.user, slug, "meetings.run_circulars")
    return click(
        request,
        lambda: circulating.finish(procedure, by=request.user),
        back=procedure.get_absolute_url(),
        done=_("The result is established and will be announced in the next meeting."),
    )
