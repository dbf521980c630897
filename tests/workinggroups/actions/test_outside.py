import pytest

from kog import history
from kog.exceptions import NotPossibleNow
from tests.factories.kog import FieldFactory
from tests.factories.workinggroups import OutsideBodyFactory
from workinggroups.actions import outside
from workinggroups.models import OutsideBody

pytestmark = pytest.mark.django_db
FACTS = {"name": "Stadtrat Musterstadt", "what": "Beschließt.", "contact": "Büro", "website": "", "dates": "monatlich"}


def refused(step, *args, **kwargs) -> str:
    with pytest.raises(NotPossibleNow) as refusal:
        step(*args, **kwargs)
    assert str(refusal.value)
    return refusal.value.code


def test_enter_once(secretary):
    field = FieldFactory()

    body = outside.enter_outside_body(fields=[field], by=secretary, **FACTS)

    assert (body.key, body.name, body.dates) == ("stadtrat-musterstadt", "Stadtrat Musterstadt", "monatlich")
    assert list(body.fields.all()) == [field]
    assert history.of(body).get().verb == "entered"
    assert refused(outside.enter_outside_body, fields=[], by=secretary, **FACTS) == "name_taken"
    other_case = FACTS | {"name": "STADTRAT musterstadt "}
    assert refused(outside.enter_outside_body, fields=[], by=secretary, **other_case) == "name_taken"
    assert refused(outside.enter_outside_body, fields=[], by=secretary, **FACTS | {"name": " "}) == "name_missing"
    assert OutsideBody.objects.count() == 1


@pytest.mark.parametrize(("name", "key"), [("Neu", "neu-2"), ("Rat für Öffentliches", "rat-fuer-oeffentliches")])
def test_keys(secretary, name, key):
    assert outside.enter_outside_body(fields=[], by=secretary, **FACTS | {"name": name}).key == key


def test_describe_says_whether_anything_changed(secretary):
    body, field = OutsideBodyFactory(name="Rat"), FieldFactory()
    OutsideBodyFactory(name="Beirat")

    assert outside.describe_outside_body(body, fields=[field], name="Rat", what="Berät.", by=secretary)
    assert not outside.describe_outside_body(body, fields=[field], name="Rat", what="Berät.", by=secretary)
    assert refused(outside.describe_outside_body, body, fields=[], name="beirat", by=secretary) == "name_taken"

    body.refresh_from_db()
    assert body.what == "Berät."
    assert [entry.verb for entry in history.of(body)] == ["described"]


def test_what_is_no_fact_is_a_mistake(secretary):
    with pytest.raises(TypeError, match="key"):
        outside.describe_outside_body(OutsideBodyFactory(), fields=[], key="x", by=secretary)
