"""What is in the binder of a meeting for one reader: the items they read, each with the papers they may open."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from documents.models import DocumentVersion, Reading
from kog import rules as who
from kog.models import User
from meetings.binders.own_papers import OwnPaper, own_papers
from meetings.models import AgendaItem, Meeting
from meetings.papers import facts
from meetings.queries.agenda import agenda_of
from meetings.queries.papers import versions_before
from meetings.queries.visibility import reads_committee

MEMBERS, READERS = "members", "readers"


@dataclass(frozen=True)
class Enclosed:
    """A paper in the version that counts: of today, or as it lay before a meeting that is over."""

    label: str
    version: DocumentVersion
    late: bool
    confidential: bool
    withheld: bool

    @property
    def title(self) -> str:
        return self.version.document.title


@dataclass(frozen=True)
class Entry:
    item: AgendaItem
    papers: list[Enclosed] = field(default_factory=list)
    own: OwnPaper | None = None

    @property
    def has_text(self) -> bool:
        return bool(self.item.text or self.item.proposed_resolution)


def contents_of(meeting: Meeting, reader: User) -> list[Entry]:
    items = agenda_of(meeting, reader)
    versions = versions_before((paper for item in items for paper in item.papers.all()), meeting)
    contents = [version.content_id for version in versions.values()]
    withheld = set(Reading.objects.withheld().filter(content__in=contents).values_list("content", flat=True))
    return [Entry(item, _papers(item, versions, withheld)) for item in items]


def binder_of(meeting: Meeting, reader: User) -> list[Entry]:
    """The same, with what the portal itself has for an item."""
    entries = contents_of(meeting, reader)
    member = readers_of(meeting, reader).startswith(MEMBERS)
    own = own_papers(meeting, [entry.item for entry in entries], reader, member=member)
    return [replace(entry, own=own.get(entry.item.pk)) for entry in entries]


def _papers(item: AgendaItem, versions: dict[int, DocumentVersion], withheld: set[int]) -> list[Enclosed]:
    return [
        Enclosed(
            _("Attachment %(number)d") % {"number": number},
            versions[paper.pk],
            paper.late,
            item.confidential or paper.document.confidential,
            versions[paper.pk].content_id in withheld,
        )
        for number, paper in enumerate(item.papers.all(), start=1)
    ]


def readers_of(meeting: Meeting, reader: User) -> str:
    """The class of rights, and the language: who has the same may have the same binder.

    Guests and moderators have one of their own.
    """
    if who.is_secretary(reader) or meeting.committee_id in who.member_of(reader):
        rights = MEMBERS
    else:
        rights = READERS if reads_committee(reader, meeting.committee_id) else f"person:{reader.pk}"
    return f"{rights}:{reader.locale}"


def key_of(meeting: Meeting, entries: list[Entry], language: str) -> str:
    """Changes with everything that a binder shows, and when what it holds is withheld (malware)."""
    shown: list[Any] = [language, facts.of_meeting(meeting), facts.state_of_agenda(meeting)]
    shown += [[facts.of_item(entry.item), _versions(entry), entry.own and entry.own.mark] for entry in entries]
    return hashlib.sha256(json.dumps(shown, default=str, sort_keys=True).encode()).hexdigest()


def _versions(entry: Entry) -> list[tuple[int, bool]]:
    return [(one.version.pk, one.withheld) for one in entry.papers]


def listed(entries: list[Entry]) -> list[dict[str, Any]]:
    """The same as it is kept with the binder, to say later what is new."""
    return [
        {
            "item": entry.item.pk,
            "label": entry.item.label,
            "title": entry.item.title,
            "own": {"title": entry.own.title, "mark": entry.own.mark} if entry.own else None,
            "papers": [{"version": one.version.pk, "label": one.label, "title": one.title} for one in entry.papers],
        }
        for entry in entries
    ]


def news(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[str]:
    """Items and papers that were not in the edition before: "TOP 5", "TOP 5 Anlage 2"."""
    items = {row["item"] for row in before}
    own = [row.get("own") for row in before]
    versions = {paper["version"] for row in before for paper in row["papers"]}
    found = []
    for row in now:
        name = _("item %(number)s") % {"number": row["label"]}
        if row["item"] not in items:
            found.append(name)
        else:
            found += [f"{name} {one['label']}" for one in row["papers"] if one["version"] not in versions]
            if row["own"] and row["own"] not in own:
                found.append(f"{name} {row['own']['title']}")
    return found
