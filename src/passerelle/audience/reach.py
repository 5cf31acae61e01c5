"""Whom a channel can reach among the people of a segment, and why not the others.

A person is counted once, under the first reason in the order consent, suppression, no address,
holdout, cap; matched = reachable + the reasons.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import ibis

from passerelle.audience.channels import PERSONAL, Needs
from passerelle.audience.formula import PERSON, Table
from passerelle.audience.predicates.consent import in_force
from passerelle.audience.scope import Asked, Tables, utc
from passerelle.audience.split import held
from passerelle.base.bucket import bucket

REASONS = ("consent", "suppression", "no_address", "holdout", "cap")
"""Why a person is left out, the first that applies."""

CAP = 3
"""Messages a person may get in seven days on one channel, unless said otherwise."""

COUNTED = ("sending", "sent", "unknown", "delivered", "bounced", "complained", "unsubscribed")
"""States of a delivery in which the person may have received the message."""

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people of a segment a channel reaches on a day, and why not the others.

    ``matched`` and ``reachable`` count people; ``reasons`` has every name of :data:`REASONS`, in
    that order, with how many people each leaves out.
    """

    channel: str
    as_of: datetime
    matched: int
    reachable: int
    reasons: dict[str, int]
    ids: tuple[str, ...] = field(repr=False)
    why_not: tuple[str, ...] = field(repr=False)

    def people(self) -> Iterator[tuple[str, str]]:
        """Walk the people by id as (customer_id, reason); the reason is empty when reachable."""
        return zip(self.ids, self.why_not, strict=True)

    def as_json(self) -> dict[str, Any]:
        """Give the figures, without the people, as plain JSON."""
        return {
            "channel": self.channel,
            "as_of": self.as_of.isoformat(),
            "matched": self.matched,
            "reachable": self.reachable,
            "reasons": dict(self.reasons),
        }


def reach(  # each is a question of its own
    warehouse: Asked,
    people: Any,  # noqa: ANN401  # ibis has no types
    channel: str,
    as_of: datetime,
    *,
    holdout: tuple[str, Decimal] | None = None,
    cap: int | None = CAP,
) -> Reach:
    """Say whom a channel can reach.

    Args:
        warehouse: Gives the tables and answers the question.
        people: An Ibis table with ``customer_id``, each person once.
        channel: ``email``, ``sms``, or a channel without personal address, which reaches everybody.
        as_of: The moment of the question; naive means UTC.
        holdout: The action's id and the share (0..1) kept aside from it.
        cap: Messages a person may get in seven days on this channel; None is no cap.

    Returns:
        The figures and the people, ordered by id.
    """
    needs = PERSONAL.get(channel)
    if needs is None:
        ids = warehouse.arrow(people.select(PERSON).order_by(PERSON))[PERSON].to_pylist()
        return _reach(channel, as_of, ids, [""] * len(ids))
    rows = warehouse.arrow(_standing(warehouse, people, (channel, needs), utc(as_of), cap))
    ids, first, full = (rows[name].to_pylist() for name in (PERSON, "first", "full"))
    return _reach(channel, as_of, ids, _reasons(ids, first, full, holdout))


def _reach(channel: str, as_of: datetime, ids: list[str], why_not: list[str]) -> Reach:
    counted = Counter(why_not)
    reasons = {reason: counted[reason] for reason in REASONS}
    return Reach(channel, as_of, len(ids), counted[""], reasons, tuple(ids), tuple(why_not))


def _reasons(
    ids: list[str], first: list[str], full: list[bool], holdout: tuple[str, Decimal] | None
) -> list[str]:
    """Add holdout and cap to the reasons that the engine found, for those who have none."""
    salt, aside = ("", 0) if holdout is None else (f"holdout:{holdout[0]}", held(holdout[1]))

    def last(person: str, over: bool) -> str:  # noqa: FBT001
        if aside and bucket(salt, person) < aside:
            return "holdout"
        return "cap" if over else ""

    return [
        reason or last(person, over) for person, reason, over in zip(ids, first, full, strict=True)
    ]


def _standing(
    tables: Tables, people: Table, by: tuple[str, Needs], as_of: datetime, cap: int | None
) -> Table:
    """Give each person, ordered by id, with the first reason known to the tables, and the cap."""
    channel, needs = by
    customers = tables.table("customers").semi_join(people, PERSON)
    person, address = customers[PERSON], customers[needs.address]
    granted = in_force(tables.table("consents"), needs.purpose, as_of).people()
    first = ibis.cases(
        (~person.isin(granted[PERSON]), "consent"),
        (person.isin(_suppressed(tables, channel, as_of)), "suppression"),
        (~_usable(address, needs), "no_address"),
        else_="",
    )
    full = ibis.literal(False) if cap is None else person.isin(_full(tables, channel, as_of, cap))
    return customers.select(PERSON, first=first, full=full).order_by(PERSON)


def _usable(address: Any, needs: Needs) -> Any:  # noqa: ANN401
    written = ibis.coalesce(address.strip(), "")
    return written.contains("@") if needs.address == "email" else written != ""


def _suppressed(tables: Tables, channel: str, as_of: datetime) -> Any:  # noqa: ANN401
    rows = tables.table("suppressions")
    everywhere = rows.channel.isnull() | rows.channel.isin(["", channel])
    begun = rows.since.isnull() | (rows.since <= as_of)
    return rows.filter(rows.person.notnull(), everywhere, begun).person


def _full(tables: Tables, channel: str, as_of: datetime, cap: int) -> Any:  # noqa: ANN401
    rows = tables.table("deliveries")
    rows = rows.filter(
        rows.person.notnull(),
        rows.channel == channel,
        rows.state.isin(COUNTED),
        rows["at"] > as_of - WEEK,
        rows["at"] <= as_of,
    )
    people = rows.group_by("person").aggregate(messages=rows.count())
    return people.filter(people.messages >= cap).person
