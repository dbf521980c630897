import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kog import history
from kog.actions import appointing
from kog.enums import OccupancyRole, Office, SeatFunction
from kog.exceptions import NotPossibleNow
from kog.models import HistoryEntry, Occupancy, Seat
from tests.factories.kog import (
    AppointmentFactory,
    CommitteeFactory,
    InstitutionFactory,
    OccupancyFactory,
    RotationPlaceFactory,
    SeatFactory,
    UserFactory,
)

DAY = dt.date(2024, 5, 1)
NEXT = DAY + dt.timedelta(days=1)


@pytest.fixture
def seat(board):
    return SeatFactory(committee=board, valid_from=dt.date(2020, 1, 1))


def refused(step, *args, **kwargs) -> str:
    with pytest.raises(NotPossibleNow) as refusal:
        step(*args, **kwargs)
    assert str(refusal.value)
    return refusal.value.code


def verbs(record) -> list[str]:
    return [entry.verb for entry in history.of(record)]


def test_open_seat_is_vacant_and_remembered(board, afa, secretary):
    seat = appointing.open_seat(board, afa, since=DAY, function=SeatFunction.ADVISORY, has_vote=False, by=secretary)

    assert (seat.committee, seat.institution, seat.valid_from, seat.valid_until) == (board, afa, DAY, None)
    assert (seat.function, seat.has_vote) == (SeatFunction.ADVISORY, False)
    assert not seat.occupancies.exists()
    assert [(entry.verb, entry.by) for entry in history.of(seat)] == [("seat_opened", secretary)]


def test_open_seat_twice_is_refused_unless_it_has_a_designation(board, afa, secretary):
    appointing.open_seat(board, afa, since=DAY, by=secretary)

    assert refused(appointing.open_seat, board, afa, since=NEXT, by=secretary) == "seat_exists"
    second = appointing.open_seat(board, afa, since=DAY, label="Zweiter Sitz", by=secretary)
    assert set(Seat.objects.filter(institution=afa)) == {second, *Seat.objects.filter(label="")}


def test_open_seat_again_after_it_ended(board, afa, secretary):
    first = appointing.open_seat(board, afa, since=DAY, by=secretary)
    appointing.end_seat(first, on=DAY, by=secretary)

    assert refused(appointing.open_seat, board, afa, since=DAY, by=secretary) == "seat_exists"
    assert appointing.open_seat(board, afa, since=NEXT, by=secretary).valid_from == NEXT


def test_open_seat_in_a_dissolved_committee_is_refused(afa, secretary):
    group = CommitteeFactory(dissolved=DAY)

    assert refused(appointing.open_seat, group, afa, since=DAY, by=secretary) == "dissolved"


def test_two_open_seats_of_one_house_are_refused_by_the_database(seat):
    with pytest.raises(IntegrityError, match=r"seat_open_once|UNIQUE"), transaction.atomic():
        SeatFactory(committee=seat.committee, institution=seat.institution)


def test_change_seat_says_whether_it_changed(seat, secretary):
    assert appointing.change_seat(seat, function=SeatFunction.LEAD, has_vote=True, by=secretary)
    assert not appointing.change_seat(seat, function=SeatFunction.LEAD, has_vote=True, by=secretary)

    seat.refresh_from_db()
    assert seat.function == SeatFunction.LEAD
    assert verbs(seat) == ["seat_changed"]


def test_end_seat_takes_its_people_along(seat, secretary):
    holder, earlier = OccupancyFactory(seat=seat), OccupancyFactory(seat=seat, deputy=True, valid_until=DAY)

    appointing.end_seat(seat, on=NEXT, by=secretary)

    for fact, last in ((seat, NEXT), (holder, NEXT), (earlier, DAY)):
        fact.refresh_from_db()
        assert fact.valid_until == last
    assert verbs(seat) == ["seat_ended"]


def test_end_seat_twice_is_refused(seat, secretary):
    appointing.end_seat(seat, on=DAY, by=secretary)

    assert refused(appointing.end_seat, seat, on=NEXT, by=secretary) == "seat_ended"


def test_end_seat_before_it_began_is_refused(seat, secretary):
    assert refused(appointing.end_seat, seat, on=dt.date(2019, 12, 31), by=secretary) == "before_beginning"


def test_end_seat_in_the_rotation_is_refused(seat, secretary):
    RotationPlaceFactory(seat=seat)

    assert refused(appointing.end_seat, seat, on=DAY, by=secretary) == "in_rotation"


def test_end_seat_that_somebody_is_to_take_is_refused(seat, secretary):
    OccupancyFactory(seat=seat, valid_from=NEXT)

    assert refused(appointing.end_seat, seat, on=DAY, by=secretary) == "somebody_follows"


def test_occupy_puts_a_person_on_the_seat(seat, secretary):
    person = UserFactory()

    held = appointing.occupy(seat, person, since=DAY, by=secretary)

    assert (held.seat, held.person, held.role, held.valid_from, held.valid_until) == (
        seat,
        person,
        OccupancyRole.HOLDER,
        DAY,
        None,
    )
    entry = history.of(seat).get()
    assert (entry.verb, entry.facts["person_id"]) == ("seat_occupied", person.pk)


@pytest.mark.parametrize("since", [DAY, dt.date(2024, 4, 1)])
def test_occupy_a_taken_seat_is_refused(seat, secretary, since):
    OccupancyFactory(seat=seat, valid_from=DAY)

    assert refused(appointing.occupy, seat, UserFactory(), since=since, by=secretary) == "seat_taken"
    assert Occupancy.objects.count() == 1


