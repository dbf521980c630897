import datetime as dt

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.models import StartPage
from kog.models import Committee
from tests.factories import cms as pages
from tests.factories.kog import CommitteeFactory, OccupancyFactory, SeatFactory, UserFactory

TODAY = dt.date(2026, 6, 12)


@pytest.fixture
def site(network, board) -> None:
    pages.about_page()
    pages.groups_page()
    pages.contact_page()
    pages.imprint()


def test_fresh_installation_has_a_start_page(client, db):
    answer = client.get("/")

    assert answer.status_code == 200
    assert Page.objects.filter(depth=2).count() == 1


@pytest.mark.parametrize("address", ["/", "/ueber-uns/", "/gruppen/", "/impressum/"])
def test_reading_sets_no_cookie(client, site, address):
    answer = client.get(address)

    assert answer.status_code == 200
    assert not answer.cookies


def test_navigation_shows_what_is_in_the_menu_and_marks_the_place(client, site):
    answer = client.get("/gruppen/")

    items = [(item.label, item.url, item.current) for item in answer.context["items"]]
    assert items == [("Über uns", "/ueber-uns/", False), ("Gruppen", "/gruppen/", True)]
    assert answer.text.count('aria-current="page"') == 2  # in the wide row and in the narrow menu


@pytest.mark.parametrize("address", ["/", "/konto/login/"])
def test_legal_pages_are_one_step_away_from_every_page(client, site, address):
    text = client.get(address).text

    assert '<a class="footer__link" href="/impressum/">Impressum</a>' in text
    assert '<a class="footer__link" href="/kontakt/">Kontakt</a>' in text


def test_unpublished_page_leaves_navigation_and_answers_nothing(client, site):
    pages.Page.objects.get(slug="gruppen").specific.unpublish()

    assert 'href="/gruppen/"' not in client.get("/").text
    assert client.get("/gruppen/").status_code == 404


def test_head_tells_search_engines_the_one_address(client, site):
    pages.Page.objects.filter(slug="ueber-uns").update(search_description="Wer mitwirkt")

    text = client.get("/ueber-uns/").text

    assert f'<link rel="canonical" href="{settings.BASE_URL}/ueber-uns/">' in text
    assert '<meta name="description" content="Wer mitwirkt">' in text
    assert '<meta property="og:title" content="Über uns">' in text
    assert '<html lang="de"' in text


# ---------------------------------------------------------------- groups


def test_group_shows_its_houses_and_no_person(client, site, group, group_lead, group_member):
    text = client.get("/gruppen/feg/").text

    assert "AG Fachkräfteeinwanderung" in text
    assert "Fachinformationszentrum Zuwanderung" in text
    assert text.count("Industrie- und Handelskammer") == 2  # as the lead, and once among the houses
    assert group_lead.name not in text
    assert group_member.name not in text
    assert group_member.email not in text


def test_house_that_left_is_not_shown_any_more(client, site, group, group_seat):
    group_seat.valid_until = timezone.localdate() - dt.timedelta(days=1)
    group_seat.save()

    assert "Fachinformationszentrum Zuwanderung" not in client.get("/gruppen/feg/").text


def test_hidden_and_dissolved_groups_and_the_board_are_not_shown(client, site, board, group, other_group):
    page = pages.GroupsPage.objects.get()
    page.not_shown.set([group])
    page.save()
    other_group.dissolved = timezone.localdate()
    other_group.save()

    assert client.get("/gruppen/").context["groups"] == []
    assert client.get("/").context["groups"] == []
    for committee in (board, group, other_group):
        assert client.get(f"/gruppen/{committee.key}/").status_code == 404


def groups_with_houses(number: int) -> None:
    for _ in range(number):
        group = CommitteeFactory(lead=None)
        for _ in range(3):
            OccupancyFactory(seat=SeatFactory(committee=group), person=UserFactory())


@pytest.mark.parametrize("address", ["/gruppen/", "/", "/ueber-uns/"])
def test_queries_stay_the_same_with_many_groups(client, site, address, django_assert_max_num_queries):
    groups_with_houses(1)
    client.get(address)  # fills the caches of site and content types
    with django_assert_max_num_queries(12) as few:
        client.get(address)
    groups_with_houses(39)

    with django_assert_max_num_queries(len(few)) as many:
        client.get(address)

    assert Committee.objects.count() == 41
    assert len(many) == len(few)


# ---------------------------------------------------------------- news


def test_news_come_newest_first_ten_at_a_time(client, network):
    index = pages.news_index()
    for number in range(12):
        pages.news(index, number, date=TODAY - dt.timedelta(days=number // 2))

    newest = client.get("/aktuelles/")
    older = client.get("/aktuelles/" + newest.context["older_url"])

    titles = [page.title for answer in (newest, older) for page in answer.context["news"]]
    assert titles == [f"Meldung {number}" for number in (1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10)]
    assert len(newest.context["news"]) == 10
    assert older.context["older_url"] == ""


def test_mistyped_place_in_the_news_shows_the_newest(client, network):
    pages.news(pages.news_index(), 1, date=TODAY)

    assert len(client.get("/aktuelles/?vor=gestern.x").context["news"]) == 1


def test_feed_has_the_news_and_is_not_sent_twice(client, network, django_assert_num_queries):
    page = pages.news(pages.news_index(), 1, date=TODAY)
    first = client.get(reverse("cms:news_feed"))

    with django_assert_num_queries(1):
        second = client.get(reverse("cms:news_feed"), headers={"if-none-match": first.headers["ETag"]})
    page.unpublish()
    third = client.get(reverse("cms:news_feed"), headers={"if-none-match": first.headers["ETag"]})

    assert f"{settings.BASE_URL}/aktuelles/meldung-1/" in first.text
    assert second.status_code == 304
    assert third.status_code == 200
    assert "meldung-1" not in third.text


# ---------------------------------------------------------------- search engines and languages


def test_sitemap_has_pages_and_groups_by_their_full_address(client, site, group):
    text = client.get("/sitemap.xml").text

    assert f"<loc>{settings.BASE_URL}/</loc>" in text
    assert f"<loc>{settings.BASE_URL}/gruppen/feg/</loc>" in text
    assert "localhost/" not in text.replace(settings.BASE_URL, "")


def test_robots_are_told_the_sitemap_and_kept_out_of_the_portal(client, db):
    lines = client.get("/robots.txt").text.splitlines()

    assert "Disallow: /portal/" in lines
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in lines


def test_untranslated_page_sends_readers_to_its_own_address(client, site):
    assert client.get("/en/gruppen/").headers["Location"] == "/gruppen/"


def test_translated_page_has_both_addresses_and_a_way_between_them(client, site):
    english = Locale.objects.create(language_code="en")
    start = StartPage.objects.get()
    translation = start.copy_for_translation(english)
    translation.title = "Home"
    translation.slug = "start-en"
    translation.save_revision().publish()

    german, other = (" ".join(client.get(address).text.split()) for address in ("/", "/en/"))

    assert '<html lang="en"' in other
    assert f'hreflang="en" href="{settings.BASE_URL}/en/"' in german
    assert '<a class="languages__link" href="/" lang="de"' in other
    assert not client.get("/en/").cookies
