"""Documents that may be attached, where documents are used, and who reads them through an item."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.models import Document, DocumentVersion, Folder
from documents.pinning import Pin
from documents.queries import documents_visible_to, folders_visible_to
from documents.queries.versions import current_at, versions_by_file
from documents.usage import Use
from kog import rules as who
from kog.models import Committee, User
from meetings.models import AgendaItem, Assignment, Matter, MatterAnswer, Meeting, Paper, StatusReport
from meetings.queries import visibility
from meetings.queries.numbering import numbered


def attachable(item: AgendaItem, user: User) -> QuerySet[Document]:
    """Files in the folders of the item's committee that the person may read, newest first."""
    return files_of(item.committee, user).exclude(papers__item=item)


def files_of(committee: Committee, user: User) -> QuerySet[Document]:
    """Files in the folders of a committee that the person may read, newest first."""
    files = documents_visible_to(user).filter(collection__folder__committee=committee)
    return files.order_by("-created_at", "-pk")


def folder_of(item: AgendaItem, user: User) -> Folder | None:
    """The item's folder, once it has one, for those who may open it."""
    return folders_visible_to(user).filter(key=item.folder_key).first()


def _seen(visible: QuerySet, name: str) -> Exists:
    """Asked of each of the few that are found: as a list it would be all that the person may see."""
    return Exists(visible.filter(pk=OuterRef(name)))


def uses(user: User | None, ids: list[int]) -> dict[int, list[Use]]:
    """On which items, in which reports and with which matters files are used, as far as the person may know of it."""
    found: dict[int, list[Use]] = defaultdict(list)
    papers = Paper.objects.filter(document__in=ids).select_related("item__meeting", "item__committee")
    if user is not None:
        papers = papers.filter(_seen(visibility.items_visible_to(user), "item"))
    papers = list(papers)
    labels = _labels({paper.item.meeting_id for paper in papers if paper.item.meeting_id})
    for paper in papers:
        found[paper.document_id].append(Use(_place(paper.item, labels), paper.item.get_absolute_url()))
    through = StatusReport.documents.through.objects.filter(document__in=ids)
    if user is not None:
        through = through.filter(_seen(visibility.assignments_visible_to(user), "statusreport__assignment"))
    for row in through.select_related("statusreport__assignment"):
        assignment = row.statusreport.assignment
        label = _("Status report on %(number)s") % {"number": assignment.number}
        found[row.document_id].append(Use(label, assignment.get_absolute_url()))
    raised = Matter.documents.through.objects.filter(document__in=ids)
    if user is not None:
        raised = raised.filter(_seen(visibility.matters_visible_to(user), "matter"))
    for row in raised.select_related("matter"):
        label = _("Matter %(number)s") % {"number": row.matter.number}
        found[row.document_id].append(Use(label, row.matter.get_absolute_url()))
    answers = MatterAnswer.documents.through.objects.filter(document__in=ids)
    if user is not None:
        answers = answers.filter(_seen(visibility.matters_visible_to(user), "matteranswer__matter"))
    for row in answers.select_related("matteranswer__matter"):
        matter = row.matteranswer.matter
        label = _("Answer to %(number)s") % {"number": matter.number}
        found[row.document_id].append(Use(label, matter.get_absolute_url()))
    return dict(found)


def pins(user: User, document: Document) -> list[Pin]:
    """Meetings that are over and had the file among their papers: the version of then stays with them; and items that
    hold a version. One query.
    """
    held = Q(item__meeting__closed_at__isnull=False) | Q(pinned_number__isnull=False)
    papers = Paper.objects.filter(held, document=document)
    papers = papers.filter(_seen(visibility.items_visible_to(user), "item")).select_related("item__meeting")
    found = []
    for paper in papers:
        meeting = paper.item.meeting
        over = bool(meeting and meeting.closed_at)
        words = _("lay before %(meeting)s") if over else _("held for “%(item)s”")
        label = words % {"meeting": meeting, "item": paper.item.title}
        found.append(
            Pin(meeting.closed_at if over else None, label, paper.item.get_absolute_url(), paper.pinned_number)
        )
    return found


def versions_before(papers: Iterable[Paper], meeting: Meeting | None) -> dict[int, DocumentVersion]:
    """The version of each paper (by its id) that counts: the one that is held, else the current one, or what was
    current when the meeting ended. One query.
    """
    papers, moment = list(papers), (meeting and meeting.closed_at) or timezone.now()
    by_file = versions_by_file({paper.document_id for paper in papers}) if papers else {}
    found = {}
    for paper in papers:
        versions = by_file[paper.document_id]
        held = [one for one in versions if one.number == paper.pinned_number]
        found[paper.pk] = held[0] if held else current_at(versions, moment)
    return found


def as_they_were(papers: list[Paper], meeting: Meeting | None) -> list[Paper]:
    """The papers with the address (`href`) of what lies before the meeting: of the current version while it is to come,
    of the version of then when it is over, of the one that is held in any case. One query at most.
    """
    over = bool(meeting and meeting.closed_at)
    then = versions_before([paper for paper in papers if over or paper.pinned_number], meeting)
    for paper in papers:
        paper.href = then[paper.pk].download_url if paper.pk in then else paper.document.download_url
    return papers


def _labels(meetings: set[int]) -> dict[int, str]:
    """The number of every item of these meetings, as on the full agenda."""
    by_meeting: dict[int, list[AgendaItem]] = defaultdict(list)
    for item in AgendaItem.objects.accepted().filter(meeting__in=meetings).only("pk", "parent", "position", "meeting"):
        by_meeting[item.meeting_id].append(item)
    return {item.pk: item.label for items in by_meeting.values() for item in numbered(items)}


def _place(item: AgendaItem, labels: dict[int, str]) -> str:
    if item.meeting is None:
        return _("Topic pool of %(committee)s") % {"committee": item.committee}
    if item.pk in labels:
        return _("Item %(number)s, %(meeting)s") % {"number": labels[item.pk], "meeting": item.meeting}
    return str(item.meeting)


def opened_to(user: User) -> Q | None:
    """Papers of items one is a guest of, of a meeting one moderates and of matters brought before the own committees,
    and reports on what the own houses do.
    """
    if who.is_secretary(user):
        return None
    guest = Paper.objects.filter(item__in=visibility.asked_as_guest(user).values("item"))
    mine = Assignment.objects.filter(visibility.charged_with(user))
    reports = StatusReport.documents.through.objects.filter(statusreport__assignment__in=mine.values("pk"))
    moderated = Paper.objects.filter(item__in=visibility.items_moderated_by(user).values("pk"))
    matters = Matter.documents.through.objects.filter(matter__addressee__in=who.member_of(user))
    return (
        Q(pk__in=guest.values("document"), confidential=False)
        | Q(pk__in=moderated.values("document"), confidential=False)
        | Q(pk__in=reports.values("document"))
        | Q(pk__in=matters.values("document"), confidential=False)
    )
