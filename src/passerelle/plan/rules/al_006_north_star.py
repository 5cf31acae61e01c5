"""AL-006: one North Star, not several, not none.

What it checks
    That ``north_star`` names one KPI. Several are always too many; that there is none is only said
    once the plan has a strategic objective.

Why it matters
    A common direction needs one figure that settles what to do when two goals compete.
    « OKR, north star metric, objectifs SMART. Ces cadres aident à poser une direction commune »
    (003).

Bad
    north_star: [repurchase_rate, revenue]

Good
    north_star: repurchase_rate

Source
    Alignment rule of the design notes, layer *trace*; document 003.
"""

from collections.abc import Iterator

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_titles import kpi_title
from passerelle.plan.rule_words import listed, say

RULE = Rule(
    id="AL-006",
    title=Text(en="No North Star or several", fr="North Star absente ou multiple"),
    question=Text(
        en="Does the plan name one North Star?",
        fr="Le plan nomme-t-il une seule étoile polaire\u202f?",
    ),
    why=Text(
        en="When two goals compete, one figure must settle which of them gives way.",
        fr="Quand deux buts se disputent, un seul chiffre doit dire lequel cède.",
    ),
    severity=Severity.WARNING,
    seed="003 « OKR, north star metric, objectifs SMART. Ces cadres aident à poser une direction commune »",
)


def check(given: Given) -> Verdicts:
    """Yield one warning for several North Stars, or for none in a plan that has a strategy."""
    stars = tuple(dict.fromkeys(given.plan.north_star))
    if len(stars) > 1:
        yield RULE.broken(
            spot(given, "north_star"),
            say(
                "{n} North Star KPIs ({stars}); keep exactly one.",
                "{n} étoiles polaires ({stars}) ; n'en gardez qu'une.",
                n=len(stars),
                stars=listed(kpi_title(given, one) for one in stars),
            ),
            say(
                "Keep one in `north_star`; the others can be key results.",
                "Gardez-en une dans `north_star` ; les autres peuvent être des résultats clés.",
            ),
            settle=stars[0],
            stars=stars,
        )
    elif not stars and any(one.level == "strategic" for one in given.plan.objectives.values()):
        candidates = tuple(dict.fromkeys(_strategic_kpis(given)))
        yield RULE.broken(
            spot(given, "north_star"),
            say(
                "The plan has a strategy and no North Star; name exactly one.",
                "Le plan a une stratégie et pas d'étoile polaire ; nommez-en une.",
            ),
            say(
                "Name in `north_star` the one KPI that says whether customers gain from what the "
                "company does.",
                "Nommez dans `north_star` l'indicateur qui dit si les clients gagnent à ce que "
                "fait l'entreprise.",
            ),
            settle=candidates[0] if len(candidates) == 1 else None,
        )


def _strategic_kpis(given: Given) -> Iterator[str]:
    """Walk the strategic KPIs that strategic objectives want to move."""
    for _, key, objective, result in given.key_results():
        metric = given.metric(result.metric or key)
        goal = objective.level == "strategic" and not result.target.is_guardrail
        if goal and metric and metric.phase == "strategic":
            yield metric.id
