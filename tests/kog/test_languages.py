import pytest


@pytest.mark.parametrize(
    ("path", "cookie", "language"),
    [
        ("/konto/login/", None, "de"),
        ("/konto/login/", "en", "en"),
        ("/konto/login/", "xx", "de"),
        ("/portal/nirgends/", "en", "en"),
        ("/nirgends/", "en", "de"),
        ("/en/nirgends/", None, "en"),
    ],
)
def test_page_speaks_language_of_address_or_person(client, db, settings, path, cookie, language):
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie

    answer = client.get(path, headers={"accept-language": "en"})

    assert answer.headers["Content-Language"] == language


def test_choice_is_kept_and_returns_to_the_page(client, db):
    answer = client.post("/sprache/", {"language": "en", "next": "/konto/login/"})

    assert answer.headers["Location"] == "/konto/login/"
    assert client.get("/konto/login/").headers["Content-Language"] == "en"
