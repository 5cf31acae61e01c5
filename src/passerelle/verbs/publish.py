"""Records to warehouse, one way: consents, suppressions, deliveries, and what the plan says.

History is appended by serial; what is a state is replaced. Nothing is copied back.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from passerelle.plan.effective import effective
from passerelle.plan.model import Plan
from passerelle.verbs.house import House

if TYPE_CHECKING:
    from passerelle.records.measured import ReadingRow

MONEY = pa.decimal128(18, 4)
MOMENT = pa.timestamp("us")


def publish(house: House, plan: Plan) -> None:
    """Bring the warehouse's copy of the records up to date, before a question is asked."""
    _consents(house)
    _suppressions(house)
    _deliveries(house)
    _clicks(house)
    _actions(house, plan)
    _costs(house, plan)
    _typed(house)


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
    _put(house, "suppressions", table)


def _deliveries(house: House) -> None:
    from passerelle.records.delivery import Delivery

    if _published(house):
        return
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


def _published(house: House) -> bool:
    """Whether every delivery is published as it is: each change of one moves its state or moment."""
    from django.db.models import Count, Max

    from passerelle.records.delivery import Delivery

    kept = Delivery.objects.order_by().values_list("send", "state", "arm", "reason")
    rows: Iterable[Any] = kept.annotate(Count("pk"), Max("pk"), Max("at"))
    here = {(str(row[0]), *row[1:6], _cell(row[6], MOMENT)) for row in rows}
    there = house.warehouse.rows(
        'SELECT send_id, state, arm, reason, count(*), max(TRY_CAST(delivery_id AS BIGINT)), max("at") '
        "FROM deliveries GROUP BY ALL"
    )
    return here == set(there)


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
    _put(
        house,
        "actions",
        _table(
            rows,
            [("action", text), ("code", text), ("start", pa.date32()), ("end", pa.date32()), ("cost", MONEY),
             ("channel", text), ("objectives", text)],
        ),
    )  # fmt: skip


def _costs(house: House, plan: Plan) -> None:
    from passerelle.measurement.costs import Reported, cost_rows
    from passerelle.records.tasks import TaskSheet

    zone = ZoneInfo(house.settings.timezone)
    closed = TaskSheet.objects.exclude(done_at=None).exclude(cost=None)
    reported = {
        sheet.action: Reported(sheet.cost, sheet.done_at.astimezone(zone).date())
        for sheet in closed
        if sheet.cost is not None and sheet.done_at is not None
    }
    text = pa.string()
    columns = [("cost_id", text), ("action", text), ("channel", text), ("day", pa.date32()), ("amount", MONEY),
               ("kind", text)]  # fmt: skip
    rows = cost_rows(plan, reported, date.fromisoformat(house.workspace.today))
    _put(house, "costs", _table([[row[name] for name, _ in columns] for row in rows], columns))


def _typed(house: House) -> None:
    from passerelle.records.measured import ReadingRow

    known = {row[0] for row in house.warehouse.rows("SELECT reading_id FROM readings")}
    rows = [
        row for row in ReadingRow.objects.filter(body__typed=True) if f"typed/{row.pk}" not in known
    ]
    if not rows:
        return
    text, figure = pa.string(), pa.decimal128(38, 10)
    columns = [("reading_id", text), ("kpi", text), ("start", pa.date32()), ("end", pa.date32()), ("value", figure),
               ("low", figure), ("high", figure), ("n", pa.int64()), ("unit", text), ("as_of", pa.timestamp("us")),
               ("revision", pa.int64()), ("source", text)]  # fmt: skip
    table = _table([_typed_cells(row) for row in rows], columns)
    house.warehouse.append("readings", table, key=("reading_id",))


def _typed_cells(row: "ReadingRow") -> list[Any]:
    def figure(name: str) -> Decimal | None:
        return Decimal(row.body[name]) if row.body.get(name) is not None else None

    return [
        f"typed/{row.pk}", row.kpi, row.start, row.end, figure("value"), figure("low"), figure("high"),
        row.body["n"], row.body["unit"], row.as_of, row.revision, row.body["source"],
    ]  # fmt: skip


def _put(house: House, name: str, table: pa.Table) -> None:
    """Replace a published table when it says something else: what is kept of it stays valid."""
    there = house.warehouse.arrow(house.warehouse.table(name))
    if there.num_rows != table.num_rows or not there.select(table.column_names).cast(
        table.schema
    ).equals(table):
        house.warehouse.replace(name, table)


def _table(rows: Iterable[Sequence[Any]], columns: Sequence[tuple[str, pa.DataType]]) -> pa.Table:
    """Make an Arrow table of rows; moments become naive UTC."""
    values = list(zip(*rows, strict=True)) or [() for _ in columns]
    arrays = [
        pa.array([_cell(v, kind) for v in column], kind)
        for column, (_, kind) in zip(values, columns, strict=True)
    ]
    return pa.table(arrays, names=[name for name, _ in columns])


def _cell(value: Any, kind: pa.DataType) -> Any:  # noqa: ANN401
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).replace(tzinfo=None)
    if isinstance(value, Decimal):
        return value.quantize(Decimal(1).scaleb(-kind.scale))
    return value
