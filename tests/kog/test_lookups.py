"""An id that no row can have: a list with it is answered, and a form calls it an invalid choice."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from kog.models import Committee, Institution
from tests.factories.kog import InstitutionFactory

pytestmark = pytest.mark.django_db
HUGE = 10**29


@pytest.mark.parametrize("number", [HUGE, -HUGE, 2**63, -(2**63) - 1])
def test_number_that_does_not_fit_is_in_no_list(number):
    house = InstitutionFactory()

    assert list(Institution.objects.filter(pk__in=[number, house.pk])) == [house]
    assert not Institution.objects.filter(pk__in=[number]).exists()
    assert list(Institution.objects.exclude(pk__in=[number])) == [house]


def test_lists_of_numbers_and_queries_work_as_before():
    one, other = InstitutionFactory(), InstitutionFactory()
    Committee.objects.create(key="a", name="A", short_name="A", kind="forum", lead=one)

    assert list(Institution.objects.filter(pk__in=[one.pk, str(one.pk), None])) == [one]
    assert not Institution.objects.filter(pk__in=[]).exists()
    assert list(Institution.objects.filter(pk__in=Committee.objects.values("lead"))) == [one]
    assert list(Institution.objects.exclude(pk__in=[one.pk])) == [other]


@pytest.mark.parametrize("typed", ["9" * 30, "-" + "9" * 30, "9" * 5000, str(2**63), "x"])
def test_form_calls_it_an_invalid_choice(typed):
    house = InstitutionFactory()
    several = forms.ModelMultipleChoiceField(Institution.objects.all())
    one = forms.ModelChoiceField(Institution.objects.all())

    with pytest.raises(ValidationError) as refused:
        several.clean([house.pk, typed])
    assert refused.value.code in {"invalid_choice", "invalid_pk_value"}
    with pytest.raises(ValidationError) as refused:
        one.clean(typed)
    assert refused.value.code == "invalid_choice"
