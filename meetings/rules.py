"""Who may do what in the meeting cycle. Predicates take the record; the table below composes them."""

import rules

from kog import rules as who
from kog.models import Committee, User
from kog.rules import is_active_person, is_board_member, is_member_of_any, is_secretary
from meetings.enums import ProtocolState
from meetings.models import AgendaItem, Assignment, Delegation, Matter, Meeting, OpenMicEntry, Participation, Protocol
from meetings.queries import visibility


def _committee(record: object) -> Committee | None:
    return record if isinstance(record, Committee) else getattr(record, "committee", None)


@rules.predicate
def is_committee_member(user: User, record: object) -> bool:
    committee = _committee(record)
    return committee is not None and committee.pk in who.member_of(user)


@rules.predicate
def runs_committee(user: User, record: object) -> bool:
    """The secretariat everywhere; a group's lead in the own group, never on the board."""
    committee = _committee(record)
    return committee is not None and not committee.is_board and committee.pk in who.leads(user)


@rules.predicate
def chairs(user: User, meeting: Meeting | None) -> bool:
    """Holds or deputises for the chairing seat today."""
    if meeting is None or meeting.chair_seat_id is None or not user.is_authenticated:
        return False
    return meeting.chair_seat_id in {seat.pk for seat in who.held_seats(user)}


@rules.predicate
def takes_minutes(user: User, meeting: Meeting | None) -> bool:
    return meeting is not None and user.is_authenticated and meeting.minute_taker_id == user.pk


def _visible(function: str) -> rules.predicates.Predicate:
    """The predicate that a record is among those the list query of this name shows."""

    @rules.predicate(f"in_{function}")
    def visible(user: User, record: object) -> bool:
        return record is not None and getattr(visibility, function)(user).filter(pk=record.pk).exists()

    return visible


meeting_is_visible = _visible("meetings_visible_to")
item_is_visible = _visible("items_visible_to")
assignment_is_visible = _visible("assignments_visible_to")
protocol_is_visible = _visible("protocols_visible_to")
matter_is_visible = _visible("matters_visible_to")
circular_is_visible = _visible("circulars_visible_to")


@rules.predicate
def is_responsible(user: User, assignment: Assignment | None) -> bool:
    """Speaks for the house in charge, or sits in the group in charge."""
    return assignment is not None and (
        assignment.lead_institution_id in who.speaks_for(user) or assignment.lead_committee_id in who.member_of(user)
    )


@rules.predicate
def took_over(user: User, part: Delegation | None) -> bool:
    """Is the person, speaks for the unit or sits in the subgroup that a part was passed on to."""
    if part is None or not user.is_authenticated:
        return False
    return (
        part.person_id == user.pk
        or part.institution_id in who.speaks_for(user)
        or part.committee_id in who.member_of(user)
    )


@rules.predicate
def passed_on(user: User, part: Delegation | None) -> bool:
    return part is not None and is_responsible.test(user, part.assignment)


@rules.predicate
def is_addressee(user: User, participation: Participation | None) -> bool:
    """Holds or deputises for the invited seat."""
    if participation is None or not user.is_authenticated:
        return False
    return participation.seat_id in {seat.pk for seat in who.held_seats(user)}


@rules.predicate
def protocol_is_with_chair(user: User, protocol: Protocol | None) -> bool:
    return protocol is not None and protocol.state != ProtocolState.DRAFT and chairs(user, protocol.meeting)


@rules.predicate
def writes_protocol(user: User, protocol: Protocol | None) -> bool:
    return protocol is not None and takes_minutes(user, protocol.meeting)


@rules.predicate
def can_suggest_to(user: User, committee: Committee | None) -> bool:
    """Members of the committee, and the leads of the groups it set up."""
    if committee is None or not user.is_authenticated:
        return False
    return committee.pk in who.member_of(user) or committee.children.filter(pk__in=who.leads(user)).exists()


@rules.predicate
def suggested(user: User, item: AgendaItem | None) -> bool:
    return item is not None and user.is_authenticated and item.suggested_by_id == user.pk


@rules.predicate
def raises_for(user: User, committee: Committee | None) -> bool:
    return committee is not None and committee.pk in who.leads(user)


