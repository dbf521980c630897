"""Rules of procedure from a day on. A meeting keeps the rules of its day, so none is rewritten."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kog import history, queries
from kog.exceptions import NotPossibleNow
from kog.models import Committee, Rules, User

SETTINGS = (
    "notice_days",
    "item_deadline_days",
    "quorum_min",
    "quorum_share",
    "majority",
    "tie_rule",
    "minutes_days",
    "objection_days",
    "confirmation_days",
    "circular_working_days",
    "silence_is_consent",
    "call_share",
    "full_form",
    "basis",
)


@transaction.atomic
def set_rules(committee: Committee, *, valid_from: dt.date, by: User | None, **settings: object) -> Rules:
    """Rules from this day on; what is not named stays as it was the day before. Rules not yet in force are changed.

    Refused for a day in the past (except the committee's first rules), for a day that began with rules of its own, and
    for values that are none.
    """
    unknown = set(settings) - set(SETTINGS)
    if unknown:
        raise TypeError(f"no such setting: {', '.join(sorted(unknown))}")
    committee = Committee.objects.select_for_update().get(pk=committee.pk)
    today = timezone.localdate()
    existing = committee.rules.filter(valid_from=valid_from).first()
    if existing and valid_from <= today:
        day = date_format(valid_from, "SHORT_DATE_FORMAT")
        raise NotPossibleNow("rules_in_force", _("There are rules from %(day)s already.") % {"day": day})
    if valid_from < today and committee.rules.exists():
        raise NotPossibleNow(
            "in_the_past", _("Rules cannot begin in the past: meetings keep the rules they were held by.")
        )
    rules = existing or _copy(queries.rules_on(committee, valid_from), valid_from)
    for name, setting in settings.items():
        setattr(rules, name, setting)
    try:
        rules.clean_fields()
    except ValidationError as error:
        raise NotPossibleNow("not_valid", " ".join(error.messages))
    rules.save()
    facts = {name: getattr(rules, name) for name in SETTINGS}
    history.record(committee, "rules_set", by=by, valid_from=valid_from, **facts)
    return rules


def _copy(before: Rules, valid_from: dt.date) -> Rules:
    settings = {name: getattr(before, name) for name in SETTINGS if name != "basis"}
    return Rules(committee=before.committee, valid_from=valid_from, **settings)
