"""AL-062: an action that is to sell earns more than it costs.

What it checks
    Actions not over whose ``purpose`` is ``sales`` and that say what they sell and cost: the
    expected margin, which is the likely units times the margin of their offers (price less the
    discount and less ``vat``, 20 %, minus unit cost; the mean of several offers), against the cost.
    A discount on the second unit counts for half; gifts, bundles and free shipping leave the price
    alone. Where an offer loses on each sale even at full price, the offer is named, not the action;
    and so is one whose price, or price on a channel, is below its unit cost, whoever sells it.
    Spending what it earns is proposed while that leaves ``least_left`` (half) of the cost. And
    where a key result is read on one of ``kpis`` (new customers, CAC): a customer has brought at
    least ``ratio`` (1) times what winning one costs, by the last readings of LTV and CAC.

Why it matters
    « Choix des politiques tarifaires pour optimiser la rentabilité » (001): sales at a loss grow
    the loss.

Bad
    offers:  {drap: {title: Drap, price: 120 EUR, cost: 60 EUR}}
    actions: {blanc: {offers: drap, sells: 20 / 50 / 90, promotion: 20 % public, cost: 2 000 EUR}}

Good
    offers:  {drap: {title: Drap, price: 120 EUR, cost: 60 EUR}}
    actions: {blanc: {offers: drap, sells: 20 / 50 / 90, cost: 1 900 EUR}}

Source
    Alignment rule of the design notes, layer *budget*; documents 001 and 000 (CAC, CLV).
"""

from collections import defaultdict
from collections.abc import Container, Mapping
from decimal import ROUND_FLOOR, Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.rule import Rule, Verdicts, result_spot, spot
from passerelle.plan.rule_funds import costs
from passerelle.plan.rule_money import main_currency
from passerelle.plan.rule_words import label, listed, number_text, say, share_text

RULE = Rule(
    id="AL-062",
    title=Text(en="Loss-making action", fr="Action déficitaire"),
    question=Text(
        en="Does each action that is to sell earn more than it costs?",
        fr="Chaque action faite pour vendre rapporte-t-elle plus qu'elle ne coûte\u202f?",
    ),
    why=Text(
        en="Selling at a loss is made worse by selling more.",
        fr="Vendre à perte s'aggrave en vendant plus.",
    ),
    severity=Severity.WARNING,
    seed=(
        "001 « Prix : Choix des politiques tarifaires pour optimiser la rentabilité » ; "
        "000 « il mesure l'investissement nécessaire pour acquérir un nouveau client »"
    ),
    needs=("text", "readings"),
)


_TAKEN: Mapping[str, Decimal] = {"price": Decimal(1), "second_unit": Decimal(1) / 2}
"""Part of a discount that comes off the price of all units, by mechanism."""


def check(given: Given) -> Verdicts:
    """Yield one warning for each action that costs more than it earns, and one for acquisition."""
    yield from _actions(given)
    yield from _acquisition(given)


def _actions(given: Given) -> Verdicts:
    money, depths = given.once(costs), _announced(given)
    silent: dict[str, None] = {}
    losing: dict[str, Money] = {}
    for name, action in given.work.items():
        cost = money.get(f"actions/{name}")
        offers = [given.plan.offers[one] for one in action.offers if one in given.plan.offers]
        over = action.when is not None and action.when.end < given.today
        if not (cost and action.sells and offers) or action.purpose != "sales" or over:
            continue
        depth = max((depths.get(name, Decimal(0)), _own_depth(given, name)))
        unknown = [
            one.title
            for one in offers
            if one.cost is None or {one.cost.currency, one.price.currency} != {cost.currency}
        ]
        if unknown:
            silent |= dict.fromkeys(unknown)
            continue
        share = (1 - depth) / (1 + given.thresholds.number("AL-062", "vat"))
        each = [one.price.amount * share - one.cost.amount for one in offers if one.cost]
        margin = action.sells.likely * sum(each, Decimal(0)) / len(each)
        if margin < cost.amount and (below := _below_cost(given, action)):
            losing |= below
        elif margin < cost.amount:
            yield _loss(given, name, Money(_floor(margin), cost.currency), cost, depth)
    for one, unit_cost in (losing | _below_cost_untaxed(given)).items():
        yield _sold_at_a_loss(given, one, unit_cost)
    yield from _channels(given, losing)
    if silent:
        yield RULE.lacks(
            say(
                "the unit cost of {names}, in one currency",
                "le coût unitaire de {names}, en une monnaie",
                names=listed(silent),
            )
        )


