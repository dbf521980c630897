"""The life of a meeting as records. Other apps import from this package, not from its files.

Meeting ← AgendaItem ← Resolution ← Assignment ← StatusReport, Review; Meeting ← Protocol ← ProtocolSection.
Nothing here is ever hard-deleted: every arrow is PROTECT.
"""

from .agenda import AgendaComment, AgendaItem, Guest, Paper
from .assignments import Assignment, Deferral, Review, StatusReport
from .binders import Binder
from .circulars import CircularProcedure, CircularVote
from .delegations import Delegation
from .feeds import CalendarFeed
from .filing import ProtocolFile
from .horizon import HorizonTopic
from .invitations import Attendee, Distribution, PapersWish
from .mandates import Mandate, MandateReview
from .matters import Matter, MatterAnswer
from .meetings import Meeting
from .open_mic import OpenMicEntry
from .participation import Participation
from .preparation import PlanStep, PreparationStep, Reminder
from .protocols import Objection, Protocol, ProtocolSection, SectionVersion
from .resolutions import Resolution
from .texts import MeetingText

__all__ = [
    "AgendaComment",
    "AgendaItem",
    "Assignment",
    "Attendee",
    "Binder",
    "CalendarFeed",
    "CircularProcedure",
    "CircularVote",
    "Deferral",
    "Delegation",
    "Distribution",
    "Guest",
    "HorizonTopic",
    "Mandate",
    "MandateReview",
    "Matter",
    "MatterAnswer",
    "Meeting",
    "MeetingText",
    "Objection",
    "OpenMicEntry",
    "Paper",
    "PapersWish",
    "Participation",
    "PlanStep",
    "PreparationStep",
    "Protocol",
    "ProtocolFile",
    "ProtocolSection",
    "Reminder",
    "Resolution",
    "Review",
    "SectionVersion",
    "StatusReport",
]
