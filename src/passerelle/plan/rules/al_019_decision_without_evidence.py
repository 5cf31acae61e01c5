"""AL-019: a decision must rest on something known, or say that it is a bet.

What it checks
    That objectives, segments and the brand's promise name evidence that still holds: a fact before
    its ``until`` day, a SWOT item, or a fact marked ``assumption`` with the day by which it will be
    tested. An error for strategic decisions (strategic objectives, ranked segments, the promise), a
    warning for operational ones.

Why it matters
    « Négliger l'analyse du marché et des clients » is the first mistake of document 000.

Bad
    segments:
      une-fois: {rank: 2, who: orders = 1}

Good
    facts:
      une-seule-fois: {says: Deux clients sur trois n'achètent qu'une fois, from: orders, until:
      2027-06-30}
    segments:
      une-fois: {rank: 2, who: orders = 1, evidence: une-seule-fois}

Source
    Alignment rule of the design notes, layer *evidence*; document 000.
"""

from collections.abc import Iterator

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import listed, say

RULE = Rule(
    id="AL-019",
    title=Text(en="Decision without evidence", fr="Décision sans preuve"),
    question=Text(
        en="Does every decision rest on evidence that still holds?",
        fr="Chaque décision repose-t-elle sur une preuve encore valable\u202f?",
    ),
    why=Text(
        en="A choice that rests on nothing known cannot be discussed, only obeyed.",
        fr="Un choix qui ne repose sur rien de connu ne se discute pas, il s'impose.",
    ),
    severity=Severity.ERROR,
    seed="000 « Négliger l'analyse du marché et des clients »",
)


def check(given: Given) -> Verdicts:
    """Yield one finding for each decision that nothing living supports."""
    only = _only_live_fact(given)
    for node, title, evidence, strategic in _decisions(given):
        if not any(_holds(given, name) for name in evidence):
            yield _unsupported(given, node, title, evidence, strategic=strategic, only=only)


def _decisions(given: Given) -> Iterator[tuple[str, str, tuple[str, ...], bool]]:
    plan = given.plan
    if plan.brand and plan.brand.promise:
        yield "brand", plan.brand.promise, plan.brand.evidence, True
    for name, segment in plan.segments.items():
        yield f"segments/{name}", name, segment.evidence, segment.rank is not None
    for name, objective in plan.objectives.items():
        strategic = objective.level == "strategic"
        yield f"objectives/{name}", objective.title, objective.evidence, strategic


def _unsupported(
    given: Given,
    node: str,
    title: str,
    evidence: tuple[str, ...],
    *,
    strategic: bool,
    only: str | None,
) -> Finding:
    expired = [name for name in evidence if name in given.plan.facts]
    message = (
        say(
            "“{x}” rests on evidence that no longer holds: {names}.",
            "« {x} » repose sur une preuve qui n'est plus valable : {names}.",
            x=title,
            names=listed(expired),
        )
        if expired
        else say("“{x}” rests on no evidence.", "« {x} » ne repose sur aucune preuve.", x=title)
    )
    return RULE.broken(
        spot(given, node, "evidence"),
        message,
        say(
            "Link a fact, or mark one as `assumption: true` with the day it will be tested "
            "(`until`).",
            "Reliez un enseignement, ou marquez-en un `assumption: true` avec le jour du test "
            "(`until`).",
        ),
        severity=Severity.ERROR if strategic else Severity.WARNING,
        settle=only,
        expired=expired,
    )


def _holds(given: Given, name: str) -> bool:
    if name in given.plan.swot:
        return True
    fact = given.plan.facts.get(name)
    if fact is None:
        return False
    if fact.until is None:
        return not fact.assumption
    return fact.until >= given.today


def _only_live_fact(given: Given) -> str | None:
    live = [name for name in given.plan.facts if _holds(given, name)]
    return live[0] if len(live) == 1 else None
