"""``measure`` and ``board``: KPIs with interval, parts and SQL; key results against their targets."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.check import check as check_plan
from passerelle.plan.effective import effective
from passerelle.plan.kpi import Kpi, catalogue
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.plan.scalars import days
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.audience import moment_of
from passerelle.verbs.check import given_text
from passerelle.verbs.facts import day_in
from passerelle.verbs.house import House
from passerelle.verbs.memo import remembered
from passerelle.verbs.ownership import head_plan
from passerelle.verbs.progress import tell
from passerelle.verbs.publish import publish

if TYPE_CHECKING:
    from passerelle.measurement.context import Measuring
    from passerelle.measurement.progress import Progress
    from passerelle.measurement.reading import Reading

ON_THE_BOARD = (
    "revenue_gross", "revenue", "orders", "aov", "new_customers", "cac", "roi", "roas", "sessions",
    "conversion_rate", "leads", "qualified_leads", "sales_conversion_rate", "lead_response_time",
    "repurchase_rate", "retention_rate", "churn_rate", "delivery_rate", "click_rate",
    "unsubscribe_rate", "nps", "alignment_score", "traced_spend",
)  # fmt: skip
"""What the board shows, in this order."""


@dataclass(frozen=True, slots=True)
class Measured(Answer):
    """One KPI over one period, with its definition."""

    reading: Json
    kpi: Json
    by: str
    revision: int
    settings: Json


@dataclass(frozen=True, slots=True)
class Board(Answer):
    """All KPIs over one period beside the period before, and the key results of the plan."""

    period: str
    before: str
    rows: tuple[Json, ...]
    key_results: tuple[Json, ...]
    revision: int
    settings: Json


def measure(
    house: House,
    kpi: str,
    by: str = "",
    period: str = "",
    segment: str = "",
    with_sql: bool = False,  # noqa: FBT001, FBT002
) -> Measured:
    """Measure one KPI.

    Raises:
        NotFound: there is no such KPI or segment.
        UserError: the period cannot be read, or the KPI cannot be split that way.
    """
    from passerelle.measurement.kpi import definition
    from passerelle.measurement.kpi import measure as measure_one

    revision, plan = head_plan(house)
    publish(house, plan)
    context = measuring(house, plan, revision.number)
    span = period_of(house, period)
    tell(Text(en=f"Measuring {kpi}", fr=f"Mesure de {kpi}"))
    found = remembered(
        house,
        ("measure", revision.number, context.as_of, kpi, by, span, segment),
        lambda: measure_one(context, kpi, span, by or None, segment or None),
    )
    reading: Any = found.as_json()
    if not with_sql:
        _without_sql(reading)
    return Measured(
        reading, kpi_words(definition(context, kpi)), by, revision.number, _settings(house)
    )


def board(house: House, period: str = "") -> Board:
    """Measure every KPI of the board, and how far each key result is."""
    from passerelle.measurement.kpi import board as measure_all
    from passerelle.measurement.kpi import definition
    from passerelle.measurement.progress import progress, wanted_readings

    revision, plan = head_plan(house)
    publish(house, plan)
    context = measuring(house, plan, revision.number)
    now = period_of(house, period)
    before = _year_before(now)
    tell(Text(en="Measuring the KPIs", fr="Mesure des indicateurs"))
    names = board_names(plan, context)
    wanted = wanted_readings(plan, context)

    def made() -> "dict[tuple[str, Period], Reading]":
        every = list(dict.fromkeys([*names, *(name for name, _ in wanted)]))
        periods = list(dict.fromkeys([now, before, *(period for _, period in wanted)]))
        found = measure_all(context, every, periods)
        return {(name, one.period): one for name in every for one in found[name]}

    found = remembered(house, ("board", revision.number, context.as_of, now), made)
    rows = tuple(
        {
            **_short(found[name, now]),
            "before": plain(found[name, before].value),
            "kpi": kpi_words(definition(context, name)),
        }
        for name in names
    )
    known = {(name, period): found[name, period] for name, period in wanted}
    results = remembered(
        house,
        ("progress", revision.number, context.as_of),
        lambda: progress(plan, context, known),
    )
    return Board(
        str(now),
        str(before),
        rows,
        tuple(plain(row) for row in results),
        revision.number,
        _settings(house),
    )


def board_names(plan: Plan, context: "Measuring") -> list[str]:
    """Give what the board shows: the usual, what the plan aims at, and what somebody typed."""
    from passerelle.measurement.typed import typed_kpis

    aimed = [
        result.metric or name
        for objective in plan.objectives.values()
        for name, result in objective.results.items()
    ]
    by_hand = [name for name in aimed if name in plan.metrics or _is_typed(name)]
    known = [*ON_THE_BOARD, *by_hand, *typed_kpis(context)]
    names = dict.fromkeys(catalogue()[name].id if name in catalogue() else name for name in known)
    return [name for name in names if name in catalogue() or name in plan.metrics]


def read_progress(
    house: House, plan: Plan, context: "Measuring", revision: int
) -> "tuple[Progress, ...]":
    """Read every key result, once for as long as nothing changed."""
    from passerelle.measurement.progress import progress

    return remembered(house, ("progress", revision, context.as_of), lambda: progress(plan, context))


def measuring(house: House, plan: Plan, revision: int | None = None) -> "Measuring":
    """Give the setting of a measure: this workspace, at the end of today.

    With the number of its revision, what the plan alone decides is worked out once.
    """
    from passerelle.measurement.context import Measuring

    figures = (
        _figures(house, plan)
        if revision is None
        else remembered(
            house, ("figures", revision, house.workspace.today), lambda: _figures(house, plan)
        )
    )
    return Measuring(
        house.warehouse,
        moment_of(house),
        currency=house.settings.currency,
        timezone=house.settings.timezone,
        active_days=house.settings.active_days,
        attribution_days=house.settings.attribution_days,
        plan=plan,
        figures=figures,
    )


def period_of(house: House, text: str) -> Period:
    """Read a period; the twelve months up to today when none is given.

    Raises:
        UserError: it is no period.
    """
    today = day_in(house)
    if not text:
        return Period(_a_year_earlier(today), today)
    try:
        return days.read(text)
    except ValueError as fault:
        raise UserError(
            Text(en=f"'{text}' is no period.", fr=f"« {text} » n'est pas une période."),
            Text(
                en="Write it as 2026-01-01..2026-12-31.",
                fr="Écrivez-la ainsi : 2026-01-01..2026-12-31.",
            ),
        ) from fault


def kpi_words(kpi: Kpi) -> Json:
    """Give a KPI's definition as plain JSON."""
    return dict(kpi.as_json())


