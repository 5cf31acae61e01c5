"""AL-060: planned money must fit its envelope, at every level.

What it checks
    All that the plan pays (actions, loyalty, studies, trainings, partners, budget lines of
    objectives) against the year's budget; what an envelope's channels and objectives take against
    the envelope; a campaign's actions against its ceiling; the envelopes together against the
    year's budget. The lines of the media plan (by their model: a price for a thousand, a click, a
    lead, a point, or a flat price) and the months of a budget line against the cost of what they
    pay for. The greatest of written, bought, budgeted and spent counts; of a month, what is known
    latest: the greater of spent and of forecast plus committed, else planned. Amounts in another
    currency leave the level not checked.

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

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.ceilings import Level, details, levels
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import listed, say

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
    """Yield one error for each level whose money does not fit."""
    for level in (*levels(given), *details(given)):
        if level.foreign:
            yield RULE.lacks(
                say(
                    "the amounts of {names} in {currency}",
                    "les montants de {names} en {currency}",
                    names=listed(level.foreign),
                    currency=level.ceiling.currency,
                ),
                level.node,
            )
            continue
        if level.total.amount > level.ceiling.amount:
            yield _over(given, level, level.total)


def _over(given: Given, level: Level, total: Money) -> Finding:
    words = _WRITTEN if level.field == "cost" else _CEILING
    return RULE.broken(
        spot(given, level.node, level.field),
        say(
            *words,
            node=level.title,
            total=total,
            env=level.ceiling,
            gap=total - level.ceiling,
        ),
        say(
            "Cut {gap}, or raise the ceiling to {total}.",
            "Retirez {gap}, ou portez le plafond à {total}.",
            gap=total - level.ceiling,
            total=total,
        ),
        settle=str(total),
        total=total.amount,
        ceiling=level.ceiling.amount,
        actions=list(level.amounts),
    )


_CEILING = (
    "{node}: {total} for an envelope of {env} (+{gap}).",
    "{node} : {total} pour une enveloppe de {env} (+{gap}).",
)
_WRITTEN = (
    "{node}: {total} for a written cost of {env} (+{gap}).",
    "{node} : {total} pour un coût écrit de {env} (+{gap}).",
)
