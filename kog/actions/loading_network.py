"""A whole network from its file: everything or nothing, and nothing the second time.

The file is the word on what it names; about what it leaves out it is silent, so that texts written in the portal stay.
A house that is no longer listed loses its seat today, if an earlier load gave it; seats opened in the portal stay.
"""

import datetime as dt
from collections.abc import Callable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kog import history, loading, queries
from kog.enums import Cadence, CommitteeKind, SeatFunction
from kog.exceptions import LoadError, NotPossibleNow
from kog.loading import Counts
from kog.models import Committee, Field, HistoryEntry, Institution, Level, Network, Rules, Seat, User
from kog.network_checks import board_key, committee_short_name, parents_first
from kog.network_file import BOARD, BoardTable, GroupTable, NetworkFile, RulesTable

from .appointing import change_seat, end_seat, open_seat
from .rotating import set_rotation
from .rules_of_procedure import SETTINGS, set_rules

LOADED = "seat_loaded"
NOUNS = [
    gettext_noop("networks"),
    gettext_noop("levels"),
    gettext_noop("fields of action"),
    gettext_noop("institutions"),
    gettext_noop("committees"),
    gettext_noop("seats"),
    gettext_noop("orders of the chair"),
    gettext_noop("rules of procedure"),
]
BY_NUMBER = {
    2: Cadence.HALF_YEARLY,
    3: Cadence.THREE_A_YEAR,
    4: Cadence.QUARTERLY,
    12: Cadence.MONTHLY,
    26: Cadence.BIWEEKLY,
}


@transaction.atomic
def load_network(file: NetworkFile, *, by: User | None = None) -> Counts:
    """Bring the network to what the file says, then let the other apps load their tables.

    Whatever is wrong is a LoadError and takes everything back.
    """
    return _Load(file, by).run()


