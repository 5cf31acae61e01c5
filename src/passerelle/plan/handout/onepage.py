"""What stands on the one page of the plan: words and amounts, before anything is drawn."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from passerelle.base import language as tongue
from passerelle.base.money import Money
from passerelle.base.period import Period, year_of
from passerelle.plan.export import Asked
from passerelle.plan.handout.goal_words import goal_words
from passerelle.plan.rule_money import in_currency, main_currency
from passerelle.plan.rule_words import label, money_text

MOST = {"objectives": 6, "results": 2, "segments": 4, "bars": 16}
"""How much of each fits on the page; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An action on the page: where its days begin and end, as parts (0..1) of the plan's period."""

    title: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of the plan's period, where they begin (0..1), and the money planned in them."""

    title: str
    start: float
    money: str


@dataclass(frozen=True, slots=True)
class OnePage:
    """Everything that the page says; each list ends with a line on what did not fit."""

    title: str
    vision: str
    star: str
    objectives: tuple[tuple[str, tuple[str, ...]], ...]
    segments: tuple[str, ...]
    quarters: tuple[Quarter, ...]
    bars: tuple[Bar, ...]
    more_bars: str
    money_from: str
    total: str
    alignment: str
    foot: str


def one_page(asked: Asked) -> OnePage:
    """Gather the page of a plan."""
    say, span = asked.say, period_of(asked)
    bars = list(_bars(asked, span))
    left = len(bars) - MOST["bars"]
    by_month, from_lines = _money(asked, span)
    return OnePage(
        title=f"{asked.name} · {say('plan', 'plan')} {_years(span)}",
        vision=asked.given.plan.vision
        or say("No vision is written yet.", "Aucune vision n'est encore écrite."),
        star=_star(asked),
        objectives=tuple(_objectives(asked)),
        segments=tuple(_segments(asked)),
        quarters=tuple(_quarters(asked, span, by_month)),
        bars=tuple(bars[: MOST["bars"]]),
        more_bars=say(f"and {left} more", f"et {left} de plus") if left > 0 else "",
        money_from=say("budget lines, planned", "lignes de budget, prévu")
        if from_lines
        else say(
            "cost of the actions, in the quarter they begin",
            "coût des actions, au trimestre où elles commencent",
        ),
        total=_total(asked, by_month),
        alignment=_alignment(asked),
        foot=say(
            f"Revision {asked.revision}, {asked.at.date()}",
            f"Révision {asked.revision}, {asked.at.date()}",
        ),
    )


def period_of(asked: Asked) -> Period:
    """Give the days that the page covers: the plan's year, else the year of its first action."""
    year = asked.given.plan.year
    if year:
        return year.period
    days = [one.when.start for one in asked.given.actions.values() if one.when]
    return year_of(min(days, default=asked.given.today).year)


def _years(span: Period) -> str:
    return (
        f"{span.start.year}"
        if span.start.year == span.end.year
        else f"{span.start.year}–{span.end.year}"
    )


def _star(asked: Asked) -> str:
    given = asked.given
    metric = given.metric(given.star) if given.star else None
    if metric is None:
        return asked.say(
            "No North Star is chosen yet.", "Aucune étoile polaire n'est encore choisie."
        )
    title, reading = metric.title.read(asked.language), given.reading(given.star)
    if reading is None:
        return f"{title} · {asked.say('not measured yet', 'pas encore mesurée')}"
    day = tongue.day(reading.as_of, asked.language)
    return f"{title} · {_value(asked, metric.unit, reading.value)} ({day})"


def _value(asked: Asked, unit: str, value: Decimal) -> str:
    if unit == "share":
        return tongue.percent(value, asked.language)
    if unit == "money":
        return Money(value, asked.currency).read(asked.language, 2)
    digits = 0 if value == value.to_integral_value() else 2
    return tongue.number(value, asked.language, digits)


