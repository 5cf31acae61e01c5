"""Ask the warehouse for many folds of the same rows at once, by period and by slice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import ibis

from passerelle.audience.compile import compile_segment
from passerelle.base.errors import NotFound, UserError, nearest
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.measurement.context import Measuring
from passerelle.measurement.formula import Fold
from passerelle.measurement.rows.answers import csat_answers, nps_answers
from passerelle.measurement.rows.leads import leads_created, leads_qualified
from passerelle.measurement.rows.messages import messages
from passerelle.measurement.rows.orders import baskets, first_orders, orders, sales
from passerelle.measurement.rows.sessions import sessions
from passerelle.measurement.rows.spend import spend

ROWS: MappingProxyType[str, Callable[[Measuring, str], Any]] = MappingProxyType(
    {
        "orders": orders,
        "sales": sales,
        "first_orders": first_orders,
        "baskets": baskets,
        "spend": spend,
        "sessions": sessions,
        "leads_created": leads_created,
        "leads_qualified": leads_qualified,
        "nps_answers": nps_answers,
        "csat_answers": csat_answers,
        "messages": messages,
    }
)

Cell = tuple[int, str]
"""A period's position, and a slice's name (empty for the whole)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, cell by cell, and the SQL that asked it."""

    cells: dict[Cell, dict[str, Any]]
    sql: str

    def number(self, cell: Cell, fold: Fold) -> Decimal:
        """Give one fold of one cell as a Decimal, 0 when no row fell there."""
        found = self.cells.get(cell, {}).get(fold.key)
        return Decimal(0) if found is None else Decimal(str(found))

    def each(self, cell: Cell, fold: Fold) -> list[float]:
        """Give the values of a fold that keeps them all."""
        return [float(value) for value in self.cells.get(cell, {}).get(fold.key) or ()]

    @property
    def names(self) -> set[str]:
        """The slices that hold at least one row."""
        return {name for _, name in self.cells}


def ask(
    context: Measuring,
    folds: Sequence[Fold],
    periods: Sequence[Period],
    *,
    by: str = "",
    scope: str = "",
    state: bool = False,
) -> Answer:
    """Compute folds of one set of rows in one query.

    Args:
        context: The setting.
        folds: At least one, all of the same rows.
        periods: Periods that do not overlap; one or more.
        by: A column to split by, or empty.
        scope: A segment whose people alone count, or empty.
        state: Count all rows up to each period's end, not only those within; one period only.

    Raises:
        UserError: These rows cannot be split so, or belong to nobody.
        NotFound: The plan has no such segment.
    """
    rows = ROWS[folds[0].rows](context, by)
    rows = _of(context, rows, scope)
    rows = rows.mutate(part=_part(rows, by))
    rows = _within(context, rows, periods, state=state)
    answer = rows.group_by(["position", "part"]).aggregate(
        **{fold.key: _folded(rows, fold) for fold in dict.fromkeys(folds)}
    )
    table = context.warehouse.arrow(answer).to_pylist()
    cells = {(row["position"], row["part"]): row for row in table}
    return Answer(cells, context.warehouse.sql_of(answer))


def people_of(context: Measuring, segment: str) -> Any:  # noqa: ANN401  # ibis has no types
    """Give the people of a segment at ``as_of``: an Ibis table with one column ``customer_id``.

    Raises:
        NotFound: The plan has no such segment.
    """
    if segment not in context.segments:
        raise NotFound(
            Text(
                en=f"There is no segment '{segment}'.", fr=f"Il n'y a pas de segment « {segment} »."
            ),
            nearest(segment, context.segments),
        )
    return compile_segment(context.warehouse, context.segments, segment, context.as_of)


def _of(context: Measuring, rows: Any, scope: str) -> Any:  # noqa: ANN401
    if not scope:
        return rows
    if "customer_id" not in rows.columns:
        raise UserError(
            Text(
                en="This figure is not known person by person.",
                fr="Ce chiffre n'est pas connu personne par personne.",
            ),
            Text(en="Measure it without a segment.", fr="Mesurez-le sans segment."),
        )
    return rows.semi_join(people_of(context, scope), "customer_id")


def _part(rows: Any, by: str) -> Any:  # noqa: ANN401
    if not by:
        return ibis.literal("")
    if by not in rows.columns:
        known = {"channel", "action", "country", "sales_channel"} & set(rows.columns)
        raise UserError(
            Text(
                en=f"This figure cannot be split by '{by}'.",
                fr=f"Ce chiffre ne se découpe pas par « {by} ».",
            ),
            nearest(by, known | {"month"}),
        )
    return rows[by].coalesce("")


def _within(context: Measuring, rows: Any, periods: Sequence[Period], *, state: bool) -> Any:  # noqa: ANN401
    daily = rows["at"].type().is_date()

    def inside(period: Period) -> Any:  # noqa: ANN401
        if daily:
            before = rows["at"] <= period.end
            return before if state else before & (rows["at"] >= period.start)
        before = rows["at"] < context.opening(period.end + timedelta(days=1))
        return before if state else before & (rows["at"] >= context.opening(period.start))

    if len(periods) == 1:
        return rows.filter(inside(periods[0])).mutate(position=ibis.literal(0))
    branches = [(inside(period), position) for position, period in enumerate(periods)]
    placed = rows.mutate(position=ibis.cases(*branches, else_=-1))
    return placed.filter(placed.position >= 0)


def _folded(rows: Any, fold: Fold) -> Any:  # noqa: ANN401
    column = rows[fold.column]
    if fold.how == "distinct":
        return column.nunique()
    return column.collect() if fold.how == "each" else column.sum()
