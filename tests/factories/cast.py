"""The cast, the same in every test: one person per role, in a small network of a board and two groups.

    board        seats of `ob` (chair by rotation), `afa` and `ihk`
    group        led by `ihk` through another person than the one on the board; `fizu` is a member
    other_group  a group in which nobody of the cast sits

A user object remembers who it is for one request: after changing seats in a test, fetch the person anew with `fresh`.
"""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from kog.demo import load_demo
from kog.enums import Office
from kog.models import Committee, Institution, Network, Seat, User
from tests.replay import replayed

from .kog import (
    AppointmentFactory,
    CommitteeFactory,
    InstitutionFactory,
    NetworkFactory,
    OccupancyFactory,
    RotationPlaceFactory,
    SeatFactory,
    UserFactory,
)

CAST = (
    "anonymous",
    "stranger",
    "guest",
    "group_member",
    "group_lead",
    "board_member",
    "chair",
    "secretary",
    "administrator",
)


@pytest.fixture
@replayed
def network(db) -> Network:
    return NetworkFactory()


@pytest.fixture
@replayed
def board(db) -> Committee:
    return CommitteeFactory(board=True)


@pytest.fixture
@replayed
def group(board: Committee, ihk: Institution) -> Committee:
    return CommitteeFactory(key="feg", name="AG Fachkräfteeinwanderung", short_name="AG FEG", parent=board, lead=ihk)


@pytest.fixture
@replayed
def other_group(board: Committee) -> Committee:
    return CommitteeFactory(key="sprache", name="AG Deutschspracherwerb", short_name="AG Sprache", parent=board)


@pytest.fixture
@replayed
def ob(db) -> Institution:
    return InstitutionFactory(key="ob", name="Stadt Musterstadt, Oberbürgermeister")


@pytest.fixture
@replayed
def afa(db) -> Institution:
    return InstitutionFactory(key="afa", name="Agentur für Arbeit Musterstadt")


@pytest.fixture
@replayed
def ihk(db) -> Institution:
    return InstitutionFactory(key="ihk", name="Industrie- und Handelskammer", short_name="IHK")


@pytest.fixture
@replayed
def fizu(db) -> Institution:
    return InstitutionFactory(key="fizu", name="Fachinformationszentrum Zuwanderung", short_name="FiZu")


@pytest.fixture
@replayed
def chair_seat(board: Committee, ob: Institution) -> Seat:
    return RotationPlaceFactory(seat=SeatFactory(committee=board, institution=ob)).seat


@pytest.fixture
@replayed
def board_seat(board: Committee, afa: Institution) -> Seat:
    return SeatFactory(committee=board, institution=afa)


@pytest.fixture
@replayed
def lead_seat(group: Committee, ihk: Institution) -> Seat:
    return SeatFactory(committee=group, institution=ihk, lead=True)


@pytest.fixture
@replayed
def group_seat(group: Committee, fizu: Institution) -> Seat:
    return SeatFactory(committee=group, institution=fizu)


def _person(name: str, **facts: object) -> User:
    key = name.lower().replace(" ", "-")
    return UserFactory(email=f"{key}@kog.example", name=name, **facts)


@pytest.fixture
@replayed
def secretary(db) -> User:
    return AppointmentFactory(person=_person("Secretary"), office=Office.SECRETARY).person


@pytest.fixture
@replayed
def administrator(db) -> User:
    return AppointmentFactory(person=_person("Administrator"), office=Office.ADMINISTRATOR).person


@pytest.fixture
@replayed
def chair(chair_seat: Seat) -> User:
    return OccupancyFactory(seat=chair_seat, person=_person("Chair", institution=chair_seat.institution)).person


@pytest.fixture
@replayed
def board_member(board_seat: Seat) -> User:
    person = _person("Board Member", institution=board_seat.institution)
    return OccupancyFactory(seat=board_seat, person=person).person


@pytest.fixture
@replayed
def group_lead(lead_seat: Seat) -> User:
    return OccupancyFactory(seat=lead_seat, person=_person("Group Lead", institution=lead_seat.institution)).person


@pytest.fixture
@replayed
def group_member(group_seat: Seat) -> User:
    return OccupancyFactory(seat=group_seat, person=_person("Group Member", institution=group_seat.institution)).person


@pytest.fixture
@replayed
def guest(db) -> User:
    """Invited to one agenda item at most; what that is, a test of meetings says."""
    return _person("Guest")


@pytest.fixture
@replayed
def stranger(db) -> User:
    """May sign in and has no standing at all."""
    return _person("Stranger")


@pytest.fixture
def anonymous() -> AnonymousUser:
    return AnonymousUser()


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, User | AnonymousUser]:
    """Everybody by name, for tables of permissions."""
    return {name: request.getfixturevalue(name) for name in CAST}


@pytest.fixture
def fresh() -> Callable[[User], User]:
    return lambda person: User.objects.get(pk=person.pk)


@pytest.fixture
def client_of() -> Callable[[User | AnonymousUser], Client]:
    """A client that is signed in as this person (not at all for `anonymous`)."""

    def signed_in(person: User | AnonymousUser) -> Client:
        client = Client()
        if person.is_authenticated:
            client.force_login(person, backend="kog.accounts.SignInBackend")
        return client

    return signed_in


@pytest.fixture
@replayed
def demo(db) -> None:
    """Not the cast, but the Leipzig demo with its whole story, as of today; its people are `kog.demo.person(…)`."""
    load_demo(timezone.localdate())
