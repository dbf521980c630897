"""The demo: the Leipzig network with people on its seats. They are called by their office; nobody real is meant.

Other apps tell their part of the story by `kog.loading.register_demo`.
"""

import datetime as dt
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kog import history, loading, network_checks
from kog.actions.appointing import appoint_office, occupy
from kog.actions.loading_network import load_network
from kog.enums import CommitteeKind, OccupancyRole, Office
from kog.exceptions import NotPossibleNow
from kog.loading import Counts
from kog.models import Committee, Field, Institution, Network, Seat, User

FILE = settings.ROOT / "assets" / "networks" / "leipzig.toml"
PASSWORD = "koordinieren-in-leipzig"  # noqa: S105 -- everybody may know it: these accounts are for looking around
NOUNS = [gettext_noop("people"), gettext_noop("seats taken"), gettext_noop("offices"), gettext_noop("topics named")]
DOMAIN = "kog.example"
VACANT_ON_BOARD = {"lasub", "hwk"}  # so that the warnings have something to warn of
VACANT_IN_GROUPS = {("sprache", "bsz"), ("ausbildung-arbeit", "studentenwerk")}
DEPUTIES = {
    "afa": "Teamleitung Arbeitgeberservice der Agentur für Arbeit",
    "ob": "Referat Strategische Steuerung beim Oberbürgermeister",
    "jobcenter": "Bereichsleitung Markt und Integration im Jobcenter",
    "ihk": "Abteilungsleitung Aus- und Weiterbildung der IHK zu Leipzig",
    "bamf": "Regionalkoordination Integration des BAMF",
    "sozialamt": "Abteilungsleitung Migrantenhilfe im Sozialamt",
    "lvb": "Personalentwicklung der LVB",
}
# Houses whose head comes to the groups as well; the others send a colleague of the working level.
HEADS_IN_GROUPS = {"iq", "ref-migration", "ref-beschaeftigung", "wohnungsbau"}
HEADS = {
    "ob": "Büro des Oberbürgermeisters",
    "bm-soziales": "Büro des Bürgermeisters Soziales, Gesundheit und Vielfalt",
    "bm-jugend": "Büro des Bürgermeisters Jugend, Schule und Demokratie",
    "afa": "Leitung Agentur für Arbeit",
    "bamf": "Leitung BAMF-Außenstelle",
    "sms": "Leitung Referat Integration im Staatsministerium",
    "iq": "Koordination IQ Landesnetzwerk Sachsen",
    "dez-wirtschaft": "Dezernatsleitung Wirtschaft, Arbeit und Digitales",
    "sozialamt": "Leitung Sozialamt",
    "ordnungsamt": "Leitung Ordnungsamt",
    "jugendamt": "Leitung Amt für Jugend und Familie",
    "wohnungsbau": "Leitung Amt für Wohnungsbau und Stadterneuerung",
    "ref-beschaeftigung": "Leitung Referat Beschäftigungspolitik",
    "ref-migration": "Leitung Referat Migration und Integration",
    "ihk": "Hauptgeschäftsführung IHK zu Leipzig",
    "lvb": "Geschäftsführung LVB",
}
RESPONSIBLE = {
    "afa": "Beratung und Vermittlung, Berufssprachkurse nach § 45a AufenthG, Arbeitsmarktzulassung",
    "jobcenter": "Leistungen und Eingliederung nach dem SGB II",
    "abh": "Aufenthaltstitel, beschleunigtes Fachkräfteverfahren",
    "ihk": "Ausbildungsberatung, Anerkennung über IHK FOSA",
    "ref-migration": "Gesamtkonzept Integration, Geschäftsstelle des KOG",
    "fizu": "Erstberatung zu Zuwanderung, Anerkennung und Qualifizierung",
}
# Who works on which topic, by keys.
TOPICS = {
    "wirtschaft": ("feg", "ihk", "hwk", "lvb", "wifoe", "dez-wirtschaft", "weltoffen"),
    "migration-und-integration": (
        "feg", "frauen", "jour-fixe", "bamf", "sms", "iq", "ref-migration", "sozialamt", "abh", "fizu",
        "migrantenbeirat",
    ),
    "ausbildung-und-arbeit": (
        "ausbildung-arbeit", "frauen", "sprache", "afa", "jobcenter", "ihk", "hwk", "ref-beschaeftigung",
        "arbeitsmarktmentoren", "ibas",
    ),
    "familie-und-bildung": ("sprache", "frauen", "jugendamt", "bm-jugend", "lasub", "bsz", "sprachkurstraeger"),
    "sozialraum": ("sozialamt", "wohnungsbau", "bm-soziales", "ordnungsamt"),
}  # fmt: skip
# The accounts to look around with: local part, what to see with it. The person is found by address.
ACCOUNTS = (
    ("geschaeftsstelle", "Geschäftsstelle: bereitet Sitzungen vor und nach"),
    ("vorsitz", "Vorsitz: hält den Sitz des Oberbürgermeisters"),
    ("mitglied", "Mitglied des Leitungsgremiums: Agentur für Arbeit"),
    ("ag-leitung", "Leitung der AG FEG: IHK zu Leipzig, nicht im Leitungsgremium"),
    ("ag-mitglied", "Mitglied nur in der AG Ausbildung und Arbeit: FiZu"),
    ("gast", "Gast: ohne Sitz"),
    ("verwaltung", "Technische Verwaltung"),
)
# Offices that have an account of their own name instead of the key of their house.
ADDRESS_OF_HEAD = {"ob": "vorsitz", "afa": "mitglied"}
ADDRESS_OF_COLLEAGUE = {("feg", "ihk"): "ag-leitung", ("ausbildung-arbeit", "fizu"): "ag-mitglied"}


