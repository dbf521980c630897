"""Panels: how a page of a lower app shows things of a higher one without knowing it.

A higher app registers a function for a place in its `AppConfig.ready()`; the page asks for the panels of its place.
They are rendered on the server in the same request, so they need no JavaScript. Places: `dashboard` (the Lage; subject
is the person), `committee`, `institution`, `person`, `onboarding` (subject: the person), `field` (a topic).
On a committee's page 10–39 says what it is for, 40–59 what it meets and works on, 60–79 its files; what is rarely
needed has 80 and more, and stands below the seats.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

Context = dict[str, Any]
PanelFunction = Callable[[HttpRequest, Any], Context | None]


@dataclass(frozen=True)
class Panel:
    """`context` gets the request and the page's subject; None means that there is nothing to show here."""

    template: str
    context: PanelFunction
    order: int


_panels: dict[str, list[Panel]] = defaultdict(list)


def register(place: str, template: str, context: PanelFunction, *, order: int = 50) -> None:
    _panels[place].append(Panel(template, context, order))


def rendered(place: str, request: HttpRequest, subject: Any, *, orders: range = range(100)) -> list[SafeString]:
    """The HTML of every panel of this place (of these orders) that has something to say, in order."""
    parts = []
    for panel in sorted((panel for panel in _panels[place] if panel.order in orders), key=lambda panel: panel.order):
        context = panel.context(request, subject)
        if context is not None:
            parts.append(render_to_string(panel.template, context, request))
    return parts