@rules.predicate
def raised(user: User, matter: Matter | None) -> bool:
    """Leads the group a matter came from, or one that it went on in; or speaks for the house."""
    if matter is None or not user.is_authenticated:
        return False
    if matter.origin_institution_id in who.speaks_for(user) or matter.origin_id in who.leads(user):
        return True
    return matter.origin_id in visibility.speaks_for_groups(user)


@rules.predicate
def answers(user: User, matter: Matter | None) -> bool:
    """Leads the group a matter was addressed to; for the board and whoever is outside, the secretariat answers."""
    return matter is not None and matter.addressee is not None and runs_committee.test(user, matter.addressee)


@rules.predicate
def is_guest_of(user: User, item: AgendaItem | None) -> bool:
    return item is not None and visibility.asked_as_guest(user).filter(item=item).exists()


@rules.predicate
def said_it(user: User, entry: OpenMicEntry | None) -> bool:
    return entry is not None and entry.person_id == user.pk


@rules.predicate
def runs_open_mic(user: User, entry: OpenMicEntry | None) -> bool:
    return entry is not None and runs_committee.test(user, entry.item)


runs = is_active_person & (is_secretary | runs_committee)

rules.add_perm("meetings.use_desk", is_active_person & is_secretary)
rules.add_perm("meetings.browse", is_active_person)
rules.add_perm("meetings.view_meeting", is_active_person & meeting_is_visible)
rules.add_perm("meetings.plan_meetings", runs)
rules.add_perm("meetings.change_meeting", runs)
rules.add_perm("meetings.show_publicly", is_active_person & is_secretary)
rules.add_perm("meetings.conduct_meeting", is_active_person & (runs | takes_minutes | chairs))
rules.add_perm("meetings.view_briefing", is_active_person & (runs | chairs))
rules.add_perm("meetings.comment_agenda", is_active_person & (runs | chairs))
rules.add_perm("meetings.release_agenda", is_active_person & (runs | chairs))
rules.add_perm("meetings.view_participation", is_active_person & (runs | is_committee_member | is_board_member))
rules.add_perm("meetings.answer_invitation", is_active_person & (is_secretary | is_addressee))
rules.add_perm("meetings.suggest_item", is_active_person & (is_secretary | can_suggest_to))
rules.add_perm("meetings.view_agendaitem", is_active_person & item_is_visible)
rules.add_perm("meetings.view_assignment", is_active_person & assignment_is_visible)
rules.add_perm("meetings.report_on_assignment", is_active_person & (is_secretary | is_responsible))
rules.add_perm("meetings.ask_for_report", is_active_person & (is_secretary | runs_committee))
rules.add_perm("meetings.delegate_assignment", is_active_person & is_responsible)
rules.add_perm("meetings.report_on_part", is_active_person & (took_over | passed_on))
rules.add_perm("meetings.withdraw_part", is_active_person & passed_on)
rules.add_perm("meetings.view_protocol", is_active_person & protocol_is_visible)
rules.add_perm("meetings.edit_protocol", is_active_person & (runs | writes_protocol | protocol_is_with_chair))
rules.add_perm("meetings.circulate_protocol", is_active_person & (runs | protocol_is_with_chair))
rules.add_perm("meetings.object_to_protocol", is_active_person & protocol_is_visible & is_committee_member)
rules.add_perm("meetings.view_matter", is_active_person & matter_is_visible)
rules.add_perm("meetings.raise_matter", is_active_person & (is_secretary | raises_for))
rules.add_perm("meetings.raise_anything", is_active_person & (is_secretary | is_member_of_any))
rules.add_perm("meetings.decide_on_mandates", is_active_person & (runs | chairs))
rules.add_perm("meetings.answer_matter", is_active_person & (is_secretary | answers))
rules.add_perm("meetings.confirm_answer", is_active_person & raised)
rules.add_perm("meetings.view_circular", is_active_person & circular_is_visible)
rules.add_perm("meetings.run_circulars", runs)
rules.add_perm("meetings.vote_in_circular", runs | (is_active_person & is_addressee))
rules.add_perm("meetings.speak_at_open_mic", is_active_person & (is_secretary | is_committee_member | is_guest_of))
rules.add_perm("meetings.settle_mic_entry", is_active_person & (is_secretary | runs_open_mic | said_it))
rules.add_perm("meetings.change_horizon", runs)
