import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.kog import CommitteeFactory, FieldFactory, UserFactory
from tests.factories.workinggroups import LinkPersonFactory, OutsideBodyFactory, TopicMemberFactory
from workinggroups import gaps
from workinggroups.models import LinkPerson, OutsideBody, TopicMember

pytestmark = pytest.mark.django_db
TODAY = f"{timezone.localdate():%Y-%m-%d}"


def panel(text: str, name: str) -> str:
    return text.split(f'aria-labelledby="{name}"')[1].split("</section>", maxsplit=1)[0] if f'"{name}"' in text else ""


def test_lead_names_the_link_person_and_everybody_sees_it(client_of, group, group_lead, group_member, board_member):
    address = reverse("workinggroups:name_link_person", args=[group.key])

    answer = client_of(group_lead).post(address, {"person": board_member.pk, "since": TODAY})

    assert answer.url == group.get_absolute_url()
    shown = panel(client_of(group_member).get(group.get_absolute_url()).content.decode(), "links")
    assert board_member.get_absolute_url() in shown
    assert address not in shown
    assert address in panel(client_of(group_lead).get(group.get_absolute_url()).content.decode(), "links")


def test_only_people_of_the_board_are_offered(client_of, group, secretary, board_member, group_member):
    address = reverse("workinggroups:name_link_person", args=[group.key])
    page = client_of(secretary).get(address).content.decode()

    assert f'value="{board_member.pk}"' in page
    assert f'value="{group_member.pk}"' not in page
    wrong = client_of(secretary).post(address, {"person": group_member.pk, "since": TODAY})
    assert wrong.status_code == 422
    assert not LinkPerson.objects.exists()


def test_link_person_ends(client_of, group, secretary, board_member):
    named = LinkPersonFactory(committee=group, person=board_member)

    client_of(secretary).post(reverse("workinggroups:end_link_person", args=[group.key]), {"on": TODAY})

    named.refresh_from_db()
    assert named.valid_until == timezone.localdate()


def test_missing_link_person_is_a_gap_until_one_is_named(rf, secretary, board, board_member, group, lead_seat):
    def sentences() -> int:
        found = gaps.for_dashboard(rf.get("/"), secretary)["warnings"]
        return sum("link person" in one["text"] or "Verbindungsperson" in one["text"] for one in found)

    assert sentences() == 1
    LinkPersonFactory(committee=group, person=board_member)
    assert sentences() == 0


def test_link_person_who_left_the_board_is_a_gap_again(rf, secretary, board_member, board_seat, group, lead_seat):
    LinkPersonFactory(committee=group, person=board_member)
    before = len(gaps.for_dashboard(rf.get("/"), secretary)["warnings"])

    board_seat.occupancies.update(valid_until=board_seat.valid_from)

    assert len(gaps.for_dashboard(rf.get("/"), secretary)["warnings"]) > before


def test_lead_adds_and_ends_people_by_topic(client_of, group, group_lead, group_member):
    field, person = FieldFactory(name="Wohnen"), UserFactory(name="Frau Fachwissen")
    client, address = client_of(group_lead), reverse("workinggroups:add_topic_member", args=[group.key])
    page = client.get(address).content.decode()
    assert f'value="{person.pk}"' in page
    assert f'value="{group_member.pk}"' not in page.split('name="person"')[1].split("</select>")[0]

    client.post(address, {"person": person.pk, "topics": [field.pk], "since": TODAY})

    member = TopicMember.objects.get()
    listed = client.get(reverse("workinggroups:circle", args=[group.key])).content.decode()
    assert "Frau Fachwissen" in listed
    assert "Wohnen" in listed
    shown = panel(client_of(group_member).get(group.get_absolute_url()).content.decode(), "circle")
    assert "Frau Fachwissen" in shown
    client.post(reverse("workinggroups:end_topic_member", args=[group.key, member.pk]), {"on": TODAY})
    member.refresh_from_db()
    assert member.valid_until == timezone.localdate()


def test_circle_without_a_topic_is_refused(client_of, group, group_lead):
    address = reverse("workinggroups:add_topic_member", args=[group.key])

    assert client_of(group_lead).post(address, {"person": UserFactory().pk, "since": TODAY}).status_code == 422
    assert not TopicMember.objects.exists()


def test_member_of_another_circle_is_not_reached_by_this_address(client_of, group, group_lead):
    foreign = TopicMemberFactory()

    address = reverse("workinggroups:end_topic_member", args=[group.key, foreign.pk])
    assert client_of(group_lead).post(address, {"on": TODAY}).status_code == 404


def test_secretary_enters_and_changes_a_body_outside(client_of, secretary, board_member, board):
    field, client = FieldFactory(name="Wohnen"), client_of(secretary)
    typed = {"name": "Stadtrat Musterstadt", "what": "Beschließt.", "fields": [field.pk], "website": "stadtrat.example"}

    answer = client.post(reverse("workinggroups:enter_outside_body"), typed)

    body = OutsideBody.objects.get()
    assert (answer.status_code, body.website) == (302, "https://stadtrat.example")
    read = client_of(board_member)
    assert body.get_absolute_url() in read.get(reverse("workinggroups:outside_bodies")).content.decode()
    page = read.get(body.get_absolute_url()).content.decode()
    assert "Beschließt." in page
    assert reverse("workinggroups:describe_outside_body", args=[body.key]) not in page
    assert "Stadtrat Musterstadt" in panel(read.get(field.get_absolute_url()).content.decode(), "outside")
    client.post(reverse("workinggroups:describe_outside_body", args=[body.key]), typed | {"what": "Entscheidet."})
    body.refresh_from_db()
    assert body.what == "Entscheidet."


def test_script_in_what_was_typed_is_shown_as_text(client_of, board_member):
    body = OutsideBodyFactory(what="<script>alert(1)</script>")

    assert "<script>alert(1)" not in client_of(board_member).get(body.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", ["outside_bodies", "former_groups"])
def test_lists_cost_the_same_however_long(client_of, board_member, cost, name):
    client, address = client_of(board_member), reverse(f"workinggroups:{name}")

    def more(number: int) -> None:
        for _one in range(number):
            OutsideBodyFactory().fields.add(FieldFactory())
            CommitteeFactory(dissolved=timezone.localdate())

    more(1)
    client.get(address)
    one = cost(client, address)
    more(2)
    assert cost(client, address) == one <= 12


def test_group_page_costs_the_same_with_one_and_three_of_everything(client_of, group, group_lead, cost):
    client, address = client_of(group_lead), group.get_absolute_url()

    def more(number: int) -> None:
        for _one in range(number):
            TopicMemberFactory(committee=group).fields.add(FieldFactory())

    more(1)
    client.get(address)
    one = cost(client, address)
    more(2)
    assert cost(client, address) == one


def test_id_that_no_row_has_is_no_topic(client_of, group, group_lead, secretary, stranger):
    huge, field = "9" * 30, FieldFactory()
    asked = {"person": stranger.pk, "topics": [field.pk, huge], "since": TODAY}
    body = {"name": "Rat", "fields": [huge]}

    circle = client_of(group_lead).post(reverse("workinggroups:add_topic_member", args=[group.key]), asked)
    nobody = client_of(group_lead).post(
        reverse("workinggroups:add_topic_member", args=[group.key]), asked | {"person": huge, "topics": [field.pk]}
    )
    outside = client_of(secretary).post(reverse("workinggroups:enter_outside_body"), body)

    assert [answer.status_code for answer in (circle, nobody, outside)] == [422, 422, 422]
    assert circle.context["form"].has_error("topics", "invalid_choice")
    assert outside.context["form"].has_error("fields", "invalid_choice")
    assert not TopicMember.objects.exists()
    assert not OutsideBody.objects.exists()