def _below_cost(given: Given, action: Action) -> dict[str, Money]:
    """Give the unit cost of the offers of an action that their full price, taxes off, does not pay."""
    return {
        name: offer.cost
        for name in action.offers
        if (offer := given.plan.offers.get(name))
        and offer.cost
        and _net(given, offer.price.amount) < offer.cost.amount
    }


def _below_cost_untaxed(given: Given) -> dict[str, Money]:
    """Give the unit cost of the offers whose price does not pay it, taxes or no taxes; gifts aside."""
    return {
        name: offer.cost
        for name, offer in given.plan.offers.items()
        if offer.cost and _less(offer.price, offer.cost)
    }


def _less(price: Money, cost: Money) -> bool:
    return price.currency == cost.currency and 0 < price.amount < cost.amount


def _channels(given: Given, losing: Container[str]) -> Verdicts:
    """Yield one warning for each channel that asks less than the unit cost of what pays elsewhere."""
    for name, offer in given.plan.offers.items():
        told = name in losing or (offer.cost and _less(offer.price, offer.cost))
        for channel, price in offer.prices.items() if offer.cost and not told else ():
            if offer.cost and _less(price, offer.cost):
                yield _below_there(given, (name, channel), price, offer.cost)


def _below_there(given: Given, where: tuple[str, str], price: Money, cost: Money) -> Finding:
    name, channel = where
    known = given.plan.channels.get(channel)
    return RULE.broken(
        spot(given, f"offers/{name}", f"prices/{channel}"),
        say(
            "{x} sells at {price} through {channel}, less than its unit cost of {cost}.",
            "{x} se vend {price} par {channel}, moins que son coût unitaire de {cost}.",
            x=label(name, given.plan.offers[name].title),
            price=price,
            channel=label(channel, known.title if known else None),
            cost=cost,
        ),
        say(
            "Correct the price or the cost; a channel that pays neither is better closed.",
            "Corrigez le prix ou le coût ; mieux vaut fermer un canal qui ne paie pas l'offre.",
        ),
        price=price.amount,
        cost=cost.amount,
    )


def _net(given: Given, price: Decimal) -> Decimal:
    return price / (1 + given.thresholds.number("AL-062", "vat"))


def _sold_at_a_loss(given: Given, name: str, cost: Money) -> Finding:
    offer = given.plan.offers[name]
    least = cost.amount * (1 + given.thresholds.number("AL-062", "vat"))
    return RULE.broken(
        spot(given, f"offers/{name}", "price"),
        say(
            "{x} loses on each sale: {net} without taxes, for a unit cost of {cost}.",
            "{x} perd à chaque vente : {net} hors taxes, pour un coût unitaire de {cost}.",
            x=label(name, offer.title),
            net=Money(_cents(_net(given, offer.price.amount)), cost.currency),
            cost=cost,
        ),
        say(
            "Ask more than {least}, taxes included, or bring its cost down; selling more makes it "
            "worse.",
            "Demandez plus de {least}, taxes comprises, ou baissez son coût ; en vendre plus "
            "aggrave la perte.",
            least=Money(_cents(least), cost.currency),
        ),
        price=offer.price.amount,
        cost=cost.amount,
    )


def _own_depth(given: Given, name: str) -> Decimal:
    discount = given.actions[name].promotion
    return discount.depth if discount else Decimal(0)


