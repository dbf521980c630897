"""What the network itself brings to the search: people, institutions, committees and their topics."""

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from kog import queries
from kog.models import Committee, Institution, User

from .registry import Description, Kind, register


def _in_network(user: User, found: QuerySet) -> QuerySet:
    return found if user.has_perm("kog.view_network") else found.none()


def _person(person: User) -> Description:
    house = person.institution
    words = [person.title, str(house.name) if house else "", person.responsibilities, person.languages, person.email]
    return Description(person.name, person.get_absolute_url(), _lines(words))


def _institution(house: Institution) -> Description:
    words = [house.name if house.short_name else "", house.level.name, house.tasks]
    return Description(
        house.short_name or house.name,
        house.get_absolute_url(),
        _lines(words),
        field_ids=[field.pk for field in house.fields.all()],
    )


def _committee(committee: Committee) -> Description:
    fields = list(committee.fields.all())
    return Description(
        committee.name,
        committee.get_absolute_url(),
        _lines([committee.short_name, committee.get_kind_display(), committee.aim, *(field.name for field in fields)]),
        committee_id=committee.pk,
        field_ids=[field.pk for field in fields],
    )


def _lines(words: list[str]) -> str:
    return " · ".join(word for word in words if word)


def _people_of(house: Model) -> list[int]:
    return list(User.objects.filter(institution=house.pk).values_list("pk", flat=True))


register(
    Kind(
        "person",
        _("Person"),
        User,
        visible_to=lambda user: _in_network(user, queries.people()),
        describe=_person,
        records=queries.people,
        follows={Institution: _people_of},
    )
)
register(
    Kind(
        "institution",
        _("Institution"),
        Institution,
        visible_to=lambda user: _in_network(user, Institution.objects.all()),
        describe=_institution,
        records=queries.institutions,
    )
)
register(
    Kind(
        "committee",
        _("Committee"),
        Committee,
        visible_to=lambda user: _in_network(user, Committee.objects.all()),
        describe=_committee,
        records=lambda: Committee.objects.prefetch_related("fields"),
    )
)
