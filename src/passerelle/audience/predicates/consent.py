"""``consents to email``: a consent in force on the day of the question."""

from typing import Any

from passerelle.audience.formula import PERSON, Formula, Group
from passerelle.audience.scope import Scope
from passerelle.plan.condition import Consent

LEAF = Consent


def formula(leaf: Consent, scope: Scope) -> Formula:
    """Hold for those whose latest word on this purpose, up to as_of, is yes."""
    return in_force(scope.tables.table("consents"), leaf.purpose, scope)


def in_force(consents: Any, purpose: str, scope: Scope) -> Group:  # noqa: ANN401  # ibis has no types
    """Give the people who consent to a purpose; a yes and a no at the same instant are a no."""
    said = consents.filter(
        consents.purpose == purpose, consents.person.notnull(), consents.since <= scope.as_of
    )
    return Group(
        said.select(said.granted, said.since, **{PERSON: said.person}),
        {
            "yes": lambda rows: rows.since.max(where=rows.granted),
            "no": lambda rows: rows.since.max(where=~rows.granted),
        },
        lambda people: people.yes.notnull() & (people.no.isnull() | (people.yes > people.no)),
    )
