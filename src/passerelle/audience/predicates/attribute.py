"""``country in (FR, BE)``, ``city is known``: a property of the person."""

from passerelle.audience.compare import compare
from passerelle.audience.formula import Formula, Row
from passerelle.audience.properties import person_property
from passerelle.audience.scope import Scope
from passerelle.plan.condition import Attribute

LEAF = Attribute


def formula(leaf: Attribute, scope: Scope) -> Formula:
    """Test a column of the customer, or a key of the attributes."""
    del scope
    return Row(
        lambda people: compare(person_property(people, leaf.name), leaf.operator, leaf.values)
    )
