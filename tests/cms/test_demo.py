import datetime as dt

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms import demo
from cms.models import NewsPage, StartPage

TODAY = dt.date(2026, 6, 12)


def test_demo_tells_its_pages_once(db):
    first = demo.tell(TODAY)
    again = demo.tell(TODAY + dt.timedelta(days=30))

    assert sum(first.created.values()) == Page.objects.filter(depth__gt=2).count()
    assert not again.created
    assert not again.changed
    assert {page.date for page in NewsPage.objects.all()} == {TODAY - dt.timedelta(days=days) for days in (6, 41, 97)}


def test_demo_leaves_alone_what_somebody_edited(db):
    demo.tell(TODAY)
    page = StartPage.objects.get()
    page.intro = "Von Hand"
    page.save()

    demo.tell(TODAY)

    assert StartPage.objects.get().intro == "Von Hand"


def test_every_page_of_the_demo_answers_in_german_and_without_a_person(client, network, board_member):
    demo.tell(TODAY)

    for page in Page.objects.filter(depth__gt=1):
        answer = client.get(page.get_url())
        assert answer.status_code == 200, page.slug
        assert answer.text.count("<h1") == 1, page.slug
        assert board_member.name not in answer.text


@pytest.mark.parametrize("slug", ["kontakt", "impressum", "datenschutz", "barrierefreiheit"])
def test_footer_leads_to_the_legal_pages(client, network, slug):
    demo.tell(TODAY)

    assert f'<a class="footer__link" href="/{slug}/">' in client.get(reverse("account_login")).text
