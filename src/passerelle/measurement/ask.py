"""Ask the warehouse for many folds of the same rows at once, by period and by slice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
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
from passerelle.measurement.rows.costs import costs
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
        "costs": costs,
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
        periods: One or more; they may overlap.
        by: A column to split by, or empty.
        scope: A segment whose people alone count, or empty.
        state: Count all rows up to each period's end, not only those within.

    Raises:
        UserError: These rows cannot be split so, or belong to nobody.
        NotFound: The plan has no such segment.
    """
    rows = ROWS[folds[0].rows](context, by)
    rows = _of(context, rows, scope)
    rows = rows.mutate(part=_part(rows, by))
    wanted = list(dict.fromkeys(folds))
    inside = [_inside(context, rows, period, state=state) for period in periods]
    if len(periods) > 1 and (state or not apart(periods)):
        return _side_by_side(context, rows, wanted, inside)
    if len(periods) == 1:
        rows = rows.filter(inside[0]).mutate(position=ibis.literal(0))
    else:
        places = [(condition, position) for position, condition in enumerate(inside)]
        rows = rows.mutate(position=ibis.cases(*places, else_=-1))
        rows = rows.filter(rows.position >= 0)
    answer = rows.group_by(["position", "part"]).aggregate(
        **{fold.key: _folded(rows, fold) for fold in wanted}
    )
    rows, sql = answered(context, answer)
    return Answer({(row["position"], row["part"]): row for row in rows}, sql)


def answered(context: Measuring, question: Any) -> tuple[list[dict[str, Any]], str]:  # noqa: ANN401
    """Write a question as SQL and run that very text: what is shown is what was asked.

    Returns:
        (rows by column name, the SQL).
    """
    sql = context.warehouse.sql_of(question)
    rows = context.warehouse.rows(sql)
    return [dict(zip(question.columns, row, strict=True)) for row in rows], sql


def apart(periods: Sequence[Period]) -> bool:
    """Whether no day is in two of the periods."""
    return all(a.end < b.start for a, b in pairwise(sorted(periods)))


def _side_by_side(
    context: Measuring,
    rows: Any,  # noqa: ANN401
    folds: Sequence[Fold],
    inside: Sequence[Any],
) -> Answer:
    """Fold periods that overlap: each has columns of its own, and rows count in several."""
    answer = rows.group_by("part").aggregate(
        **{
            f"{fold.key}_{position}": _folded(rows, fold, condition)
            for position, condition in enumerate(inside)
            for fold in folds
        }
    )
    found, sql = answered(context, answer)
    cells = {
        (position, row["part"]): {fold.key: row[f"{fold.key}_{position}"] for fold in folds}
        for row in found
        for position in range(len(inside))
    }
    return Answer(cells, sql)


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


def _inside(context: Measuring, rows: Any, period: Period, *, state: bool) -> Any:  # noqa: ANN401
    if rows["at"].type().is_date():
        before = rows["at"] <= period.end
        return before if state else before & (rows["at"] >= period.start)
    before = rows["at"] < context.opening(period.end + timedelta(days=1))
    return before if state else before & (rows["at"] >= context.opening(period.start))


def _folded(rows: Any, fold: Fold, where: Any = None) -> Any:  # noqa: ANN401
    column = rows[fold.column]
    if fold.how == "distinct":
        return column.nunique(where=where)
    return column.collect(where=where) if fold.how == "each" else column.sum(where=where)
