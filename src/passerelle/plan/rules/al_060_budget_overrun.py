"""AL-060: planned money must fit its envelope, at every level.

What it checks
    All that the plan pays (actions, loyalty, studies, trainings, partners, budget lines of
    objectives) against the year's budget; what an envelope's channels and objectives take against
    the envelope; a campaign's actions against its ceiling; the envelopes together against the
    year's budget. The lines of the media plan (by their model: a price for a thousand, a click, a
    lead, a point, or a flat price) and the months of a budget line against the cost of what they
    pay for; up to ``drift_over`` (2 %) more is what estimates do, where the months were planned within
    the cost. The greatest of written, bought, budgeted and spent counts; of a month, what is known
    latest: the greater of spent and of forecast plus committed, else planned. What is said of a
    cost is not said again of its campaign, its envelope and the year, unless they are over without
    it. A warning where the months leave more than ``short_over`` (10 %) of a written cost unpaid,
    where a month lies outside the plan's year and the dates of what it pays for, and where a cost
    is in another currency than the budget: no ceiling counts it. A remark where a media line is bought
    in a channel that another envelope pays for than the one that counts its action.

Why it matters
    « Quels budgets allouer » (003): money promised twice is found out by finance.

Bad
    year: {period: 2027, budget: 10 000 EUR}
    actions: {a: {cost: 8 000 EUR}, b: {cost: 3 000 EUR}}

Good
    year: {period: 2027, budget: 11 000 EUR}
    actions: {a: {cost: 8 000 EUR}, b: {cost: 3 000 EUR}}

Source
    Alignment rule of the design notes, layer *budget*; document 003.
"""

from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.ceilings import Level, details, levels
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_money import main_currency
from passerelle.plan.rule_overrun import (
    Fault,
    bought_elsewhere,
    costs_abroad,
    culprit,
    drifted,
    lines_abroad,
    month_text,
    months_of,
    months_outside,
)
from passerelle.plan.rule_titles import channel_title
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-060",
    title=Text(en="Budget overrun", fr="Dépassement"),
    question=Text(
        en="Does planned money fit its envelope, at every level?",
        fr="L'argent prévu tient-il dans son enveloppe, à chaque niveau\u202f?",
    ),
    why=Text(
        en="Money promised twice is found out by finance, not by us.",
        fr="L'argent promis deux fois, c'est la finance qui s'en aperçoit.",
    ),
    severity=Severity.ERROR,
    seed="003 « quels budgets allouer »",
)


def check(given: Given) -> Verdicts:
    """Yield one finding for each cause: the nearest to it of what does not fit."""
    yield from _foreign(given)
    yield from _months(given)
    for name, counted, payer in bought_elsewhere(given):
        yield _elsewhere(given, name, counted, payer)
    nearer: dict[str, Decimal] = {}
    drift = given.thresholds.number("AL-060", "drift_over")
    for level in details(given):
        gap = level.total.amount - level.ceiling.amount
        if gap > 0 and not drifted(given, level, gap, drift):
            name = level.node.removeprefix("actions/")
            nearer[name] = max(gap, nearer.get(name, gap))
            yield _over(given, level, level.total, culprit(given, level, gap))
    parts: dict[str, list[tuple[set[str], Decimal]]] = {"campaign": [], "envelope": []}
    for level in sorted(levels(given), key=lambda one: _ORDER.index(one.of)):
        total = level.total.amount - _said_nearer(level, nearer, parts)
        if total > level.ceiling.amount:
            gap = total - level.ceiling.amount
            parts.setdefault(level.of, []).append((set(level.amounts), gap))
            yield _over(given, level, level.total, None)


_ARITHMETIC = ("media", "months")
"""Where a sum is written twice; any other ceiling is somebody's decision, no slip to settle."""

_ORDER = ("campaign", "envelope", "year", "envelopes")


def _said_nearer(
    level: Level, nearer: dict[str, Decimal], parts: dict[str, list[tuple[set[str], Decimal]]]
) -> Decimal:
    """Give the excess under a ceiling that a finding nearer to its cause has already told."""
    if level.of == "envelopes":
        return Decimal(0)
    told = sum((gap for name, gap in nearer.items() if name in level.amounts), Decimal(0))
    inside = [
        sum((gap for names, gap in of if names <= level.amounts.keys()), Decimal(0))
        for kind, of in parts.items()
        if kind in _ORDER[: _ORDER.index(level.of)]
    ]
    return told + max(inside, default=Decimal(0))


def _over(given: Given, level: Level, total: Money, fault: Fault | None) -> Finding:
    words, raised = _WORDS[level.of]
    gap = total - level.ceiling
    return RULE.broken(
        spot(given, fault.node, fault.field) if fault else spot(given, level.node, level.field),
        say(*words, node=level.title, total=total, env=level.ceiling, gap=gap),
        _fix(level, fault, gap, say(*raised, total=total)),
        settle=fault.right if fault else str(total) if level.of in _ARITHMETIC else None,
        total=total.amount,
        ceiling=level.ceiling.amount,
        actions=list(level.amounts),
    )


def _fix(level: Level, fault: Fault | None, gap: Money, raise_it: Text) -> Text:
    if fault is None:
        return say(*_CUT, gap=gap, raise_it=raise_it)
    if fault.right is None:
        words = _GREW if level.of == "months" else _EITHER
        return say(*words, gap=gap, raise_it=raise_it)
    return say(*_HERE, here=fault.right, raise_it=raise_it)


