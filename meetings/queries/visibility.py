"""What a person may see. Every list of this app begins here; `rules.py` asks the same questions of one record.

Board members read everything of the network; members of a committee what is theirs; the house in charge of an
assignment always sees that assignment; a guest sees the meeting of the item they were asked to, until a day; who takes
the minutes sees the meeting; who moderates it from outside reads what is released of it until the day after.
What is confidential is for the committee's own members and the secretariat.
"""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kog import rules as who
from kog.models import Committee, User
from kog.queries import occupancies_of
from meetings.enums import ItemState, MeetingState, ProtocolState
from meetings.models import AgendaItem, Assignment, CircularProcedure, Delegation, Guest, Matter, Meeting, Protocol
from workinggroups.queries import inherited_by
from workinggroups.rules import heir_to


def reads_everything(user: User) -> bool:
    return who.is_secretary(user) or who.on_board(user)


def reads_committee(user: User, committee_id: int) -> bool:
    """Reads the committee's meetings as a whole, not only a single item or assignment. Costs no query of its own."""
    return reads_everything(user) or committee_id in who.member_of(user)


def committees_readable_by(user: User) -> QuerySet[Committee]:
    if reads_everything(user):
        return Committee.objects.all()
    return Committee.objects.filter(pk__in=who.member_of(user))


def committees_run_by(user: User) -> QuerySet[Committee]:
    """Committees whose meetings the person prepares: all for the secretariat, the own group for its lead."""
    if who.is_secretary(user):
        return Committee.objects.all()
    return Committee.objects.filter(pk__in=who.leads(user)).exclude(kind="board")


def meetings_visible_to(user: User) -> QuerySet[Meeting]:
    """Newest first is the model's order; nothing is prefetched."""
    if not user.is_authenticated:
        return Meeting.objects.none()
    if reads_everything(user):
        return Meeting.objects.all()
    invited = asked_as_guest(user).filter(item__meeting=OuterRef("pk"))
    own = Q(committee__in=who.member_of(user)) | Q(minute_taker=user) | _moderated_by(user)
    return Meeting.objects.filter(own | Exists(invited))


def items_visible_to(user: User) -> QuerySet[AgendaItem]:
    """Agenda items the person may read: released ones (or those of a light agenda), no confidential ones of others."""
    if not user.is_authenticated:
        return AgendaItem.objects.none()
    if who.is_secretary(user):
        return AgendaItem.objects.all()
    mine = Q(committee__in=who.member_of(user))
    # By EXISTS, not by a join: a join to the guests would show an item once per guest.
    guest = Q(Exists(asked_as_guest(user).filter(item=OuterRef("pk"))))
    readable = Q() if who.on_board(user) else mine
    out = (
        Q(meeting__released_at__isnull=False)
        | ~Q(committee__kind="board")
        | Q(meeting__state__in=[MeetingState.RUNNING, MeetingState.CLOSED, MeetingState.CANCELLED])
    )
    draft = Q(committee__in=who.leads(user)) | Q(meeting__in=_meetings_chaired_by(user)) | Q(suggested_by=user)
    allowed = (readable & out & (Q(confidential=False) | mine)) | (mine & draft) | guest
    allowed |= Q(meeting__minute_taker=user)  # who writes need not be a member
    allowed |= _moderated_by(user, "meeting__") & out & Q(confidential=False, state=ItemState.ACCEPTED)
    # What one suggested, alone or as a group, one can follow; the meeting around it stays closed.
    followed = (Q(suggested_by=user) | Q(suggested_from__in=who.member_of(user))) & Q(confidential=False)
    return AgendaItem.objects.filter(allowed | followed if who.member_of(user) else allowed)


def asked_as_guest(user: User) -> QuerySet[Guest]:
    """To which items the person was asked; one that became confidential since is closed to its guests."""
    return Guest.objects.filter(person=user, until__gte=timezone.localdate(), item__confidential=False)


def _moderated_by(user: User, prefix: str = "") -> Q:
    """Meetings one moderates from outside, until the day after."""
    last_day = timezone.localdate() - dt.timedelta(days=1)
    return Q(**{f"{prefix}moderator": user, f"{prefix}date__gte": last_day})


def items_moderated_by(user: User) -> QuerySet[AgendaItem]:
    """What a moderator reads of the meeting: accepted items that are released and not confidential."""
    moderated = Meeting.objects.filter(_moderated_by(user)).order_by()
    released = Q(meeting__released_at__isnull=False) | ~Q(committee__kind="board")
    return AgendaItem.objects.accepted().filter(released, meeting__in=moderated.values("pk"), confidential=False)


def _meetings_chaired_by(user: User) -> QuerySet[Meeting]:
    return Meeting.objects.filter(chair_seat__in=occupancies_of(user).values("seat"))


def charged_with(user: User) -> Q:
    """Assignments in which the person's houses and committees lead or take part, or of which they took a part over."""
    partner = Assignment.partners.through.objects.filter(
        assignment=OuterRef("pk"), institution__in=who.speaks_for(user)
    )
    part = Delegation.objects.filter(taken_over_by(user), assignment=OuterRef("pk"))
    lead = Q(lead_committee__in=who.member_of(user)) | Q(lead_institution__in=who.speaks_for(user))
    return lead | Q(Exists(partner)) | Q(Exists(part))


