"""AL-052: what actions sell is in stock, and the questions they raise are answered.

What it checks
    Of each product offered by actions that say how many they may sell: the most (p90) that actions
    running at the same time may sell, against ``stock`` and ``arriving``. An action of several
    offers, its own or those of the promotions it announces, is spread evenly over them. And week by
    week, the most questions that actions may raise, in a week of which only some days are theirs the
    part of these days, on top of what the teams of family service receive, against what they and the
    partners of that family handle, less absences.

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

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
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
    units: Decimal


_Raised = tuple[Period, Decimal]
"""When an action raises questions, and how many a week at most."""


def check(given: Given) -> Verdicts:
    """Yield one error for each offer that may run out, and one where service may overflow."""
    yield from _stock(given)
    yield from _service(given)


def _stock(given: Given) -> Verdicts:
    silent = []
    for name, sales in _sales(given).items():
        offer = given.plan.offers[name]
        if offer.stock is None:
            silent.append(label(name, offer.title))
            continue
        wanted, together = _peak(sales)
        if wanted > offer.stock + (offer.arriving or 0):
            yield _short(given, name, offer.stock, wanted, together)
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
                found[one].append(_Sale(name, action.when, action.sells.high / len(offers)))
    return found


def _announced(given: Given) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for promotion in given.plan.promotions.values():
        if promotion.action:
            found[promotion.action] += promotion.offers
    return found


def _peak(sales: list[_Sale]) -> tuple[Decimal, list[str]]:
    """Give the most units of sales that run together, and the actions that do.

    The most is reached on the first day of one of them.
    """
    steps: dict[date, Decimal] = defaultdict(Decimal)
    for sale in sales:
        steps[sale.when.start] += sale.units
        steps[sale.when.end + timedelta(days=1)] -= sale.units
    running, most, peak = Decimal(0), Decimal(0), date.min
    for day in sorted(steps):
        running += steps[day]
        if running > most:
            most, peak = running, day
    return most, [sale.name for sale in sales if peak in sale.when]


def _short(given: Given, name: str, stock: int, wanted: Decimal, together: list[str]) -> Finding:
    offer = given.plan.offers[name]
    arriving = offer.arriving or 0
    needed = int(wanted.to_integral_value(rounding=ROUND_CEILING)) - stock
    titles = [label(one, given.actions[one].title) for one in together]
    return RULE.broken(
        spot(given, f"offers/{name}", "arriving"),
        say(
            "{actions} could sell {n} of {offer}; {have} are available ({stock} in stock, "
            "{arriving} on order).",
            "{actions} : jusqu'à {n} ventes de {offer} ; {have} disponibles ({stock} en stock, "
            "{arriving} en commande).",
            actions=listed(titles),
            n=number_text(wanted),
            offer=offer.title,
            have=number_text(stock + arriving),
            stock=number_text(stock),
            arriving=number_text(arriving),
        ),
        say(
            "Order more, so that {n} arrive; or narrow, shorten or stagger the actions.",
            "Commandez davantage, pour que {n} arrivent ; ou resserrez, raccourcissez ou étalez "
            "les actions.",
            n=number_text(needed),
        ),
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
