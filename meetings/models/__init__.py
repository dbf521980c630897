"""The life of a meeting as records. Other apps import from this package, not from its files.

Meeting ← AgendaItem ← Resolution ← Assignment ← StatusReport, Review; Meeting ← Protocol ← ProtocolSection.
Nothing here is ever hard-deleted: every arrow is PROTECT.
"""

from .agenda import AgendaComment, AgendaItem, Guest, Paper
from .assignments import Assignment, Deferral, Review, StatusReport
from .delegations import Delegation
from .mandates import Mandate, MandateReview
from .matters import Matter, MatterAnswer
from .meetings import Meeting
from .participation import Participation
from .preparation import PlanStep, PreparationStep
from .protocols import Objection, Protocol, ProtocolSection, SectionVersion
from .resolutions import Resolution

__all__ = [
    "AgendaComment",
    "AgendaItem",
    "Assignment",
    "Deferral",
    "Delegation",
    "Guest",
    "Mandate",
    "MandateReview",
    "Matter",
    "MatterAnswer",
    "Meeting",
    "Objection",
    "Paper",
    "Participation",
    "PlanStep",
    "PreparationStep",
    "Protocol",
    "ProtocolSection",
    "Resolution",
    "Review",
    "SectionVersion",
    "StatusReport",
]
