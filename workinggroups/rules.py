"""Who may do what to groups as groups."""

import rules

from kog.models import Committee, User
from kog.rules import is_active_person, is_lead, is_member, is_secretary, member_of, remembered
from workinggroups.models import DatePoll
from workinggroups.queries import inherited_by
from workinggroups.queries.polls import polls_visible_to


def heir_to(user: User) -> set[int]:
    """Ids of the groups that went on in groups in which the person sits today; asked once per request."""
    own = member_of(user)
    return remembered(user, "heir_to", lambda: inherited_by(own)) if own else set()


@rules.predicate
def is_group(user: User, committee: Committee | None) -> bool:
    return committee is not None and not committee.is_board


@rules.predicate
def poll_is_visible(user: User, poll: DatePoll | None) -> bool:
    return poll is not None and polls_visible_to(user).filter(pk=poll.pk).exists()


runs_group = is_active_person & (is_secretary | (is_group & is_lead))

rules.add_perm("workinggroups.found_group", is_active_person & is_secretary)
rules.add_perm("workinggroups.found_subgroup", is_group & runs_group)
rules.add_perm("workinggroups.dissolve_group", is_active_person & is_group & is_secretary)
rules.add_perm("workinggroups.name_link_person", is_group & runs_group)
rules.add_perm("workinggroups.keep_circle", runs_group)
rules.add_perm("workinggroups.run_polls", runs_group)
rules.add_perm("workinggroups.view_polls", is_active_person & (is_secretary | is_member))
rules.add_perm("workinggroups.answer_polls", is_active_person & is_member)
rules.add_perm("workinggroups.view_datepoll", is_active_person & poll_is_visible)
rules.add_perm("workinggroups.change_outside_bodies", is_active_person & is_secretary)
