"""``consents to email``: a consent in force on the day of the question."""

from collections.abc import Iterator
from datetime import datetime

import ibis

from passerelle.audience.formula import PERSON, Formula, Group, Table
from passerelle.audience.known import Doubt, Known, no_such
from passerelle.audience.scope import Scope
from passerelle.base.language import Text
from passerelle.plan.condition import Consent

LEAF = Consent


def formula(leaf: Consent, scope: Scope) -> Formula:
    """Hold for those whose latest word on this purpose, up to as_of, is yes."""
    return in_force(scope.tables.table("consents"), leaf.purpose, scope.as_of)


def in_force(consents: Table, purpose: str, as_of: datetime) -> Group:
    """Give the people who consent to a purpose.

    The latest word counts; of two at the same instant, the one that was written down last; a yes
    and a no that cannot be told apart are a no.
    """
    said = consents.filter(
        consents.purpose == purpose, consents.person.notnull(), consents.since <= as_of
    )
    latest = [said.since.desc(), said.serial.desc(nulls_first=False), said.granted.asc()]
    said = said.select(
        said.granted,
        place=ibis.row_number().over(group_by=said.person, order_by=latest),
        **{PERSON: said.person},
    )
    return Group(said.filter(said.place == 0, said.granted))


def values(leaf: Consent, scope: Scope) -> Table:
    """Give the latest yes and the latest no of each person."""
    said = scope.tables.table("consents")
    said = said.filter(said.purpose == leaf.purpose, said.since <= scope.as_of)
    said = said.select(said.granted, said.since, **{PERSON: said.person})
    return said.group_by(PERSON).aggregate(
        yes=said.since.max(where=said.granted), no=said.since.max(where=~said.granted)
    )


def doubts(leaf: Consent, known: Known) -> Iterator[Doubt]:
    """Ask whether anyone ever said yes or no to this purpose."""
    if known.any_row("consents") and leaf.purpose not in known.purposes():
        yield no_such(
            "AU-007",
            Text(
                en=f"Nobody was ever asked to consent to {leaf.purpose}.",
                fr=f"Personne n'a jamais été interrogé sur le consentement {leaf.purpose}.",
            ),
            leaf.purpose,
            known.purposes(),
            grave=False,
        )
