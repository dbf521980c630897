from urllib.parse import parse_qs, urlsplit

from django.contrib.messages import get_messages
from django.urls import reverse


def sent_to(response) -> tuple[str, list[str]]:
    place = urlsplit(response["Location"])
    return place.path, parse_qs(place.query)["next"]


def test_a_step_after_the_session_ended_leads_back_to_its_page(client, db):
    step, page = reverse("kog:confirm_rules"), reverse("kog:onboarding")

    answer = client.post(step, headers={"Referer": f"http://testserver{page}?a=1"})

    assert sent_to(answer) == (reverse("account_login"), [page])
    assert [str(message) for message in get_messages(answer.wsgi_request)] != []


def test_a_page_of_somebody_else_is_no_way_back(client, db):
    for page in ("https://evil.example/portal/", ""):
        answer = client.post(reverse("kog:confirm_rules"), headers={"Referer": page})
        assert sent_to(answer) == (reverse("account_login"), [reverse("kog:dashboard")])


def test_an_address_that_only_takes_input_says_so(client_of, board_member):
    client = client_of(board_member)

    page = client.get(reverse("kog:confirm_rules"), headers={"Accept": "text/html"})
    program = client.get(reverse("kog:confirm_rules"), headers={"Accept": "application/json"})

    assert (page.status_code, page["Allow"], program.status_code, program.content) == (405, "POST", 405, b"")
    assert reverse("kog:dashboard") in page.content.decode()
