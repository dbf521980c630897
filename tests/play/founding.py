"""The network that plays, as it begins."""

import datetime as dt

from django.utils import timezone

from kog.enums import Majority
from kog.models import Committee, Institution, User
from meetings.actions import convening
from meetings.actions.convening import Arrangement
from tests.factories.kog import (
    AppointmentFactory,
    CommitteeFactory,
    InstitutionFactory,
    NetworkFactory,
    OccupancyFactory,
    RotationPlaceFactory,
    RulesFactory,
    SeatFactory,
)


class Founded:
    by: User
    committees: list[Committee]
    houses: list[Institution]

    def found(self) -> None:
        """A board in full form that counts votes, its chair goes round, and a light group, both with meetings ahead."""
        NetworkFactory()
        self.by = AppointmentFactory().person
        board = CommitteeFactory(board=True)
        RulesFactory(committee=board, majority=Majority.SIMPLE)
        group = CommitteeFactory(key="feg", short_name="AG FEG", parent=board)
        self.committees = [board, group]
        self.houses = InstitutionFactory.create_batch(4)
        for position, house in enumerate(self.houses[:3]):
            seat = OccupancyFactory(seat__committee=board, seat__institution=house).seat
            if position < 2:
                RotationPlaceFactory(seat=seat, position=position)
        OccupancyFactory(seat=SeatFactory(committee=group, institution=self.houses[2], lead=True))
        OccupancyFactory(seat__committee=group, seat__institution=self.houses[3])
        ahead = [Arrangement(timezone.localdate() + dt.timedelta(days=days)) for days in (42, 133, 273)]
        convening.plan_year(board, ahead, by=self.by)
        convening.plan(group, ahead[0], by=self.by)