def _announced(given: Given) -> Mapping[str, Decimal]:
    """Give the deepest price reduction that each action announces."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for promotion in given.plan.promotions.values():
        if promotion.action:
            depth = promotion.discount.depth * _TAKEN.get(promotion.mechanism, Decimal(0))
            found[promotion.action] = max(found[promotion.action], depth)
    return found


def _loss(given: Given, name: str, margin: Money, cost: Money, depth: Decimal) -> Finding:
    action = given.actions[name]
    return RULE.broken(
        spot(given, f"actions/{name}", "cost"),
        say(
            "{a}: an expected margin of {margin} for {cost}; {sales}.",
            "{a} : une marge attendue de {margin} pour {cost} ; {sales}.",
            a=label(name, action.title),
            margin=margin,
            cost=cost,
            sales=_sales(action.sells.likely if action.sells else Decimal(0), depth),
        ),
        say(
            "At this discount each sale loses: discount less, or keep it for other offers.",
            "À cette remise, chaque vente perd : remisez moins, ou gardez la remise pour d'autres "
            "offres.",
        )
        if depth and margin.amount < 0
        else say(
            "Spend less, sell more, discount less; or say that its `purpose` is brand or learning.",
            "Dépensez moins, vendez plus, remisez moins ; ou dites que son but (`purpose`) est "
            "`brand` ou `learning`.",
        ),
        settle=str(margin) if action.cost == cost and _near(given, margin, cost) else None,
        margin=margin.amount,
        cost=cost.amount,
    )


def _near(given: Given, margin: Money, cost: Money) -> bool:
    """Whether spending what it earns is a cut that one may propose."""
    least = given.thresholds.number("AL-062", "least_left")
    return margin.amount >= least * cost.amount


def _sales(number: Decimal, depth: Decimal) -> Text:
    if not number:
        return say("no sale is likely", "aucune vente n'est probable")
    if not depth:
        return say(
            "{n} likely sales at full price",
            "{n} ventes probables sans remise",
            n=number_text(number),
        )
    return say(
        "{n} likely sales at -{depth}",
        "{n} ventes probables à -{depth}",
        n=number_text(number),
        depth=share_text(depth),
    )


def _acquisition(given: Given) -> Verdicts:
    where = _acquiring(given)
    if where is None:
        return
    cac, ltv = given.reading("cac"), given.reading("ltv_historic")
    if cac is None or ltv is None:
        yield RULE.lacks(say("readings of CAC and LTV", "des relevés du CAC et de la LTV"))
        return
    if ltv.value < cac.value * given.thresholds.number("AL-062", "ratio"):
        yield _too_dear(given, where, cac.value, ltv.value)


def _acquiring(given: Given) -> tuple[str, str] | None:
    """Find the first key result that is read on winning customers."""
    kpis = given.thresholds.words("AL-062", "kpis")
    for name, key, _, result in given.key_results():
        metric = given.metric(result.metric or key)
        if metric and metric.id in kpis:
            return name, key
    return None


def _too_dear(given: Given, where: tuple[str, str], cac: Decimal, ltv: Decimal) -> Finding:
    currency = main_currency(given.plan)
    return RULE.broken(
        result_spot(given, *where),
        say(
            "A customer has brought {ltv} so far and costs {cac} to win: LTV to CAC is {ratio}.",
            "Un client a rapporté {ltv} jusqu'ici et sa conquête coûte {cac} : LTV sur CAC vaut "
            "{ratio}.",
            ltv=Money(_floor(ltv), currency),
            cac=Money(_floor(cac), currency),
            ratio=number_text(ltv / cac, 2),
        ),
        say(
            "Win fewer customers at a lower cost, or bring more of them back.",
            "Conquérez moins cher, quitte à conquérir moins, ou faites revenir davantage.",
        ),
        cac=cac,
        ltv=ltv,
    )


def _floor(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1), rounding=ROUND_FLOOR)


def _cents(amount: Decimal) -> Decimal:
    """Round to the cent, and leave cents out where there are none."""
    rounded = amount.quantize(Decimal("0.01"))
    whole = rounded.to_integral_value()
    return whole if whole == rounded else rounded
