"""AL-100: a grave threat must be answered.

What it checks
    SWOT threats and PESTEL factors that threaten, whose impact times probability reaches 12 of 25;
    market forces of intensity ``pressing`` (4) or more; competitors' moves of impact ``hurting``
    (4) or more: each that no objective or action answers and that nobody has accepted with a
    reason. What is not weighed is not checked.

Why it matters
    « La phase d'analyse stratégique doit être continue » (000): a threat seen and left alone was
    seen for nothing.

Bad
    swot: {bas-prix: {says: Lin à bas prix, quadrant: threat, impact: 4, probability: 4}}

Good
    swot: {bas-prix: {says: Lin à bas prix, quadrant: threat, impact: 4, probability: 4, answered_by: video}}
    actions: {video: {by: social}}

Source
    Alignment rule of the design notes, layer *evidence*; documents 000 and 002.
"""

from decimal import Decimal

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_surroundings import GRAVE, Surrounding, surroundings
from passerelle.plan.rule_words import listed, number_text, say

RULE = Rule(
    id="AL-100",
    title=Text(en="Threat unanswered", fr="Menace sans réponse"),
    question=Text(
        en="Is every grave threat answered?",
        fr="Chaque menace grave a-t-elle une réponse\u202f?",
    ),
    why=Text(
        en="A threat seen and left alone was seen for nothing.",
        fr="Une menace vue et laissée sans réponse a été vue pour rien.",
    ),
    severity=Severity.WARNING,
    seed="000 « La phase d'analyse stratégique doit être continue »",
)


def check(given: Given) -> Verdicts:
    """Yield one warning for each grave threat that nothing of the plan answers."""
    grave: dict[str, Decimal | int] = {
        "swot": GRAVE,
        "pestel": GRAVE,
        "forces": given.thresholds.number("AL-100", "pressing"),
        "moves": given.thresholds.number("AL-100", "hurting"),
    }
    unweighed = []
    for one in surroundings(given.plan):
        if not one.threat or _closed(given, one):
            continue
        if one.weight is None:
            unweighed.append(one.node.partition("/")[2])
        elif one.weight >= grave[one.section]:
            yield RULE.broken(
                spot(given, one.node, "answered_by"),
                say(
                    "“{threat}” scores {s} out of {most} and nothing answers it.",
                    "« {threat} » pèse {s} sur {most} et rien n'y répond.",
                    threat=one.says,
                    s=number_text(one.weight),
                    most=one.out_of,
                ),
                say(
                    "Name in `answered_by` an objective or an action that answers it, or say in "
                    "`accepted` why it is left alone.",
                    "Nommez dans `answered_by` un objectif ou une action qui y répond, ou dites "
                    "dans `accepted` pourquoi on la laisse.",
                ),
                score=one.weight,
            )
    if unweighed:
        yield RULE.lacks(
            say(
                "the weight (impact, probability or intensity) of {x}",
                "le poids (impact, probabilité ou intensité) de {x}",
                x=listed(unweighed),
            )
        )


def _closed(given: Given, one: Surrounding) -> bool:
    known = (
        answer in given.plan.objectives or answer in given.plan.actions
        for answer in one.answered_by
    )
    return any(known) or bool(one.accepted and one.accepted.strip())
