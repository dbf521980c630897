import sys

import pytest
from django.conf import settings


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.syspath_prepend(str(settings.ROOT / "bench"))
    monkeypatch.delitem(sys.modules, "run", raising=False)
    import run  # noqa: PLC0415 -- a script beside the apps, not a module of them

    return run


@pytest.mark.parametrize(
    ("small", "large", "sound", "remark"),
    [
        ([20.0, 9, 200], [22.0, 9, 200], True, "9/9"),
        ([20.0, 9, 200], [40.0, 9, 200], False, "grows"),
        ([1.0, 9, 200], [3.0, 9, 200], True, "9/9"),
        ([20.0, 9, 200], [20.0, 12, 200], False, "more queries"),
        ([20.0, 9, 200], [20.0, 9, 500], False, "500"),
    ],
)
def test_report_names_growth_queries_and_failures(bench, capsys, small, large, sound, remark):
    assert bench.report({"small": {"/portal/": small}, "large": {"/portal/": large}}) is sound

    assert remark in capsys.readouterr().out


def test_pages_have_the_same_names_in_an_empty_network(bench, db):
    assert list(bench.pages())[:2] == ["/", "/portal/"]


def test_secretary_is_appointed_once(bench, network):
    first, second = bench.secretary(), bench.secretary()

    assert first.pk == second.pk
    assert first.appointments.count() == 1
