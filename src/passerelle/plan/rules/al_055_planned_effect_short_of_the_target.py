"""AL-055: the actions of a key result must add up to the change it needs.

What it checks
    For each key result, limits aside, the sum of what its actions say they bring (``brings``), in
    the unit of the KPI, less what pairs of actions have in common where overlaps are known: an
    error when even the high sum (p90) is short of the change needed, a warning when the likely sum
    (p50) is. What an action brings to a KPI that this one is made of rises through the tree, and
    what the actions of the objectives within it bring to the same KPI counts. A key result whose
    parts have goals of their own is AL-024's, one by which its KPI gets worse AL-029's. An action
    whose effect first shows (``lag_days`` after its first day) later than the key result is due
    brings nothing in time. Signs count: an effect written without a minus makes its KPI rise; where
    the KPI is to fall and the sum is short, the missing sign is told at the action. While an action says nothing of its effect, what is missing is unknown,
    so a warning at most. Units that cannot be added leave it not checked. And a warning where
    ``brings`` names a KPI that nothing the action serves is read on, nor the action itself.

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

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given, Metric
from passerelle.plan.rule import Rule, Verdicts, result_spot, spot
from passerelle.plan.rule_effect import (
    Need,
    better_way,
    need,
    shows_late,
    stated,
    through_tree,
    total,
)
from passerelle.plan.rule_signs import Unsigned, turned, unsigned
from passerelle.plan.rule_units import promised
from passerelle.plan.rule_words import amount_text, label, listed, say
from passerelle.plan.scalars import estimate as estimate_text
from passerelle.plan.scalars import target as target_text
from passerelle.plan.strategy import KeyResult
from passerelle.plan.tree import Tree
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
    """Yield one finding for each key result whose actions fall short, each effect nobody counts."""
    for name, key, _, result in given.key_results():
        serving = [act for act in given.serving.get(name, ()) if act in given.work]
        if not serving or result.target.is_guardrail:
            continue
        wanted, tree = need(given, key, result), tree_of(given, name, key)
        metric = given.metric(result.metric or key)
        worse = wanted is not None and wanted.sign == -better_way(given, metric)
        if worse or (tree and tree.front):
            continue
        if wanted is None:
            yield RULE.lacks(_BASELINE, f"objectives/{name}/results/{key}")
            continue
        said = _said(given, (name, key), serving, tree, wanted)
        late = [act for act in said if shows_late(given, given.actions[act], result)]
        counted = {act: estimate for act, estimate in said.items() if act not in late}
        sums = total(list(counted.values()), wanted)
        if sums is None:
            yield RULE.lacks(_units(given, counted, wanted), f"objectives/{name}/results/{key}")
            continue
        sums = _less_overlaps(given, counted, wanted, sums)
        silent = [act for act in serving if not said or given.actions[act].brings is None]
        slips = unsigned(given, counted, (name, key), wanted)
        if slips and sums[1] < wanted.size:
            yield from (_rising(given, (name, key), act, slip) for act, slip in slips.items())
            meant = {**counted, **{act: turned(counted[act]) for act in slips}}
            corrected = total(list(meant.values()), wanted)
            sums = _less_overlaps(given, meant, wanted, corrected) if corrected else sums
        if sums[1] < wanted.size:
            yield _short(given, (name, key, result), wanted, sums, (silent, late))
    yield from _uncounted(given)


def _said(
    given: Given, where: tuple[str, str], serving: list[str], tree: Tree | None, wanted: Need
) -> dict[str, Estimate]:
    """Give what actions say they bring: those of the objective, and of the objectives within it."""
    name, key = where
    found = {
        act: estimate
        for act in serving
        if (estimate := stated(given, act, name, key))
        or (estimate := through_tree(given, tree, given.actions[act], wanted))
    }
    metric = given.metric(given.plan.objectives[name].results[key].metric or key)
    for child in given.below(name) if metric else ():
        for act in given.serving.get(child, ()) if child != name else ():
            estimate = _from_below(given, act, child, metric)
            if act in given.work and act not in found and estimate:
                found[act] = estimate
    return found


def _from_below(given: Given, act: str, child: str, metric: Metric | None) -> Estimate | None:
    """Give what an action of an objective within another brings to the KPI of that other."""
    for key, result in given.plan.objectives[child].results.items():
        known = given.metric(result.metric or key)
        if known and metric and known.id == metric.id:
            return stated(given, act, child, key)
    return None


def _less_overlaps(given: Given, stated: dict[str, Estimate], wanted: Need, sums: Sums) -> Sums:
    """Take away, for each pair of actions, the smaller effect on the people that both reach."""
    low, likely, high = sums
    for pair, share in (given.overlaps or {}).items():
        both = [total([stated[act]], wanted) for act in pair if act in stated]
        if len(both) == 2 and both[0] and both[1]:  # noqa: PLR2004  a pair
            low -= share * max(0, min(both[0][0], both[1][0]))
            likely -= share * max(0, min(both[0][1], both[1][1]))
            high -= share * max(0, min(both[0][2], both[1][2]))
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
    kpi, asked = metric.title if metric else key, amount_text(wanted.size, wanted.unit)
    others = _other_kpis(given, silent)
    if any(sums) or late:
        words = say(
            "{kr} needs {need}; its actions are expected to bring {p50} ({p10} to {p90}). Missing "
            "{gap}.",
            "{kr} demande {need} ; ses actions devraient apporter {p50} (de {p10} à {p90}). Il "
            "manque {gap}.",
            kr=kpi,
            need=asked,
            p50=likely,
            p10=low,
            p90=high,
            gap=amount_text(wanted.size - sums[1], wanted.unit),
        )
    elif others:
        words = say(
            "{kr} needs {need}; what its actions say they bring is to {others}, not to it.",
            "{kr} demande {need} ; ce que ses actions disent apporter va à {others}, pas à lui.",
            kr=kpi,
            need=asked,
            others=listed(others),
        )
    else:
        words = say(
            "{kr} needs {need}; none of its actions says what it brings.",
            "{kr} demande {need} ; aucune de ses actions ne dit ce qu'elle apporte.",
            kr=kpi,
            need=asked,
        )
    return RULE.broken(
        result_spot(given, name, key),
        words,
        _fix(_named(given, silent), _named(given, late)),
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


def _rising(given: Given, where: tuple[str, str], act: str, slip: Unsigned) -> Finding:
    """Say of an action that, as written, it makes a KPI rise which is to fall."""
    objective = given.plan.objectives[where[0]]
    metric = given.metric(objective.results[where[1]].metric or where[1])
    settle = estimate_text.write(slip.meant)
    return RULE.broken(
        spot(given, f"actions/{act}", slip.field),
        say(
            "{a} is written as making {kpi} rise, which “{o}” is to lower; its actions then fall "
            "short.",
            "{a} est écrite comme faisant monter {kpi}, que « {o} » doit faire baisser ; ses "
            "actions n'y suffisent alors pas.",
            a=label(act, given.actions[act].title),
            kpi=metric.title if metric else where[1],
            o=objective.title,
        ),
        say(
            "If it makes it fall, write `{settle}`; if it does make it rise, the others must make "
            "up for it.",
            "Si elle le fait baisser, écrivez `{settle}` ; si elle le fait bien monter, les autres "
            "doivent le compenser.",
            settle=settle,
        ),
        severity=Severity.WARNING,
        settle=settle,
        meant=settle,
    )


def _reachable(result: KeyResult, wanted: Need, likely: Decimal) -> str | None:
    """Write the target at what the actions are likely to bring."""
    if likely <= 0 or wanted.start is None or result.target.level is None:
        return None
    level = (wanted.start + wanted.sign * likely).normalize()
    return target_text.write(replace(result.target, level=Amount(level, result.target.level.unit)))


def _named(given: Given, acts: Iterable[str]) -> list[str]:
    return [label(act, given.actions[act].title) for act in acts]


def _other_kpis(given: Given, acts: list[str]) -> list[Text]:
    """Name the KPIs that actions say they bring something to, each once."""
    found = {}
    for act in acts:
        for kpi, _, _ in promised(given, given.actions[act]).values():
            metric = given.metric(kpi)
            found[kpi] = metric.title if metric else Text(en=kpi, fr=kpi)
    return list(found.values())


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
            "Say in `brings` what to expect of {names}, add actions, or lower the target.",
            "Dites dans `brings` ce qu'on attend de {names}, ajoutez des actions, ou baissez la "
            "cible.",
            names=listed(silent),
        )
    return say(
        "Add actions, strengthen these, or lower the target to what they bring.",
        "Ajoutez des actions, renforcez celles-ci, ou ramenez la cible à ce qu'elles apportent.",
    )


def _units(given: Given, counted: dict[str, Estimate], wanted: Need) -> Text:
    names = [act for act, estimate in counted.items() if total([estimate], wanted) is None]
    return say(
        "the effect of {names} in {unit}",
        "l'effet de {names} en {unit}",
        names=listed(_named(given, names)),
        unit=wanted.unit,
    )


def _uncounted(given: Given) -> Verdicts:
    """Yield one warning for each effect on a KPI that nothing the action serves is read on."""
    read = {name: _read_by(given, name) for name in given.plan.objectives}
    parts = {name: _parts(given, name) for name in read}
    for name, action in given.work.items():
        served = [one for one in action.serves if one in read]
        if not served or not isinstance(action.brings, dict):
            continue
        counted = {known.id for kpi in action.judged_on if (known := given.metric(kpi))}
        near = {other for one in served for other in (*given.above(one), *given.below(one))}
        counted = counted.union(*(read[one] for one in near if one in read))
        counted = counted.union(*(parts[one] for one in served))
        for kpi in action.brings:
            metric = given.metric(kpi)
            if metric and metric.id not in counted and kpi not in counted:
                yield _lost(given, name, kpi, metric)


def _read_by(given: Given, name: str) -> set[str]:
    """Give the KPIs that an objective is read on."""
    results = given.plan.objectives[name].results
    known = (given.metric(result.metric or key) for key, result in results.items())
    return {*results, *(metric.id for metric in known if metric)}


def _parts(given: Given, name: str) -> set[str]:
    """Give what the KPIs of an objective are made of."""
    trees = (tree_of(given, name, key) for key in given.plan.objectives[name].results)
    return {kpi for tree in trees if tree for kpi in tree.nodes}


def _lost(given: Given, name: str, kpi: str, metric: Metric) -> Finding:
    action = given.actions[name]
    served = [one for one in action.serves if one in given.plan.objectives]
    return RULE.broken(
        spot(given, f"actions/{name}", f"brings/{kpi}"),
        say(
            "{a} brings something to {kpi}, and nothing counts it: no key result of {o} is read "
            "on it.",
            "{a} apporte quelque chose à {kpi}, et rien ne le compte : aucun résultat clé de {o} "
            "ne le lit.",
            a=label(name, action.title),
            kpi=metric.title,
            o=listed(given.plan.objectives[one].title for one in served),
        ),
        say(
            "Say what it brings to a key result that it serves, or serve the objective of {kpi}.",
            "Dites ce qu'elle apporte à un résultat clé qu'elle sert, ou servez l'objectif de "
            "{kpi}.",
            kpi=metric.title,
        ),
        severity=Severity.WARNING,
        kpi=metric.id,
    )
