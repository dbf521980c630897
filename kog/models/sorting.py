"""Names sorted and found by German rules (DIN 5007-1): an umlaut counts as its vowel, capitals count as small letters.

The database makes the column itself, so that it is true for every row however it was written, on every engine.
"""

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Lower, Replace

PAIRS = (("Ä", "a"), ("ä", "a"), ("Ö", "o"), ("ö", "o"), ("Ü", "u"), ("ü", "u"), ("ß", "ss"))


def folded(text: str) -> str:
    """A word typed by a person, in the spelling of the column."""
    for letter, plain in PAIRS:
        text = text.replace(letter, plain)
    return text.lower()


def sort_name(column: str = "name") -> models.GeneratedField:
    expression: F | Replace = F(column)
    for letter, plain in PAIRS:
        expression = Replace(expression, Value(letter), Value(plain))
    return models.GeneratedField(
        expression=Lower(expression), output_field=models.CharField(max_length=220), db_persist=True
    )
