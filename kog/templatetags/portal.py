"""Tags and filters of every page: dates as people write them, states with a shape, fields in KERN markup."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, widgets
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format, get_format, time_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kog.colours import checked, readable_on_paper
from kog.models import Network
from kog.navigation import Item, main_items
from kog.navigation import way_back as way_back_from

register = template.Library()

# A short name before it goes along; a long word would run out of narrow screens.
DESIGNATION = re.compile(r"(?<![\w&-])(?:[^\W\d_][\w+.-]{0,11} )?(?:[^\W\d_]+-)?\d{4}[-/]\d+(?:/\d+)?")
DASHES = "---------"  # Django's word for a choice that was not made
TONES = {"info", "success", "warning", "danger"}
ALERT_TONES = {"error": "danger", "debug": "info"}
TONE_ICONS = {"info": "info", "success": "success", "warning": "warning", "danger": "danger", "neutral": "more-vert"}


def _local(value: dt.date | dt.datetime) -> dt.date:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _as_date(value: dt.date | dt.datetime) -> dt.date:
    value = _local(value)
    return value.date() if isinstance(value, dt.datetime) else value


@register.filter
def day(value: dt.date | None) -> str:
    """12.06.2026"""
    return date_format(_local(value), "SHORT_DATE_FORMAT") if value else ""


@register.filter
def weekday(value: dt.date | None) -> str:
    """Fr 12.06.2026"""
    return date_format(_local(value), get_format("WEEKDAY_FORMAT")) if value else ""


@register.filter
def clock(value: dt.time | dt.datetime | None) -> str:
    """10:00 Uhr"""
    if value is None or value == "":
        return ""
    if isinstance(value, dt.datetime):
        return date_format(_local(value), "TIME_FORMAT")
    return time_format(value, "TIME_FORMAT")


@register.filter
def moment(value: dt.datetime | None) -> str:
    """12.06.2026, 10:00 Uhr"""
    return date_format(_local(value), "SHORT_DATETIME_FORMAT") if value else ""


@register.filter
def in_days(value: dt.date | None) -> str:
    """How far away a day is, in the words of somebody who counts days: today, in 12 days, 3 days ago."""
    if not value:
        return ""
    days = (_as_date(value) - timezone.localdate()).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == -1:
        return _("yesterday")
    if days > 0:
        return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}
    return ngettext("%(count)s day ago", "%(count)s days ago", -days) % {"count": -days}


@register.filter
def overdue_days(value: dt.date | None) -> str:
    """For what is late: since 3 days. Empty as long as it is not late."""
    days = (timezone.localdate() - _as_date(value)).days if value else 0
    return ngettext("for %(count)s day", "for %(count)s days", days) % {"count": days} if days > 0 else ""


@register.filter
def together(value: Any) -> Any:
    """Text in which no line ends inside a designation (KOG 2026-3, V-2026-009). Markup, days and numbers stay."""
    if isinstance(value, dt.date | int | float) or (isinstance(value, SafeString) and "<" in value):
        return value
    text = str(value)
    return mark_safe(DESIGNATION.sub(r'<span class="nowrap">\g<0></span>', conditional_escape(text)))


@register.filter
def alert_tone(value: str | None) -> str:
    """KERN knows four tones; Django's message levels and unknown words are mapped onto them."""
    tone = (value or "info").split()[-1]
    tone = ALERT_TONES.get(tone, tone)
    return tone if tone in TONES else "info"


@register.filter
def tone_word(tone: str) -> str:
    words = {"info": _("Notice"), "success": _("Success"), "warning": _("Attention"), "danger": _("Error")}
    return words[alert_tone(tone)]


@register.inclusion_tag("components/badge.html")
def badge(value: Any, tone: str = "", icon: str = "") -> dict[str, str]:
    """A state as a word with a shape. `value` is an object with `label` and `tone` (and `icon`), or a plain word."""
    kind = tone or getattr(value, "tone", "") or "neutral"
    sign = icon or getattr(value, "icon", "") or TONE_ICONS.get(kind, "info")
    return {"word": getattr(value, "label", None) or str(value), "tone": kind, "icon": sign}


