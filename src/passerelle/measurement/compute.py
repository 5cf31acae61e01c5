"""From definitions and formulas to readings: each set of rows is asked once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Any

from passerelle.base.errors import UserError
from passerelle.base.language import Text, day, money_text
from passerelle.base.period import Period
from passerelle.measurement import missing
from passerelle.measurement.ask import Answer, ask
from passerelle.measurement.attribution import CREDITED, rule
from passerelle.measurement.context import Measuring
from passerelle.measurement.formula import (
    Fold,
    Formula,
    Given,
    Median,
    Over,
    Ratio,
    Returning,
    Simple,
)
from passerelle.measurement.parts import Parts, credited, folds_of, median, ratio, simple
from passerelle.measurement.reading import Reading, both
from passerelle.measurement.returning import first_day, returning
from passerelle.plan.kpi import Kpi, catalogue

Cells = list[dict[str, Reading]]
"""One mapping of slice name to reading for each period; the whole has an empty name."""

Counted = Simple | Ratio | Median

MANY = 1000
"""From here on an amount is shown without cents."""

CREDITED_ROWS = ("orders", "first_orders", "baskets")


@dataclass
class Question:
    """All that one run asks, so that each set of rows is asked once."""

    context: Measuring
    periods: Sequence[Period]
    by: str
    scope: str
    answers: dict[tuple[str, str, bool], Answer] = field(default_factory=dict)

    def prepare(self, formulas: Iterable[Counted]) -> None:
        """Ask every set of rows that the formulas fold, once."""
        wanted: dict[tuple[str, str, bool], list[Fold]] = {}
        for formula in formulas:
            for fold in folds_of(formula):
                wanted.setdefault(self.key(formula, fold), []).append(fold)
        for (rows, by, state), folds in wanted.items():
            self.answers[rows, by, state] = ask(
                self.context, folds, self.periods, by=by, scope=self.scope, state=state
            )

    def key(self, formula: Counted, fold: Fold) -> tuple[str, str, bool]:
        """Name the question that holds a fold: its rows, its split, whether it is a state."""
        state = not isinstance(formula, Median) and formula.state
        inner = isinstance(formula, Ratio) and formula.credited and not self.by
        return fold.rows, "channel" if inner else self.by, state


@cache
def formula_of(kpi_id: str) -> Formula:
    """Give how a KPI is computed, from its file in ``measurement/kpis``."""
    found: Formula = import_module(f"passerelle.measurement.kpis.{kpi_id}").FORMULA
    return found


def compute(
    context: Measuring,
    wanted: Sequence[tuple[Kpi, Formula]],
    periods: Sequence[Period],
    by: str = "",
    scope: str = "",
) -> dict[str, Cells]:
    """Compute several KPIs over several periods.

    Args:
        context: The setting.
        wanted: Definitions with their formulas.
        periods: At least one; they may overlap.
        by: A split, or empty.
        scope: A segment, or empty.

    Returns:
        KPI id -> for each period, slice name -> reading.
    """
    found: dict[str, Cells] = {}
    able = []
    for kpi, formula in wanted:
        lacking = missing.source_missing(context, kpi)
        if lacking:
            found[kpi.id] = [{"": _empty(context, kpi, p, scope, lacking)} for p in periods]
        else:
            able.append((kpi, formula))
            _splittable(kpi, formula, by)
    found.update(_counted(context, _only(able, Simple, Ratio, Median), periods, by, scope))
    found.update(_returning(context, _only(able, Returning), periods, scope))
    for kpi, formula in _only(able, Given):
        found[kpi.id] = [{"": _given(context, kpi, formula, period)} for period in periods]
    for kpi, formula in _only(able, Over):
        found[kpi.id] = _over(context, kpi, formula, periods, scope, found)
    return found


def _only(able: Sequence[tuple[Kpi, Formula]], *kinds: type) -> list[tuple[Kpi, Any]]:
    return [pair for pair in able if isinstance(pair[1], kinds)]


def _splittable(kpi: Kpi, formula: Formula, by: str) -> None:
    if by and isinstance(formula, Returning | Over | Given):
        raise UserError(
            Text(
                en=f"{kpi.en} cannot be split by '{by}'.",
                fr=f"{kpi.fr} ne se découpe pas par « {by} ».",
            ),
            Text(
                en="Split it by month or by segment.",
                fr="Découpez-le par mois (month) ou par segment (segment).",
            ),
        )


def _counted(
    context: Measuring,
    ready: Sequence[tuple[Kpi, Counted]],
    periods: Sequence[Period],
    by: str,
    scope: str,
) -> dict[str, Cells]:
    question = Question(context, periods, by, scope)
    question.prepare(formula for _, formula in ready)
    return {kpi.id: _cells(question, kpi, formula) for kpi, formula in ready}


def _cells(question: Question, kpi: Kpi, formula: Counted) -> Cells:
    def answers(fold: Fold) -> Answer:
        return question.answers[question.key(formula, fold)]

    used = list(dict.fromkeys(answers(fold).sql for fold in folds_of(formula)))
    names = set().union(*(answers(fold).names for fold in folds_of(formula)))
    inner = isinstance(formula, Ratio) and formula.credited and not question.by
    cells: Cells = []
    for position, period in enumerate(question.periods):
        if inner and isinstance(formula, Ratio):
            made = {"": credited(formula, answers, position, names)}
        else:
            wanted = names if question.by else {""}
            made = {name: _made(formula, answers, (position, name)) for name in wanted}
        sql = "\n;\n".join(used)
        read = {
            name: _reading(question.context, kpi, period, parts, sql, question.scope)
            for name, parts in made.items()
        }
        cells.append({name: replace(reading, slice=name) for name, reading in read.items()})
        if _is_credited(formula, question.by):
            said = rule(question.context)
            cells[-1] = {name: replace(r, rule=said) for name, r in cells[-1].items()}
    return cells


def _is_credited(formula: Counted, by: str) -> bool:
    if isinstance(formula, Ratio) and formula.credited:
        return True
    return by in CREDITED and any(fold.rows in CREDITED_ROWS for fold in folds_of(formula))


def _made(formula: Counted, answers: Callable[[Fold], Answer], cell: tuple[int, str]) -> Parts:
    if isinstance(formula, Ratio):
        return ratio(formula, answers, cell)
    if isinstance(formula, Median):
        return median(formula, answers, cell)
    return simple(formula, answers, cell)


def _returning(
    context: Measuring,
    able: Sequence[tuple[Kpi, Returning]],
    periods: Sequence[Period],
    scope: str,
) -> dict[str, Cells]:
    if not able:
        return {}
    known = [context.known(period) or period for period in periods]
    made, sql = returning(context, [formula for _, formula in able], known, scope)
    first = first_day(context)
    found: dict[str, Cells] = {}
    for kpi, formula in able:
        cells = found.setdefault(kpi.id, [])
        for period, cut, parts in zip(periods, known, made[formula], strict=True):
            reading = _reading(context, kpi, period, parts, sql, scope)
            if formula.which in {"kept", "lost"} and parts.value is None:
                reading = replace(reading, missing=missing.NO_DAY_BEFORE)
            if first and context.window(cut).start < first and not reading.note:
                reading = replace(reading, note=_since(first))
            cells.append({"": replace(reading, rule=_active(context))})
    return found


def _active(context: Measuring) -> Text:
    return Text(
        en=f"active: ordered in the last {context.active_days} days",
        fr=f"actif\u202f: a commandé dans les {context.active_days} derniers jours",
    )


def _over(
    context: Measuring,
    kpi: Kpi,
    formula: Over,
    periods: Sequence[Period],
    scope: str,
    found: Mapping[str, Cells],
) -> Cells:
    def read(name: str, spans: Sequence[Period]) -> list[Reading]:
        if name in found and spans is known:
            return [cell[""] for cell in found[name]]
        pair = (catalogue()[name], formula_of(name))
        return [cell[""] for cell in compute(context, [pair], spans, scope=scope)[name]]

    known = [context.known(period) or period for period in periods]
    before = [_year_before(period) for period in known] if formula.growth else known
    above, below = read(formula.numerator, known), read(formula.denominator, before)
    return [
        {"": _quotient(context, kpi, formula, period, pair)}
        for period, pair in zip(periods, zip(above, below, strict=True), strict=True)
    ]


def _quotient(
    context: Measuring, kpi: Kpi, formula: Over, period: Period, pair: tuple[Reading, Reading]
) -> Reading:
    above, below = pair
    sql = "\n;\n".join(dict.fromkeys((above.sql, below.sql)))
    lacking = above.missing or below.missing
    if lacking or above.value is None or not below.value:
        reason = lacking or missing.nothing_counted(kpi, None)
        return _empty(context, kpi, period, above.scope, reason, sql)
    top = above.value - below.value if formula.growth else above.value
    parts = Parts(top / below.value, top, below.value, min(above.n, below.n))
    return _reading(context, kpi, period, parts, sql, above.scope)


def _year_before(period: Period) -> Period:
    def back(moment: date) -> date:
        leap = (moment.month, moment.day) == (2, 29)
        return moment.replace(year=moment.year - 1, day=28 if leap else moment.day)

    return Period(back(period.start), back(period.end))


def _given(context: Measuring, kpi: Kpi, formula: Given, period: Period) -> Reading:
    if kpi.id not in context.figures:
        return _empty(context, kpi, period, "", missing.cannot(formula.where))
    top, bottom = context.figures[kpi.id]
    if not bottom:
        return _empty(context, kpi, period, "", missing.nothing_counted(kpi, None))
    return _reading(context, kpi, period, Parts(top / bottom, top, bottom, 0), "", "")


def _reading(
    context: Measuring, kpi: Kpi, period: Period, parts: Parts, sql: str, scope: str
) -> Reading:
    cut = context.known(period)
    if cut is None:
        return _empty(context, kpi, period, scope, missing.NOT_BEGUN, sql)
    return replace(
        _empty(context, kpi, period, scope, None, sql),
        value=parts.value,
        numerator=parts.numerator,
        denominator=parts.denominator,
        low=parts.low,
        high=parts.high,
        n=parts.n,
        planned=parts.planned,
        note=_note(context, period, cut, parts),
        missing=None
        if parts.value is not None
        else missing.nothing_counted(kpi, parts.denominator),
    )


def _note(context: Measuring, period: Period, cut: Period, parts: Parts) -> Text | None:
    if parts.waiting:
        return _waiting(parts.waiting)
    so_far = _so_far(cut) if cut != period else None
    return both(so_far, _planned(context, parts.planned) if parts.planned else None)


def _empty(
    context: Measuring,
    kpi: Kpi,
    period: Period,
    scope: str,
    lacking: Text | None,
    sql: str = "",
) -> Reading:
    return Reading(
        kpi=kpi.id,
        period=period,
        unit=kpi.unit,
        currency=context.currency if kpi.unit == "money" else "",
        as_of=context.as_of,
        missing=lacking,
        scope=scope,
        sql=sql,
    )


def _so_far(cut: Period) -> Text:
    return Text(en=f"up to {day(cut.end, 'en')}", fr=f"jusqu'au {day(cut.end, 'fr')}")


def _planned(context: Measuring, amount: Decimal) -> Text:
    digits = 2 if amount < MANY else 0
    en = money_text(amount, context.currency, "en", digits)
    fr = money_text(amount, context.currency, "fr", digits)
    return Text(
        en=f"of which {en} is planned cost, nobody has reported it yet",
        fr=f"dont {fr} de coût prévu, que personne n'a encore déclaré",
    )


def _since(first: date) -> Text:
    return Text(
        en=f"orders are known since {first} only",
        fr=f"commandes connues depuis le {first} seulement",
    )


def _waiting(count: int) -> Text:
    return Text(
        en=f"{count} still wait for a first contact",
        fr=f"{count} attendent encore un premier contact",
    )
