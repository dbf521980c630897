import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Locale, Page

from cms.models import PublicFile, StartPage
from kog.models import Level, Network
from tests.factories.cms import news_index, start_page

EDITORS = {"secretary", "administrator"}


def test_stranger_signs_in_at_the_portals_own_door(client, db):
    answer = client.get("/verwaltung/", follow=True)

    assert answer.redirect_chain[-1][0] == "/konto/login/?next=/verwaltung/"


@pytest.mark.parametrize("address", ["/verwaltung/login/", "/verwaltung/password_reset/"])
def test_wagtails_own_doors_are_shut(client, db, address):
    answer = client.get(address)

    assert answer.headers["Location"].startswith("/konto/")


def test_signed_in_without_the_right_reads_a_sentence(cast, client_of):
    for name, person in cast.items():
        if name == "anonymous":
            continue
        answer = client_of(person).get("/verwaltung/", follow=True)
        assert (answer.status_code == 200) == (name in EDITORS), name
        assert (answer.status_code == 403) == (name not in EDITORS), name


def test_secretary_edits_and_publishes_a_page(client_of, secretary):
    page = start_page()
    answer = client_of(secretary).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        {
            "title": "Willkommen",
            "slug": page.slug,
            "intro": "",
            "body-count": "0",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "action-publish": "1",
        },
    )

    assert answer.status_code == 302
    assert Page.objects.get(pk=page.pk).title == "Willkommen"


@pytest.mark.parametrize(
    ("kind", "parent"), [("textpage", start_page), ("groupspage", start_page), ("newspage", news_index)]
)
def test_page_can_be_previewed_before_it_exists(client_of, secretary, network, kind, parent):
    client = client_of(secretary)
    address = reverse("wagtailadmin_pages:preview_on_add", args=["cms", kind, parent().pk])
    draft = {"title": "Entwurf", "slug": "entwurf", "intro": "", "date": "2026-06-12", "body-count": "0"}

    saved = client.post(address, draft | {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"})

    assert saved.json()["is_valid"]
    assert "Entwurf</h1>" in "".join(client.get(address).text.split())


def test_member_of_the_board_edits_nothing(client_of, board_member):
    page = start_page()

    answer = client_of(board_member).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "Gekapert"}, follow=True
    )

    assert answer.status_code == 403
    assert Page.objects.get(pk=page.pk).title == page.title


def test_secretary_changes_the_brand_and_nonsense_is_refused(client_of, secretary, network):
    client = client_of(secretary)
    address = reverse("network:edit", args=[network.pk])
    facts = {
        "name": "Netzwerk Nord",
        "short_name": "NN",
        "place": "Nordstadt",
        "state": "",
        "color_primary": "#004c93",
        "color_accent": "#b3471d",
        "sittings_a_year": "2",
    }

    refused = client.post(address, facts | {"color_primary": "red;}"})
    client.post(address, facts)

    assert refused.context["form"].errors.keys() == {"color_primary"}
    assert Network.objects.get().short_name == "NN"


def test_rows_of_the_network_are_not_deleted_in_the_admin(client_of, secretary, network):
    level = Level.objects.create(key="bund", name="Bundesebene")

    client_of(secretary).post(reverse("level:delete", args=[level.pk]))

    assert Level.objects.filter(pk=level.pk).exists()


@pytest.mark.parametrize("address", ["/verwaltung/users/", "/verwaltung/groups/", "/verwaltung/sites/"])
def test_people_and_rights_are_not_managed_here(client_of, secretary, address):
    client = client_of(secretary)

    answer = client.get(address)

    assert answer.status_code == 302
    assert f'"{address}"' not in client.get("/verwaltung/").text


@pytest.mark.parametrize(
    "name",
    ["wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index", "wagtailadmin_account", "network:index",
     "institution:index", "institution:add", "field:index", "wagtailsnippets_cms_publicfile:list"],
)  # fmt: skip
def test_secretary_opens_the_rooms_of_the_admin(client_of, secretary, network, name):
    assert client_of(secretary).get(reverse(name)).status_code == 200


def test_editor_settings_are_saved_and_name_no_person(client_of, secretary):
    client = client_of(secretary)
    page = client.get(reverse("wagtailadmin_account"))

    answer = client.post(
        reverse("wagtailadmin_account"),
        {"theme-theme": "dark", "theme-contrast": "system", "theme-density": "default", "locale-current_time_zone": "",
         "locale-preferred_language": "", "theme-keyboard_shortcuts": "on"},
    )  # fmt: skip

    assert "name_email" not in page.text
    assert answer.status_code == 302
    assert type(secretary).objects.get(pk=secretary.pk).wagtail_userprofile.theme == "dark"


def test_public_file_is_always_a_download(client, db):
    document = PublicFile.objects.create(title="Flyer", file=ContentFile(b"%PDF-1.7", name="flyer.pdf"))

    answer = client.get(document.get_absolute_url())

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"


def test_secretary_begins_a_translation(client_of, secretary, board_member):
    english = Locale.objects.create(language_code="en")
    address = reverse("simple_translation:submit_page_translation", args=[start_page().pk])

    client_of(board_member).post(address, {"locales": [english.pk]})
    before = StartPage.objects.count()
    client_of(secretary).post(address, {"locales": [english.pk]})

    assert before == 1
    assert StartPage.objects.filter(locale=english).count() == 1


def test_start_page_is_not_deleted(client_of, secretary):
    page = start_page()
    child = news_index()
    client = client_of(secretary)

    client.post(reverse("wagtailadmin_pages:delete", args=[child.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{bulk}?id={page.pk}")

    assert list(Page.objects.filter(depth__gt=1)) == [page.page_ptr]
