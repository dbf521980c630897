"""Markdown that people type, as HTML that is safe to show. Rendered when saved, never when read.

Nothing that was typed vanishes: HTML, and Frau Müller in angle brackets, are text. And no text keeps a process busy:
the parser's time grows with the square of unclosed marks and of nesting, so marks that cannot become anything, and
those beyond what people write, are kept out of its sight and put back afterwards. The sanitiser has the last word.
"""

import itertools
import re
from html import escape

import markdown as python_markdown
import nh3

TAGS = {
    "a", "abbr", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"scope"},
}

# Beyond these a text is shown as it was typed.
CHARACTERS = 100_000
LINES = 2_000
# Beyond these only the marks are.
MARKS = 1_500
MARKS_OF_A_BLOCK = 300
CELLS_OF_A_TABLE = 1_000
HEADINGS_OF_A_BLOCK = 50  # and rules across the page

MARK = "[*_`\\<|#>-+="
HIDDEN = "".join(chr(0xFDD0 + number) for number in range(len(MARK)))  # code points that are no characters
HIDE = str.maketrans(MARK, HIDDEN)
SHOW = {ord(hidden): escape(mark) for hidden, mark in zip(HIDDEN, MARK, strict=True)}

HTML_PICTURES_REFERENCES = (
    "html", "entity", "image_link", "reference", "image_reference", "short_reference", "short_image_ref",
)  # fmt: skip
NEVER_TYPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef]")
BETWEEN_BLOCKS = re.compile(r"(\n[ \t]*\n)")
INLINE_MARK = re.compile(r"[\[*_`\\<]")
HEADING = re.compile(r"^[ >]*(?:#.*|[-*_= ]+)$", re.MULTILINE)
UNESCAPED = r"(?<!(?<!\\)\\)"
BACKTICKS = re.compile(UNESCAPED + r"`+")
LONG_RUN = re.compile(r"([#*_`\\])\1{9,}")
DEEP_BEGINNING = re.compile(r"^(?=[ ]{33}|(?:[ ]*(?:>|[-*+][ ]|\d{1,9}\.[ ])){6})[ >*+-]+", re.MULTILINE)
LINK_WORDS = r"(?:[^\[\]]|\[[^\[\]]{0,100}\]){1,300}\]"
LINK_ADDRESS = r"\((?:[^()\n]|\([^()\n]{0,300}\)){0,1000}\)"
NO_LINK = re.compile(rf"{UNESCAPED}\[(?!{LINK_WORDS}{LINK_ADDRESS})")
NO_AUTOLINK = re.compile(r"(?<!\]\()<(?![^<>\s]{1,1000}>)")

PLAIN_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\([^()\n]{0,1000}\)")
RULE = re.compile(r"^[-=|:*_ \t]+$", re.MULTILINE)  # across the page, under a heading, in a table
BEGINNING = re.compile(r"^[ \t]*(?:>[ \t]?|#{1,6}[ \t]+|[-*+][ \t]+)+", re.MULTILINE)
ROW = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)
EMPHASIS = re.compile(r"(?<!\\)(?:\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\S)[*_](?!\w))")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")


def to_html(text: str) -> str:
    """Safe HTML of a Markdown text; HTML in it is shown as it was typed, links go to http(s) and mailto only."""
    text = NEVER_TYPED.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > CHARACTERS or text.count("\n") > LINES:
        html = _as_typed(text)
    else:
        try:
            html = _parser().convert(_without_idle_marks(text)).translate(SHOW)
        except RecursionError:
            html = _as_typed(text)
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def plain(text: str) -> str:
    """The words without the marks, for where they are only looked up: of a text of any length, so nothing is parsed."""
    text = RULE.sub("", PLAIN_LINK.sub(r"\1", text))
    text = BEGINNING.sub("", text)
    text = ROW.sub(lambda row: row.group().strip(" \t|").replace("|", "·"), text)
    return ESCAPED.sub(r"\1", EMPHASIS.sub("", text))


def _parser() -> python_markdown.Markdown:
    """Without HTML, pictures and link references; the serialiser then escapes every angle bracket exactly once."""
    parser = python_markdown.Markdown(extensions=["tables", "sane_lists", "nl2br"], output_format="html")
    parser.preprocessors.deregister("html_block")
    parser.parser.blockprocessors.deregister("reference")
    for pattern in HTML_PICTURES_REFERENCES:
        parser.inlinePatterns.deregister(pattern)
    return parser


def _as_typed(text: str) -> str:
    paragraphs = (escape(part).replace("\n", "<br>") for part in re.split(r"\n{2,}", text.strip("\n")))
    return "\n".join(f"<p>{part}</p>" for part in paragraphs)


def _hidden(match: re.Match[str]) -> str:
    return match.group().translate(HIDE)


def _without_idle_marks(text: str) -> str:
    """What the parser may see: marks for which it would only search the rest of the text are hidden in their place."""
    text = re.sub(r"[ ]{41,}", " " * 40, text.expandtabs(4))
    for pattern in (LONG_RUN, DEEP_BEGINNING, NO_LINK, NO_AUTOLINK):
        text = pattern.sub(_hidden, text)
    left = MARKS
    blocks = BETWEEN_BLOCKS.split(text)
    for number, block in enumerate(blocks):
        if block.isspace():
            continue
        blocks[number], used = _tame(block, min(left, MARKS_OF_A_BLOCK))
        left -= used
    return "".join(blocks)


def _tame(block: str, allowed: int) -> tuple[str, int]:
    """The block with at most so many inline marks, no unclosed code and no huge table; and how many marks are left."""
    lines = block.split("\n")
    if len(lines) * (max(line.count("|") for line in lines) + 1) > CELLS_OF_A_TABLE:
        block = block.replace("|", "|".translate(HIDE))
    block = _after(HEADINGS_OF_A_BLOCK, HEADING, block)
    block = _without_unclosed_code(block)
    return _after(allowed, INLINE_MARK, block), min(len(INLINE_MARK.findall(block)), allowed)


def _after(allowed: int, pattern: re.Pattern[str], block: str) -> str:
    """Hides what the pattern finds after so many times."""
    number = itertools.count(1)
    return pattern.sub(lambda found: found.group() if next(number) <= allowed else _hidden(found), block)


def _without_unclosed_code(block: str) -> str:
    last = {len(run.group()): run.start() for run in BACKTICKS.finditer(block)}
    opened: set[int] = set()

    def unless_alone(run: re.Match[str]) -> str:
        length = len(run.group())
        if run.start() == last[length] and length not in opened:
            return _hidden(run)
        opened.add(length)
        return run.group()

    return BACKTICKS.sub(unless_alone, block)
