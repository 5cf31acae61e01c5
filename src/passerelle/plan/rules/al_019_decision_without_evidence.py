"""AL-019: a decision must rest on something known, or say that it is a bet.

What it checks
    That objectives, segments, the brand's promise and positionings (``because``) name evidence that
    still holds: a fact before its ``until`` day and that of its study, a SWOT item before its own, a
    need or an opportunity that rests on such a fact, or a fact marked ``assumption`` with the day by
    which it will be tested. An error for strategic decisions (strategic objectives, ranked segments,
    the promise, positionings), a warning for operational ones, and for the value propositions
    (``proof``) of segments up to ``priority_rank`` (3). An assumption
    without such a day is told once, at the fact. What rests on evidence that a day has put out
    of date is left to AL-099, which tells it once for all that rests on it.

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

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_evidence import holds, once_known, out_of_date, untested
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


class _Decision(NamedTuple):
    """What was decided, the evidence it names, and the field where it does."""

    node: str
    title: str
    evidence: tuple[str, ...]
    strategic: bool
    field: str = "evidence"


def check(given: Given) -> Verdicts:
    """Yield one finding for each decision that nothing living supports."""
    live = [name for name in given.plan.facts if holds(given, name)]
    only = live[0] if len(live) == 1 else None
    extending = set(_extending(given))
    bets: dict[str, list[_Decision]] = defaultdict(list)
    for decision in _decisions(given):
        inherited = decision.field in given.plan.inherited(decision.node)
        silent = not decision.evidence and decision.node in extending
        if (
            not inherited
            and not silent
            and not any(
                holds(given, name) or out_of_date(given, name) for name in decision.evidence
            )
        ):
            bet = next((name for name in decision.evidence if untested(given, name)), None)
            if bet:
                bets[bet].append(decision)
            else:
                yield _unsupported(given, decision, only)
    for name, decisions in bets.items():
        yield _untested(given, name, decisions)


def _untested(given: Given, name: str, decisions: Sequence[_Decision]) -> Finding:
    strategic = any(one.strategic for one in decisions)
    return RULE.broken(
        spot(given, f"facts/{name}", "until"),
        say(
            "“{x}” is an assumption, and nothing says by when it will be tested; on it rest: {names}.",
            "« {x} » est une hypothèse, et rien ne dit quand elle sera testée ; s'appuient sur elle : "
            "{names}.",
            x=given.plan.facts[name].says,
            names=listed(one.title for one in decisions),
        ),
        say(
            "Write the day of its test in `until`, or rest these on something known.",
            "Écrivez le jour de son test dans `until`, ou appuyez-les sur quelque chose de connu.",
        ),
        severity=Severity.ERROR if strategic else Severity.WARNING,
        decisions=[one.node for one in decisions],
    )


def _decisions(given: Given) -> Iterator[_Decision]:
    plan = given.plan
    if plan.brand and plan.brand.promise:
        yield _Decision("brand", plan.brand.promise, plan.brand.evidence, strategic=True)
    for name, positioning in plan.positionings.items():
        title = positioning.benefit or name
        node = f"positionings/{name}"
        yield _Decision(node, title, positioning.because, strategic=True, field="because")
    for name, segment in plan.segments.items():
        ranked = segment.rank is not None
        yield _Decision(f"segments/{name}", name, segment.evidence, strategic=ranked)
    for name, proposition in plan.propositions.items():
        if _priority(given, proposition.segment):
            title = proposition.says or name
            node = f"propositions/{name}"
            yield _Decision(node, title, proposition.proof, strategic=False, field="proof")
    for name, objective in plan.objectives.items():
        strategic = objective.level == "strategic"
        node = f"objectives/{name}"
        yield _Decision(node, objective.title, objective.evidence, strategic=strategic)


def _extending(given: Given) -> Iterator[str]:
    """Walk the decisions that extend another one: what that one lacks is said there."""
    plan = given.plan
    for section, held in (("positionings", plan.positionings), ("objectives", plan.objectives)):
        yield from (f"{section}/{name}" for name, one in held.items() if one.extends in held)


def _priority(given: Given, segment: str) -> bool:
    found = given.plan.segments.get(segment)
    rank = found.rank if found else None
    return rank is not None and rank <= given.thresholds.number("AL-019", "priority_rank")


def _unsupported(given: Given, decision: _Decision, only: str | None) -> Finding:
    weak = [words for name in decision.evidence if (words := once_known(given, name))]
    message = (
        say(
            "“{x}” rests on evidence that proves nothing yet: {names}.",
            "« {x} » repose sur une preuve qui ne prouve encore rien : {names}.",
            x=decision.title,
            names=listed(say("“{x}”", "« {x} »", x=words) for words in weak),
        )
        if weak
        else say(
            "“{x}” rests on no evidence.", "« {x} » ne repose sur aucune preuve.", x=decision.title
        )
    )
    return RULE.broken(
        spot(given, decision.node, decision.field),
        message,
        say(
            "Link a fact, or mark one as `assumption: true` with the day it will be tested "
            "(`until`).",
            "Reliez un enseignement, ou marquez-en un `assumption: true` avec le jour du test "
            "(`until`).",
        ),
        severity=Severity.ERROR if decision.strategic else Severity.WARNING,
        settle=only,
        untested=weak,
    )
