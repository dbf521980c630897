from django.core.files.base import ContentFile
from django.urls import reverse

from tests.factories.kog import NetworkFactory

PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg'/>"


def test_style_sheet_carries_the_colours_of_the_network(client, db):
    NetworkFactory(color_primary="#112233", color_accent="#FFD500")

    response = client.get(reverse("brand_css"))

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "--brand: #112233;" in response.content.decode()
    assert "--brand-accent-on: #000000;" in response.content.decode()
    assert "max-age=86400" in response["Cache-Control"]


def test_style_sheet_of_an_empty_installation_has_the_default_colours(client, db):
    assert "--brand: #1d4f7c;" in client.get(reverse("brand_css")).content.decode()


def test_colour_that_is_none_cannot_write_into_the_style_sheet(client, db):
    NetworkFactory(color_primary="red;}*{")

    assert "red" not in client.get(reverse("brand_css")).content.decode()


def test_logo_is_served_without_the_right_to_run_anything(client, db):
    network = NetworkFactory()
    network.logo.save("logo.svg", ContentFile(PICTURE))

    response = client.get(reverse("brand_logo"))

    assert b"".join(response.streaming_content) == PICTURE
    assert response["Content-Type"] == "image/svg+xml"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "script-src" not in response["Content-Security-Policy"]


def test_logo_that_is_no_picture_is_not_served(client, db):
    network = NetworkFactory()
    network.logo.save("logo.html", ContentFile(b"<script>"))

    assert client.get(reverse("brand_logo")).status_code == 404


def test_network_without_a_logo_has_none_to_serve(client, db):
    NetworkFactory()

    assert client.get(reverse("brand_logo")).status_code == 404
