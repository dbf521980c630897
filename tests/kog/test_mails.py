"""The form of every mail: addresses are for machines and for text; people read words and buttons."""

import itertools
import re
from pathlib import Path

import pytest

from kog import outbox

MAILS = sorted((Path(__file__).parents[2] / "templates").glob("*/emails/*-html.html"))


@pytest.mark.parametrize("page", MAILS, ids=lambda page: f"{page.parts[-3]}-{page.stem}")
def test_html_of_a_mail_shows_no_bare_address_and_text_never_without_a_word(page):
    assert not re.search(r'href="{{ (\w+) }}">{{ \1 }}</a>', page.read_text())
    lines = [
        line for line in page.with_name(page.name.replace("-html.html", "-text.txt")).read_text().split("\n") if line
    ]
    for before, line in itertools.pairwise(lines):
        if line in {"{{ link }}", "{{ address }}"}:
            assert re.search(r":(\" %}|{% endblocktranslate %})(.*{% endif %})?$", before), before


def test_button_leads_where_the_text_says(network, board_member):
    mail = outbox.write("seat_given", board_member, app="kog", address="https://kog.example/portal/")

    assert '<td class="button"><a href="https://kog.example/portal/">Im Portal öffnen</a></td>' in mail.html
    assert mail.text.startswith(f"Guten Tag {board_member.name},\n")
    assert mail.text.count("https://kog.example/portal/\n") == 1
