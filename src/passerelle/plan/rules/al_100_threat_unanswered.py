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

from collections.abc import Iterator
from dataclasses import dataclass

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.analysis import Move
from passerelle.plan.brief_why import score
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_surroundings import DIMENSIONS, FORCES, KINDS
from passerelle.plan.rule_words import label, listed, number_text, say

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


@dataclass(frozen=True, slots=True)
class _Threat:
    """Something that threatens: its weight, the most it could be, and from where it is grave."""

    node: str
    says: Text
    weight: int | None
    out_of: int
    grave: int
    closed: bool


def check(given: Given) -> Verdicts:
    """Yield one warning for each grave threat that nothing of the plan answers."""
    unweighed = []
    for threat in (*_surroundings(given), *_rivals(given)):
        if threat.closed:
            continue
        if threat.weight is None:
            unweighed.append(threat.node.partition("/")[2])
        elif threat.weight >= threat.grave:
            yield RULE.broken(
                spot(given, threat.node, "answered_by"),
                say(
                    "“{threat}” scores {s} out of {most} and nothing answers it.",
                    "« {threat} » pèse {s} sur {most} et rien n'y répond.",
                    threat=threat.says,
                    s=number_text(threat.weight),
                    most=threat.out_of,
                ),
                say(
                    "Name in `answered_by` an objective or an action that answers it, or say in "
                    "`accepted` why it is left alone.",
                    "Nommez dans `answered_by` un objectif ou une action qui y répond, ou dites "
                    "dans `accepted` pourquoi on la laisse.",
                ),
                score=threat.weight,
            )
    if unweighed:
        yield RULE.lacks(
            say(
                "the weight (impact, probability or intensity) of {x}",
                "le poids (impact, probabilité ou intensité) de {x}",
                x=listed(unweighed),
            )
        )


def _surroundings(given: Given) -> Iterator[_Threat]:
    plan = given.plan
    for name, item in plan.swot.items():
        if item.quadrant == "threat":
            closed = _closed(given, item.answered_by, item.accepted)
            yield _Threat(f"swot/{name}", _as_is(item.says), score(item), 25, GRAVE, closed)
    for name, factor in plan.pestel.items():
        if factor.effect == "threat":
            closed = _closed(given, factor.answered_by, factor.accepted)
            says = _with(factor.says, DIMENSIONS[factor.dimension])
            yield _Threat(f"pestel/{name}", says, score(factor), 25, GRAVE, closed)


def _rivals(given: Given) -> Iterator[_Threat]:
    plan = given.plan
    pressing = int(given.thresholds.number("AL-100", "pressing"))
    hurting = int(given.thresholds.number("AL-100", "hurting"))
    for name, force in plan.forces.items():
        closed = _closed(given, force.answered_by, force.accepted)
        says = _with(force.says, FORCES[force.force])
        yield _Threat(f"forces/{name}", says, force.intensity, 5, pressing, closed)
    for name, move in plan.moves.items():
        closed = _closed(given, move.answered_by, move.accepted)
        yield _Threat(f"moves/{name}", _told(given, move), move.impact, 5, hurting, closed)


def _told(given: Given, move: Move) -> Text:
    """Say who moves, then what is known of it: kind, day, source."""
    rival = given.plan.competitors.get(move.competitor)
    who = label(move.competitor, rival.title if rival else None)
    says = say("{x}: {says}", "{x} : {says}", x=who, says=move.says)
    known = [
        *([KINDS[move.kind]] if move.kind else []),
        *([say("{day}", "{day}", day=move.when)] if move.when else []),
        *([move.source] if move.source else []),
    ]
    return say("{x} ({y})", "{x} ({y})", x=says, y=listed(known)) if known else says


def _with(text: str, kind: Text) -> Text:
    return say("{x} ({kind})", "{x} ({kind})", x=text, kind=kind)


def _closed(given: Given, answered_by: tuple[str, ...], accepted: str | None) -> bool:
    there = (one in given.plan.objectives or one in given.plan.actions for one in answered_by)
    return any(there) or bool(accepted and accepted.strip())


def _as_is(text: str) -> Text:
    return Text(en=text, fr=text)
