"""The tracking code: which action a visit, an order, a lead or an amount of spend belongs to.

A row's campaign, coupon or origin is looked up in the mapping of its source (table ``codes``);
without a mapping it resolves when it is itself the code of an action. What resolves to nothing is
kept, and counted *off plan* by source and value.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import ibis
import pyarrow as pa

from passerelle.warehouse.source import Source
from passerelle.warehouse.store import Warehouse

CAMPAIGN_OF = MappingProxyType(
    {
        "events": ("campaign",),
        "orders": ("coupon",),
        "leads": ("campaign", "origin"),
        "spend": ("campaign",),
    }
)
"""The columns of each table that may name an action, the first that resolves winning."""

CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        "cpc": "search",
        "ppc": "search",
        "paid_search": "search",
        "sea": "search",
        "organic": "organic",
        "seo": "organic",
        "social": "social",
        "paid_social": "social",
        "cpm": "display",
        "display": "display",
        "banner": "display",
        "affiliate": "affiliation",
        "affiliation": "affiliation",
        "referral": "referral",
        "email": "email",
        "e-mail": "email",
        "mail": "email",
        "newsletter": "email",
        "sms": "sms",
        "push": "push",
    }
)
"""What a ``utm_medium`` is called as a channel; a medium not listed is its own channel."""

OTHER = "other"
"""The channel of a visit that names a campaign but no medium, when no action knows the campaign."""


NO_TOUCH = (
    "email_sent",
    "email_delivered",
    "email_bounced",
    "email_unsubscribed",
    "email_unsubscribe",
    "email_complained",
)
"""Events of a mail tool that say what became of a message, not that the person came."""


@dataclass(frozen=True, slots=True)
class OffPlan:
    """Rows of one source that name something that belongs to no action."""

    table: str
    source: str
    value: str
    rows: int


def codes_of(sources: Iterable[Source]) -> pa.Table:
    """Gather the mappings of all sources, as the table ``codes`` holds them."""
    rows = [
        (source.name, value, code) for source in sources for value, code in source.codes.items()
    ]
    return pa.table(
        {
            name: pa.array([row[n] for row in rows], pa.string())
            for n, name in enumerate(("source", "value", "code"))
        }
    )


def resolved(warehouse: Warehouse, name: str) -> Any:  # noqa: ANN401  # ibis has no types
    """Give ``events``, ``orders``, ``leads`` or ``spend`` with one more column, ``code``.

    ``code`` is the action's tracking code, or empty. The number of rows does not change.
    """
    rows = warehouse.table(name)
    codes = warehouse.table("codes")
    own = warehouse.table("actions").select("code").filter(lambda t: t.code.notnull()).distinct()
    found = []
    for number, column in enumerate(CAMPAIGN_OF[name]):
        mapped = codes.select(
            **{
                f"source_{number}": codes["source"],
                f"value_{number}": codes["value"],
                f"code_{number}": codes["code"],
            }
        )
        itself = own.select(**{f"own_{number}": own["code"]})
        rows = rows.left_join(
            mapped,
            [
                rows["source"] == mapped[f"source_{number}"],
                rows[column] == mapped[f"value_{number}"],
            ],
        )
        rows = rows.left_join(itself, rows[column] == itself[f"own_{number}"])
        found += [rows[f"code_{number}"], rows[f"own_{number}"]]
    columns = warehouse.table(name).columns
    return rows.select(*columns, code=ibis.coalesce(*(rows[one.get_name()] for one in found)))


def channel_of(medium: Any, origin: Any) -> Any:  # noqa: ANN401
    """Write the channel of a visit from its medium and origin (Ibis text columns).

    A mapping of the source (``values: {medium: …}``) may already have put our own word there.
    """
    named = medium.lower().cases(*CHANNELS.items(), else_=medium.lower())
    return ibis.coalesce(named, ibis.ifelse(origin.notnull(), "referral", ibis.null("string")))


def build_touches(warehouse: Warehouse) -> int:
    """Build ``touches`` anew from the events that say where they came from; gives how many.

    Direct visits (no campaign, no origin, no medium) are no touch: attribution goes to the last
    touch that is not direct.
    """
    events = resolved(warehouse, "events")
    known = events.filter(
        (events.campaign.notnull() | events.origin.notnull() | events.medium.notnull())
        & ~events.name.fill_null("").isin(NO_TOUCH)
    )
    actions = warehouse.table("actions").filter(lambda t: t.code.notnull())
    ways = actions.group_by(planned="code").agg(way=lambda t: t.channel.min())
    known = known.left_join(ways, known.code == ways.planned)
    touches = known.select(
        "customer_id",
        "anonymous_id",
        "occurred_at",
        channel=ibis.coalesce(channel_of(known.medium, known.origin), known.way, OTHER),
        code=known.code,
        event_id=known.event_id,
    ).order_by("occurred_at", "event_id")
    return warehouse.replace("touches", warehouse.arrow(touches))


def off_plan(warehouse: Warehouse, name: str) -> tuple[OffPlan, ...]:
    """Count the rows of one table that name something that belongs to no action.

    A row that names nothing is no row off plan. The most frequent come first.
    """
    rows = resolved(warehouse, name)
    said = ibis.coalesce(*(rows[column] for column in CAMPAIGN_OF[name]))
    counted = (
        rows.mutate(said=said)
        .filter(lambda t: t.code.isnull() & t.said.notnull())
        .group_by("source", "said")
        .agg(rows=lambda t: t.count())
        .order_by(ibis.desc("rows"), "source", "said")
    )
    return tuple(
        OffPlan(name, row["source"] or "", row["said"], row["rows"])
        for row in warehouse.arrow(counted).to_pylist()
    )
