import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tests.factories.kog import CommitteeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("short_name", ["AG FEG", "AG-FEG", "ag feg"])
def test_short_names_that_make_the_same_numbers_are_refused_by_the_database(group, short_name):
    with pytest.raises(IntegrityError, match=r"committee_prefix_once|UNIQUE"), transaction.atomic():
        CommitteeFactory(short_name=short_name)

    assert CommitteeFactory(short_name=f"{short_name} 2").prefix != group.prefix


def test_refusal_of_a_short_name_is_a_sentence(group):
    with pytest.raises(ValidationError) as refusal:
        CommitteeFactory.build(short_name="AG-FEG").validate_constraints()

    assert refusal.value.messages == [
        _("The numbers of another committee's meetings begin with this short name already.")
    ]