def address(local_part: str) -> str:
    return f"{local_part}@{DOMAIN}"


def person(local_part: str) -> User:
    """For the storytellers: one of the demo's people."""
    return User.objects.get(email=address(local_part))


@transaction.atomic
def load_demo(today: dt.date) -> Counts:
    """Network, people on seats, accounts, then the stories of the other apps. Running it twice changes nothing.

    Refused where another network lives: its name would be lost, and accounts with a known password would stand in it.
    """
    file = network_checks.read(FILE.read_text(encoding="utf-8"))
    network = Network.objects.first()
    if network and network.name != file.network.name:
        raise NotPossibleNow(
            "other_network", _("“%(name)s” lives here. The demo needs an empty database.") % {"name": network.name}
        )
    counts = load_network(file)
    since = Network.objects.get().founded or today
    counts += _contact()
    counts += _topics()
    counts += _people(since)
    counts += _offices(since)
    for tell in loading.storytellers():
        counts += tell(today)
    return counts


def _contact() -> Counts:
    counts = Counts()
    counts.changed["networks"] = Network.objects.filter(contact_email="").update(
        contact_email=address("geschaeftsstelle")
    )
    return counts


def _topics() -> Counts:
    """Only for those who named none: what was said in the portal stays."""
    counts = Counts()
    fields = Field.objects.in_bulk(field_name="slug")
    for model in (Committee, Institution):
        for record in model.objects.filter(fields=None):
            topics = [fields[slug] for slug, keys in TOPICS.items() if record.key in keys and slug in fields]
            record.fields.set(topics)
            counts.created["topics named"] += len(topics)
    return counts


def _people(since: dt.date) -> Counts:
    counts = Counts()
    seats = Seat.objects.on().select_related("committee", "institution").order_by("committee__position", "pk")
    for seat in seats:
        board = seat.committee.kind == CommitteeKind.BOARD
        if board and seat.institution.key not in VACANT_ON_BOARD:
            _sit(seat, _head(seat.institution, counts), OccupancyRole.HOLDER, since, counts)
            if seat.institution.key in DEPUTIES:
                _sit(seat, _deputy(seat.institution, counts), OccupancyRole.DEPUTY, since, counts)
        elif not board and (seat.committee.key, seat.institution.key) not in VACANT_IN_GROUPS:
            _sit(seat, _colleague(seat.committee, seat.institution, counts), OccupancyRole.HOLDER, since, counts)
    return counts


def _sit(seat: Seat, who: User, role: OccupancyRole, since: dt.date, counts: Counts) -> None:
    if not seat.occupancies.filter(Q(person=who) | Q(role=role)).exists():
        occupy(seat, who, role=role, since=max(since, seat.valid_from), by=None)
        counts.created["seats taken"] += 1


def _head(house: Institution, counts: Counts) -> User:
    name = HEADS.get(house.key, f"Leitung {house}")
    return _somebody(ADDRESS_OF_HEAD.get(house.key, house.key), name, "Leitung", house, counts)


def _deputy(house: Institution, counts: Counts) -> User:
    office = DEPUTIES[house.key]
    return _somebody(f"{house.key}-stellvertretung", office, "Stellvertretung", house, counts)


def _colleague(committee: Committee, house: Institution, counts: Counts) -> User:
    """One colleague per house for all its groups, so that several people sit in more than one committee."""
    if house.key in HEADS_IN_GROUPS:
        return _head(house, counts)
    own = ADDRESS_OF_COLLEAGUE.get((committee.key, house.key))
    if own == "ag-leitung":
        return _somebody(own, f"Referatsleitung Fachkräfte, {house}", "Referatsleitung Fachkräfte", house, counts)
    return _somebody(own or f"{house.key}-fachebene", f"Fachebene, {house}", "Fachebene", house, counts)


def _offices(since: dt.date) -> Counts:
    counts = Counts()
    house = Institution.objects.get(key="ref-migration")
    secretary = _somebody("geschaeftsstelle", "Geschäftsstelle des KOG", "Geschäftsstelle", house, counts)
    administrator = _somebody("verwaltung", "Technische Verwaltung", "Technische Verwaltung", house, counts)
    _somebody("gast", "Gast aus der Praxis", "Sachverständige Person", None, counts)
    for who, office in ((secretary, Office.SECRETARY), (administrator, Office.ADMINISTRATOR)):
        if not who.appointments.filter(office=office).exists():
            appoint_office(who, office, since=since, by=None)
            counts.created["offices"] += 1
    return counts


@cache
def _hashed_password() -> str:
    """Hashing is slow on purpose, and here it protects nothing: once for all accounts."""
    return make_password(PASSWORD)


def _somebody(local_part: str, name: str, title: str, house: Institution | None, counts: Counts) -> User:
    there = User.objects.filter(email=address(local_part)).first()
    if there:
        return there
    who = User.objects.create_user(
        address(local_part),
        name=name[:200],
        title=title,
        institution=house,
        responsibilities=RESPONSIBLE.get(house.key, "") if house else "",
        languages="Deutsch, Englisch" if house and house.key in RESPONSIBLE else "",
        rules_confirmed_at=timezone.now(),
    )
    User.objects.filter(pk=who.pk).update(password=_hashed_password())
    history.record(who, "person_created", by=None, email=who.email)
    counts.created["people"] += 1
    return who
