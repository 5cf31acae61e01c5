"""Why a person is in a segment or not: each condition, and the values it looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from passerelle.audience.catalogue import leaves
from passerelle.audience.compile import formula_of, known_people
from passerelle.audience.formula import PERSON, keep
from passerelle.audience.lookup import condition_of
from passerelle.audience.scope import Asked, Scope, utc
from passerelle.base.errors import NotFound
from passerelle.base.language import Text
from passerelle.plan.condition import All, AnyOf, Condition, Leaf, Member, Not
from passerelle.plan.phrases.tree import write_condition
from passerelle.plan.strategy import Segment

Kind = Literal["all", "any", "not", "leaf", "segment"]


@dataclass(frozen=True, slots=True)
class Explained:
    """One condition, seen for one person.

    Attributes:
        kind: ``all``, ``any``, ``not`` or ``segment`` with parts, or a ``leaf`` with values.
        says: The leaf's phrase, or the segment's name.
        holds: Whether it holds for the person.
        values: What a leaf looked at, by name: counts, sums, moments, properties, scores.
        parts: What a group of conditions is made of.
    """

    kind: Kind
    says: str
    holds: bool
    values: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple["Explained", ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give it as plain JSON; amounts and moments as text."""
        return {
            "kind": self.kind,
            "says": self.says,
            "holds": self.holds,
            "values": {
                name: value if isinstance(value, str | int | None) else str(value)
                for name, value in self.values.items()
            },
            "parts": [part.as_json() for part in self.parts],
        }


def explain_person(
    warehouse: Asked, segments: Mapping[str, Segment], name: str, person: str, as_of: datetime
) -> Explained:
    """Say why a person is in a segment or not, condition by condition.

    Raises:
        NotFound: The segment does not exist, or the person is not known at that moment.
        UserError: The segment cannot be compiled.
    """
    scope = Scope(warehouse, segments, utc(as_of), formula_of)
    people = known_people(scope)
    one = people.filter(people[PERSON] == person)
    if not warehouse.value(one.count()):
        raise NotFound(
            Text(
                en=f"Nobody is known as {person} on {as_of:%Y-%m-%d}.",
                fr=f"Personne n'est connu sous le nom {person} au {as_of:%Y-%m-%d}.",
            ),
            Text(
                en="Give a customer_id as the sources have it.",
                fr="Donnez un customer_id tel qu'il figure dans les sources.",
            ),
        )
    return _Explaining(warehouse, one, person).segment(name, scope)


@dataclass(frozen=True, slots=True)
class _Explaining:
    """Walks a condition for one person."""

    warehouse: Asked
    one: Any
    person: str

    def segment(self, name: str, scope: Scope) -> Explained:
        inner = self.condition(condition_of(scope.segments, name, scope.inside), scope.enter(name))
        return Explained("segment", name, inner.holds, parts=(inner,))

    def condition(self, said: Condition, scope: Scope) -> Explained:
        match said:
            case All(parts=parts):
                each = tuple(self.condition(part, scope) for part in parts)
                return Explained("all", "", all(part.holds for part in each), parts=each)
            case AnyOf(parts=parts):
                each = tuple(self.condition(part, scope) for part in parts)
                return Explained("any", "", any(part.holds for part in each), parts=each)
            case Not(part=part):
                inner = self.condition(part, scope)
                return Explained("not", "", not inner.holds, parts=(inner,))
            case Member(segment=name):
                return self.segment(name, scope)
            case _:
                return self.leaf(said, scope)

    def leaf(self, said: Leaf, scope: Scope) -> Explained:
        compiled = formula_of(said, scope)
        found = self.warehouse.value(keep(self.one, compiled).count())
        values = leaves()[type(said)].values(said, scope)
        rows = self.warehouse.arrow(values.filter(values[PERSON] == self.person)).to_pylist()
        looked_at = rows[0] if rows else {}
        looked_at.pop(PERSON, None)
        return Explained("leaf", str(write_condition(said)), bool(found), looked_at)
