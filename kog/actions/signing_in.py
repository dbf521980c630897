"""Links that sign a person in once, for the first administrator and for support; and how any link is used up."""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history, links
from kog.enums import LinkPurpose
from kog.exceptions import NotPossibleNow
from kog.models import ScopedLink, User

Result = TypeVar("Result")


@transaction.atomic
def offer_sign_in(person: User, *, by: User | None) -> str:
    """The address of a new link. Refused for somebody who may not sign in."""
    if not person.is_active:
        raise NotPossibleNow("person_left", _("%(person)s does not work in the network any more.") % {"person": person})
    _link, address = links.issue(person, LinkPurpose.SIGN_IN, by=by)
    history.record(person, "sign_in_link_issued", by=by)
    return address


@transaction.atomic
def use_link(link: ScopedLink) -> ScopedLink:
    """Take the link out of use: of two clicks at once, one wins. Refused when it is used, revoked or expired."""
    link = _locked_open(link)
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])
    history.record(link.person, "link_used", by=link.person, **links.facts(link))
    return link


@transaction.atomic
def act_by_link(link: ScopedLink, act: Callable[[], Result], *, once: bool = True) -> Result:
    """Do what the link is for and take it out of use, both or neither. Refused as `use_link` refuses, and as `act`.

    One that may be used more than `once` stays open until it expires: what was done by it can be done otherwise.
    """
    if once:
        use_link(link)
    else:
        history.record(link.person, "link_used", by=link.person, **links.facts(_locked_open(link)))
    return act()


def _locked_open(link: ScopedLink) -> ScopedLink:
    link = ScopedLink.objects.select_for_update().select_related("person").get(pk=link.pk)
    if not link.is_open or not link.person.is_active:
        raise NotPossibleNow("link_closed", _("This link is not valid any more."))
    return link
