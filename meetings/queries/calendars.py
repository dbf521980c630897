"""What stands in a person's calendar, in a constant number of queries; and one query that tells whether it is new."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kog import queries as network
from kog import rules as who
from kog.models import Committee, HistoryEntry, User
from meetings.enums import HELD_STATES, DatePrecision, Publicity
from meetings.models import AgendaItem, Assignment, Attendee, CalendarFeed, Meeting
from meetings.queries import visibility
from meetings.queries.numbering import visible_numbered

LOOK_BACK = dt.timedelta(days=366)
# What others have to be told anew (RFC 5546): another time, another place, another chair, another agenda, not at all.
RAISES_SEQUENCE = ("moved", "rearranged", "chair_swapped", "chair_followed", "agenda_reissued", "cancelled")
# The same for those outside, who see no agenda and no chair, and when something that they see was written down.
TOLD_TO_ALL = ("moved", "rearranged", "cancelled")
SEEN_BY_ALL = (*TOLD_TO_ALL, "planned", "shown_publicly")
# A change that began earlier may become visible later than one that began after it, but not by more than this.
SETTLED_AFTER = dt.timedelta(minutes=1)


def feeds() -> QuerySet[CalendarFeed]:
    """Feeds of people who may sign in, each with its person and the last thing that happened in the portal."""
    last = HistoryEntry.objects.order_by("-pk")
    return (
        CalendarFeed.objects.filter(person__is_active=True)
        .select_related("person")
        .annotate(last_entry=Subquery(last.values("pk")[:1]), last_change=Subquery(last.values("at")[:1]))
    )


def feed_of(person: User) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(person=person).first()


def committees_to_subscribe_to(person: User) -> QuerySet[Committee]:
    """Committees of today whose meetings the person may read, in their order."""
    return network.committees().filter(pk__in=visibility.committees_readable_by(person).order_by().values("pk"))


@dataclass(frozen=True)
class Freshness:
    """Same tag, same calendar. `changed_at` is missing while something may still be on its way into the database."""

    etag: str
    changed_at: int | None  # in seconds, as HTTP counts


def freshness_of(feed: CalendarFeed, part: str) -> Freshness:
    """Whatever changes a calendar is written down in the history, or is the day: who may see what depends on it.

    Costs no query beside that of `feeds`. `part` is the committee's key, or empty for the whole calendar.
    """
    return _freshness(feed.last_change or feed.rotated_at, feed.token, feed.person.locale, part, feed.last_entry)


def _freshness(changed_at: dt.datetime | None, *facts: object) -> Freshness:
    now, today = timezone.now(), timezone.localdate()
    changed_at = changed_at or now
    settled = changed_at < now - SETTLED_AFTER
    midnight = timezone.make_aware(dt.datetime.combine(today, dt.time()))
    etag = salted_hmac("meetings.calendar", "/".join(str(fact) for fact in (*facts, today, settled))).hexdigest()[:32]
    return Freshness(f'"{etag}"', int(max(changed_at, midnight).timestamp()) if settled else None)


def freshness_of_public() -> Freshness:
    """By what the public calendar tells, and nothing else: nobody outside learns when somebody works in the portal.
    Without a date: what is taken off leaves none behind.
    """
    told = [
        (one.slug, one.committee.name, one.state, one.date, one.starts, one.ends, one.changed_at)
        + ((one.place,) if one.publicity == Publicity.PLACE else ())
        for one in public_meetings()
    ]
    return Freshness(f'"{salted_hmac("meetings.calendar", repr(told)).hexdigest()[:32]}"', None)


def public_meetings() -> QuerySet[Meeting]:
    """Of which everybody may know, of the last year and all to come, in their order, with `sequence` and `changed_at`.
    None whose subject is confidential as a whole, whatever was chosen for it.
    """
    subjects = AgendaItem.objects.accepted().filter(meeting=OuterRef("pk"), standing="")
    rows = Meeting.objects.filter(date__gte=timezone.localdate() - LOOK_BACK, precision=DatePrecision.DAY)
    rows = rows.exclude(publicity=Publicity.NONE).filter(
        ~Exists(subjects.filter(confidential=True)) | Exists(subjects.filter(confidential=False))
    )
    rows = rows.exclude(Exists(_told_as_secret().filter(meeting=OuterRef("pk"))))
    return _with_changes(rows.select_related("committee"), Meeting, TOLD_TO_ALL, SEEN_BY_ALL).order_by("date", "pk")


def meetings_for(person: User, committee: Committee | None) -> list[Meeting]:
    """Meetings of the last year and all to come: of one committee, or the person's own; for the secretariat all.

    Each knows its `sequence`, when it was `changed_at`, the `titles` a calendar may tell, and whether it `is_secret`.
    """
    rows = visibility.meetings_visible_to(person).filter(date__gte=timezone.localdate() - LOOK_BACK)
    rows = rows.filter(precision=DatePrecision.DAY)
    if committee:
        rows = rows.filter(committee=committee)
    elif not who.is_secretary(person):
        rows = rows.filter(_own(person))
    rows = _with_changes(rows.select_related("committee"), Meeting, RAISES_SEQUENCE)
    return with_titles(list(rows.order_by("date", "pk")), person)


def sequence_of(meeting: Meeting) -> int:
    """How often those who have the meeting in their calendar had to be told anew."""
    return _with_changes(Meeting.objects.filter(pk=meeting.pk), Meeting, RAISES_SEQUENCE).get().sequence


def _own(person: User) -> Q:
    """Of the own committees; or one writes, moderates or was asked to an item there."""
    invited = visibility.asked_as_guest(person).filter(item__meeting=OuterRef("pk"))
    return Q(committee__in=who.member_of(person)) | Q(minute_taker=person) | Q(moderator=person) | Exists(invited)


def assignments_for(person: User) -> list[Assignment]:
    """Open ones for which the person's houses and committees answer, the next review first."""
    mine = Q(lead_institution__in=who.speaks_for(person)) | Q(lead_committee__in=who.member_of(person))
    rows = visibility.assignments_visible_to(person).open().filter(mine).select_related("due_meeting", "item")
    return list(_with_changes(rows, Assignment).order_by("due_meeting__date", "pk"))


