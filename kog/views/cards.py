from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kog import devices, panels, queries, trails
from kog.access import person_for
from kog.actions import keeping_addresses
from kog.actions.keeping_cards import change_card as change
from kog.entrance_forms import AddressForm, CardForm
from kog.models import User

from .guards import needs
from .steps import step


@require_safe
@needs("kog.view_network")
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The contact card: how to reach somebody, and for what."""
    person = person_for(request.user, pk)
    page = {
        "person": person,
        "trail": trails.people(),
        "may_change": request.user.has_perm("kog.change_card", person),
        "invitation": request.user.has_perm("kog.invite_person") and queries.open_invitation(person),
        "occupancies": queries.held_or_coming(person),
        "former": queries.former_of_person(person),
        "offices": person.appointments.on(),
        "panels": panels.rendered("person", request, person),
        **_openings(request, person),
    }
    return render(request, "kog/person.html", page)


def _openings(request: HttpRequest, person: User) -> dict[str, Any]:
    """Open links, for the person and the secretariat; known devices, for the person alone."""
    own = request.user.has_perm("kog.forget_device", person)
    return {
        "open_links": queries.open_links(person) if request.user.has_perm("kog.revoke_link", person) else [],
        "known_devices": person.known_devices.all() if own else None,
        "this_device": devices.known(request, person) if own else None,
    }


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def change_card(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_for(request.user, pk, "kog.change_card")
    return step(
        request,
        CardForm(request.POST or None, instance=person),
        lambda data: change(person, by=request.user, **data),
        back=person.get_absolute_url(),
        done=_("The contact card is saved."),
        trail=[*trails.people(), (person.name, person.get_absolute_url())],
        title=_("Contact card of %(person)s") % {"person": person},
    )


@require_http_methods(["GET", "POST"])
@needs("kog.view_network")
def change_address(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_for(request.user, pk, "kog.keep_address")
    return step(
        request,
        AddressForm(request.POST or None, initial={"email": person.email}),
        lambda data: keeping_addresses.change_address(person, by=request.user, **data),
        back=person.get_absolute_url(),
        done=_("The address is changed."),
        trail=[*trails.people(), (person.name, person.get_absolute_url())],
        title=_("E-mail address of %(person)s") % {"person": person},
        intro=_(
            "Mails, codes and invitations go there from now on, and it is what this person signs in with. "
            "Links in mails to the old address open nothing any more."
        ),
    )


@require_POST
@needs("kog.view_network")
def trust_address(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_for(request.user, pk, "kog.keep_address")
    keeping_addresses.trust_address(person, by=request.user)
    messages.success(request, _("The address counts as right again."))
    return redirect(person)
