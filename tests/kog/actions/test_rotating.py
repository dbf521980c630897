import pytest

from kog import history
from kog.actions import rotating
from kog.actions.rotating import set_rotation
from kog.exceptions import NotPossibleNow
from kog.models import RotationPlace
from tests.factories.kog import FOUNDED, SeatFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats(board):
    return [SeatFactory(committee=board) for _number in range(3)]


def order(committee):
    return [place.seat for place in committee.rotation.order_by("position")]


def test_order_is_written_anew(board, seats, secretary):
    assert set_rotation(board, seats, by=secretary)
    assert set_rotation(board, [seats[2], seats[0]], by=secretary)

    assert order(board) == [seats[2], seats[0]]
    assert [place.position for place in board.rotation.order_by("position")] == [0, 1]
    assert [entry.verb for entry in history.of(board)] == ["rotation_set", "rotation_set"]


def test_same_order_twice_changes_nothing(board, seats, secretary):
    set_rotation(board, seats, by=secretary)

    assert not set_rotation(board, seats, by=secretary)
    assert history.of(board).count() == 1


def test_no_seat_leaves_the_chair_open(board, seats, secretary):
    set_rotation(board, seats, by=secretary)

    assert set_rotation(board, [], by=secretary)
    assert not RotationPlace.objects.exists()


def test_seat_twice_is_refused(board, seats, secretary):
    with pytest.raises(NotPossibleNow) as refusal:
        set_rotation(board, [seats[0], seats[0]], by=secretary)

    assert refusal.value.code == "seat_twice"


def test_seat_of_another_committee_or_an_ended_one_is_refused(board, seats, group, secretary):
    set_rotation(board, seats[:1], by=secretary)
    ended = SeatFactory(committee=board, valid_until=FOUNDED)

    for seat in (SeatFactory(committee=group), ended):
        with pytest.raises(NotPossibleNow) as refusal:
            set_rotation(board, [seat], by=secretary)
        assert refusal.value.code == "no_seat_here"
    assert order(board) == seats[:1]


@pytest.fixture
def followed(monkeypatch):
    """What a follower saw: the order at the moment it was called."""
    seen = []
    monkeypatch.setattr(rotating, "_followers", [])

    def follow(committee):
        seen.append((committee, order(committee)))

    rotating.register_follower(follow)
    rotating.register_follower(follow)
    return seen


def test_follower_is_told_of_each_change_once(board, seats, secretary, followed):
    set_rotation(board, seats[:2], by=secretary)
    set_rotation(board, seats[:2], by=secretary)
    set_rotation(board, [], by=secretary)

    assert followed == [(board, seats[:2]), (board, [])]


def test_refused_order_is_not_followed(board, seats, secretary, followed):
    with pytest.raises(NotPossibleNow):
        set_rotation(board, [seats[0], seats[0]], by=secretary)

    assert followed == []


def test_order_goes_back_when_a_follower_refuses(board, seats, secretary, followed):
    def refuses(committee):
        raise NotPossibleNow("no", "Nein.")

    set_rotation(board, seats[:1], by=secretary)
    rotating.register_follower(refuses)

    with pytest.raises(NotPossibleNow):
        set_rotation(board, seats, by=secretary)

    assert order(board) == seats[:1]
    assert history.of(board).count() == 1