@register.simple_tag(takes_context=True)
def nav_items(context: template.Context) -> list[Item]:
    request = context.get("request")
    return main_items(request) if request is not None else []


@register.simple_tag(takes_context=True)
def way_back(context: template.Context, steps: Sequence[tuple[object, str]]) -> list[tuple[object, str]]:
    request = getattr(context, "request", None)
    return way_back_from(request, steps) if request and request.user.is_authenticated else list(steps)


@register.simple_tag
def url_or_none(name: str, *args: Any) -> str:
    """The address of a view that another app may not serve; empty then."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.filter
def brand_colour(value: str | None) -> str:
    """A colour of the network that may be written into a style sheet of a mail."""
    return checked(value or "")


@register.filter
def brand_text_colour(value: str | None) -> str:
    """The same, dark enough to be read."""
    return readable_on_paper(checked(value or ""))


@register.simple_tag
def brand_css_url(network: Network) -> str:
    version = hashlib.sha256(f"{network.color_primary}{network.color_accent}".encode()).hexdigest()[:8]
    return f"{reverse('brand_css')}?v={version}"


@register.simple_tag
def brand_logo_url(network: Network) -> str:
    version = hashlib.sha256(network.logo.name.encode()).hexdigest()[:8]
    return f"{reverse('brand_logo')}?v={version}"


@register.simple_tag
def phases_until(phases: Iterable[Any], current: Any) -> list[dict[str, Any]]:
    """Each phase with its place: done, current or coming. Compared by value, so that a stored state will do."""
    steps = [
        {"label": getattr(phase, "label", str(phase)), "value": getattr(phase, "value", phase)} for phase in phases
    ]
    now = getattr(current, "value", current)
    position = next((index for index, step in enumerate(steps) if step["value"] == now), -1)
    for index, step in enumerate(steps):
        step["place"] = "current" if index == position else "done" if index < position else "coming"
    return steps


@register.filter
def field_kind(field: BoundField) -> str:
    """Which KERN markup a field needs: check, group, select, file or input."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "check"
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return "group"
    if field.use_fieldset:
        return "parts"
    if isinstance(widget, Select):
        return "multiple" if getattr(widget, "allow_multiple_selected", False) else "select"
    return "input"


CLASSES = {
    "check": "kern-form-check__checkbox",
    "select": "kern-form-input__select",
    "multiple": "kern-form-input__input",
    "input": "kern-form-input__input",
    "parts": "kern-form-input__input",
}


@register.simple_tag
def kern_widget(field: BoundField) -> str:
    """The field's own widget with KERN's classes and the input types browsers help with."""
    widget = field.field.widget
    kind = field_kind(field)
    error = " " + CLASSES[kind] + "--error" if field.errors else ""
    classes = f"{CLASSES[kind]}{error} {widget.attrs.get('class', '')}".strip()
    if isinstance(widget, widgets.DateInput) and widget.input_type == "text":
        widget.input_type = "date"
    if isinstance(widget, widgets.TimeInput) and widget.input_type == "text":
        widget.input_type = "time"
    if isinstance(widget, widgets.DateTimeInput) and widget.input_type == "text":
        widget.input_type = "datetime-local"
    if getattr(field.field, "empty_label", "") == DASHES:
        field.field.empty_label = _("Please choose")
    widget.attrs.pop("placeholder", None)  # it vanishes while one types and repeats the label; hints stand above
    return field.as_widget(attrs={"class": classes})


@register.simple_tag
def kern_options(field: BoundField) -> list[Any]:
    """The single choices of a radio or checkbox group, each to be drawn with its own label."""
    widget = field.field.widget
    # Django's checkbox group is a kind of its radio group, so the checkbox is asked for first.
    base = "kern-form-check__checkbox" if isinstance(widget, CheckboxSelectMultiple) else "kern-form-check__radio"
    widget.attrs["class"] = f"{base} {base}--error" if field.errors else base
    return list(field)
