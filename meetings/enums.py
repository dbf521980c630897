"""Words and states of the meeting cycle.

A meeting is planned, its members are invited, it runs, it is closed; or it is cancelled before it ran.
Its protocol is drafted, lies with the chair, is circulated and is approved by a later meeting.
An assignment is open until a meeting establishes that it is done or dropped; nobody else can close it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "planned")
    INVITED = "invited", pgettext_lazy("meeting", "invited")
    RUNNING = "running", pgettext_lazy("meeting", "running")
    CLOSED = "closed", pgettext_lazy("meeting", "held")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


OPEN_STATES = (MeetingState.PLANNED, MeetingState.INVITED)
HELD_STATES = (MeetingState.RUNNING, MeetingState.CLOSED)


class MeetingFormat(models.TextChoices):
    ON_SITE = "on_site", _("on site")
    VIDEO = "video", _("video conference")
    HYBRID = "hybrid", _("on site and by video")


class Publicity(models.TextChoices):
    """What everybody may know of a meeting: committee, name and hours at most, and the place."""

    NONE = "", pgettext_lazy("publicity", "nothing")
    DAY = "day", pgettext_lazy("publicity", "day and hours")
    PLACE = "place", pgettext_lazy("publicity", "day, hours and place")


class DatePrecision(models.TextChoices):
    """How exactly a date is known: published history often names the month only."""

    DAY = "day", _("day")
    MONTH = "month", _("month")


class ItemKind(models.TextChoices):
    FORMAL = "formal", _("Formal item")
    INFORMATION = "information", _("Information")
    DISCUSSION = "discussion", _("Discussion")
    DECISION = "decision", _("Decision")
    REVIEW = "review", _("Review of assignments")
    OPEN_MIC = "open_mic", _("Open mic")


class Standing(models.TextChoices):
    """Items that every meeting has by itself."""

    OPENING = "opening", _("Welcome, proper invitation and quorum")
    AGENDA = "agenda", _("Approval of the agenda")
    PROTOCOL = "protocol", _("Approval of the last protocol")
    REVIEW = "review", _("Review of the assignments")
    MISCELLANEOUS = "miscellaneous", _("Any other business")
    NEXT_MEETING = "next_meeting", _("Next meeting")


class ItemState(models.TextChoices):
    SUGGESTED = "suggested", pgettext_lazy("item", "suggested")
    ACCEPTED = "accepted", pgettext_lazy("item", "accepted")
    DECLINED = "declined", pgettext_lazy("item", "declined")


class Outcome(models.TextChoices):
    OPEN = "", pgettext_lazy("outcome", "open")
    TREATED = "treated", pgettext_lazy("outcome", "dealt with")
    NOTED = "noted", pgettext_lazy("outcome", "taken note of")
    RESOLVED = "resolved", pgettext_lazy("outcome", "resolved")
    POSTPONED = "postponed", pgettext_lazy("outcome", "postponed")
    OMITTED = "omitted", pgettext_lazy("outcome", "omitted")


class Answer(models.TextChoices):
    PENDING = "pending", pgettext_lazy("answer", "no answer yet")
    ACCEPTED = "accepted", pgettext_lazy("answer", "accepted")
    TENTATIVE = "tentative", pgettext_lazy("answer", "tentative")
    DECLINED = "declined", pgettext_lazy("answer", "declined")


class Way(models.TextChoices):
    """How somebody means to take part where a meeting leaves the choice."""

    OPEN = "", pgettext_lazy("way", "not said")
    ON_SITE = "on_site", pgettext_lazy("way", "on site")
    REMOTE = "remote", pgettext_lazy("way", "by video")


class PapersBy(models.TextChoices):
    """How papers reach those who are invited."""

    LINK = "link", _("as links to the portal")
    ATTACHED = "attached", _("attached to the mail")


class Role(models.TextChoices):
    """As what somebody has a meeting in the own calendar."""

    CHAIR = "chair", pgettext_lazy("role", "chair")
    MEMBER = "member", pgettext_lazy("role", "member")
    SUBSTITUTE = "substitute", pgettext_lazy("role", "substitute")
    DEPUTY = "deputy", pgettext_lazy("role", "deputy, for information")
    MODERATOR = "moderator", pgettext_lazy("role", "moderation")
    MINUTES = "minutes", pgettext_lazy("role", "minutes")
    GUEST = "guest", pgettext_lazy("role", "guest")


ANSWERING_ROLES = (Role.CHAIR, Role.MEMBER, Role.SUBSTITUTE)


class Attendance(models.TextChoices):
    UNKNOWN = "", pgettext_lazy("attendance", "not recorded")
    PRESENT = "present", pgettext_lazy("attendance", "present")
    REMOTE = "remote", pgettext_lazy("attendance", "connected by video")
    REPRESENTED = "represented", pgettext_lazy("attendance", "represented")
    EXCUSED = "excused", pgettext_lazy("attendance", "excused")
    ABSENT = "absent", pgettext_lazy("attendance", "absent")


ATTENDING = (Attendance.PRESENT, Attendance.REMOTE, Attendance.REPRESENTED)


class ResolutionMethod(models.TextChoices):
    CONSENSUS = "consensus", _("by consensus")
    VOTE = "vote", _("by vote")


class ResolutionResult(models.TextChoices):
    ACCEPTED = "accepted", pgettext_lazy("resolution", "accepted")
    REJECTED = "rejected", pgettext_lazy("resolution", "rejected")


class AssignmentState(models.TextChoices):
    OPEN = "open", pgettext_lazy("assignment", "open")
    DONE = "done", pgettext_lazy("assignment", "done")
    DROPPED = "dropped", pgettext_lazy("assignment", "dropped")


class Progress(models.TextChoices):
    """What the owner says; the committee establishes."""

    BEGUN = "begun", pgettext_lazy("progress", "in progress")
    HINDERED = "hindered", pgettext_lazy("progress", "hindered")
    READY = "ready", pgettext_lazy("progress", "reported as done")


class ReviewResult(models.TextChoices):
    DONE = "done", pgettext_lazy("review", "done")
    EXTENDED = "extended", pgettext_lazy("review", "continued")
    CHANGED = "changed", pgettext_lazy("review", "changed")
    DROPPED = "dropped", pgettext_lazy("review", "dropped")


CLOSING_RESULTS = (ReviewResult.DONE, ReviewResult.DROPPED)


class ProtocolState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("protocol", "draft")
    WITH_CHAIR = "with_chair", pgettext_lazy("protocol", "with the chair")
    CIRCULATED = "circulated", pgettext_lazy("protocol", "circulated")
    APPROVED = "approved", pgettext_lazy("protocol", "approved")


class ObjectionDecision(models.TextChoices):
    PENDING = "pending", pgettext_lazy("objection", "not decided yet")
    ACCEPTED = "accepted", pgettext_lazy("objection", "accepted")
    REJECTED = "rejected", pgettext_lazy("objection", "rejected")


class MatterKind(models.TextChoices):
    NEED = "need", _("Need")
    RECOMMENDATION = "recommendation", _("Recommendation")
    RESULT = "result", _("Result")
    INQUIRY = "inquiry", _("Inquiry")


class Verdict(models.TextChoices):
    """What the addressee of a matter says to it. Postponing is not an answer."""

    ACCEPTED = "accepted", pgettext_lazy("verdict", "accepted")
    CHANGED = "changed", pgettext_lazy("verdict", "accepted with changes")
    DECLINED = "declined", pgettext_lazy("verdict", "declined")
    NOTED = "noted", pgettext_lazy("verdict", "taken note of")
    DONE = "done", pgettext_lazy("verdict", "done")


class MatterState(models.TextChoices):
    """How far a matter is. It follows from what happened and is never set."""

    WAITING = "waiting", pgettext_lazy("matter", "waits for a place on an agenda")
    SCHEDULED = "scheduled", pgettext_lazy("matter", "on an agenda")
    CIRCULATING = "circulating", pgettext_lazy("matter", "in a circular procedure")
    OUTSIDE = "outside", pgettext_lazy("matter", "with the body outside")
    IN_WORK = "in_work", pgettext_lazy("matter", "in work")
    ANSWER_DUE = "answer_due", pgettext_lazy("matter", "answer due")
    ANSWERED = "answered", pgettext_lazy("matter", "answered, not confirmed yet")
    CLOSED = "closed", pgettext_lazy("matter", "closed")


class MandateResult(models.TextChoices):
    """What becomes of a group's mandate when it reports."""

    CONTINUED = "continued", pgettext_lazy("mandate", "goes on")
    EXTENDED = "extended", pgettext_lazy("mandate", "extended")
    RENEWED = "renewed", pgettext_lazy("mandate", "new mandate")
    DISSOLVED = "dissolved", pgettext_lazy("mandate", "reported and dissolved")


