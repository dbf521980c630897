import datetime as dt

import pytest
from django.utils import timezone

from kog import history
from kog.actions.rules_of_procedure import set_rules
from kog.enums import Majority
from kog.exceptions import NotPossibleNow
from kog.models import Rules
from kog.queries import rules_on

pytestmark = pytest.mark.django_db
FIRST = dt.date(2020, 1, 1)


def today(days: int = 0) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def test_first_rules_may_begin_in_the_past(board, secretary):
    rules = set_rules(board, valid_from=FIRST, notice_days=14, basis="Beschluss 1", by=secretary)

    assert (rules.notice_days, rules.basis, rules.minutes_days) == (14, "Beschluss 1", 28)
    assert rules_on(board, FIRST) == rules
    entry = history.of(board).get()
    assert (entry.verb, entry.facts["notice_days"], entry.facts["valid_from"]) == ("rules_set", 14, "2020-01-01")


def test_later_rules_keep_what_is_not_named_but_not_the_reason(board, secretary):
    set_rules(board, valid_from=FIRST, notice_days=14, basis="Beschluss 1", by=secretary)

    later = set_rules(board, valid_from=today(10), majority=Majority.SIMPLE, by=secretary)

    assert (later.notice_days, later.majority, later.basis) == (14, Majority.SIMPLE, "")
    assert rules_on(board).majority == Majority.CONSENSUS
    assert rules_on(board, today(10)).majority == Majority.SIMPLE


def test_rules_not_yet_in_force_are_changed(board, secretary):
    set_rules(board, valid_from=today(10), notice_days=14, by=secretary)

    set_rules(board, valid_from=today(10), notice_days=7, by=secretary)

    assert Rules.objects.get().notice_days == 7


def test_rules_in_force_are_kept(board, secretary):
    set_rules(board, valid_from=today(), notice_days=14, by=secretary)

    with pytest.raises(NotPossibleNow) as refusal:
        set_rules(board, valid_from=today(), notice_days=7, by=secretary)

    assert refusal.value.code == "rules_in_force"
    assert Rules.objects.get().notice_days == 14


def test_rules_cannot_slip_under_past_meetings(board, secretary):
    set_rules(board, valid_from=FIRST, by=secretary)

    with pytest.raises(NotPossibleNow) as refusal:
        set_rules(board, valid_from=today(-1), notice_days=7, by=secretary)

    assert refusal.value.code == "in_the_past"


def test_unknown_setting_is_a_mistake_of_the_caller(board, secretary):
    with pytest.raises(TypeError):
        set_rules(board, valid_from=FIRST, notice=7, by=secretary)


def test_a_group_without_rules_has_the_light_form(board, group):
    assert rules_on(group).full_form is False
    assert rules_on(board).full_form is True


def test_share_beyond_everything_is_refused(board, secretary):
    with pytest.raises(NotPossibleNow) as refusal:
        set_rules(board, valid_from=FIRST, quorum_share=101, by=secretary)

    assert refusal.value.code == "not_valid"
    assert not Rules.objects.exists()
