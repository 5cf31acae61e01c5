"""AL-086: a page must keep what the action promised.

What it checks
    Actions with a ``landing`` page: the share of their visits that left at once, against what is
    usual plus ``spreads`` (2) times its usual spread.

Why it matters
    « Un taux élevé peut signaler un problème dans l'alignement entre la communication stratégique et
    les attentes des clients » (000).

Bad
    # 70 % of its visits leave at once; 40 % as a rule, give or take 10
    actions: {lettre: {by: email, when: 2026-11-02..2026-11-30, landing: /lin}}

Good
    actions: {lettre: {by: email, when: 2026-11-02..2026-11-30}}

Source
    Alignment rule of the design notes, layer *measure*; document 000.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import label, say, share_text

RULE = Rule(
    id="AL-086",
    title=Text(en="Landing mismatch", fr="Page d'arrivée décalée"),
    question=Text(
        en="Do people stay on the page that an action sends them to?",
        fr="Les gens restent-ils sur la page où une action les envoie\u202f?",
    ),
    why=Text(
        en="Whoever leaves at once had been promised something else.",
        fr="Qui repart aussitôt s'était vu promettre autre chose.",
    ),
    severity=Severity.WARNING,
    seed=(
        "000 « Un taux élevé peut signaler un problème dans l'alignement entre la communication "
        "stratégique et les attentes des clients »"
    ),
    needs=("text", "readings"),
)


def check(given: Given) -> Verdicts:
    """Yield one warning for each action whose visitors leave at once more than is usual."""
    spreads = given.thresholds.number("AL-086", "spreads")
    landed = {
        name: action
        for name, action in given.work.items()
        if action.landing and action.when and action.when.start <= given.today
    }
    if landed and given.bounces is None:
        yield RULE.lacks(say("visits of the landing pages", "les visites des pages d'arrivée"))
    for name, action in landed.items():
        found = (given.bounces or {}).get(name)
        if found is None or found.rate <= found.usual + spreads * found.spread:
            continue
        yield RULE.broken(
            spot(given, f"actions/{name}", "landing"),
            say(
                "{rate} of the visits that {a} brings leave at once, {usual} as a rule: the page may "
                "not keep what was promised.",
                "{rate} des visites que {a} apporte repartent aussitôt, contre {usual} d'ordinaire : "
                "la page ne tient peut-être pas la promesse.",
                rate=share_text(found.rate),
                a=label(name, action.title),
                usual=share_text(found.usual),
            ),
            say(
                "Say on {page} what the action says, or send people to another page.",
                "Dites sur {page} ce que dit l'action, ou envoyez les gens sur une autre page.",
                page=action.landing,
            ),
            rate=found.rate,
            usual=found.usual,
            spread=found.spread,
        )
