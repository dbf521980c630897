"""Tags for pages about seats and people."""

from collections.abc import Iterable

from django import template
from django.db.models import Model
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from kog.models import Seat

register = template.Library()


@register.simple_tag
def people_of(seat: Seat, role: str) -> SafeString:
    """Links to those who hold the seat in this role; empty when nobody does. The seat brings `occupied`."""
    return format_html_join(
        ", ",
        '<a class="kern-link kern-link--no-visited-state" href="{}">{}</a>',
        ((held.person.get_absolute_url(), held.person.name) for held in seat.occupied if held.role == role),
    )


@register.simple_tag
def links_to(records: Iterable[Model]) -> SafeString:
    """Links to the pages of records, one after the other; empty when there is none."""
    return format_html_join(
        ", ",
        '<a class="kern-link kern-link--no-visited-state" href="{}">{}</a>',
        ((record.get_absolute_url(), record) for record in records),
    )


@register.inclusion_tag("kog/_fact.html")
def fact(term: str, value: object, url: str = "") -> dict[str, object]:
    """One line of a description list: a term and what is known of it, as a link where there is an address."""
    return {"term": term, "value": value, "url": url}


@register.filter
def mailto(address: str) -> str:
    return f"mailto:{address}" if address else ""
