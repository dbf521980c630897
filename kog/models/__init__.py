"""The network: its institutions, people, committees, and the dated facts that tie them.

Other apps import from this package, not from its files. Inside it the arrows run downwards in this list.
"""
# ruff: noqa: I001 -- the order of the imports shows the arrows

from .dated import DatedQuerySet, dated_constraint, on_day
from .sorting import folded
from .network import Field, Level, Network
from .institutions import Institution
from .people import Appointment, User
from .committees import Committee
from .seats import Occupancy, Seat
from .rotation import RotationPlace
from .rules import Rules
from .history import Counter, HistoryEntry
from .claimable import Claimable, waiting_index
from .outbox import OutboxMail
from .inbox import ReceivedMail
from .notices import DigestMark, NoticePreference
from .search import SearchEntry, SearchUpdate, SearchWord
from .links import KnownDevice, LinkCode, ScopedLink

__all__ = [
    "Appointment",
    "Claimable",
    "Committee",
    "Counter",
    "DatedQuerySet",
    "DigestMark",
    "Field",
    "HistoryEntry",
    "Institution",
    "KnownDevice",
    "Level",
    "LinkCode",
    "Network",
    "NoticePreference",
    "Occupancy",
    "OutboxMail",
    "ReceivedMail",
    "RotationPlace",
    "Rules",
    "ScopedLink",
    "SearchEntry",
    "SearchUpdate",
    "SearchWord",
    "Seat",
    "User",
    "dated_constraint",
    "folded",
    "on_day",
    "waiting_index",
]
