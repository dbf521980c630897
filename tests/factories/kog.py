"""Rows of the network. A factory makes only what it names: no people on a seat, no seats in a committee."""

import datetime as dt

import factory

from kog.enums import CommitteeKind, OccupancyRole, Office, SeatFunction
from kog.models import (
    Appointment,
    Committee,
    Field,
    Institution,
    Level,
    Network,
    Occupancy,
    RotationPlace,
    Rules,
    Seat,
    User,
)
from tests.replay import ReplayedFactory

FOUNDED = dt.date(2020, 1, 1)
PASSWORD = "a-long-enough-password"


class NetworkFactory(ReplayedFactory):
    class Meta:
        model = Network

    name = "Koordinierungsgremium Musterstadt"
    short_name = "KOG"
    place = "Musterstadt"
    state = "SN"
    founded = FOUNDED
    secretariat_name = "Geschäftsstelle"


class LevelFactory(ReplayedFactory):
    class Meta:
        model = Level
        django_get_or_create = ["key"]

    key = "municipal"
    name = "Kommunalebene"


class FieldFactory(ReplayedFactory):
    class Meta:
        model = Field

    slug = factory.Sequence(lambda n: f"feld-{n}")
    name = factory.Sequence(lambda n: f"Feld {n}")


class InstitutionFactory(ReplayedFactory):
    class Meta:
        model = Institution

    key = factory.Sequence(lambda n: f"haus-{n}")
    name = factory.Sequence(lambda n: f"Haus {n}")
    level = factory.SubFactory(LevelFactory)


class UserFactory(ReplayedFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person-{n}@kog.example")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)


class AppointmentFactory(ReplayedFactory):
    class Meta:
        model = Appointment

    person = factory.SubFactory(UserFactory)
    office = Office.SECRETARY
    valid_from = FOUNDED


class CommitteeFactory(ReplayedFactory):
    class Meta:
        model = Committee

    class Params:
        board = factory.Trait(
            key="kog", name="Koordinierungsgremium", short_name="KOG", kind=CommitteeKind.BOARD, position=0
        )

    key = factory.Sequence(lambda n: f"ag-{n}")
    name = factory.Sequence(lambda n: f"Arbeitsgruppe {n}")
    short_name = factory.Sequence(lambda n: f"AG {n}")
    kind = CommitteeKind.WORKING_GROUP
    founded = FOUNDED
    position = factory.Sequence(lambda n: n % 30000 + 1)


class SeatFactory(ReplayedFactory):
    class Meta:
        model = Seat

    class Params:
        lead = factory.Trait(function=SeatFunction.LEAD)

    committee = factory.SubFactory(CommitteeFactory)
    institution = factory.SubFactory(InstitutionFactory)
    valid_from = FOUNDED


class OccupancyFactory(ReplayedFactory):
    class Meta:
        model = Occupancy

    class Params:
        deputy = factory.Trait(role=OccupancyRole.DEPUTY)

    seat = factory.SubFactory(SeatFactory)
    person = factory.SubFactory(UserFactory)
    valid_from = factory.SelfAttribute("seat.valid_from")


class RotationPlaceFactory(ReplayedFactory):
    class Meta:
        model = RotationPlace

    seat = factory.SubFactory(SeatFactory)
    committee = factory.SelfAttribute("seat.committee")
    position = 0


class RulesFactory(ReplayedFactory):
    class Meta:
        model = Rules

    committee = factory.SubFactory(CommitteeFactory)
    valid_from = FOUNDED