def _figures(house: House, plan: Plan) -> dict[str, tuple[Decimal, Decimal]]:
    """The two KPIs that the plan alone decides."""
    figure = check_plan(given_text(house, plan)).alignment
    actions = [effective(plan, action) for action in plan.actions.values() if action.cost]
    whole = sum((row.cost.amount for row in actions if row.cost), Decimal(0))
    traced = sum(
        (row.cost.amount for row in actions if row.cost and _is_traced(plan, row)), Decimal(0)
    )
    return {"alignment_score": (figure.follows, figure.total), "traced_spend": (traced, whole)}


def _is_typed(name: str) -> bool:
    return name in catalogue() and catalogue()[name].by_hand


def _is_traced(plan: Plan, action: Action) -> bool:
    return any(name in plan.objectives for name in action.serves)


def _short(reading: Any) -> Json:  # noqa: ANN401
    found: Json = reading.as_json()
    _without_sql(found)
    return found


def _without_sql(reading: Json) -> None:
    reading["sql"] = ""
    for part in reading["slices"]:
        part["sql"] = ""


def _settings(house: House) -> Json:
    chosen = house.settings
    return {
        "active_days": chosen.active_days,
        "attribution_days": chosen.attribution_days,
        "currency": chosen.currency,
        "timezone": chosen.timezone,
    }


def _a_year_earlier(day: date) -> date:
    """The day after the same day a year before: twelve whole months end on ``day``."""
    try:
        return day.replace(year=day.year - 1) + timedelta(days=1)
    except ValueError:  # 29 February
        return date(day.year - 1, 3, 1)


def _year_before(period: Period) -> Period:
    """The span of the same length just before."""
    return Period(period.start - timedelta(days=period.days), period.start - timedelta(days=1))
