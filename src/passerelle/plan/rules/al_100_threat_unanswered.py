"""AL-100: a grave threat must be answered.

What it checks
    SWOT threats whose impact times probability reaches 12 of 25 and that no objective
    or action answers. A threat without impact or probability is not checked.

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

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.brief_why import score
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import number_text, say

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

GRAVE = 12  # either: no two marks out of 5 multiply to 11
"""Impact times probability, out of 25, from which a threat must be answered."""


def check(given: Given) -> Verdicts:
    """Yield one warning for each grave threat that nothing of the plan answers."""
    known = {*given.plan.objectives, *given.plan.actions}
    for name, item in given.plan.swot.items():
        if item.quadrant != "threat" or known & set(item.answered_by):
            continue
        found = score(item)
        if found is None:
            needs = say(
                "the impact and the probability of {x}", "l'impact et la probabilité de {x}", x=name
            )
            yield RULE.lacks(needs, f"swot/{name}")
        elif found >= GRAVE:
            yield RULE.broken(
                spot(given, f"swot/{name}", "answered_by"),
                say(
                    "“{threat}” scores {s} out of 25 and nothing answers it.",
                    "« {threat} » pèse {s} sur 25 et rien n'y répond.",
                    threat=item.says,
                    s=number_text(found),
                ),
                say(
                    "Name in `answered_by` an objective or an action that answers it.",
                    "Nommez dans `answered_by` un objectif ou une action qui y répond.",
                ),
                score=found,
            )
