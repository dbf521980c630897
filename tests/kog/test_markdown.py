import re
import time

import pytest

from kog.markdown import CHARACTERS, plain, to_html

WORDS = "Die Leitung fragt nach dem Stand der Aufgabe. "


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**fett** und _kursiv_", "<p><strong>fett</strong> und <em>kursiv</em></p>"),
        ("eine\nzweite", "<p>eine<br>\nzweite</p>"),
        ("> Zitat", "<blockquote>\n<p>Zitat</p>\n</blockquote>"),
        ("- a\n    - b", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("Titel\n=====", "<h1>Titel</h1>"),
        ("eins\n\n---\n\nzwei", "<p>eins</p>\n<hr>\n<p>zwei</p>"),
        (r"\[kein Verweis\] und 3 \* 4", "<p>[kein Verweis] und 3 * 4</p>"),
        (r"\`kein Code", "<p>`kein Code</p>"),
        (
            "[Liste](https://amt.example/a_b_(1) 'Titel')",
            '<p><a href="https://amt.example/a_b_(1)" title="Titel" rel="noopener noreferrer">Liste</a></p>',
        ),
        (
            "<https://amt.example/?a=1&b=2>",
            (
                '<p><a href="https://amt.example/?a=1&amp;b=2" rel="noopener noreferrer">'
                "https://amt.example/?a=1&amp;b=2</a></p>"
            ),
        ),
        ("", ""),
        (None, ""),
    ],
)
def test_markdown_becomes_html(text, html):
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<Anlage 3> siehe <Frau Müller>", "<p>&lt;Anlage 3&gt; siehe &lt;Frau Müller&gt;</p>"),
        ("`<Anlage 3> siehe <Frau Müller>`", "<p><code>&lt;Anlage 3&gt; siehe &lt;Frau Müller&gt;</code></p>"),
        ("`<https://amt.example>`", "<p><code>&lt;https://amt.example&gt;</code></p>"),
        ("    if a < b && c:", "<pre><code>if a &lt; b &amp;&amp; c:\n</code></pre>"),
        ("3 < 4 & 5 > 2 &lt; &amp;", "<p>3 &lt; 4 &amp; 5 &gt; 2 &lt; &amp;</p>"),
        ("<b>fett</b>\n\n> <i>Zitat</i>", ("<p>&lt;b&gt;fett&lt;/b&gt;</p>\n"
         "<blockquote>\n<p>&lt;i&gt;Zitat&lt;/i&gt;</p>\n</blockquote>")),
        ("<!-- Notiz --> bleibt", "<p>&lt;!-- Notiz --&gt; bleibt</p>"),
        ("![Bild](x.png)", "<p>![Bild](x.png)</p>"),
        ("[1]: siehe Anlage", "<p>[1]: siehe Anlage</p>"),
        ("____________________\nUnterschrift", "<p>____________________<br>\nUnterschrift</p>"),
    ],
)  # fmt: skip
def test_nothing_that_was_typed_vanishes(text, html):
    assert to_html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](jAvascript&#58;alert(1))",
        "<javascript://%0aalert(1)>",
        '[x](https://amt.example "\\" onclick=\\"alert(1)")',
        '[x](https://amt.example/"onmouseover=alert(1))',
        "`<script>`</p><script>alert(1)</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "\ufdd5script>alert(1)\ufdd5/script>",
        "[" * 400 + "<script>alert(1)</script>",
        "<script>alert(1)</script>\n" * 3000,
    ],
)
def test_script_stays_harmless(text):
    html = to_html(text)

    assert set(re.findall(r"<(\w+)", html)) <= {"p", "a", "br", "code"}
    assert not re.findall(r"<[^>]*\b(?:javascript:|on\w+=)[^>]*>", re.sub(r'"[^"]*"', '""', html))
    assert not re.search(r'href="(?!https?:|mailto:)', html)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 3_000, id="brackets"),
        pytest.param("[" * CHARACTERS, id="more brackets"),
        pytest.param("[a](" * 25_000, id="links without an end"),
        pytest.param("[a](b) " * 14_000, id="links"),
        pytest.param("[1]: " + "(" * 50_000 + " x", id="reference"),
        pytest.param("[1]:" + " " * 50_000 + "x", id="spaces"),
        pytest.param("# " + "#" * 50_000 + "x", id="number signs"),
        pytest.param(" ".join("`" * number for number in range(1, 440)), id="code without an end"),
        pytest.param("*a _b " * 16_000, id="emphasis without an end"),
        pytest.param("".join(f"{'    ' * level}- a\n" for level in range(200)), id="nested list"),
        pytest.param("- " * 1_000 + "a", id="nested list on a line"),
        pytest.param(">" * CHARACTERS, id="nested quotes"),
        pytest.param("> - " * 25_000 + "a", id="nested both"),
        pytest.param("|a" * 10_000 + "\n" + "|-" * 10_000 + "\n" + "|a\n" * 1_000, id="wide table"),
        pytest.param("- - -\n" * 1_600 + WORDS * 1_900, id="rules across the page"),
        pytest.param("a\n===\n" * 900 + WORDS * 1_900, id="headings"),
        pytest.param("\n" * CHARACTERS, id="lines"),
        pytest.param("a" * 300 + "<a@" * 30_000, id="addresses"),
    ],
)
def test_no_text_takes_long(text):
    began = time.process_time()

    to_html(text[:CHARACTERS])

    assert time.process_time() - began < 1  # a third of it on an idle machine; some of them took minutes


def test_marks_beyond_the_limits_are_shown_as_typed():
    html = to_html("*a* " * 2_000)

    assert html.count("<em>a</em>") == 150
    assert html.count("*a*") == 1_850


def test_a_text_beyond_the_limits_keeps_its_paragraphs():
    assert to_html("**a** <b>\nc\n\n" * 1_000).startswith("<p>**a** &lt;b&gt;<br>c</p>\n<p>**a**")


def test_too_deep_for_the_parser_is_shown_as_typed(monkeypatch):
    def too_deep(text):
        raise RecursionError

    monkeypatch.setattr("kog.markdown._parser", lambda: type("Parser", (), {"convert": staticmethod(too_deep)}))

    assert to_html("**a** & b") == "<p>**a** &amp; b</p>"


def test_a_long_protocol_keeps_its_form():
    part = f"## Punkt\n\n{WORDS}**Beschluss** nach [Liste](https://amt.example).\n\n- eins\n- zwei\n\n"

    html = to_html(part * 200)

    assert [html.count(mark) for mark in ("<h2>", "<strong>", "<a ", "<li>")] == [200, 200, 200, 400]


def test_plain_text_has_the_words_without_the_marks():
    text = """# Übersicht
| Zeit | Ort |
| --- | :-: |
| 10:00 | Haus *A* |

> **Beschluss 2026-2/07**: Die [Liste](https://amt.example/a 'Titel') gilt ab 3. Mai.
- `eins`
  * _zwei_ mit a_b, 3 * 4 und 5 \\* 6

---
"""

    assert plain(text).split("\n") == [
        "Übersicht", "Zeit · Ort", "", "10:00 · Haus A", "", "Beschluss 2026-2/07: Die Liste gilt ab 3. Mai.", "eins",
        "zwei mit a_b, 3 * 4 und 5 * 6", "", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize("piece", ["[a](", "[", "| - ", "> # ", "*_`", "\\", " \t", "- "])
def test_plain_text_of_a_long_file_takes_no_time(piece):
    begin = time.process_time()
    plain(piece * (400_000 // len(piece)))
    assert time.process_time() - begin < 10
