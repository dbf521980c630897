"""Refusals: what an action raises when it may not happen now. Each carries a sentence for the person who asked."""

from django.utils.functional import Promise


class NotPossibleNow(Exception):
    """The state of things forbids this step. `code` names the reason for tests and logs, the text is for people.

    `missing` lists single sentences when there is more than one thing to be mended.
    """

    def __init__(self, code: str, sentence: str | Promise, *, missing: list[str] | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.missing = missing or []

    def __str__(self) -> str:
        return str(self.sentence)


class Conflict(NotPossibleNow):
    """Somebody else changed the same text in the meantime; both texts are kept for the person to choose."""

    def __init__(self, *, theirs: str, yours: str, sentence: str | Promise) -> None:
        super().__init__("conflict", sentence)
        self.theirs = theirs
        self.yours = yours


class LoadError(Exception):
    """A file of input is wrong: names table, key and reason. Nothing was changed."""

    def __init__(self, place: str, reason: str | Promise) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason
