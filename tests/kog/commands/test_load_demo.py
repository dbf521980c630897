import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from kog import demo, loading, queries, rules
from kog.enums import Office
from kog.loading import Counts
from kog.models import Committee, Field, HistoryEntry, Occupancy, Seat, User
from workinggroups.queries import link_people, vacant_seats, with_gaps

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_the_network(monkeypatch):
    """The other apps' stories have tests of their own."""
    monkeypatch.setattr(loading, "_loaders", [])
    monkeypatch.setattr(loading, "_demo", [])


def test_everybody_has_the_standing_of_the_account(capsys):
    call_command("load_demo")

    sits = {
        name: set(queries.committees_of(demo.person(name)).values_list("key", flat=True))
        for name, _role in demo.ACCOUNTS
    }
    assert sits == {
        "geschaeftsstelle": set(),
        "vorsitz": {"kog"},
        "mitglied": {"kog"},
        "ag-leitung": {"feg"},
        "ag-mitglied": {"ausbildung-arbeit"},
        "gast": set(),
        "verwaltung": set(),
    }
    assert queries.offices(demo.person("geschaeftsstelle")) == {Office.SECRETARY}
    assert queries.offices(demo.person("verwaltung")) == {Office.ADMINISTRATOR}
    assert list(
        Committee.objects.filter(pk__in=rules.leads(demo.person("ag-leitung"))).values_list("key", flat=True)
    ) == ["feg"]
    assert demo.person("vorsitz").occupancies.get().seat.rotation_places.get().position == 0
    assert demo.person("mitglied").check_password(demo.PASSWORD)
    out = capsys.readouterr().out
    assert demo.PASSWORD in out
    assert all(demo.address(name) in out for name, _role in demo.ACCOUNTS)


def test_demo_has_gaps_links_and_deputies():
    call_command("load_demo")

    vacant = set(vacant_seats().values_list("committee__key", "institution__key"))
    assert vacant == {
        ("kog", "lasub"),
        ("kog", "hwk"),
        ("sprache", "bsz"),
        ("ausbildung-arbeit", "studentenwerk"),
    }
    assert [group.key for group in with_gaps() if group.led_from_outside] == ["jour-fixe"]
    assert not [group.key for group in with_gaps() if group.unlinked]
    groups = queries.committees().exclude(key="kog")
    assert all(link_people(group).exists() for group in groups)
    assert Occupancy.objects.filter(role="deputy").count() == len(demo.DEPUTIES)


def test_second_run_changes_nothing(capsys):
    call_command("load_demo")
    before = HistoryEntry.objects.count(), User.objects.count(), Occupancy.objects.count(), Seat.objects.count()

    counts = demo.load_demo(dt.date(2030, 1, 1))

    assert (counts.created.total(), counts.changed.total()) == (0, 0)
    after = HistoryEntry.objects.count(), User.objects.count(), Occupancy.objects.count(), Seat.objects.count()
    assert after == before


def test_another_network_is_left_alone(network):
    with pytest.raises(CommandError, match=network.name):
        call_command("load_demo")

    assert not User.objects.exists()


def test_stories_are_told_in_their_order_on_the_day_asked_for(monkeypatch):
    told = []
    for name, order in (("later", 80), ("first", 10)):
        loading.register_demo(lambda today, name=name: told.append((name, today)) or Counts(), order=order)

    call_command("load_demo", "--date", "2027-05-04")

    assert told == [("first", dt.date(2027, 5, 4)), ("later", dt.date(2027, 5, 4))]


def test_login_link_is_printed_for_a_known_address_only(capsys):
    call_command("load_demo")
    capsys.readouterr()

    call_command("login_link", "GAST@kog.example")

    assert "/r/" in capsys.readouterr().out
    assert demo.person("gast").scoped_links.count() == 1
    with pytest.raises(CommandError, match=r"niemand@kog\.example"):
        call_command("login_link", "niemand@kog.example")


def test_login_link_for_somebody_who_left_is_refused():
    call_command("load_demo")
    User.objects.filter(email="gast@kog.example").update(is_active=False)

    with pytest.raises(CommandError):
        call_command("login_link", "gast@kog.example")


def test_topics_have_groups_and_houses_and_keep_what_was_said_in_the_portal():
    call_command("load_demo")
    counted = {field.slug: (field.group_count, field.house_count) for field in queries.fields()}
    assert counted["wirtschaft"] == (1, 6)
    assert all(houses for _groups, houses in counted.values())

    feg = Committee.objects.get(key="feg")
    feg.fields.set(Field.objects.filter(slug="sozialraum"))
    demo.load_demo(dt.date(2030, 1, 1))

    assert list(feg.fields.values_list("slug", flat=True)) == ["sozialraum"]
