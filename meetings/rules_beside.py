"""Who may do what beside the meetings: the open mic and the horizon. Composed as in `rules`."""

import rules

from kog.models import User
from kog.rules import is_active_person, is_secretary
from meetings.models import AgendaItem, OpenMicEntry
from meetings.queries import visibility
from meetings.rules import is_committee_member, runs, runs_committee


@rules.predicate
def is_guest_of(user: User, item: AgendaItem | None) -> bool:
    return item is not None and visibility.asked_as_guest(user).filter(item=item).exists()


@rules.predicate
def said_it(user: User, entry: OpenMicEntry | None) -> bool:
    return entry is not None and entry.person_id == user.pk


@rules.predicate
def runs_open_mic(user: User, entry: OpenMicEntry | None) -> bool:
    return entry is not None and runs_committee.test(user, entry.item)


rules.add_perm("meetings.speak_at_open_mic", is_active_person & (is_secretary | is_committee_member | is_guest_of))
rules.add_perm("meetings.settle_mic_entry", is_active_person & (is_secretary | runs_open_mic | said_it))
rules.add_perm("meetings.change_horizon", runs)
