"""The main navigation as a table. An address that an app does not serve (yet) hides its entry."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    label: Promise
    url_name: str
    permission: str = ""
    exact: bool = False


@dataclass(frozen=True)
class Item:
    label: Promise
    url: str
    current: bool


MAIN = (
    Entry(_("My overview"), "kog:dashboard", exact=True),
    Entry(_("Secretariat"), "meetings:desk", permission="meetings.use_desk"),
    Entry(_("Meetings"), "meetings:meeting_list"),
    Entry(_("Assignments"), "meetings:assignment_list"),
    Entry(_("Matters"), "meetings:matter_list"),
    Entry(_("Committees"), "kog:committee_list", permission="kog.view_network"),
    Entry(_("Topics"), "kog:fields", permission="kog.view_network"),
    Entry(_("Directory"), "kog:directory", permission="kog.view_network"),
    Entry(_("Drive"), "documents:drive"),
    Entry(_("Getting started"), "kog:onboarding"),
)


def main_items(request: HttpRequest) -> list[Item]:
    """The entries this person may open, in their order; the one whose page is open is marked."""
    items = []
    for entry in MAIN:
        if entry.permission and not request.user.has_perm(entry.permission):
            continue
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        current = request.path == url if entry.exact else request.path.startswith(url)
        items.append(Item(entry.label, url, current))
    return items
