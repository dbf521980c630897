"""What the mails of meetings are about: the choices in the proof of dispatch; and which may wait for a digest."""

from django.utils.translation import gettext_lazy as _

MAIL_TOPICS = {
    "sitzungen": (
        _("Invitation and participation"),
        (
            "invitation",
            "invitation_copy",
            "invitation_withdrawn",
            "answer_wanted",
            "answer_noted",
            "substitute_named",
            "reply_unclear",
            "guest_asked",
            "guest_invited",
            "moderator_asked",
            "meeting_changed",
            "meeting_cancelled",
            "discreet",
            "thanks",
        ),
    ),
    "tagesordnungen": (
        _("Agenda and papers"),
        ("items_wanted", "item_suggested", "item_answered", "agenda_commented", "paper_wanted"),
    ),
    "auftraege": (
        _("Assignments"),
        (
            "assignment_given",
            "assignment_reviewed",
            "mandate_given",
            "part_given",
            "part_reported",
            "report_wanted",
            "report_missing",
            "reports_missing",
        ),
    ),
    "protokolle": (
        _("Protocols"),
        (
            "protocol_wanted",
            "protocol_to_chair",
            "protocol_circulated",
            "objection_raised",
            "objection_decided",
            "objections_end",
        ),
    ),
    "vorgaenge": (
        _("Matters and answers"),
        ("matter_arrived", "matter_answered", "answer_counts", "answer_objected", "answer_reminder"),
    ),
    "umlauf": (_("Circular procedures"), ("circular_opened", "circular_objected", "circular_finished")),
}

# They tell of something and ask for nothing.
NEED_NOT_COME_AT_ONCE = {
    "item_suggested": _("Suggested topics"),
    "item_answered": _("What becomes of topics you suggested"),
    "agenda_commented": _("Comments on the draft of an agenda"),
    "part_reported": _("Reports on parts you handed on"),
}
