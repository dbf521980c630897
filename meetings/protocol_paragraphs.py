"""What a protocol says by itself of circular procedures and of the open mic, in the language that is active."""

from django.utils import formats
from django.utils.translation import gettext as _

from meetings.enums import CircularResult, ItemKind, MicKind
from meetings.models import AgendaItem, CircularProcedure, OpenMicEntry


def told_by_itself(item: AgendaItem) -> list[str]:
    """The paragraphs of an item that nobody has to write."""
    told = [of_circular(item.circular)] if item.circular else []
    if item.kind == ItemKind.OPEN_MIC or item.mic_entries.all():
        told.append(of_open_mic(item))
    return [paragraph for paragraph in told if paragraph]


def of_circular(procedure: CircularProcedure) -> str:
    """Wording, result and counts, as they were established."""
    head = {
        CircularResult.ACCEPTED: _("Resolution by circular procedure"),
        CircularResult.REJECTED: _("Motion rejected by circular procedure"),
    }.get(procedure.result, _("Circular procedure"))
    quoted = "\n".join(f"> {line}" for line in procedure.wording.splitlines())
    return f"> **{head} {procedure.number}**\n>\n{quoted}\n\n{_how_it_ended(procedure)}"


def _how_it_ended(procedure: CircularProcedure) -> str:
    if procedure.result == CircularResult.OBJECTED:
        return _("The procedure ended by an objection: %(reason)s") % {"reason": procedure.closing_reason}
    counts = _("%(yes)d yes, %(no)d no, %(abstentions)d abstentions, %(silent)d without an answer") % {
        "yes": procedure.yes,
        "no": procedure.no,
        "abstentions": procedure.abstentions,
        "silent": procedure.silent,
    }
    facts = {
        "day": formats.date_format(procedure.deadline, "d.m.Y"),
        "result": procedure.get_result_display(),
        "counts": counts,
    }
    return _("Answers were possible until %(day)s. Result: %(result)s (%(counts)s).") % facts


def of_open_mic(item: AgendaItem) -> str:
    """What was brought in, what was taken along, and what became of what was said before."""
    entries = list(item.mic_entries.all())
    settled = OpenMicEntry.objects.filter(settled_in=item.meeting_id, item__confidential=item.confidential)
    parts = [
        (_("Brought in"), [_said(entry) for entry in entries if entry.kind != MicKind.TAKEAWAY]),
        (_("Taken along"), [_taken(entry) for entry in entries if entry.kind == MicKind.TAKEAWAY]),
        (_("What became of it"), [_became(entry) for entry in settled.select_related("person", "institution")]),
    ]
    return "\n\n".join(f"**{name}**\n\n" + "\n".join(lines) for name, lines in parts if lines)


def _line(text: str) -> str:
    return " ".join(text.split())


def _said(entry: OpenMicEntry) -> str:
    return f"- {entry.get_kind_display()} ({entry.who}): {_line(entry.text)}"


def _taken(entry: OpenMicEntry) -> str:
    return f"- {entry.who}: {_line(entry.text)}"


def _became(entry: OpenMicEntry) -> str:
    return f"- {_line(entry.text)} ({entry.who}): {_line(entry.follow_up)}"
