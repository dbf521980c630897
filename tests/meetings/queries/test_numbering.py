from types import SimpleNamespace

from meetings.queries.numbering import numbered, visible_numbered


def item(pk: int, position: int, parent: int | None = None) -> SimpleNamespace:
    return SimpleNamespace(pk=pk, position=position, parent_id=parent)


def labels(items) -> list[tuple[int, str, int]]:
    return [(one.pk, one.label, one.level) for one in items]


def test_numbers_follow_the_order_and_the_levels():
    items = [item(3, 1), item(1, 0), item(4, 0, parent=3), item(5, 1, parent=3), item(2, 7)]

    assert labels(numbered(items)) == [(1, "1", 0), (3, "2", 0), (4, "2.1", 1), (5, "2.2", 1), (2, "3", 0)]


def test_the_same_place_is_decided_by_age():
    assert [one.pk for one in numbered([item(9, 0), item(4, 0)])] == [4, 9]


def test_a_hidden_item_shifts_no_number():
    items = [item(1, 0), item(2, 1), item(3, 2)]

    assert labels(visible_numbered(items, {1, 3})) == [(1, "1", 0), (3, "3", 0)]


def test_an_item_whose_parent_is_hidden_keeps_its_number():
    items = [item(1, 0), item(2, 1), item(3, 0, parent=2)]

    assert labels(visible_numbered(items, {1, 3})) == [(1, "1", 0), (3, "2.1", 1)]


def test_no_item_is_lost_when_its_parent_is_not_among_them():
    assert labels(numbered([item(1, 0), item(3, 0, parent=99)])) == [(1, "1", 0), (3, "2", 0)]