def test_occupy_a_day_after_the_holder_left(seat, secretary):
    OccupancyFactory(seat=seat, valid_until=DAY)

    assert refused(appointing.occupy, seat, UserFactory(), since=DAY, by=secretary) == "seat_taken"
    assert appointing.occupy(seat, UserFactory(), since=NEXT, by=secretary).valid_from == NEXT


def test_occupy_before_a_later_holder_needs_an_end(seat, secretary):
    OccupancyFactory(seat=seat, valid_from=NEXT)

    assert refused(appointing.occupy, seat, UserFactory(), since=DAY, by=secretary) == "seat_taken"
    assert appointing.occupy(seat, UserFactory(), since=DAY, until=DAY, by=secretary).valid_until == DAY


def test_deputies_sit_beside_the_holder(seat, secretary):
    OccupancyFactory(seat=seat)

    for _number in range(2):
        appointing.occupy(seat, UserFactory(), since=DAY, role=OccupancyRole.DEPUTY, by=secretary)

    assert seat.occupancies.filter(role=OccupancyRole.DEPUTY).count() == 2


def test_occupy_twice_by_one_person_is_refused(seat, secretary):
    held = OccupancyFactory(seat=seat)

    code = refused(appointing.occupy, seat, held.person, since=DAY, role=OccupancyRole.DEPUTY, by=secretary)

    assert code == "already_there"


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (dt.date(2019, 12, 31), None, "before_beginning"),
        (DAY, None, "seat_ended"),
        (DAY, NEXT, "seat_ended"),
        (DAY, dt.date(2024, 4, 30), "end_before_beginning"),
    ],
)
def test_occupy_outside_the_time_of_the_seat_is_refused(seat, secretary, since, until, code):
    seat.valid_until = DAY
    seat.save()

    assert refused(appointing.occupy, seat, UserFactory(), since=since, until=until, by=secretary) == code


def test_occupy_by_somebody_who_left_is_refused(seat, secretary):
    person = UserFactory(is_active=False)

    assert refused(appointing.occupy, seat, person, since=DAY, by=secretary) == "person_left"


def test_two_open_holders_are_refused_by_the_database(seat):
    OccupancyFactory(seat=seat)

    with pytest.raises(IntegrityError), transaction.atomic():
        OccupancyFactory(seat=seat)


def test_vacate_leaves_the_seat_vacant(seat, secretary):
    held = OccupancyFactory(seat=seat)

    appointing.vacate(held, on=DAY, by=secretary)

    held.refresh_from_db()
    assert held.valid_until == DAY
    assert verbs(seat) == ["seat_vacated"]
    assert refused(appointing.vacate, held, on=NEXT, by=secretary) == "left_already"


def test_vacate_before_the_person_came_is_refused(seat, secretary):
    held = OccupancyFactory(seat=seat, valid_from=NEXT)

    assert refused(appointing.vacate, held, on=DAY, by=secretary) == "before_beginning"


def test_appoint_office_once(secretary):
    person = UserFactory()

    appointing.appoint_office(person, Office.SECRETARY, since=DAY, by=secretary)

    assert person.appointments.get().office == Office.SECRETARY
    assert verbs(person) == ["office_given"]
    assert refused(appointing.appoint_office, person, Office.SECRETARY, since=NEXT, by=secretary) == "office_held"


def test_end_office_unless_it_is_the_last(secretary):
    own, other = secretary.appointments.get(), AppointmentFactory(person=UserFactory())

    appointing.end_office(other, on=DAY, by=secretary)

    other.refresh_from_db()
    assert other.valid_until == DAY
    assert verbs(other.person) == ["office_ended"]
    assert refused(appointing.end_office, other, on=NEXT, by=secretary) == "office_ended"
    assert refused(appointing.end_office, own, on=NEXT, by=secretary) == "last_in_office"


def test_end_office_before_it_began_is_refused(secretary):
    appointment = AppointmentFactory(person=UserFactory(), valid_from=NEXT)

    assert refused(appointing.end_office, appointment, on=DAY, by=secretary) == "before_beginning"


def test_person_of_another_house_may_hold_the_seat(seat, secretary):
    person = UserFactory(institution=InstitutionFactory())

    assert appointing.occupy(seat, person, since=DAY, by=secretary).person == person


def steps(group, person):
    """What is done to the seats of a group, by its name, each as a function of the day and the actor."""
    seat, held = SeatFactory(committee=group), OccupancyFactory(seat__committee=group)
    house = InstitutionFactory()
    return {
        "open_seat": lambda day, by: appointing.open_seat(group, house, since=day, by=by),
        "end_seat": lambda day, by: appointing.end_seat(seat, on=day, by=by),
        "occupy": lambda day, by: appointing.occupy(seat, person, since=day, by=by),
        "vacate": lambda day, by: appointing.vacate(held, on=day, by=by),
    }


@pytest.mark.parametrize("step", ["open_seat", "end_seat", "occupy", "vacate"])
def test_lead_leaves_the_past_as_it_was(group, group_lead, step):
    today, do = timezone.localdate(), steps(group, UserFactory())[step]
    before = HistoryEntry.objects.count()

    assert refused(do, today - dt.timedelta(days=1), group_lead) == "past_is_settled"
    assert HistoryEntry.objects.count() == before
    do(today, group_lead)
    assert HistoryEntry.objects.count() == before + 1


@pytest.mark.parametrize("step", ["open_seat", "end_seat", "occupy", "vacate"])
def test_secretariat_sets_the_past_right(group, secretary, step):
    do = steps(group, UserFactory())[step]

    do(timezone.localdate() - dt.timedelta(days=1), secretary)

    assert HistoryEntry.objects.filter(by=secretary).count() == 1
