"""The words of a page as somebody reads or hears them: its text, and the attributes that speak."""

from html.parser import HTMLParser

SPOKEN = {"alt", "aria-label", "content", "label", "placeholder", "title"}


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        # A script of type JSON carries sentences that a script of ours shows.
        self.silent = tag == "style" or (tag == "script" and facts.get("type") != "application/json")
        # A text that says itself in which language it is written.
        self.silent |= tag == "textarea" and bool(facts.get("lang"))
        self.found += [value for name, value in attrs if value and _speaks(name, value)]
        if tag == "input" and facts.get("type") in {"submit", "button"}:
            self.found.append(facts.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.found.append(data.strip())


def words_of(html: str) -> list[str]:
    parser = Words()
    parser.feed(html)
    return parser.found


def _speaks(name: str, value: str) -> bool:
    """A sentence for a script stands in a `data-` attribute; so does many an address, which nobody reads."""
    return name in SPOKEN or (name.startswith("data-") and not value.startswith("/"))