def _with_changes(rows: QuerySet, model: type, verbs: tuple[str, ...] = (), dated_by: tuple[str, ...] = ()) -> QuerySet:
    """Adds `sequence`, how often one of these things happened to it, and `changed_at`, when one of those last did;
    anything when none is named.
    """
    kind = ContentType.objects.get_for_model(model)
    entries = HistoryEntry.objects.filter(subject_type=kind, subject_id=OuterRef("pk")).order_by().values("subject_id")
    counted = entries.filter(verb__in=verbs) if verbs else entries
    dated = entries.filter(verb__in=dated_by) if dated_by else entries
    return rows.annotate(
        sequence=Coalesce(Subquery(counted.annotate(times=Count("pk")).values("times")), 0),
        changed_at=Subquery(dated.annotate(last=Max("at")).values("last")),
    )


def is_secret(meeting: Meeting, *, to: User | None = None) -> bool:
    """A meeting whose whole subject is confidential: what leaves the portal tells its hours and nothing else.

    It stays one to who was told of it as such, though its items moved on.
    """
    if to and _told_as_secret().filter(meeting=meeting, person=to).exists():
        return True
    subjects = AgendaItem.objects.accepted().filter(meeting=meeting, standing="")
    return is_released(meeting) and subjects.exists() and not subjects.filter(confidential=False).exists()


def _told_as_secret() -> QuerySet[Attendee]:
    return Attendee.objects.filter(knows__secret=True).order_by()


def is_released(meeting: Meeting) -> bool:
    return bool(meeting.released_at) or not meeting.committee.is_board or meeting.state in HELD_STATES


def with_titles(meetings: list[Meeting], person: User) -> list[Meeting]:
    """The meetings, each with the `titles` a calendar of this person may tell, and whether it `is_secret`.

    A calendar is read over the shoulder: it tells what is released and not confidential, to members as well.

    The same rule as `is_secret`, for many in two queries.
    """
    seen = visibility.items_visible_to(person).filter(pk=OuterRef("pk"), confidential=False)
    released = Q(meeting__released_at__isnull=False) | ~Q(committee__kind="board") | Q(meeting__state__in=HELD_STATES)
    items = AgendaItem.objects.accepted().filter(released, meeting__in=[meeting.pk for meeting in meetings])
    items = items.annotate(is_visible=Exists(seen)).only(
        "title", "meeting", "parent", "position", "standing", "confidential"
    )
    agendas: dict[int, list[AgendaItem]] = defaultdict(list)
    for item in items:
        agendas[item.meeting_id].append(item)
    told = set(_told_as_secret().filter(meeting__in=meetings, person=person).values_list("meeting", flat=True))
    for meeting in meetings:
        agenda = agendas[meeting.pk]
        shown = visible_numbered(agenda, {item.pk for item in agenda if item.is_visible})
        subjects = [item for item in agenda if not item.standing]
        is_secret_now = bool(subjects) and all(item.confidential for item in subjects)
        meeting.is_secret = is_secret_now or meeting.pk in told
        meeting.titles = [item.title for item in shown]
    return meetings
