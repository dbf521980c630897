"""The instruments themselves: what axe and the watch over hosts and scripts are good for."""

import pytest


def test_axe_finds_a_picture_without_words(open_as, axe_findings):
    page = open_as(None, "/konto/login/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")

    assert [finding.split(":")[0] for finding in axe_findings(page)] == ["image-alt"]


def test_policy_stops_foreign_scripts_and_inline_ones(open_as):
    page = open_as(None, "/konto/login/")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p id=\"probe\">before</p>');"
        "const script = document.createElement('script');"
        "script.textContent = \"document.getElementById('probe').textContent = 'after'\";"
        "document.body.append(script);"
    )

    assert page.locator("#probe").inner_text() == "before"


@pytest.mark.parametrize("javascript", [True, False])
def test_person_is_signed_in(open_as, secretary, javascript):
    page = open_as(secretary, "/portal/", javascript=javascript)

    assert page.url.endswith("/portal/")
    assert secretary.name in page.locator("header").inner_text()