def taken_over_by(user: User) -> Q:
    """Parts passed on to the person, to a unit they speak for or to a subgroup they sit in."""
    mine = Q(person=user) | Q(institution__in=who.speaks_for(user)) | Q(committee__in=who.member_of(user))
    return mine & Q(withdrawn_at=None)


def assignments_visible_to(user: User) -> QuerySet[Assignment]:
    if not user.is_authenticated:
        return Assignment.objects.none()
    if who.is_secretary(user):
        return Assignment.objects.all()
    mine = Q(committee__in=who.member_of(user)) | charged_with(user)
    if who.on_board(user):
        return Assignment.objects.filter(Q(item__confidential=False) | mine)
    return Assignment.objects.filter(mine)


def protocols_visible_to(user: User) -> QuerySet[Protocol]:
    """Circulated and approved ones for readers of the committee; drafts for those who write or chair."""
    if not user.is_authenticated:
        return Protocol.objects.none()
    if who.is_secretary(user):
        return Protocol.objects.all()
    finished = Q(state__in=[ProtocolState.CIRCULATED, ProtocolState.APPROVED])
    readable = finished if who.on_board(user) else finished & Q(committee__in=who.member_of(user))
    own = Q(committee__in=who.leads(user) - _boards(user)) | Q(meeting__minute_taker=user)
    chaired = Q(meeting__in=_meetings_chaired_by(user)) & ~Q(state=ProtocolState.DRAFT)
    return Protocol.objects.filter(readable | own | chaired)


def _boards(user: User) -> set[int]:
    return {seat.committee_id for seat in who.held_seats(user) if seat.committee.is_board}


def matters_visible_to(user: User) -> QuerySet[Matter]:
    if not user.is_authenticated:
        return Matter.objects.none()
    if reads_everything(user):
        return Matter.objects.all()
    own = who.member_of(user)
    houses = Q(origin_institution__in=who.speaks_for(user)) | Q(raised_by=user)
    mine = own | heir_to(user)
    return Matter.objects.filter(Q(origin__in=mine) | Q(addressee__in=mine) | houses)


def answered_to(user: User) -> Q:
    """Answers to matters of the groups the person leads, of groups that went on in these, and of the own houses."""
    houses = Q(matter__origin_institution__in=who.speaks_for(user))
    return Q(matter__origin__in=speaks_for_groups(user)) | houses


def circulars_visible_to(user: User) -> QuerySet[CircularProcedure]:
    """As for meetings: the board reads all, members what is theirs; confidential ones are for the own members."""
    if not user.is_authenticated:
        return CircularProcedure.objects.none()
    if who.is_secretary(user):
        return CircularProcedure.objects.all()
    mine = Q(committee__in=who.member_of(user))
    return CircularProcedure.objects.filter(mine | Q(confidential=False) if who.on_board(user) else mine)


def speaks_for_groups(user: User) -> set[int]:
    """Ids of the groups the person leads, and of those that went on in these, over however many steps."""
    led = who.leads(user)
    return led | inherited_by(led) if led else led


def may_plan(user: User) -> bool:
    return who.is_secretary(user) or bool(who.leads(user) - _boards(user))


def groups_that_may_raise(user: User) -> list[Committee]:
    """Groups for which the person may raise a matter, in their order."""
    groups = Committee.objects.active().exclude(kind="board")
    if who.is_secretary(user):
        return list(groups)
    return list(groups.filter(pk__in=who.leads(user))) if who.leads(user) else []


def groups_below_led_by(user: User, committee: Committee) -> QuerySet[Committee]:
    """Groups set up by this committee for which the person may speak."""
    below = committee.children.all()
    return below if who.is_secretary(user) else below.filter(pk__in=who.leads(user))


def sees_meeting_of(item: AgendaItem, user: User) -> bool:
    """Whether the way back from an item may lead to its meeting: not for those who only follow a suggestion."""
    if reads_committee(user, item.committee_id):
        return True
    if item.meeting and item.meeting.moderator_id == user.pk:
        return True
    return asked_as_guest(user).filter(item=item).exists()


def sees_matter(matter: Matter, user: User) -> bool:
    """The rule of `matters_visible_to`, asked of one record."""
    if reads_everything(user):
        return True
    mine = who.member_of(user) | heir_to(user)
    if matter.origin_id in mine or matter.addressee_id in mine or matter.raised_by_id == user.pk:
        return True
    return matter.origin_institution_id in who.speaks_for(user)


def matter_of(assignment: Assignment, user: User) -> Matter | None:
    """The matter an assignment goes back to, for who may read it. Follows the item: select it with the query."""
    matter = assignment.item.matter
    return matter if matter and sees_matter(matter, user) else None


def knows_results_of(item: AgendaItem, user: User) -> bool:
    """Whether the person may read what was settled on an item they may read: who reads the committee at once, others
    when the protocol went out. Follows the meeting and its protocol: select them with the query.
    """
    if reads_committee(user, item.committee_id):
        return True
    protocol = getattr(item.meeting, "protocol", None) if item.meeting else None
    return protocol is not None and protocol.state in (ProtocolState.CIRCULATED, ProtocolState.APPROVED)


def released_to(user: User) -> Q:
    """The same for a query of agenda items."""
    if reads_everything(user):
        return Q()
    out = Q(meeting__protocol__state__in=[ProtocolState.CIRCULATED, ProtocolState.APPROVED])
    return out | Q(committee__in=who.member_of(user))
