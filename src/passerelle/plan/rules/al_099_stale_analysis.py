"""AL-099: what is out of date supports nothing.

What it checks
    Facts, studies, SWOT items, PESTEL factors and market forces whose ``until`` has passed and that
    still support something: an objective or an action not ended, a segment, the brand, a
    positioning, a value proposition, a key message, a competitor as described, an opportunity taken,
    a capability relied on, a need that an offer answers. A study out of date carries its facts with
    it, and is told once for all that rests on it. An error where a strategic decision (the promise, a
    positioning, a ranked segment, a strategic objective) rests on nothing else that still holds; a
    warning otherwise.

Why it matters
    « La phase d'analyse stratégique doit être continue » (000): yesterday's truth decides badly.

Bad
    facts: {gout: {says: On aime le lin, until: 2026-06-30}}
    brand: {evidence: gout}

Good
    facts: {gout: {says: On aime le lin, until: 2027-06-30}}
    brand: {evidence: gout}

Source
    Alignment rule of the design notes, layer *evidence*; document 000.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.analysis import Need, Opportunity
from passerelle.plan.given import Given
from passerelle.plan.positioning import Positioning
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_evidence import holds
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-099",
    title=Text(en="Stale analysis", fr="Analyse périmée"),
    question=Text(
        en="Is everything that supports the plan still valid?",
        fr="Tout ce qui appuie le plan est-il encore valable\u202f?",
    ),
    why=Text(
        en="Yesterday's truth decides badly today.",
        fr="La vérité d'hier décide mal aujourd'hui.",
    ),
    severity=Severity.ERROR,
    seed="000 « La phase d'analyse stratégique doit être continue »",
)

_DATED = ("studies", "facts", "swot", "pestel", "forces")
_ANSWERED = ("swot", "pestel", "forces")

_BRAND = say("the brand", "la marque")

_Supported = dict[str, dict[str | Text, None]]
"""What each piece of evidence supports, by its bare name."""


def check(given: Given) -> Verdicts:
    """Yield one finding for each analysis that is out of date and still supports something."""
    supported, bare = _supported(given), dict.fromkeys(_bare(given))
    for section in _DATED:
        for name, node in getattr(given.plan, section).items():
            if node.until is None or node.until >= given.today:
                continue
            held = _held(given, section, name, supported)
            if held and not _carried(given, section, name):
                title = node.title if section == "studies" else node.says
                alone = [one for one in held if one in bare]
                yield _stale(given, (f"{section}/{name}", title, node.until), held, alone)


def _stale(
    given: Given,
    what: tuple[str, str, date],
    held: list[str | Text],
    alone: list[str | Text],
) -> Finding:
    node, title, until = what
    words = {"x": title, "day": until, "what": listed(held), "alone": listed(alone)}
    return RULE.broken(
        spot(given, node, "until"),
        say(
            "“{x}” was valid until {day} and still supports {what}. Resting on nothing else: {alone}.",
            "« {x} » valait jusqu'au {day} et appuie encore {what}. Ne repose sur rien d'autre : "
            "{alone}.",
            **words,
        )
        if alone
        else say(
            "“{x}” was valid until {day} and still supports {what}.",
            "« {x} » valait jusqu'au {day} et appuie encore {what}.",
            **words,
        ),
        say(
            "Look again, then write the new day, or take it out of what it supports.",
            "Vérifiez-le, puis écrivez la nouvelle date, ou retirez-le de ce qu'il appuie.",
        ),
        severity=Severity.ERROR if alone else Severity.WARNING,
        until=until,
    )


def _carried(given: Given, section: str, name: str) -> bool:
    """Whether it is a fact of a study that is out of date itself: the study tells it."""
    fact = given.plan.facts[name] if section == "facts" else None
    study = given.plan.studies.get(str(fact.study)) if fact else None
    return study is not None and study.until is not None and study.until < given.today


def _bare(given: Given) -> Iterator[str | Text]:
    """Name the strategic decisions whose evidence has all ceased to hold."""
    plan = given.plan
    decisions: list[tuple[str | Text, tuple[str, ...]]] = []
    if plan.brand and plan.brand.promise:
        decisions.append((_BRAND, plan.brand.evidence))
    decisions += [(_positioning(name, one), one.because) for name, one in plan.positionings.items()]
    decisions += [(name, one.evidence) for name, one in plan.segments.items() if one.rank]
    decisions += [
        (one.title, one.evidence) for one in plan.objectives.values() if one.level == "strategic"
    ]
    for title, names in decisions:
        if not any(holds(given, name) for name in names):
            yield title


def _positioning(name: str, one: Positioning) -> str:
    return label(name, one.category)


def _held(
    given: Given, section: str, name: str, supported: Mapping[str, dict[str | Text, None]]
) -> list[str | Text]:
    """List what a piece of evidence supports; a study supports what its facts do."""
    if section != "studies":
        return list(supported.get(f"{section}/{name}", ()))
    facts = (one for one, fact in given.plan.facts.items() if fact.study == name)
    return list(dict.fromkeys(held for one in facts for held in supported.get(f"facts/{one}", ())))


def _supported(given: Given) -> _Supported:
    """Give what each piece of evidence supports, directly or through an analysis."""
    plan = given.plan
    found: _Supported = defaultdict(dict)
    active = _active(given)
    for title, named in _naming(given, active):
        for name in _spread(given, named):
            for section in ("facts", *_ANSWERED):
                if name in getattr(plan, section):
                    found[f"{section}/{name}"][title] = None
    for section in _ANSWERED:
        for name, item in getattr(plan, section).items():
            own = found[f"{section}/{name}"]
            own.update((active[one], None) for one in item.answered_by if one in active)
            for fact in item.evidence if own else ():
                found[f"facts/{fact}"].update(own)
    return found


def _spread(given: Given, names: tuple[str, ...]) -> Iterator[str]:
    """Walk names of evidence, and the facts of the needs and opportunities among them."""
    below: tuple[Mapping[str, Need | Opportunity], ...] = (
        given.plan.needs,
        given.plan.opportunities,
    )
    for name in names:
        yield name
        yield from (fact for one in below if name in one for fact in one[name].evidence)


def _active(given: Given) -> dict[str, str]:
    """Name the objectives and actions that have not ended, with their titles."""
    found = {}
    for name, objective in given.plan.objectives.items():
        end = given.ends(objective)
        if _on(given, end):
            found[name] = objective.title
    for name, action in given.actions.items():
        if _on(given, action.when.end if action.when else None):
            found[name] = label(name, action.title)
    return found


def _on(given: Given, end: date | None) -> bool:
    return end is None or end >= given.today


def _naming(
    given: Given, active: Mapping[str, str]
) -> Iterator[tuple[str | Text, tuple[str, ...]]]:
    """Walk what names evidence, by its title: only what is in force."""
    plan = given.plan
    for name, objective in plan.objectives.items():
        if name in active:
            yield objective.title, objective.evidence
    if plan.brand:
        yield _BRAND, plan.brand.evidence
    yield from ((name, one.evidence) for name, one in plan.segments.items())
    yield from ((_positioning(name, one), one.because) for name, one in plan.positionings.items())
    yield from ((label(name, one.says), one.proof) for name, one in plan.propositions.items())
    yield from ((one.says, one.evidence) for one in plan.messages.values())
    yield from ((one.title, one.evidence) for one in plan.competitors.values())
    yield from _carrying(given, active)


def _carrying(
    given: Given, active: Mapping[str, str]
) -> Iterator[tuple[str | Text, tuple[str, ...]]]:
    """Walk what others lean on: opportunities taken, capabilities relied on, needs answered."""
    plan = given.plan
    for one in plan.opportunities.values():
        if any(answer in active for answer in one.answered_by):
            yield one.title, one.evidence
    relied = {
        one for name, action in given.actions.items() if name in active for one in action.relies_on
    }
    yield from (
        (one.title, one.evidence) for name, one in plan.capabilities.items() if name in relied
    )
    for offer in plan.offers.values():
        needs = (plan.needs[need] for need in offer.answers if need in plan.needs)
        yield offer.title, tuple(fact for need in needs for fact in need.evidence)
