"""Words and states of the network. A committee is never deleted: it is dissolved on a day, and its history stays."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommitteeKind(models.TextChoices):
    BOARD = "board", _("Leadership board")
    WORKING_GROUP = "working_group", _("Working group")
    SUBGROUP = "subgroup", _("Subgroup")
    FORUM = "forum", _("Forum")
    TASK_FORCE = "task_force", _("Task force")
    FIELD = "field", _("Field of action")
    CASE_ROUND = "case_round", _("Case round")
    CIRCLE = "circle", _("Topic circle")
    ADVISORY_COUNCIL = "advisory_council", _("Advisory council")
    NETWORK = "network", _("Open network")


class Cadence(models.TextChoices):
    ON_DEMAND = "on_demand", _("as needed")
    BIWEEKLY = "biweekly", _("every two weeks")
    MONTHLY = "monthly", _("monthly")
    QUARTERLY = "quarterly", _("quarterly")
    THREE_A_YEAR = "three_a_year", _("three times a year")
    HALF_YEARLY = "half_yearly", _("twice a year")


MEETINGS_A_YEAR = {
    Cadence.ON_DEMAND: 0,
    Cadence.BIWEEKLY: 26,
    Cadence.MONTHLY: 12,
    Cadence.QUARTERLY: 4,
    Cadence.THREE_A_YEAR: 3,
    Cadence.HALF_YEARLY: 2,
}


class SeatFunction(models.TextChoices):
    LEAD = "lead", _("Lead")
    MEMBER = "member", _("Member")
    ADVISORY = "advisory", _("Advisory member")


class OccupancyRole(models.TextChoices):
    HOLDER = "holder", _("Holder")
    DEPUTY = "deputy", _("Deputy")


class Office(models.TextChoices):
    """What a person does for the whole network, beside any seat."""

    SECRETARY = "secretary", _("Secretariat")
    ADMINISTRATOR = "administrator", _("Technical administration")


class Majority(models.TextChoices):
    CONSENSUS = "consensus", _("by consensus")
    SIMPLE = "simple", _("simple majority of the votes cast")
    TWO_THIRDS = "two_thirds", _("two thirds of the votes cast")


class TieRule(models.TextChoices):
    REJECTED = "rejected", _("the motion is rejected")
    CHAIR = "chair", _("the chair decides")


class LinkPurpose(models.TextChoices):
    """What a scoped link is good for: one thing for one person."""

    INVITATION = "invitation", _("Invitation to the portal")
    SIGN_IN = "sign_in", _("Sign in once")
    ANSWER_MEETING = "answer_meeting", _("Answer the invitation to a meeting")
    NAME_SUBSTITUTE = "name_substitute", _("Name a substitute")
    REPORT = "report", _("Report on an assignment")
    CONFIRM_ANSWER = "confirm_answer", _("Confirm an answer")


class Pace(models.TextChoices):
    """How often somebody wants to hear of something."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")
    NEVER = "never", _("never")


DIGEST_PACES = (Pace.DAILY, Pace.WEEKLY)


class MailState(models.TextChoices):
    """What is known of a mail. Handed over without an answer, it is never sent again by itself."""

    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    UNCONFIRMED = "unconfirmed", _("handed over, not confirmed")
    FAILED = "failed", _("not delivered")
    CAME_BACK = "came_back", _("came back")
    GATHERED = "gathered", _("in the digest")

    @property
    def tone(self) -> str:
        return {"sent": "success", "unconfirmed": "warning", "failed": "danger", "came_back": "danger"}.get(
            self.value, "neutral"
        )
