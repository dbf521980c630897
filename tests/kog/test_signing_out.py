import pytest
from django.urls import reverse

EMPTY_THE_STORAGE = '"storage"'


@pytest.mark.parametrize("way_out", ["account_logout", "wagtailadmin_logout"])
def test_every_way_out_empties_the_storage_of_the_browser(client_of, network, secretary, way_out):
    client = client_of(secretary)

    response = client.post(reverse(way_out))

    assert response["Clear-Site-Data"] == EMPTY_THE_STORAGE
    assert "_auth_user_id" not in client.session


def test_nothing_else_touches_it(client_of, network, secretary):
    client = client_of(secretary)

    assert "Clear-Site-Data" not in client.get(reverse("kog:dashboard"))
    assert "Clear-Site-Data" not in client.get(reverse("account_logout"))
