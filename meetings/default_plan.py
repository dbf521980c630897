"""The usual timetable of a board meeting; each committee may have its own instead (`PlanStep`)."""

from django.utils.translation import gettext_lazy as _

from meetings.enums import OffsetUnit, Push, StepOwner


def _weeks(offset: int, owner: str, title: object, push: str = "") -> dict[str, object]:
    return {"title": title, "owner": owner, "offset": offset, "unit": OffsetUnit.WEEKS, "push": push}


def _days(offset: int, owner: str, title: object) -> dict[str, object]:
    return {"title": title, "owner": owner, "offset": offset, "unit": OffsetUnit.WORKING_DAYS}


OFFICE, CHAIR, LEADS, OWNERS, MEMBERS = (
    StepOwner.SECRETARIAT,
    StepOwner.CHAIR,
    StepOwner.LEADS,
    StepOwner.OWNERS,
    StepOwner.MEMBERS,
)
DEFAULT_PLAN = [
    _weeks(-12, OFFICE, _("Confirm date, room and chair; send a save-the-date")),
    _weeks(-8, CHAIR, _("Talk about the topics with the chair")),
    _weeks(-8, OFFICE, _("Call for agenda items and for status reports"), Push.CALL),
    _weeks(-6, LEADS, _("Reports of the working groups are due")),
    _weeks(-4, MEMBERS, _("Deadline for agenda items and papers")),
    _weeks(-4, CHAIR, _("Agree on the draft agenda and release it")),
    _weeks(-3, OFFICE, _("Send the invitation with agenda and papers")),
    _weeks(-2, OFFICE, _("Remind those who have not answered; ask for missing papers"), Push.MISSING),
    _weeks(-2, OWNERS, _("Last call for status reports"), Push.REPORTS),
    _weeks(-1, OFFICE, _("Running order and speaking notes for the chair")),
    _days(-2, OFFICE, _("Send late papers; print attendance list and name plates")),
    _days(0, OFFICE, _("Hold the meeting")),
    _days(1, OFFICE, _("Send resolutions and assignments to those in charge")),
    _weeks(1, OFFICE, _("Draft protocol to the chair"), Push.PROTOCOL),
    _weeks(2, OFFICE, _("Circulate the protocol")),
    _weeks(4, MEMBERS, _("Objections to the protocol are due")),
    _weeks(6, OFFICE, _("Carry the results into the working groups")),
]
