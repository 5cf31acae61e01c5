"""AL-055: the actions of a key result must add up to the change it needs.

What it checks
    For each key result, limits aside, the sum of what its actions say they bring (``brings``), in
    the unit of the KPI, less what pairs of actions have in common where overlaps are known: an
    error when even the high sum (p90) is short of the change needed, a warning when the likely sum
    (p50) is. What an action brings to a KPI that this one is made of rises through the tree. An
    action whose effect first shows (``lag_days`` after its first day) later than the key result is
    due brings nothing in time. While an action says nothing of its effect, what is missing is
    unknown, so a warning at most. Units that cannot be added leave it not checked.

Why it matters
    « Une réflexion structurée, un passage à l'action maîtrisé » (001): a target without the work
    for it.

Bad
    objectives:
      faire-revenir: {title: Faire revenir, results: {repurchase_rate: 24 % -> 28 %}}
    actions: {parure: {serves: faire-revenir, brings: 0.4 / 1.0 / 1.8 pts}}

Good
    objectives:
      faire-revenir: {title: Faire revenir, results: {repurchase_rate: 24 % -> 25 %}}
    actions: {parure: {serves: faire-revenir, brings: 0.4 / 1.0 / 1.8 pts}}

Source
    Alignment rule of the design notes, layer *cascade*; document 001.
"""

from dataclasses import replace
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, result_spot
from passerelle.plan.rule_effect import (
    Need,
    brought,
    need,
    shows_late,
    through_tree,
    total,
)
from passerelle.plan.rule_words import amount_text, listed, say
from passerelle.plan.scalars import target as target_text
from passerelle.plan.strategy import KeyResult
from passerelle.plan.tree_of import tree_of
from passerelle.plan.values import Amount, Estimate

RULE = Rule(
    id="AL-055",
    title=Text(en="Planned effect short of the target", fr="Effet prévu insuffisant"),
    question=Text(
        en="Do the actions of each key result add up to the change it needs?",
        fr="Les actions de chaque résultat clé suffisent-elles au changement qu'il demande\u202f?",
    ),
    why=Text(
        en="A target for which the work is not planned is a hope.",
        fr="Une cible sans le travail prévu pour l'atteindre est un espoir.",
    ),
    severity=Severity.ERROR,
    seed="001 « une réflexion structurée, un passage à l'action maîtrisé »",
    needs=("text", "readings"),
)

_BASELINE = say(
    "a baseline, and one reading of its percentage",
    "une valeur de départ, et une seule lecture du pourcentage",
)
Sums = tuple[Decimal, Decimal, Decimal]


def check(given: Given) -> Verdicts:
    """Yield one finding for each key result whose actions fall short of it."""
    for name, key, objective, result in given.key_results():
        wanted = need(given, key, result)
        serving = [act for act in given.serving.get(name, ()) if act in given.work]
        if not serving or result.target.is_guardrail:
            continue
        if wanted is None:
            yield RULE.lacks(_BASELINE, f"objectives/{name}/results/{key}")
            continue
        tree = tree_of(given, name, key)
        said = {
            act: estimate
            for act in serving
            if (estimate := brought(given.actions[act], name, objective, key))
            or (estimate := through_tree(given, tree, given.actions[act], wanted))
        }
        late = [act for act in said if shows_late(given, given.actions[act], result)]
        stated = {act: estimate for act, estimate in said.items() if act not in late}
        sums = total(list(stated.values()), wanted)
        if sums is None:
            yield RULE.lacks(_units(stated, wanted), f"objectives/{name}/results/{key}")
            continue
        sums = _less_overlaps(given, stated, wanted, sums)
        silent = [act for act in serving if not said or given.actions[act].brings is None]
        if sums[1] < wanted.size:
            yield _short(given, (name, key, result), wanted, sums, (silent, late))


def _less_overlaps(given: Given, stated: dict[str, Estimate], wanted: Need, sums: Sums) -> Sums:
    """Take away, for each pair of actions, the smaller effect on the people that both reach."""
    low, likely, high = sums
    for pair, share in (given.overlaps or {}).items():
        both = [total([stated[act]], wanted) for act in pair if act in stated]
        if len(both) == 2 and both[0] and both[1]:  # noqa: PLR2004  a pair
            low -= share * min(both[0][0], both[1][0])
            likely -= share * min(both[0][1], both[1][1])
            high -= share * min(both[0][2], both[1][2])
    return low, likely, high


def _short(
    given: Given,
    where: tuple[str, str, KeyResult],
    wanted: Need,
    sums: Sums,
    lists: tuple[list[str], list[str]],
) -> Finding:
    name, key, result = where
    silent, late = lists
    low, likely, high = (amount_text(value, wanted.unit) for value in sums)
    metric = given.metric(result.metric or key)
    words = (
        say(
            "{kr} needs {need}; its actions are expected to bring {p50} ({p10} to {p90}). Missing "
            "{gap}.",
            "{kr} demande {need} ; ses actions devraient apporter {p50} (de {p10} à {p90}). Il "
            "manque {gap}.",
            kr=metric.title if metric else key,
            need=amount_text(wanted.size, wanted.unit),
            p50=likely,
            p10=low,
            p90=high,
            gap=amount_text(wanted.size - sums[1], wanted.unit),
        )
        if any(sums) or late
        else say(
            "{kr} needs {need}; none of its actions says what it brings.",
            "{kr} demande {need} ; aucune de ses actions ne dit ce qu'elle apporte.",
            kr=metric.title if metric else key,
            need=amount_text(wanted.size, wanted.unit),
        )
    )
    return RULE.broken(
        result_spot(given, name, key),
        words,
        _fix(silent, late),
        severity=Severity.ERROR if sums[2] < wanted.size and not silent else Severity.WARNING,
        settle=_reachable(result, wanted, sums[1]),
        need=wanted.size,
        p10=sums[0],
        p50=sums[1],
        p90=sums[2],
        unit=wanted.unit,
        silent=silent,
        late=late,
    )


def _reachable(result: KeyResult, wanted: Need, likely: Decimal) -> str | None:
    """Write the target at what the actions are likely to bring."""
    if likely <= 0 or wanted.start is None or result.target.level is None:
        return None
    level = (wanted.start + wanted.sign * likely).normalize()
    return target_text.write(replace(result.target, level=Amount(level, result.target.level.unit)))


def _fix(silent: list[str], late: list[str]) -> Text:
    if late:
        return say(
            "The effect of {names} shows after the day this is due: start earlier, or give it a "
            "later day.",
            "L'effet de {names} se voit après l'échéance : commencez plus tôt, ou reculez "
            "l'échéance.",
            names=listed(late),
        )
    if silent:
        return say(
            "Say what {names} bring (`brings`), add actions, or lower the target.",
            "Dites ce qu'apportent {names} (`brings`), ajoutez des actions, ou baissez la cible.",
            names=listed(silent),
        )
    return say(
        "Add actions, strengthen these, or lower the target to what they bring.",
        "Ajoutez des actions, renforcez celles-ci, ou ramenez la cible à ce qu'elles apportent.",
    )


def _units(stated: dict[str, Estimate], wanted: Need) -> Text:
    names = [act for act, estimate in stated.items() if total([estimate], wanted) is None]
    return say(
        "the effect of {names} in {unit}",
        "l'effet de {names} en {unit}",
        names=listed(names),
        unit=wanted.unit,
    )
