"""Invitations by the secretariat, and the page behind a scoped link."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kog import trails
from kog.access import committee_for, link_of, person_for, seat_for
from kog.actions import inviting_people, signing_in
from kog.committee_forms import InviteForm
from kog.entrance_forms import AcceptForm
from kog.enums import LinkPurpose
from kog.models import ScopedLink

from .guards import needs
from .steps import step


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def invite(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    committee = committee_for(request.user, key, "kog.invite_person")
    seat = seat_for(request.user, committee, pk, "kog.invite_person")
    return step(
        request,
        InviteForm(request.POST or None, seat=seat),
        lambda data: inviting_people.invite(seat, by=request.user, **data),
        back=reverse("kog:seats", args=[key]),
        done=_("The invitation is on its way."),
        trail=trails.seats(committee),
        title=_("Invite a person to the seat of %(institution)s") % {"institution": seat},
        intro=_("The person gets a mail with a personal link, sets a password and confirms the rules of cooperation."),
        submit=_("Send the invitation"),
    )


@require_POST
@needs("kog.invite_person")
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_for(request.user, pk)
    inviting_people.invite_again(person, by=request.user)
    messages.success(request, _("A new invitation is on its way. The earlier link does not work any more."))
    return redirect(person)


@require_POST
@needs("kog.invite_person")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_for(request.user, pk)
    inviting_people.revoke(person, by=request.user)
    messages.success(request, _("The invitation is withdrawn. The link does not work any more."))
    return redirect(person)


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """What a scoped link opens. Scanners open links in mails, so a GET changes nothing: a button does."""
    scoped = link_of(token)
    if scoped is None or not scoped.is_open or not scoped.person.is_active:
        return render(request, "kog/link_closed.html", status=410 if scoped else 404)
    if scoped.purpose == LinkPurpose.INVITATION:
        return _answer_invitation(request, scoped)
    if request.method == "POST":
        person = signing_in.use_link(scoped).person
        return perform_login(request, person, email_verification="none", redirect_url=reverse("kog:dashboard"))
    return render(request, "kog/link_sign_in.html", {"person": scoped.person})


def _answer_invitation(request: HttpRequest, scoped: ScopedLink) -> HttpResponse:
    form = AcceptForm(request.POST or None, person=scoped.person)
    if request.method == "POST" and form.is_valid():
        person = inviting_people.accept(scoped, password=form.cleaned_data["password"])
        return perform_login(request, person, email_verification="none", redirect_url=reverse("kog:onboarding"))
    status = 422 if form.errors else 200
    return render(request, "kog/link_invitation.html", {"form": form, "person": scoped.person}, status=status)
