"""Markdown that people type, as HTML that is safe to show. Rendered when saved, never when read."""

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


def to_html(text: str) -> str:
    """Safe HTML of a Markdown text; raw HTML in it is dropped, links go to http(s) and mailto only."""
    html = python_markdown.markdown(text or "", extensions=["tables", "sane_lists", "nl2br"], output_format="html")
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
