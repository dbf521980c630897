"""Whatever a page offers to a person, that person may open: no dead link, no closed door, no error, in any role."""

from kog.demo import person
from tests.pages.crawl import walk

ROLES = ("geschaeftsstelle", "vorsitz", "mitglied", "ag-leitung", "ag-mitglied", "gast", "verwaltung")


def test_every_link_a_person_is_offered_opens(demo, client_of):
    walks = {role: walk(client_of(person(role))) for role in ROLES}

    assert {role: one.dead for role, one in walks.items() if one.dead} == {}
    assert len(walks["geschaeftsstelle"].kinds) > 40
