"""AL-101: the best opportunities, and the needs that nobody meets, are used.

What it checks
    The first ``top_count`` (3) opportunities by size times fit times ease: each is answered by an
    objective or an action, or stands in the evidence of an objective. So is each SWOT opportunity
    whose impact times probability reaches 12 of 25, unless it is accepted with a reason. And each
    need of importance ``important`` (4) or more that is met at ``satisfied`` (2) or less: an offer
    answers it. An opportunity without its three marks is not checked.

Why it matters
    « Il analyse le marché, identifie les opportunités » (003): an opportunity seen first is an
    advantage only if it is used first.

Bad
    opportunities: {hotels: {title: Hôtels, size: 4, fit: 4, ease: 3}}

Good
    opportunities: {hotels: {title: Hôtels, size: 4, fit: 4, ease: 3, answered_by: salon}}
    actions: {salon: {by: event}}

Source
    Alignment rule of the design notes, layer *evidence*; documents 003 and 004.
"""

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_surroundings import GRAVE, chance, score
from passerelle.plan.rule_words import listed, say

RULE = Rule(
    id="AL-101",
    title=Text(en="Opportunity ignored", fr="Opportunité ignorée"),
    question=Text(
        en="Are the best opportunities and the unmet needs used?",
        fr="Les meilleures opportunités et les besoins mal satisfaits sont-ils saisis\u202f?",
    ),
    why=Text(
        en="Seen first is an advantage only if used first.",
        fr="Voir le premier n'est un avantage que si l'on agit le premier.",
    ),
    severity=Severity.INFO,
    seed="003 « identifie les opportunités »",
)


def check(given: Given) -> Verdicts:
    """Yield one information for each of the best opportunities and each unmet need left unused."""
    weighed = {name: chance(one) for name, one in given.plan.opportunities.items()}
    known = {name: score for name, score in weighed.items() if score is not None}
    best = sorted(known, key=lambda name: -known[name])
    used = _used(given)
    for place, name in enumerate(best[: int(given.thresholds.number("AL-101", "top_count"))], 1):
        if name not in used:
            yield _ignored(given, name, place, known[name])
    unknown = [name for name in weighed if name not in known and name not in used]
    if unknown:
        yield RULE.lacks(
            say(
                "the size, fit and ease of {x}",
                "la taille, l'adéquation et la facilité de {x}",
                x=listed(unknown),
            )
        )
    yield from _left(given)
    yield from _unmet(given)


def _left(given: Given) -> Verdicts:
    """Yield the weighty opportunities of the SWOT that nothing takes."""
    plan = given.plan
    leant_on = {fact for one in plan.objectives.values() for fact in one.evidence}
    for name, item in plan.swot.items():
        weight = score(item)
        answered = any(to in plan.objectives or to in plan.actions for to in item.answered_by)
        if item.quadrant != "opportunity" or weight is None or weight < GRAVE:
            continue
        if answered or name in leant_on or (item.accepted and item.accepted.strip()):
            continue
        yield RULE.broken(
            spot(given, f"swot/{name}", "answered_by"),
            say(
                "“{x}” weighs {s} out of 25 and is not used.",
                "« {x} » pèse {s} sur 25 et n'est pas saisie.",
                x=item.says,
                s=weight,
            ),
            say(
                "Name in `answered_by` an objective or an action that takes it, or say in "
                "`accepted` why it is left.",
                "Nommez dans `answered_by` un objectif ou une action qui la saisit, ou dites dans "
                "`accepted` pourquoi on la laisse.",
            ),
            score=weight,
        )


def _used(given: Given) -> set[str]:
    plan = given.plan
    named = {fact for objective in plan.objectives.values() for fact in objective.evidence}
    return named | {
        name
        for name, one in plan.opportunities.items()
        if any(answer in plan.objectives or answer in plan.actions for answer in one.answered_by)
    }


def _ignored(given: Given, name: str, place: int, score: int) -> Finding:
    return RULE.broken(
        spot(given, f"opportunities/{name}", "answered_by"),
        say(
            "“{x}” is your number {n} opportunity ({score} out of 125) and is not used.",
            "« {x} » est votre opportunité numéro {n} ({score} sur 125) et n'est pas saisie.",
            x=given.plan.opportunities[name].title,
            n=place,
            score=score,
        ),
        say(
            "Name in `answered_by` an objective or an action that takes it.",
            "Nommez dans `answered_by` un objectif ou une action qui la saisit.",
        ),
        score=score,
    )


def _unmet(given: Given) -> Verdicts:
    answered = {need for offer in given.plan.offers.values() for need in offer.answers}
    important = given.thresholds.number("AL-101", "important")
    satisfied = given.thresholds.number("AL-101", "satisfied")
    for name, need in given.plan.needs.items():
        if need.importance is None or need.satisfaction is None or name in answered:
            continue
        if need.importance >= important and need.satisfaction <= satisfied:
            yield RULE.broken(
                spot(given, f"needs/{name}", "says"),
                say(
                    "“{x}” matters {i} out of 5 to {whom}, is met {s} out of 5, and no offer "
                    "answers it.",
                    "« {x} » compte {i} sur 5 pour {whom}, est satisfait à {s} sur 5, et aucune "
                    "offre n'y répond.",
                    x=need.says,
                    i=need.importance,
                    s=need.satisfaction,
                    whom=need.segment or say("people", "les gens"),
                ),
                say(
                    "Name it in `answers` of the offer that meets it, or plan one.",
                    "Nommez-le dans `answers` de l'offre qui y répond, ou prévoyez-en une.",
                ),
                importance=need.importance,
                satisfaction=need.satisfaction,
            )
