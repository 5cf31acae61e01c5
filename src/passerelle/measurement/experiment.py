"""What an action caused: people who received it against people kept aside by lot."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import sqrt
from typing import Any

import ibis

from passerelle.base.language import Text
from passerelle.measurement import interval
from passerelle.measurement.context import Measuring
from passerelle.measurement.rows.messages import ATTEMPTED

HOLDOUT = "holdout"
LABEL = Text(en="A/B: caused", fr="A/B\u202f: causé")
FEWEST = 2
"""People that a group must have for its spread to be known."""


@dataclass(frozen=True, slots=True)
class Group:
    """People of one side: how many, how many ordered, what they spent together (net)."""

    name: str
    people: int
    buyers: int
    revenue: Decimal
    squares: float = 0.0

    @property
    def rate(self) -> Decimal:
        """Share of the group who ordered, 0..1; 0 for an empty group."""
        return Decimal(self.buyers) / self.people if self.people else Decimal(0)

    @property
    def each(self) -> Decimal:
        """Net revenue per person, buyers or not; 0 for an empty group."""
        return self.revenue / self.people if self.people else Decimal(0)

    def as_json(self) -> dict[str, object]:
        """Give it as plain JSON."""
        return {
            "name": self.name,
            "people": self.people,
            "buyers": self.buyers,
            "revenue": _plain(self.revenue),
            "rate": _plain(self.rate),
            "each": _plain(self.each),
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """Treated less compared, with its 95 % interval (None below two people a side)."""

    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)

    def as_json(self) -> dict[str, object]:
        """Give it as plain JSON."""
        return {
            "value": _plain(self.value),
            "low": _plain(self.low),
            "high": _plain(self.high),
            "clear": self.clear,
        }


@dataclass(frozen=True, slots=True)
class Lift:
    """What an action brought, among everyone it was meant for.

    ``rate`` is the difference in the share who ordered, ``each`` in net revenue per person,
    ``orders`` and ``revenue`` the same times the people treated. ``missing`` says why it is empty.
    """

    action: str
    since: datetime | None
    until: datetime | None
    treated: Group | None = None
    compared: Group | None = None
    rate: Difference | None = None
    each: Difference | None = None
    orders: Decimal | None = None
    revenue: Decimal | None = None
    label: Text = LABEL
    sql: str = ""
    note: Text | None = None
    missing: Text | None = None

    def as_json(self) -> dict[str, object]:
        """Give it as plain JSON; numbers as text."""
        return {
            "action": self.action,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "treated": self.treated.as_json() if self.treated else None,
            "compared": self.compared.as_json() if self.compared else None,
            "rate": self.rate.as_json() if self.rate else None,
            "each": self.each.as_json() if self.each else None,
            "orders": _plain(self.orders),
            "revenue": _plain(self.revenue),
            "label": self.label.as_json(),
            "sql": self.sql,
            "note": self.note.as_json() if self.note else None,
            "missing": self.missing.as_json() if self.missing else None,
        }


def lift(
    context: Measuring, action: str, *, days: int = 30, arm: str = "", against: str = HOLDOUT
) -> Lift:
    """Compare people meant to receive an action with those kept aside, from its first message on.

    People count on the side the lot gave them, whether their message arrived or not. An order
    counts when its first sale falls within ``days`` after the send began, up to ``as_of``.

    Args:
        context: Where deliveries and orders are.
        action: Its id.
        days: How long orders count, at least 1.
        arm: Only this arm as treated; empty for all arms together.
        against: ``holdout``, or another arm to compare with.

    Returns:
        The difference in proportion bounded by Newcombe's hybrid score (Statistics in Medicine 17,
        1998, method 10), that in revenue per person by the normal approximation for two means.
    """
    rows = context.warehouse.table("deliveries")
    rows = rows.filter((rows.action == action) & (rows["at"] <= context.moment))
    since: datetime | None = context.warehouse.value(
        rows["at"].min(where=rows.state.isin(ATTEMPTED))
    )
    if since is None:
        return Lift(action, None, None, missing=_NOT_SENT)
    until = min(since + timedelta(days=days), context.moment)
    answer = _sides(context, rows, since, until)
    sql = context.warehouse.sql_of(answer)
    found = context.warehouse.arrow(answer).to_pylist()
    treated = _sum(arm or "all", [r for r in found if _is_treated(r["side"], arm, against)])
    compared = _sum(against, [r for r in found if r["side"] == against])
    if min(treated.people, compared.people) < FEWEST:
        return Lift(action, since, until, treated, compared, sql=sql, missing=_NOBODY_ASIDE)
    rate, each = proportions(treated, compared), means(treated, compared)
    return Lift(
        action=action,
        since=since,
        until=until,
        treated=treated,
        compared=compared,
        rate=rate,
        each=each,
        orders=rate.value * treated.people,
        revenue=each.value * treated.people,
        sql=sql,
        note=None if rate.clear else _UNCLEAR,
    )


def proportions(treated: Group, compared: Group) -> Difference:
    """Bound a difference of two proportions by Newcombe's hybrid score interval."""
    value = treated.rate - compared.rate
    one = interval.wilson(Decimal(treated.buyers), Decimal(treated.people))
    two = interval.wilson(Decimal(compared.buyers), Decimal(compared.people))
    if one is None or two is None:
        return Difference(value)
    down = sqrt(float(treated.rate - one[0]) ** 2 + float(two[1] - compared.rate) ** 2)
    up = sqrt(float(one[1] - treated.rate) ** 2 + float(compared.rate - two[0]) ** 2)
    return Difference(value, value - Decimal(repr(down)), value + Decimal(repr(up)))