class _Load:
    """One run over a file: what it has met so far, and what it counted."""

    def __init__(self, file: NetworkFile, by: User | None) -> None:
        self.file, self.by, self.counts = file, by, Counts()
        self.today = timezone.localdate()
        self.levels: dict[str, Level] = {}
        self.fields: dict[str, Field] = {}
        self.houses: dict[str, Institution] = {}
        self.committees: dict[str, Committee] = {}
        self.new_committees: set[str] = set()

    def run(self) -> Counts:
        self.words()
        self.institutions()
        self.network()
        self.board()
        self.groups()
        for loader in loading.loaders():
            self.counts += loader(self.file, self.by)
        return self.counts

    # ------------------------------------------------------------------ the tables

    def words(self) -> None:
        for position, table in enumerate(self.file.level):
            level = Level.objects.filter(key=table.key).first() or Level(key=table.key)
            self.write(level, "levels", f'level "{table.key}"', name=table.name, position=position)
            self.levels[table.key] = level
        for position, name in enumerate(self.file.network.fields):
            field = Field.objects.filter(name=name).first() or Field(name=name, slug=_slug(name, position))
            self.write(field, "fields of action", f'network.fields "{name}"', position=position)
            self.fields[name] = field

    def institutions(self) -> None:
        for table in parents_first(self.file.institution):
            house = Institution.objects.filter(key=table.key).first() or Institution(key=table.key)
            place = f'institution "{table.key}"'
            said = {name: getattr(table, name) for name in ("name", "short_name", "tasks", "website", "email", "phone")}
            said |= {"level": self.levels[table.level], "parent": self.houses.get(table.parent or "")}
            self.write(house, "institutions", place, table.fields, **said)
            self.houses[table.key] = house

    def network(self) -> None:
        names = (
            "name", "short_name", "place", "state", "founded", "founding_act", "purpose", "drive_name",
            "sittings_a_year", "contact_email", "color_primary", "color_accent",
        )  # fmt: skip
        facts = {name: getattr(self.file.network, name) for name in names}
        if self.file.secretariat:
            table = self.file.secretariat
            facts |= {
                "secretariat_name": table.name,
                "secretariat_institution": self.houses.get(table.institution or ""),
                "secretariat_supported_by": self.houses.get(table.supported_by or ""),
            }
        network = Network.objects.select_for_update().first() or Network()
        self.write(network, "networks", "network", **facts)

    def board(self) -> None:
        table = self.file.board
        board = queries.board() or Committee(key=board_key(self.file), kind=CommitteeKind.BOARD)
        cadence = table.cadence or BY_NUMBER.get(self.file.network.sittings_a_year or 3, Cadence.ON_DEMAND)
        aim = table.mandate or self.file.network.purpose
        facts = {"name": table.name, "short_name": table.short_name, "cadence": cadence, "aim": aim}
        self.committee(BOARD, board, table, "board", facts | {"position": 0})
        self.committees[board_key(self.file)] = board
        seated = {house.key: SeatFunction.MEMBER for house in self.file.institution if house.board}
        self.seats(BOARD, seated, table.chair_rotation, "board")
        self.rules(board, self.file.rules, "rules")

    def groups(self) -> None:
        positions = {table.key: position for position, table in enumerate(self.file.group, start=1)}
        for table in parents_first(self.file.group):
            place = f'group "{table.key}"'
            group = Committee.objects.filter(key=table.key).first() or Committee(key=table.key)
            if group.is_board:
                raise LoadError(f"{place}.key", _("is the key of the board"))
            self.group(group, table, place, positions[table.key])
            functions = {key: SeatFunction.LEAD if key == table.lead else SeatFunction.MEMBER for key in table.houses}
            if not (group.dissolved and group.dissolved <= self.today):
                self.seats(table.key, functions, table.chair_rotation, place)
            self.rules(group, table.rules, f"{place}.rules")

    def group(self, group: Committee, table: GroupTable, place: str, position: int) -> None:
        facts: dict[str, object] = {
            "name": table.name,
            "short_name": committee_short_name(table),
            "kind": table.kind.value,
            "lead": self.houses.get(table.lead or ""),
            "cadence": table.cadence,
            "aim": table.mandate,
            "dissolved": table.dissolved,
            "position": position,
            "parent": self.committees[table.parent or BOARD],
        }
        self.committee(table.key, group, table, place, facts, reset=() if table.lead else ("lead",))

    # ------------------------------------------------------------------ what the tables have in common

    def committee(
        self,
        key: str,
        committee: Committee,
        table: BoardTable | GroupTable,
        place: str,
        facts: dict[str, object],
        reset: tuple[str, ...] = (),
    ) -> None:
        if committee.pk is None:
            self.new_committees.add(key)
            facts["founded"] = table.founded or self.file.network.founded
        elif table.founded:
            facts["founded"] = table.founded
        self.write(committee, "committees", place, table.fields, reset=reset, **facts)
        self.committees[key] = committee

    def seats(self, key: str, seated: dict[str, SeatFunction], rotation: tuple[str, ...], place: str) -> None:
        """The seats of a committee; nobody sits on them yet. The order of the chair first, so that a seat can end."""
        committee = self.committees[key]
        since = (committee.founded if key in self.new_committees else None) or self.today
        existing = {seat.institution_id: seat for seat in self.seats_of(committee).order_by("valid_from")}
        seats: dict[str, Seat] = {}
        for house_key, function in seated.items():
            house = self.houses[house_key]
            seats[house_key] = self.seat(committee, house, function, existing.get(house.pk), since, place)
        if rotation or committee.rotation.exists():
            changed = self.refusable(
                place, lambda: set_rotation(committee, [seats[key] for key in rotation], by=self.by)
            )
            self.counts.changed["orders of the chair"] += bool(changed and key not in self.new_committees)
            self.counts.created["orders of the chair"] += bool(changed and key in self.new_committees)
        self.end_missing(existing, {self.houses[house_key].pk for house_key in seated}, place)

    def seats_of(self, committee: Committee) -> models.QuerySet[Seat]:
        """Seats of today and tomorrow; where a house has several, the undesignated one is the file's."""
        return committee.seats.filter(models.Q(valid_until=None) | models.Q(valid_until__gte=self.today), label="")

    def seat(
        self,
        committee: Committee,
        house: Institution,
        function: SeatFunction,
        seat: Seat | None,
        since: dt.date,
        place: str,
    ) -> Seat:
        if seat is None:
            self.counts.created["seats"] += 1
            return self.refusable(
                place, lambda: open_seat(committee, house, since=since, function=function, verb=LOADED, by=self.by)
            )
        if seat.valid_until is not None:  # taken out of the file and put back on the same day
            self.write(seat, "seats", place, reset=("valid_until",))
            history.record(seat, LOADED, by=self.by, reopened=True)
        elif change_seat(seat, function=function, has_vote=seat.has_vote, by=self.by):
            self.counts.changed["seats"] += 1
        return seat

    def end_missing(self, existing: dict[int, Seat], listed: set[int], place: str) -> None:
        gone = [seat for house, seat in existing.items() if house not in listed and seat.valid_until is None]
        loaded = set(
            HistoryEntry.objects.filter(
                verb=LOADED, subject_type__app_label="kog", subject_type__model="seat",
                subject_id__in=[seat.pk for seat in gone],
            ).values_list("subject_id", flat=True)
        )  # fmt: skip
        for seat in gone:
            if seat.pk in loaded:
                self.refusable(place, lambda seat=seat: end_seat(seat, on=max(self.today, seat.valid_from), by=self.by))
                self.counts.changed["seats"] += 1

    def rules(self, committee: Committee, table: RulesTable | None, place: str) -> None:
        """Rules of the file begin with the committee unless they say when; rows that are there stay as they are."""
        if table is None:
            return
        said = {name: getattr(table, name) for name in SETTINGS if getattr(table, name) is not None}
        since = table.valid_from or committee.founded or self.today
        there = Rules.objects.filter(committee=committee, valid_from=since).first()
        if there and all(getattr(there, name) == setting for name, setting in said.items()):
            return
        self.refusable(place, lambda: set_rules(committee, valid_from=since, by=self.by, **said))
        (self.counts.changed if there else self.counts.created)["rules of procedure"] += 1

    def write(
        self,
        record: models.Model,
        noun: str,
        place: str,
        field_names: tuple[str, ...] | None = None,
        /,
        *,
        reset: tuple[str, ...] = (),
        **facts: object,
    ) -> None:
        """Save what the file says and differs; None means that it says nothing. `reset` empties."""
        new = record.pk is None
        said = {name: fact for name, fact in facts.items() if fact is not None} | dict.fromkeys(reset)
        different = {name: fact for name, fact in said.items() if getattr(record, name, None) != fact or new}
        for name, fact in different.items():
            setattr(record, name, fact)
        if new or different:
            self.clean(record, place)
            record.save()
        changed = bool(different)
        if field_names is not None:
            changed |= self.tag(record, field_names)
        if new:
            self.counts.created[noun] += 1
        elif changed:
            self.counts.changed[noun] += 1
        if new or changed:
            history.record(record, "loaded", by=self.by, **{name: str(fact) for name, fact in different.items()})

    def clean(self, record: models.Model, place: str) -> None:
        try:
            record.clean_fields()
            record.validate_constraints()
        except ValidationError as error:
            name, reasons = next(iter(error.message_dict.items()))
            key = {"aim": "mandate"}.get(name, name)
            raise LoadError(place if name == NON_FIELD_ERRORS else f"{place}.{key}", " ".join(reasons))

    def tag(self, record: Institution | Committee, field_names: tuple[str, ...]) -> bool:
        wanted = {self.fields[name] for name in field_names}
        if set(record.fields.all()) == wanted:
            return False
        record.fields.set(wanted)
        return True

    def refusable(self, place: str, step: Callable) -> object:
        try:
            return step()
        except NotPossibleNow as refusal:
            raise LoadError(place, str(refusal))


def _slug(name: str, position: int) -> str:
    return (
        slugify(name.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})))[:60] or f"field-{position}"
    )
