"""The way back from pages of groups."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kog.models import Committee
from kog.trails import Trail, committee, committees


def group(group_: Committee) -> Trail:
    return committee(group_)


def outside() -> Trail:
    return [*committees(), (_("Bodies outside the network"), reverse("workinggroups:outside_bodies"))]


def circle(group_: Committee) -> Trail:
    return [*committee(group_), (_("Extended circle"), reverse("workinggroups:circle", args=[group_.key]))]


def polls(group_: Committee) -> Trail:
    return [*committee(group_), (_("Date polls"), reverse("workinggroups:polls", args=[group_.key]))]