class PaperKind(models.TextChoices):
    PAPER = "paper", _("Paper")
    ATTACHMENT = "attachment", _("Attachment")
    TABLED = "tabled", _("Tabled paper")


class OffsetUnit(models.TextChoices):
    WEEKS = "weeks", _("weeks")
    WORKING_DAYS = "working_days", _("working days")


class StepOwner(models.TextChoices):
    SECRETARIAT = "secretariat", _("Secretariat")
    CHAIR = "chair", _("Chair")
    LEADS = "leads", _("Group leads")
    OWNERS = "owners", _("Responsible institutions")
    MEMBERS = "members", _("Members")


class Push(models.TextChoices):
    """What the portal does by itself when a step of the preparation is due and not ticked off."""

    NONE = "", pgettext_lazy("push", "nothing")
    CALL = "call", pgettext_lazy("push", "calls for items and status reports")
    MISSING = "missing", pgettext_lazy("push", "reminds who is silent, asks for papers")
    REPORTS = "reports", pgettext_lazy("push", "asks for status reports once more")
    PROTOCOL = "protocol", pgettext_lazy("push", "asks for the draft of the protocol")


class Reminded(models.TextChoices):
    """What somebody was reminded of."""

    ITEMS = "items", pgettext_lazy("reminded", "call for agenda items")
    REPORT = "report", pgettext_lazy("reminded", "status report wanted")
    HALF_TIME = "half_time", pgettext_lazy("reminded", "status report at half-time")
    LAST_CALL = "last_call", pgettext_lazy("reminded", "last call for a status report")
    LINK_PERSON = "link_person", pgettext_lazy("reminded", "link person told of a missing report")
    CHAIR = "chair", pgettext_lazy("reminded", "list of what is missing, to the chair")
    ANSWER = "answer", pgettext_lazy("reminded", "answer to the invitation wanted")
    PAPERS = "papers", pgettext_lazy("reminded", "paper wanted")
    PROTOCOL = "protocol", pgettext_lazy("reminded", "draft of the protocol wanted")
    OBJECTIONS = "objections", pgettext_lazy("reminded", "end of the term for objections")


