"""The media plan: flights, what each line buys and costs, whom it reaches, how often, in GRP."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.plan.canvas import Canvas, Json, item
from passerelle.plan.given import Given
from passerelle.plan.operations import MediaLine
from passerelle.plan.rule_funds import media_cost, media_of

CANVAS = Canvas(
    id="media",
    title=Text(en="Media plan", fr="Plan média"),
    question=Text(
        en="What do we buy, when, at what price, and how many people does it reach, how often?",
        fr="Qu'achetons-nous, quand, à quel prix, et combien de personnes touchons-nous, "
        "combien de fois\u202f?",
    ),
    sections=("media",),
    order=70,
    half="engine",
)

WIDTH = 1000
"""Width of the year in the picture of the flights."""


def draw(given: Given, options: Mapping[str, str]) -> Json:  # noqa: ARG001 (every canvas takes them)
    """Give the lines with what is worked out of each, the flights in time, and each action's sum.

    ``reached`` is audience times reach, ``contacts`` that times frequency, ``grp`` a hundred times
    reach times frequency, ``per_thousand`` the cost of a thousand contacts; None where a field
    lacks. Lines of one action may reach the same people: their reach is not added up.
    """
    span = _span(given)
    lines = [_line(given, name, line, span) for name, line in given.plan.media.items()]
    return {
        "lines": lines,
        "months": _months(span),
        "actions": [_action(given, name, bought) for name, bought in given.once(media_of).items()],
        "grp": sum((row["grp"] for row in lines if row["grp"] is not None), Decimal(0)),
    }


def grp(line: MediaLine) -> Decimal | None:
    """Gross rating points: a hundred times reach (0..1) times frequency."""
    if line.reach is None or line.frequency is None:
        return None
    return 100 * line.reach * line.frequency


def _line(given: Given, name: str, line: MediaLine, span: Period | None) -> Json:
    cost, reached = media_cost(line), _reached(line)
    contacts = reached * line.frequency if reached is not None and line.frequency else None
    action = given.plan.actions.get(line.action)
    return item(
        "media",
        name,
        (action.title if action else None) or line.action,
        action=line.action,
        channel=line.channel,
        format=line.format,
        when=line.when and str(line.when),
        model=line.model,
        price=line.price and str(line.price),
        volume=line.volume,
        audience=line.audience,
        reach=line.reach,
        frequency=line.frequency,
        cost=cost and str(cost),
        reached=reached and int(reached),
        contacts=contacts and int(contacts),
        grp=grp(line),
        per_thousand=_per_thousand(cost, contacts),
        flight=_flight(line.when, span),
        outside=_outside(given, line),
    )


def _reached(line: MediaLine) -> Decimal | None:
    return line.audience * line.reach if line.audience and line.reach is not None else None


def _per_thousand(cost: Money | None, contacts: Decimal | None) -> Decimal | None:
    return round(1000 * cost.amount / contacts, 2) if cost and contacts else None


def _outside(given: Given, line: MediaLine) -> bool:
    """Whether a flight leaves the days of its action."""
    action = given.plan.actions.get(line.action)
    if not line.when or not action or not action.when:
        return False
    return line.when.start < action.when.start or line.when.end > action.when.end


def _span(given: Given) -> Period | None:
    if given.plan.year:
        return given.plan.year.period
    flown = [line.when for line in given.plan.media.values() if line.when]
    return Period(min(one.start for one in flown), max(one.end for one in flown)) if flown else None


def _flight(when: Period | None, span: Period | None) -> Json | None:
    if when is None or span is None or not when.overlaps(span):
        return None
    first, last = max(when.start, span.start), min(when.end, span.end)
    start = WIDTH * (first - span.start).days / span.days
    return {
        "x": f"{start:.1f}",
        "width": f"{max(WIDTH * ((last - first).days + 1) / span.days, 3):.1f}",
    }


def _months(span: Period | None) -> list[Json]:
    found: list[Json] = []
    day = span.start if span else date.min
    while span and day <= span.end:
        x = WIDTH * (day - span.start).days / span.days
        found.append({"month": f"{day.year:04d}-{day.month:02d}", "x": f"{x:.1f}"})
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return found


def _action(given: Given, name: str, bought: Mapping[str, Money]) -> Json:
    action = given.plan.actions.get(name)
    sums: dict[str, Decimal] = {}
    for money in bought.values():
        sums[money.currency] = sums.get(money.currency, Decimal(0)) + money.amount
    cost = action.cost if action else None
    left = cost.amount - sums.get(cost.currency, Decimal(0)) if cost else None
    return item(
        "actions", name, (action.title if action else None) or name,
        bought=[str(Money(amount, currency)) for currency, amount in sums.items()],
        cost=cost and str(cost), left=left,
    )  # fmt: skip
