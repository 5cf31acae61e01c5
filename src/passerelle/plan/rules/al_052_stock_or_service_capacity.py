"""AL-052: what actions sell is in stock, and the questions they raise are answered.

What it checks
    Of each product offered by actions that say how many they may sell: the most (p90) that may be
    sold within ``reorder_days`` (90), in which a stock is not made anew, against ``stock`` and
    ``arriving``. An error when actions running at the same time may sell too many, or when the
    likely sales are too many and the plan says what arrives; a warning when all together may. An
    action of several offers, its own or those of the promotions it announces, is spread evenly over
    them. And week by week, the most questions that actions may raise, in a week of which only some
    days are theirs the part of these days, on top of what the teams of family service receive,
    against what they and the partners of that family handle, less absences.

Why it matters
    « (marketing, ventes, production, etc.) » (002): a campaign is a promise that others keep.

Bad
    offers:  {drap: {title: Drap, price: 90 EUR, stock: 100, arriving: 20}}
    actions: {blanc: {when: 2027-01-11..2027-01-31, offers: drap, sells: 60 / 90 / 150}}

Good
    offers:  {drap: {title: Drap, price: 90 EUR, stock: 100, arriving: 50}}
    actions: {blanc: {when: 2027-01-11..2027-01-31, offers: drap, sells: 60 / 90 / 150}}

Source
    Alignment rule of the design notes, layer *capacity*; document 002. The p90, not the mean.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from itertools import accumulate
from typing import NamedTuple

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_desk import Desk, desk
from passerelle.plan.rule_load import monday
from passerelle.plan.rule_presence import filled, filled_text
from passerelle.plan.rule_time import has_time
from passerelle.plan.rule_window import moved_later
from passerelle.plan.rule_words import label, listed, number_text, say
from passerelle.plan.rule_work import parts

RULE = Rule(
    id="AL-052",
    title=Text(en="Stock or service capacity", fr="Stock ou service insuffisant"),
    question=Text(
        en="Is there the stock, and the service, for what actions may bring?",
        fr="Le stock et le service suffisent-ils à ce que les actions peuvent apporter\u202f?",
    ),
    why=Text(
        en="A campaign is a promise that the warehouse and the service desk keep.",
        fr="Une campagne est une promesse que tiennent le stock et le service.",
    ),
    severity=Severity.ERROR,
    seed="002 « (marketing, ventes, production, etc.) »",
)


class _Sale(NamedTuple):
    name: str
    when: Period
    likely: Decimal
    units: Decimal


_Raised = tuple[Period, Decimal]
"""When an action raises questions, and how many a week at most."""


def check(given: Given) -> Verdicts:
    """Yield one error for each offer that may run out, and one where service may overflow."""
    yield from _stock(given)
    yield from _service(given)


def _stock(given: Given) -> Verdicts:
    silent, days = [], int(given.thresholds.number("AL-052", "reorder_days"))
    for name, sales in _sales(given).items():
        offer = given.plan.offers[name]
        if offer.stock is None:
            silent.append(label(name, offer.title))
            continue
        run = _most(sales, timedelta(days=days))
        if sum(sale.units for sale in run) > offer.stock + (offer.arriving or 0):
            yield _short(given, name, offer.stock, run)
    if silent:
        yield RULE.lacks(
            say("the `stock` of {names}", "le stock (`stock`) de {names}", names=listed(silent))
        )


def _sales(given: Given) -> Mapping[str, list[_Sale]]:
    """Give, for each product, what actions that are not over may sell of it at most."""
    found: dict[str, list[_Sale]] = defaultdict(list)
    announced = _announced(given)
    for name, action in given.actions.items():
        if action.sells is None or action.when is None or action.when.end < given.today:
            continue
        offers = [
            one
            for one in dict.fromkeys((*action.offers, *announced[name]))
            if one in given.plan.offers
        ]
        for one in offers:
            if given.plan.offers[one].kind == "product":
                part, sells = Decimal(1) / len(offers), action.sells
                sale = _Sale(name, action.when, sells.likely * part, sells.high * part)
                found[one].append(sale)
    return found


def _announced(given: Given) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for promotion in given.plan.promotions.values():
        if promotion.action:
            found[promotion.action] += promotion.offers
    return found


def _most(sales: list[_Sale], span: timedelta) -> list[_Sale]:
    """Give the sales that draw most on one stock: those of a span of days from the start of one."""
    starts = sorted(sales, key=lambda one: one.when.start)
    ends = sorted(sales, key=lambda one: one.when.end)
    begun = [Decimal(0), *accumulate(one.units for one in starts)]
    over = [Decimal(0), *accumulate(one.units for one in ends)]
    firsts, lasts = [one.when.start for one in starts], [one.when.end for one in ends]

    def drawn(day: date) -> Decimal:
        return begun[bisect_left(firsts, day + span)] - over[bisect_left(lasts, day)]

    first = max(firsts, key=drawn)
    return [one for one in sales if one.when.start < first + span and one.when.end >= first]


def _peak(sales: list[_Sale]) -> Decimal:
    """Give the most units of sales that run together."""
    steps: dict[date, Decimal] = defaultdict(Decimal)
    for sale in sales:
        steps[sale.when.start] += sale.units
        steps[sale.when.end + timedelta(days=1)] -= sale.units
    return max(accumulate(steps[day] for day in sorted(steps)))


def _short(given: Given, name: str, stock: int, run: list[_Sale]) -> Finding:
    offer = given.plan.offers[name]
    arriving = offer.arriving or 0
    wanted = sum((sale.units for sale in run), Decimal(0))
    likely = sum((sale.likely for sale in run), Decimal(0))
    needed = int(wanted.to_integral_value(rounding=ROUND_CEILING)) - stock
    together = [sale.name for sale in run]
    grave = max(_peak(run), likely if offer.arriving is not None else 0) > stock + arriving
    return RULE.broken(
        spot(given, f"offers/{name}", "arriving"),
        say(
            "{actions} could sell {n} of {offer} ({likely} are likely); {have} are available "
            "({stock} in stock, {arriving} on order).",
            "{actions} : jusqu'à {n} ventes de {offer} ({likely} probables) ; {have} disponibles "
            "({stock} en stock, {arriving} en commande).",
            actions=listed(label(one, given.actions[one].title) for one in together),
            n=number_text(wanted),
            likely=number_text(likely),
            offer=offer.title,
            have=number_text(stock + arriving),
            stock=number_text(stock),
            arriving=number_text(arriving),
        ),
        say(
            "Order more, so that {n} arrive; or narrow the actions, or leave time between them to "
            "order anew.",
            "Commandez davantage, pour que {n} arrivent ; ou resserrez les actions, ou laissez "
            "entre elles le temps de recommander.",
            n=number_text(needed),
        )
        if len(run) > 1
        else say(
            "Order more, so that {n} arrive; or narrow the action.",
            "Commandez davantage, pour que {n} arrivent ; ou resserrez l'action.",
            n=number_text(needed),
        ),
        severity=Severity.ERROR if grave else Severity.WARNING,
        settle=str(needed),
        wanted=wanted,
        available=stock + arriving,
        actions=together,
    )


def _service(given: Given) -> Verdicts:
    live = {
        name: (action.when, action.tickets.high)
        for name, action in given.actions.items()
        if action.tickets and action.when and action.when.end >= given.today
    }
    if not live:
        return
    service = _Service(desk(given.plan, "service"), _asked(live))
    if not service.desk.usual:
        yield RULE.lacks(
            say(
                "the questions a week that a service team `handles`",
                "les demandes par semaine que traite (`handles`) une équipe de service",
            )
        )
        return
    weeks = [week for week in service.weeks if week >= monday(given.today)]
    worst = max(weeks, key=lambda week: (service.share(week), -week.toordinal()))
    if service.load(worst) > service.desk.capacity(worst):
        yield _overflow(given, service, live, worst)


class _Service(NamedTuple):
    desk: Desk
    weeks: Mapping[date, Decimal]

    def load(self, week: date) -> Decimal:
        return self.desk.receives + self.weeks.get(week, Decimal(0))

    def share(self, week: date) -> Decimal:
        return filled(self.load(week), self.desk.capacity(week))

    def fits(self, raised: Decimal, when: Period, moved: Period) -> bool:
        """Whether service can answer in every week of ``moved``, own weeks given back."""
        own = parts(when)
        return all(
            self.load(week) + raised * (part - own.get(week, 0)) <= self.desk.capacity(week)
            for week, part in parts(moved).items()
        )


def _asked(live: Mapping[str, _Raised]) -> Mapping[date, Decimal]:
    weeks: dict[date, Decimal] = defaultdict(Decimal)
    for when, raised in live.values():
        for week, part in parts(when).items():
            weeks[week] += raised * part
    return weeks


def _overflow(given: Given, service: _Service, live: Mapping[str, _Raised], week: date) -> Finding:
    share = {
        name: raised * parts(when)[week]
        for name, (when, raised) in live.items()
        if week in parts(when)
    }
    there, name = list(share), max(share, key=lambda one: share[one])
    (when, raised), node = live[name], f"actions/{name}"
    alone = service.load(week) - share[name] > service.desk.capacity(week)
    return RULE.broken(
        spot(given, node, "when"),
        say(
            "{actions} may raise {n} questions in the week of {w}, on top of {base}; service can "
            "answer {cap} ({pct}).",
            "{actions} : jusqu'à {n} demandes la semaine du {w}, en plus de {base} ; le service "
            "peut en traiter {cap} ({pct}).",
            actions=listed(label(one, given.actions[one].title) for one in there),
            n=number_text(service.weeks[week]),
            w=week,
            base=number_text(service.desk.receives),
            cap=number_text(service.desk.capacity(week)),
            pct=filled_text(service.share(week)),
        ),
        say(
            "Stagger them, add people to service, or answer the questions in the message.",
            "Étalez-les, renforcez le service, ou répondez aux questions dans le message.",
        ),
        settle=None
        if alone
        else moved_later(
            given,
            node,
            when,
            lambda moved: service.fits(raised, when, moved) and has_time(given, node, moved),
        ),
        week=week,
        p90=service.load(week),
        capacity=service.desk.capacity(week),
    )
