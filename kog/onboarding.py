"""The list of a new member's first steps. Nothing is ticked by hand: each step looks at what is so."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kog.models import Occupancy, User


@dataclass(frozen=True)
class Step:
    title: str
    detail: str
    done: bool
    url: str = ""


def steps_of(person: User, occupancies: list[Occupancy]) -> list[Step]:
    """Who works in an office has no seat to look for."""
    in_network = person.has_perm("kog.view_network")
    card = reverse("kog:change_card", args=[person.pk]) if in_network else ""
    steps = [
        Step(
            _("Confirm the rules of cooperation"),
            _("They say how we deal with papers, with confidence and with one another."),
            done=person.rules_confirmed_at is not None,
            url="#regeln",
        ),
        Step(
            _("Set a password"),
            _("You can also sign in without one: we send a code by mail."),
            done=person.has_usable_password(),
            url=reverse("account_set_password"),
        ),
        Step(
            _("Complete your contact card"),
            _("Phone and responsibilities help the others to find you for the right thing."),
            done=bool(person.phone and person.responsibilities),
            url=card,
        ),
    ]
    if occupancies or not in_network:
        steps.append(
            Step(
                _("Know your seat"),
                _("The secretariat enters seats; if yours is missing, please tell it."),
                done=bool(occupancies),
                url="#sitze" if occupancies else "",
            )
        )
    return steps
