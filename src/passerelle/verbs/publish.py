"""Records to warehouse, one way: consents, suppressions, deliveries, and what the plan says.

History is appended by serial; what is a state is replaced. Nothing is copied back.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from passerelle.plan.effective import effective
from passerelle.plan.model import Plan
from passerelle.verbs.house import House

MONEY = pa.decimal128(18, 4)


def publish(house: House, plan: Plan) -> None:
    """Bring the warehouse's copy of the records up to date, before a question is asked."""
    _consents(house)
    _suppressions(house)
    _deliveries(house)
    _clicks(house)
    _actions(house, plan)


def _consents(house: House) -> None:
    from passerelle.records.consent import ConsentEvent

    last = house.warehouse.rows("SELECT coalesce(max(serial), 0) FROM consents")[0][0]
    rows = ConsentEvent.objects.filter(pk__gt=last).order_by("pk")
    names = ("person", "purpose", "granted", "at", "source", "pk")
    table = _table(
        rows.values_list(*names).iterator(chunk_size=20_000),
        [("person", pa.string()), ("purpose", pa.string()), ("granted", pa.bool_()), ("since", pa.timestamp("us")),
         ("source", pa.string()), ("serial", pa.int64())],
    )  # fmt: skip
    if table.num_rows:
        house.warehouse.append("consents", table, key=("serial",))


def _suppressions(house: House) -> None:
    from passerelle.records.consent import Suppression

    rows = Suppression.objects.filter(lifted_at=None).exclude(person="")
    table = _table(
        rows.values_list("person", "channel", "reason", "since").iterator(),
        [
            ("person", pa.string()),
            ("channel", pa.string()),
            ("reason", pa.string()),
            ("since", pa.timestamp("us")),
        ],
    )
    house.warehouse.replace("suppressions", table)


def _deliveries(house: House) -> None:
    from passerelle.records.delivery import Delivery

    names = (
        "pk",
        "send_id",
        "send__action",
        "send__channel",
        "person",
        "arm",
        "state",
        "at",
        "reason",
    )
    text = pa.string()
    rows = Delivery.objects.values_list(*names).iterator(chunk_size=20_000)
    table = _table(
        ((str(row[0]), str(row[1]), *row[2:]) for row in rows),
        [("delivery_id", text), ("send_id", text), ("action", text), ("channel", text), ("person", text), ("arm", text),
         ("state", text), ("at", pa.timestamp("us")), ("reason", text)],
    )  # fmt: skip
    house.warehouse.replace("deliveries", table)


def _clicks(house: House) -> None:
    from passerelle.activation.outcomes import CLICK_ID, ORIGIN, click_rows

    last = house.warehouse.rows(
        f"SELECT coalesce(max(CAST(substr(event_id, {len(CLICK_ID) + 1}) AS BIGINT)), 0) FROM events "  # noqa: S608 (our own words)
        f"WHERE source = '{ORIGIN}' AND starts_with(event_id, '{CLICK_ID}')"
    )[0][0]
    text = pa.string()
    columns = [(name, text) for name in ("event_id", "customer_id", "name", "medium", "origin",
                                         "campaign", "page", "properties", "source")]  # fmt: skip
    names = [name for name, _ in columns]
    rows = [[*(row[name] for name in names), row["occurred_at"]] for row in click_rows(last)]
    if rows:
        table = _table(rows, [*columns, ("occurred_at", pa.timestamp("us"))])
        house.warehouse.append("events", table, key=("event_id",))


def _actions(house: House, plan: Plan) -> None:
    text = pa.string()
    rows = []
    for name in plan.actions:
        action = effective(plan, plan.actions[name])
        cost = action.cost.amount if action.cost else None
        start, end = (action.when.start, action.when.end) if action.when else (None, None)
        rows.append(
            (name, action.tracking or name, start, end, cost, action.by, " ".join(action.serves))
        )
    house.warehouse.replace(
        "actions",
        _table(
            rows,
            [("action", text), ("code", text), ("start", pa.date32()), ("end", pa.date32()), ("cost", MONEY),
             ("channel", text), ("objectives", text)],
        ),
    )  # fmt: skip


def _table(rows: Iterable[Sequence[Any]], columns: Sequence[tuple[str, pa.DataType]]) -> pa.Table:
    """Make an Arrow table of rows; moments become naive UTC."""
    values = list(zip(*rows, strict=True)) or [() for _ in columns]
    arrays = [
        pa.array([_cell(v) for v in column], kind)
        for column, (_, kind) in zip(values, columns, strict=True)
    ]
    return pa.table(arrays, names=[name for name, _ in columns])


def _cell(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value.quantize(Decimal("0.0001")) if isinstance(value, Decimal) else value
