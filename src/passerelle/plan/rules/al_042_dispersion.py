"""AL-042: money spread thin is seen by nobody.

What it checks
    Over how many segments the money is spread, as if it were shared evenly: the exponential of the
    entropy of their shares. A warning above ``effective_segments`` (5). And each segment that gets
    some money, but less than its own ``least``.

Why it matters
    « … choisir ses batailles et éviter de s'éparpiller » (001): below a certain effort nothing is
    heard.

Bad
    segments: {fideles: {least: 5 000 EUR}}
    actions: {lettre: {for: fideles, cost: 800 EUR}}

Good
    segments: {fideles: {least: 5 000 EUR}}
    actions: {lettre: {for: fideles, cost: 5 000 EUR}}

Source
    Alignment rule of the design notes, layer *segment*; document 001.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_money import main_currency
from passerelle.plan.rule_spend import by_segment
from passerelle.plan.rule_words import number_text, say

RULE = Rule(
    id="AL-042",
    title=Text(en="Dispersion", fr="Éparpillement"),
    question=Text(
        en="Does every segment get enough to be heard?",
        fr="Chaque segment reçoit-il assez pour que l'on soit entendu\u202f?",
    ),
    why=Text(
        en="Below a certain effort, nothing is heard.",
        fr="En deçà d'un certain effort, rien ne s'entend.",
    ),
    severity=Severity.WARNING,
    seed="001 « éviter de s'éparpiller »",
)


def check(given: Given) -> Verdicts:
    """Yield one warning for a budget spread too thin, and one for each segment below its least."""
    spent = by_segment(given, main_currency(given.plan))
    most = given.thresholds.number("AL-042", "effective_segments")
    spread = _effective(spent.values())
    if spread > most:
        thinnest = min(spent, key=lambda name: spent[name])
        yield RULE.broken(
            spot(given, f"segments/{thinnest}", "rank"),
            say(
                "The money is spread as over {n} equal segments; {most} is the most that can be "
                "heard, and {x} gets least.",
                "L'argent est réparti comme sur {n} segments égaux ; {most} est le plus que l'on "
                "puisse faire entendre, et {x} reçoit le moins.",
                n=number_text(spread, 1),
                most=number_text(most),
                x=thinnest,
            ),
            say(
                "Give up the last battles, or wait with them until next year.",
                "Renoncez aux dernières batailles, ou remettez-les à l'an prochain.",
            ),
            effective=spread,
            segments=list(spent),
        )
    yield from _below(given)


def _effective(amounts: Iterable[Decimal]) -> Decimal:
    """Give exp(entropy) of the shares, to six decimals: n equal amounts give n, none gives 1."""
    known = list(amounts)
    whole = sum(known, Decimal(0))
    entropy = -sum((share * share.ln() for share in (one / whole for one in known)), Decimal(0))
    return entropy.exp().quantize(Decimal("0.000001"), rounding=ROUND_HALF_EVEN)


def _below(given: Given) -> Verdicts:
    asked = {name: one.least for name, one in given.plan.segments.items() if one.least}
    spent = {least.currency: by_segment(given, least.currency) for least in asked.values()}
    for name, least in asked.items():
        got = spent[least.currency].get(name)
        if got is not None and got < least.amount:
            yield RULE.broken(
                spot(given, f"segments/{name}", "least"),
                say(
                    "{x} gets {got}; below {least} a year nothing useful is done there.",
                    "{x} reçoit {got} ; en dessous de {least} par an, rien d'utile ne s'y fait.",
                    x=name,
                    got=Money(got, least.currency),
                    least=least,
                ),
                say(
                    "Give it its least, or give it up.",
                    "Donnez-lui son minimum, ou renoncez-y.",
                ),
                got=got,
                least=least,
            )
