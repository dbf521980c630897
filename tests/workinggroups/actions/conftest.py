"""Founding and ending groups, with nobody above who has something to say unless a test adds it."""

import datetime as dt

import pytest
from django.utils import timezone

from kog import history
from kog.exceptions import NotPossibleNow
from workinggroups import dissolving

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
WHY = "Der Auftrag ist erfüllt."


def refused(step, *args, **kwargs) -> str:
    with pytest.raises(NotPossibleNow) as refusal:
        step(*args, **kwargs)
    assert str(refusal.value)
    return refusal.value.code


@pytest.fixture
def hooks(monkeypatch):
    """Nobody above has registered; a test adds what it needs."""
    for name in ("_checks", "_follow_ups", "_starters"):
        monkeypatch.setattr(dissolving, name, [])
    return dissolving


@pytest.fixture(autouse=True)
def _alone(hooks):
    """What other apps say is tested with them."""


def verbs(record) -> list[str]:
    return [entry.verb for entry in history.of(record)]