_EITHER = (
    "Correct its price or its volume if the slip is there, cut {gap}, or {raise_it}.",
    "Corrigez son prix ou son volume si l'erreur est là, retirez {gap}, ou {raise_it}.",
)
_GREW = (
    "This month costs more than planned: cut {gap} in the months to come, or {raise_it}.",
    "Ce mois coûte plus que prévu : retirez {gap} des mois à venir, ou {raise_it}.",
)
_HERE = (
    "Write `{here}` here if the slip is here, or {raise_it}.",
    "Écrivez ici `{here}` si l'erreur est là, ou {raise_it}.",
)
_CUT = ("Cut {gap}, or {raise_it}.", "Retirez {gap}, ou {raise_it}.")
_COST = (
    ("{node}: {total} for a written cost of {env} (+{gap}).",
     "{node} : {total} pour un coût écrit de {env} (+{gap})."),
    ("raise the cost to {total}", "portez le coût à {total}"),
)  # fmt: skip
_YEAR = (
    ("{node}: {total} for a yearly budget of {env} (+{gap}).",
     "{node} : {total} pour un budget annuel de {env} (+{gap})."),
    ("raise the yearly budget to {total}", "portez le budget annuel à {total}"),
)  # fmt: skip
_CEILING = (
    ("{node}: {total} for an envelope of {env} (+{gap}).",
     "{node} : {total} pour une enveloppe de {env} (+{gap})."),
    ("raise the envelope to {total}", "portez l'enveloppe à {total}"),
)  # fmt: skip
_CAMPAIGN = (
    ("{node}: {total} for a campaign budget of {env} (+{gap}).",
     "{node} : {total} pour un budget de campagne de {env} (+{gap})."),
    ("raise the campaign's budget to {total}", "portez le budget de la campagne à {total}"),
)  # fmt: skip
_WORDS = {
    "media": _COST,
    "months": _COST,
    "year": _YEAR,
    "envelopes": _YEAR,
    "envelope": _CEILING,
    "campaign": _CAMPAIGN,
}


def _foreign(given: Given) -> Verdicts:
    """Yield what no ceiling counts: one warning for each cost, one lack for all other lines."""
    plan, currency = given.plan, main_currency(given.plan)
    year = plan.year
    capped = [name for name, one in plan.campaigns.items() if one.budget]
    if not (plan.budget or capped or (year and year.budget)):
        return
    for node, cost in costs_abroad(given, currency):
        yield _abroad(given, node, cost, currency)
    lines = lines_abroad(given, currency)
    if lines:
        yield RULE.lacks(
            say(
                "the amounts of {names} in {currency}; no ceiling counts them",
                "les montants de {names} en {currency} ; aucun plafond ne les compte",
                names=listed(lines),
                currency=currency,
            )
        )


def _abroad(given: Given, node: str, cost: Money, currency: str) -> Finding:
    section, _, name = node.partition("/")
    return RULE.broken(
        spot(given, node, "cost"),
        say(
            "{x} costs {cost}, and the budget is in {currency}: no ceiling counts it.",
            "{x} coûte {cost}, et le budget est en {currency} : aucun plafond ne le compte.",
            x=label(name, getattr(given.plan, section)[name].title),
            cost=cost,
            currency=currency,
        ),
        say(
            "Write its cost in {currency}, at the rate that you budget with.",
            "Écrivez son coût en {currency}, au taux retenu pour le budget.",
            currency=currency,
        ),
        severity=Severity.WARNING,
        currency=cost.currency,
    )


def _elsewhere(given: Given, name: str, counted: str, payer: str) -> Finding:
    line = given.plan.media[name]
    return RULE.broken(
        spot(given, f"media/{name}", "channel"),
        say(
            "{line} goes by {channel}, which the envelope {payer} pays; its action has it counted "
            "in {counted}.",
            "{line} passe par {channel}, que paie l'enveloppe {payer} ; son action la fait compter "
            "dans {counted}.",
            line=name,
            channel=channel_title(given, line.channel),
            payer=payer,
            counted=counted,
        ),
        say(
            "Correct the channel, or make it an action of its own, for its envelope to pay it.",
            "Corrigez le canal, ou faites-en une action à part, que paiera son enveloppe.",
        ),
        severity=Severity.INFO,
    )


def _months(given: Given) -> Verdicts:
    """Yield one warning for each month that no year pays, and each cost that no month pays."""
    for line, month, amount in months_outside(given):
        yield RULE.broken(
            spot(given, f"spending/{line}", f"months/{month}"),
            say(
                "{line}: {amount} in {month}, which is not in the plan's year; no ceiling counts "
                "it.",
                "{line} : {amount} en {month}, hors de l'année du plan ; aucun plafond ne les "
                "compte.",
                line=line,
                amount=amount,
                month=month_text(month),
            ),
            say(
                "Put it into a month of the year, or into the plan of that year.",
                "Placez-le dans un mois de l'année, ou dans le plan de cette année-là.",
            ),
            severity=Severity.WARNING,
        )
    least = 1 - given.thresholds.number("AL-060", "short_over")
    for node, lines, cost, total in months_of(given):
        if total.amount >= cost.amount * least:
            continue
        section, _, name = node.partition("/")
        yield RULE.broken(
            spot(given, f"spending/{lines[0]}", "months"),
            say(
                "The months of “{x}” together: {total} for a written cost of {cost}; {gap} in no "
                "month.",
                "La somme des mois de « {x} » : {total} pour un coût écrit de {cost} ; {gap} dans "
                "aucun mois.",
                x=label(name, getattr(given.plan, section)[name].title),
                total=total,
                cost=cost,
                gap=cost - total,
            ),
            say(
                "Say in which month the rest is paid, or lower the cost to {total}.",
                "Dites dans quel mois le reste est payé, ou ramenez le coût à {total}.",
                total=total,
            ),
            severity=Severity.WARNING,
            total=total.amount,
            cost=cost.amount,
        )
