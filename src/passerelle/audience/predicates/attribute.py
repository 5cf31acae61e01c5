"""``country in (FR, BE)``, ``city is known``: a property of the person."""

from collections.abc import Iterator

from passerelle.audience.compare import compare
from passerelle.audience.formula import PERSON, Formula, Row, Table
from passerelle.audience.known import Doubt, Known, misfits, no_such
from passerelle.audience.properties import OF_PERSON, person_property
from passerelle.audience.scope import Scope
from passerelle.base.language import Text
from passerelle.plan.condition import Attribute

LEAF = Attribute


def formula(leaf: Attribute, scope: Scope) -> Formula:
    """Test a column of the customer, or a key of the attributes."""
    del scope
    return Row(
        lambda people: compare(person_property(people, leaf.name), leaf.operator, leaf.values)
    )


def values(leaf: Attribute, scope: Scope) -> Table:
    """Give the property of each person."""
    people = scope.tables.table("customers")
    return people.select(people[PERSON], **{leaf.name: person_property(people, leaf.name)})


def doubts(leaf: Attribute, known: Known) -> Iterator[Doubt]:
    """Ask whether people have this property, of this kind, and someone these very texts."""
    if not known.has_attribute(leaf.name):
        yield no_such(
            "AU-002",
            Text(
                en=f"Nobody has a property {leaf.name}.",
                fr=f"Personne n'a de propriété {leaf.name}.",
            ),
            leaf.name,
            (*OF_PERSON, *known.attributes()),
        )
        return
    people = known.table("customers")
    column = person_property(people, leaf.name)
    yield from misfits(lambda: compare(column, leaf.operator, leaf.values))
    if leaf.operator not in {"=", "in"} or not column.type().is_string():
        return
    for value in leaf.values:
        if isinstance(value, str) and not known.someone_has(leaf.name, value):
            yield no_such(
                "AU-008",
                Text(
                    en=f"Nobody has {leaf.name} = {value}.",
                    fr=f"Personne n'a {leaf.name} = {value}.",
                ),
                value,
                known.values_of(leaf.name),
                grave=False,
            )
