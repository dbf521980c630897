"""The way back from a page of the network: what its breadcrumb shows, without the page itself."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kog.models import Committee

Trail = list[tuple[str | Promise, str]]


def committees() -> Trail:
    return [(_("Committees"), reverse("kog:committee_list"))]


def committee(committee: Committee) -> Trail:
    return [*committees(), (committee.short_name, committee.get_absolute_url())]


def seats(committee_: Committee) -> Trail:
    return [*committee(committee_), (_("Seats and people"), reverse("kog:seats", args=[committee_.key]))]


def dispatches() -> Trail:
    return [(_("Proof of dispatch"), reverse("kog:dispatches"))]


def directory() -> Trail:
    return [(_("Directory"), reverse("kog:directory"))]


def people() -> Trail:
    return [*directory(), (_("People"), reverse("kog:people"))]


def offices() -> Trail:
    return [*directory(), (_("Offices"), reverse("kog:offices"))]


def fields() -> Trail:
    return [(_("Topics"), reverse("kog:fields"))]
