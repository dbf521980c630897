"""A number too large for its column matches nothing, also in a list; Django sees to that for single values only.

So an id that no row can have is no valid choice of a form, whatever the form, instead of an error of the database.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import IntegerField
from django.db.models.lookups import In


@IntegerField.register_lookup
class IntegerIn(In):
    def process_rhs(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        if self.rhs_is_direct_value():
            kind = self.lhs.output_field.get_internal_type()
            lowest, highest = connection.ops.integer_field_range(kind)
            self.rhs = [number for number in self.rhs if _fits(number, lowest, highest)]
        return super().process_rhs(compiler, connection)


def _fits(number: object, lowest: int | None, highest: int | None) -> bool:
    if not isinstance(number, int):
        return True
    return (lowest is None or number >= lowest) and (highest is None or number <= highest)