def means(treated: Group, compared: Group) -> Difference:
    """Bound a difference of revenue per person: ± 1.96 √(s₁²/n₁ + s₂²/n₂), two people or more."""
    value = treated.each - compared.each
    half = Decimal(repr(interval.Z * sqrt(_variance(treated) + _variance(compared))))
    return Difference(value, value - half, value + half)


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _variance(group: Group) -> float:
    mean = float(group.each)
    spread = max(0.0, group.squares / group.people - mean * mean)
    return spread / max(1, group.people - 1)


def _sides(context: Measuring, rows: Any, since: datetime, until: datetime) -> Any:  # noqa: ANN401
    held = (rows.reason == HOLDOUT).fill_null(False)
    chosen = rows.filter(held | (rows.state != "excluded"))
    side = ibis.ifelse(
        (chosen.reason == HOLDOUT).fill_null(False), HOLDOUT, chosen.arm.coalesce("")
    )
    people = chosen.group_by("person").aggregate(side=side.min())
    orders = context.warehouse.table("orders")
    orders = orders.filter((orders.ordered_at >= since) & (orders.ordered_at <= until))
    spent = orders.group_by("customer_id").aggregate(
        net=orders.net.sum(), bought=(orders.gross > 0).max()
    )
    joined = people.left_join(spent, people.person == spent.customer_id)
    net = joined.net.cast("float64").coalesce(0.0)
    return joined.group_by("side").aggregate(
        people=joined.count(),
        buyers=ibis.ifelse(joined.bought.fill_null(False), 1, 0).sum(),
        revenue=joined.net.sum(),
        squares=(net * net).sum(),
    )


def _is_treated(side: str, arm: str, against: str) -> bool:
    return side == arm if arm else side not in {HOLDOUT, against}


def _sum(name: str, rows: list[dict[str, Any]]) -> Group:
    return Group(
        name,
        sum(int(row["people"]) for row in rows),
        sum(int(row["buyers"]) for row in rows),
        sum((Decimal(str(row["revenue"] or 0)) for row in rows), Decimal(0)),
        sum(float(row["squares"] or 0) for row in rows),
    )


_NOT_SENT = Text(
    en="cannot be computed: nothing was sent yet",
    fr="ne peut être calculé\u202f: rien n'a encore été envoyé",
)
_NOBODY_ASIDE = Text(
    en="cannot be computed: nobody was kept aside to compare",
    fr="ne peut être calculé\u202f: personne n'a été gardé à part pour comparer",
)
_UNCLEAR = Text(
    en="too few people or too small an effect: chance alone could do it",
    fr="trop peu de personnes ou effet trop petit\u202f: le hasard seul pourrait l'expliquer",
)