class TextKind(models.TextChoices):
    """What chair and secretariat write beside the protocol. The portal drafts it from the records."""

    NOTES = "sprechzettel", _("Speaking notes of the chair")
    PRESS = "presse", _("Press statement")
    THANKS = "dank", _("Thank-you to those who took part")
    HANDOVER = "uebergabe", _("Hand-over note to the next chair")


class CircularAnswer(models.TextChoices):
    """What a seat says in a circular procedure. Objecting is no vote: it ends the procedure."""

    PENDING = "", pgettext_lazy("circular", "no answer yet")
    AGREE = "agree", pgettext_lazy("circular", "agrees")
    REJECT = "reject", pgettext_lazy("circular", "rejects")
    ABSTAIN = "abstain", pgettext_lazy("circular", "abstains")
    OBJECT = "object", pgettext_lazy("circular", "objects to the procedure")


class CircularResult(models.TextChoices):
    OPEN = "", pgettext_lazy("circular", "going round")
    ACCEPTED = "accepted", pgettext_lazy("circular", "accepted")
    REJECTED = "rejected", pgettext_lazy("circular", "rejected")
    NO_QUORUM = "no_quorum", pgettext_lazy("circular", "not valid, too few answers")
    OBJECTED = "objected", pgettext_lazy("circular", "ended by an objection")
    WITHDRAWN = "withdrawn", pgettext_lazy("circular", "withdrawn")


class MicKind(models.TextChoices):
    """What one brings to an open mic, or takes along from it."""

    OFFER = "offer", pgettext_lazy("open mic", "Offer")
    NEED = "need", pgettext_lazy("open mic", "Need")
    QUESTION = "question", pgettext_lazy("open mic", "Question")
    TAKEAWAY = "takeaway", pgettext_lazy("open mic", "Taken along")


class HorizonKind(models.TextChoices):
    LAW = "law", _("Law")
    FUNDING = "funding", _("Funding")
    TERM = "term", _("Term or deadline")
    OTHER = "other", pgettext_lazy("horizon", "Other")


class AssignmentsInCalendar(models.TextChoices):
    """How the own assignments stand in the own calendar. Few programs show the tasks of a calendar from the net."""

    EVENT = "event", pgettext_lazy("calendar", "as all-day appointments")
    TODO = "todo", pgettext_lazy("calendar", "as tasks")
    NONE = "none", pgettext_lazy("calendar", "not at all")
