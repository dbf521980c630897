"""Names sorted and found by German rules (DIN 5007-1): an umlaut counts as its vowel, capitals count as small letters.

The database makes the column itself, so that it is true for every row however it was written, on every engine.
"""

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Coalesce, Lower, NullIf, Replace

PAIRS = (("Ä", "a"), ("ä", "a"), ("Ö", "o"), ("ö", "o"), ("Ü", "u"), ("ü", "u"), ("ß", "ss"))


def folded(text: str) -> str:
    """A word typed by a person, in the spelling of the column."""
    for letter, plain in PAIRS:
        text = text.replace(letter, plain)
    return text.lower()


def sort_name(column: str = "name") -> models.GeneratedField:
    return models.GeneratedField(
        expression=_folded(F(column)), output_field=models.CharField(max_length=220), db_persist=True
    )


def by_house(seat: str = "") -> tuple[Lower, str, str]:
    """The one order of seats, by the name that is shown: `rows.order_by(*by_house("seat__"))`, or seats themselves."""
    short, name = F(f"{seat}institution__short_name"), F(f"{seat}institution__name")
    shown = _folded(Coalesce(NullIf(short, Value("")), name))
    return shown, f"{seat}label", f"{seat}pk" if seat else "pk"


def _folded(expression: F | Func) -> Lower:
    for letter, plain in PAIRS:
        expression = Replace(expression, Value(letter), Value(plain))
    return Lower(expression)
