"""What the search finds of the meeting cycle. Who finds it is decided by the list permission of each kind.

A protocol is found by its sections, so that a confidential one is found by those who may read it and by nobody else.
"""

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kog import rules as who
from kog import search
from kog.markdown import plain
from kog.models import User
from meetings.enums import ItemState
from meetings.models import (
    AgendaItem,
    Assignment,
    CircularProcedure,
    Matter,
    MatterAnswer,
    Meeting,
    Protocol,
    ProtocolSection,
    Resolution,
    StatusReport,
)
from meetings.queries import visibility


def sections_visible_to(user: User) -> QuerySet[ProtocolSection]:
    """Sections of readable protocols; confidential ones for the committee's own members and the secretariat."""
    open_to_reader = Q() if who.is_secretary(user) else Q(confidential=False)
    if own := who.member_of(user) if user.is_authenticated else set():
        open_to_reader |= Q(protocol__committee__in=own)
    protocols = visibility.protocols_visible_to(user).order_by()
    return ProtocolSection.objects.filter(open_to_reader, protocol__in=protocols.values("pk"))


def resolutions_visible_to(user: User) -> QuerySet[Resolution]:
    """What was settled on readable items: at once for readers of the committee, for others with the protocol."""
    if not user.is_authenticated:
        return Resolution.objects.none()
    items = visibility.items_visible_to(user).filter(visibility.released_to(user)).order_by()
    return Resolution.objects.filter(item__in=items.values("pk"))


def _meeting(meeting: Meeting) -> search.Description:
    title = f"{meeting.designation} {meeting.title}".strip()
    text = "\n".join(filter(None, [meeting.committee.name, meeting.place]))
    return search.Description(
        title, meeting.get_absolute_url(), text, committee_id=meeting.committee_id, date=meeting.date
    )


def _item(item: AgendaItem) -> search.Description | None:
    if item.standing:
        return None  # every meeting has it; nobody looks for it
    text = "\n\n".join(filter(None, [item.presenter, plain(item.text), item.proposed_resolution]))
    day = item.meeting.date if item.meeting else item.created_at.date()
    fields = [field.pk for field in item.matter.fields.all()] if item.matter else []
    title = item.title if item.state == ItemState.ACCEPTED else _proposal(item)
    return search.Description(
        title, item.get_absolute_url(), text, committee_id=item.committee_id, date=day, field_ids=fields
    )


def _proposal(item: AgendaItem) -> str:
    return gettext("Proposal for %(target)s: %(title)s") % {
        "target": item.meeting.designation if item.meeting else item.committee.short_name,
        "title": item.title,
    }


def _section(section: ProtocolSection) -> search.Description:
    protocol = section.protocol
    url = f"{protocol.get_absolute_url()}#abschnitt-{section.pk}"
    return search.Description(
        f"{protocol}: {section}",
        url,
        plain(section.text),
        committee_id=protocol.committee_id,
        date=protocol.meeting.date,
    )


def _resolution(one: Resolution) -> search.Description:
    title = f"{one.number} {one.item.title}"
    return search.Description(
        title,
        one.item.get_absolute_url(),
        plain(one.wording),
        committee_id=one.item.committee_id,
        date=one.meeting.date,
    )


def _assignment(one: Assignment) -> search.Description:
    reports = [plain(report.text) for report in one.reports.all()]
    text = "\n\n".join(filter(None, [str(one.lead), one.text, *reports]))
    title = f"{one.number} {one.title}"
    return search.Description(title, one.get_absolute_url(), text, committee_id=one.committee_id, date=one.set_in.date)


def _matter(matter: Matter) -> search.Description:
    text = "\n\n".join(filter(None, [plain(matter.text), *(plain(answer.text) for answer in matter.answers.all())]))
    return search.Description(
        f"{matter.number} {matter.title}",
        matter.get_absolute_url(),
        text,
        committee_id=matter.addressee_id or matter.origin_id,
        date=matter.raised_at.date(),
        field_ids=[field.pk for field in matter.fields.all()],
    )


def _circular(one: CircularProcedure) -> search.Description:
    text = "\n\n".join(filter(None, [plain(one.text), plain(one.wording)]))
    title = f"{one.number} {one.title}"
    return search.Description(title, one.get_absolute_url(), text, committee_id=one.committee_id, date=one.deadline)


def _sections_of(protocol: Model) -> list[int]:
    return list(ProtocolSection.objects.filter(protocol=protocol.pk).values_list("pk", flat=True))


search.register(
    search.Kind(
        "meeting",
        _("Meeting"),
        Meeting,
        visible_to=visibility.meetings_visible_to,
        describe=_meeting,
        weight=2.0,
        records=lambda: Meeting.objects.select_related("committee"),
    )
)
search.register(
    search.Kind(
        "item",
        _("Agenda item"),
        AgendaItem,
        visible_to=visibility.items_visible_to,
        describe=_item,
        records=lambda: AgendaItem.objects.select_related("committee", "meeting", "matter").prefetch_related(
            "matter__fields"
        ),
    )
)
search.register(
    search.Kind(
        "protocol",
        _("Protocol"),
        ProtocolSection,
        visible_to=sections_visible_to,
        describe=_section,
        records=lambda: ProtocolSection.objects.select_related("protocol__meeting"),
        follows={Protocol: _sections_of},
    )
)
search.register(
    search.Kind(
        "resolution",
        _("Resolution"),
        Resolution,
        visible_to=resolutions_visible_to,
        describe=_resolution,
        records=lambda: Resolution.objects.select_related("item", "meeting"),
    )
)
search.register(
    search.Kind(
        "assignment",
        _("Assignment"),
        Assignment,
        visible_to=visibility.assignments_visible_to,
        describe=_assignment,
        records=lambda: Assignment.objects.select_related(
            "lead_institution", "lead_committee", "set_in"
        ).prefetch_related("reports"),
        follows={StatusReport: lambda report: [report.assignment_id]},
    )
)
search.register(
    search.Kind(
        "matter",
        _("Matter"),
        Matter,
        visible_to=visibility.matters_visible_to,
        describe=_matter,
        records=lambda: Matter.objects.prefetch_related("fields", "answers"),
        follows={MatterAnswer: lambda answer: [answer.matter_id]},
    )
)
search.register(
    search.Kind(
        "circular",
        _("Circular procedure"),
        CircularProcedure,
        visible_to=visibility.circulars_visible_to,
        describe=_circular,
    )
)
