"""The main navigation as a table. An address that an app does not serve (yet) hides its entry."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    label: Promise
    url_name: str
    permission: str = ""
    exact: bool = False
    also: tuple[str, ...] = ()  # what else belongs to this room, below the portal

    def is_open(self, url: str, path: str) -> bool:
        heads = (url, *(f"{get_script_prefix()}portal/{head}/" for head in self.also))
        return path == url if self.exact else path.startswith(heads)


@dataclass(frozen=True)
class Item:
    label: Promise
    url: str
    current: bool


MAIN = (
    Entry(_("My overview"), "kog:dashboard", exact=True),
    Entry(_("Secretariat"), "meetings:desk", permission="meetings.use_desk", also=("versand",)),
    Entry(
        _("Meetings"),
        "meetings:meeting_list",
        also=("protokolle", "umlauf", "horizont", "top", "unterlagen", "kalender"),
    ),
    Entry(_("Assignments"), "meetings:assignment_list"),
    Entry(_("Matters"), "meetings:matter_list"),
    Entry(_("Committees"), "kog:committee_list", permission="kog.view_network", also=("zahnrad",)),
    Entry(_("Topics"), "kog:fields", permission="kog.view_network"),
    Entry(_("Directory"), "kog:directory", permission="kog.view_network"),
    Entry(_("Drive"), "documents:drive", also=("bibliothek",)),
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
        items.append(Item(entry.label, url, entry.is_open(url, request.path)))
    return items


def way_back(request: HttpRequest, steps: Sequence[tuple[object, str]]) -> list[tuple[object, str]]:
    """The steps of a breadcrumb, beginning in the room of the navigation that the page lies in."""
    room = next((item for item in main_items(request) if item.current), None)
    if room is None or room.url in {request.path, *(url for _label, url in steps)}:
        return list(steps)
    return [(room.label, room.url), *steps]
