"""One function per message. Each writes outbox rows in the caller's transaction; the worker sends them."""

from .agendas import agenda_commented, item_answered, item_suggested
from .assignments import assignment_given, assignment_reviewed, mandate_given, part_given, part_reported, report_wanted
from .circulars import circular_finished, circular_objected, circular_opened
from .invitations import (
    about_invitation,
    answer_noted,
    answer_wanted,
    guest_asked,
    in_words_for_mail,
    invitation_kind,
    invitation_withdrawn,
    invited,
    meeting_cancelled,
    meeting_changed,
    moderator_asked,
    reply_unclear,
)
from .matters import answer_counts, answer_objected, answer_reminder, matter_answered, matter_arrived
from .protocols import objection_decided, objection_raised, protocol_circulated, protocol_to_chair, thanks
from .reminders import items_wanted, objections_end, paper_wanted, protocol_wanted, report_missing, reports_missing

__all__ = [
    "about_invitation",
    "agenda_commented",
    "answer_counts",
    "answer_noted",
    "answer_objected",
    "answer_reminder",
    "answer_wanted",
    "assignment_given",
    "assignment_reviewed",
    "circular_finished",
    "circular_objected",
    "circular_opened",
    "guest_asked",
    "in_words_for_mail",
    "invitation_kind",
    "invitation_withdrawn",
    "invited",
    "item_answered",
    "item_suggested",
    "items_wanted",
    "mandate_given",
    "matter_answered",
    "matter_arrived",
    "meeting_cancelled",
    "meeting_changed",
    "moderator_asked",
    "objection_decided",
    "objection_raised",
    "objections_end",
    "paper_wanted",
    "part_given",
    "part_reported",
    "protocol_circulated",
    "protocol_to_chair",
    "protocol_wanted",
    "reply_unclear",
    "report_missing",
    "report_wanted",
    "reports_missing",
    "thanks",
]
