from types import SimpleNamespace

import pytest

from kog import page_actions
from kog.page_actions import Action

REQUEST = SimpleNamespace(user="somebody")


@pytest.fixture(autouse=True)
def _nobody_offers(monkeypatch):
    monkeypatch.setattr(page_actions, "_offers", page_actions.defaultdict(list))


def test_one_is_primary_and_stands_in_front():
    page_actions.register("committee", lambda _request, _subject: [("C", "/c/", True), ("D", "/d/", False)], order=50)
    page_actions.register("committee", lambda _request, _subject: [("A", "/a/", False), ("B", "/b/", True)], order=40)

    assert page_actions.offered("committee", REQUEST, None) == [
        Action("B", "/b/", primary=True),
        Action("A", "/a/"),
        Action("C", "/c/"),
        Action("D", "/d/"),
    ]


def test_function_decides_by_person_and_subject():
    page_actions.register(
        "committee", lambda request, subject: [(subject, "/", False)] if request.user == "somebody" else []
    )

    assert page_actions.offered("committee", REQUEST, "feg") == [Action("feg", "/")]
    assert page_actions.offered("committee", SimpleNamespace(user="else"), "feg") == []
    assert page_actions.offered("person", REQUEST, "feg") == []
