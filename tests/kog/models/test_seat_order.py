"""Seats stand in the order of the names that are shown, by German rules."""

from kog.models import Seat
from kog.models.sorting import by_house
from tests.factories.kog import InstitutionFactory, SeatFactory


def test_seats_are_in_the_order_of_what_is_shown_with_umlauts_as_their_vowels(board):
    houses = [("Zentrum für Arbeit", "ARGE"), ("Ärztekammer", ""), ("Bezirk", ""), ("Anwaltskammer", ""), ("ob", "")]
    for name, short in houses:
        SeatFactory(committee=board, institution=InstitutionFactory(name=name, short_name=short), label="zwei")
    SeatFactory(committee=board, institution__name="Bezirk Mitte", label="")
    SeatFactory(committee=board, institution=Seat.objects.get(institution__name="Bezirk").institution, label="eins")

    shown = [str(seat) for seat in Seat.objects.filter(committee=board).order_by(*by_house())]

    assert shown == [
        "Anwaltskammer (zwei)",
        "ARGE (zwei)",
        "Ärztekammer (zwei)",
        "Bezirk (eins)",
        "Bezirk (zwei)",
        "Bezirk Mitte",
        "ob (zwei)",
    ]
