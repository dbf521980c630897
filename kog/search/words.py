"""Words as the index knows them: in one spelling, reduced to their stem. The same on both databases."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import snowballstemmer

LONGEST = 60  # of a word; longer ones are numbers and addresses nobody types
MOST_TERMS = 10  # of a question
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r'"([^"]*)"|(\S+)')
_QUOTES = str.maketrans(dict.fromkeys("„“”«»‚‘’", '"') | {"’": "'", "‘": "'", "‚": "'"})
_stemmer = snowballstemmer.stemmer("german")
_stemming = Lock()  # the stemmer works on one word at a time, which it keeps in itself


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Small letters without accents; ä and ae, ß and ss are the same."""
    plain = unicodedata.normalize("NFC", word.casefold()).translate(_UMLAUTS)
    if plain.isascii():
        return plain[:LONGEST]
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))[:LONGEST]


@lru_cache(maxsize=200_000)
def stem(folded: str) -> str:
    """Haus, Häuser, Haeuser → haus. The stemmer reads ae, oe and ue as umlauts."""
    with _stemming:
        return _stemmer.stemWord(folded) or folded


def places(text: str) -> Iterator[re.Match[str]]:
    return _WORD.finditer(text)


def folded_words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


@dataclass(frozen=True)
class Term:
    """What must occur: one word, or words in this order. `open`: a single word that may be a part of a longer one."""

    words: tuple[str, ...]
    open: bool

    @property
    def stems(self) -> tuple[str, ...]:
        return tuple(stem(word) for word in self.words)


def terms(question: str) -> list[Term]:
    """Words, "phrases in quotes", and what is written together (2026-2/07), which is a phrase as well."""
    found = []
    for quoted, bare in _PIECE.findall(question.translate(_QUOTES)):
        words = tuple(folded_words(quoted or bare))
        if words:
            found.append(Term(words, open=bool(bare) and len(words) == 1))
    return found[:MOST_TERMS]


def without_quotes(question: str) -> str:
    """As it is quoted itself: a phrase that is all of the question needs no marks of its own."""
    inside = question.strip().translate(_QUOTES)
    return question.strip()[1:-1] if re.fullmatch(r'"[^"]+"', inside) else question.strip()