def _objectives(asked: Asked) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Walk the objectives, those of the company by priority first."""
    given, most = asked.given, MOST["objectives"]
    order = sorted(
        given.plan.objectives.items(),
        key=lambda one: (
            one[1].level != "strategic",
            one[1].within is not None,
            one[1].priority or 99,
        ),
    )
    for _, one in order[:most]:
        lines = []
        for key, result in list(one.results.items())[: MOST["results"]]:
            metric = given.metric(result.metric or key)
            title = metric.title.read(asked.language) if metric else key
            lines.append(
                asked.say(f"{title}: ", f"{title} : ")
                + goal_words(asked, result.target, given.due(result))
            )
        yield one.title, tuple(lines)
    left = len(order) - most
    if left > 0:
        yield asked.say(f"and {left} more", f"et {left} de plus"), ()


def _segments(asked: Asked) -> Iterator[str]:
    order = sorted(asked.given.plan.segments.items(), key=lambda one: (one[1].rank or 99, one[0]))
    for name, one in order[: MOST["segments"]]:
        rank = f"{one.rank}. " if one.rank else ""
        promise = asked.say(f": {one.promise}", f" : {one.promise}") if one.promise else ""
        yield f"{rank}{name}{promise}"
    left = len(order) - MOST["segments"]
    if left > 0:
        yield asked.say(f"and {left} more", f"et {left} de plus")


def _bars(asked: Asked, span: Period) -> Iterator[Bar]:
    """Walk the actions that touch the period, by their first day."""
    rows = sorted(
        (one.when, label(name, one.title))
        for name, one in asked.given.actions.items()
        if one.when and one.when.overlaps(span)
    )
    for when, title in rows:
        start, end = max(when.start, span.start), min(when.end, span.end)
        yield Bar(title, _at(start, span), _at(end + timedelta(days=1), span))


def _at(day: date, span: Period) -> float:
    return (day - span.start).days / span.days


def _money(asked: Asked, span: Period) -> tuple[dict[tuple[int, int], Decimal], bool]:
    """Give the money by month: that of budget lines, else of the actions on their first day."""
    plan, currency = asked.given.plan, main_currency(asked.given.plan)
    found: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for line in plan.spending.values():
        for name, month in line.months.items():
            if month.planned and month.planned.currency == currency:
                found[int(name[:4]), int(name[5:])] += month.planned.amount
    if found:
        return found, True
    for name, amount in in_currency(asked.given.actions, currency).items():
        when = asked.given.actions[name].when
        if when and when.start in span:
            found[when.start.year, when.start.month] += amount
    return found, False


def _quarters(
    asked: Asked, span: Period, by_month: dict[tuple[int, int], Decimal]
) -> Iterator[Quarter]:
    currency, day = main_currency(asked.given.plan), span.start.replace(day=1)
    while day <= span.end:
        number = (day.month - 1) // 3 + 1
        last = number * 3
        months = [(day.year, month) for month in range(day.month, last + 1)]
        amount = sum((by_month.get(one, Decimal(0)) for one in months), Decimal(0))
        mark = asked.say("Q", "T")
        title = f"{mark}{number} {day.year}"
        money = Money(amount, currency).read(asked.language) if amount else "–"
        yield Quarter(title, max(0.0, _at(day, span)), money)
        day = date(day.year + last // 12, last % 12 + 1, 1)


def _total(asked: Asked, by_month: dict[tuple[int, int], Decimal]) -> str:
    currency, year = main_currency(asked.given.plan), asked.given.plan.year
    spent = Money(sum(by_month.values(), Decimal(0)), currency).read(asked.language)
    if not year or not year.budget:
        return asked.say(f"Planned: {spent}", f"Prévu : {spent}")
    budget = money_text(year.budget).read(asked.language)
    return asked.say(f"Planned: {spent} of {budget}", f"Prévu : {spent} sur {budget}")


def _alignment(asked: Asked) -> str:
    figure = asked.checked.alignment
    said = figure.sentence.read(asked.language)
    if figure.percent is None:
        return said
    shown = tongue.percent(Decimal(figure.percent) / 100, asked.language, 0)
    blocked = asked.say(" · blocked", " · bloqué") if figure.blocked else ""
    return f"{shown} · {said}{blocked}"
