"""AL-055: the actions of a key result must add up to the change it needs.

What it checks
    For each key result, limits aside, the sum of what its actions say they bring (``brings``), in
    the unit of the KPI, less what pairs of actions have in common where overlaps are known: an
    error when even the high sum (p90) is short of the change needed, a warning when the likely sum
    (p50) is. What an action brings to a KPI that this one is made of rises through the tree, and
    what the actions of the objectives within it bring to the same KPI counts. A key result whose
    parts have goals of their own is AL-024's; where AL-024 cannot add them up, what its own actions
    say must do, or a warning says what is missing. One by which its KPI gets worse is AL-029's. An
    action whose effect first shows (``lag_days`` after its first day) later than the key result is
    due brings nothing in time. Signs count: an effect written without a minus makes its KPI rise;
    where the KPI is to fall and the sum is short, the missing sign is told at the action. While an
    action says nothing of its effect, what is missing is unknown, so a warning at most. Units that
    cannot be added leave it not checked. And a warning where ``brings`` names a KPI that nothing
    the action serves is read on, nor the action itself.

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

from collections.abc import Iterable, Sequence

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given, Metric
from passerelle.plan.rule import Rule, Verdicts, result_spot, spot
from passerelle.plan.rule_brought import Sums, brought_to, day_moved, reachable, together
from passerelle.plan.rule_effect import (
    Need,
    better_way,
    need,
    shows_late,
    total,
)
from passerelle.plan.rule_reach import made_of
from passerelle.plan.rule_signs import Unsigned, turned, unsigned
from passerelle.plan.rule_units import promised
from passerelle.plan.rule_unsure import unsure
from passerelle.plan.rule_words import amount_text, label, listed, say
from passerelle.plan.scalars import estimate as estimate_text
from passerelle.plan.strategy import KeyResult
from passerelle.plan.tree import Tree
from passerelle.plan.tree_of import tree_of
from passerelle.plan.values import Estimate

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


def check(given: Given) -> Verdicts:
    """Yield one finding for each key result whose actions fall short, each effect nobody counts."""
    for name, key, _, result in given.key_results():
        serving = [act for act in given.serving.get(name, ()) if act in given.work]
        if serving and not result.target.is_guardrail:
            yield from _of_result(given, (name, key, result), serving)
    yield from _uncounted(given)


def _of_result(given: Given, where: tuple[str, str, KeyResult], serving: list[str]) -> Verdicts:
    name, key, result = where
    wanted, tree = need(given, key, result), tree_of(given, name, key)
    metric = given.metric(result.metric or key)
    worse = wanted is not None and wanted.sign == -better_way(given, metric)
    above = tree if tree and tree.front else None
    lack = unsure(given, name, key, above) if above else None
    if worse or (above and (wanted is None or lack is None)):
        return
    if wanted is None:
        yield RULE.lacks(_BASELINE, f"objectives/{name}/results/{key}")
        return
    said = brought_to(given, (name, key), serving, tree, wanted)
    late = [act for act in said if shows_late(given, given.actions[act], result)]
    counted = {act: estimate for act, estimate in said.items() if act not in late}
    sums = together(given, counted, wanted)
    if sums is None:
        yield RULE.lacks(_units(given, counted, wanted), f"objectives/{name}/results/{key}")
        return
    slips = unsigned(given, counted, (name, key), wanted)
    if slips and sums[1] < wanted.size:
        yield from (_rising(given, (name, key), act, slip) for act, slip in slips.items())
        meant = {**counted, **{act: turned(counted[act]) for act in slips}}
        sums = together(given, meant, wanted) or sums  # either: only signs differ
    if sums[1] >= wanted.size or (above and not said):
        return
    if above and lack:
        yield _apart(given, where, wanted, sums, (above, lack))
        return
    silent = [act for act in serving if not said or given.actions[act].brings is None]
    everything = together(given, said, wanted)
    enough = everything is not None and everything[1] >= wanted.size
    later = day_moved(given, result, late) if enough else None
    yield _short(given, where, wanted, sums, (silent, late, later, enough))


def _short(
    given: Given,
    where: tuple[str, str, KeyResult],
    wanted: Need,
    sums: Sums,
    found: tuple[list[str], list[str], str | None, bool],
) -> Finding:
    """Say that it is short; where one effect comes too late and would do, at the lag of its action."""
    name, key, result = where
    silent, late, later, enough = found
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
    lagging = _lagging(given, result, late) if enough and not later else None
    return RULE.broken(
        spot(given, f"actions/{lagging}", "lag_days") if lagging else result_spot(given, name, key),
        words,
        _fix(_named(given, silent), _named(given, late), later),
        severity=Severity.ERROR if sums[2] < wanted.size and not silent else Severity.WARNING,
        settle=later if late else _lower(given, (metric, result), wanted, sums),
        need=wanted.size,
        p10=sums[0],
        p50=sums[1],
        p90=sums[2],
        unit=wanted.unit,
        silent=silent,
        late=late,
    )


def _lagging(given: Given, result: KeyResult, late: Sequence[str]) -> str | None:
    """Name the one action that is late by its lag alone: it starts before the key result is due."""
    due = given.due(result)
    in_time = [
        act for act in late if (when := given.actions[act].when) and due and when.start <= due
    ]
    return in_time[0] if in_time == [*late] and len(in_time) == 1 else None


def _lower(
    given: Given, where: tuple[Metric | None, KeyResult], wanted: Need, sums: Sums
) -> str | None:
    """Write the target that the actions do reach; None where a goal above would miss the rest."""
    metric, result = where
    above = made_of(given, metric.id) if metric else []
    return None if above else reachable(result, wanted, sums[1])


def _apart(
    given: Given,
    where: tuple[str, str, KeyResult],
    wanted: Need,
    sums: Sums,
    below: tuple[Tree, Text],
) -> Finding:
    """Say that its own actions do not reach it, while nobody can count what the goals below add."""
    name, key, result = where
    tree, lack = below
    metric = given.metric(result.metric or key)
    return RULE.broken(
        result_spot(given, name, key),
        say(
            "{kr} needs {need}; its own actions are expected to bring {p50} ({p10} to {p90}), and "
            "what {parts} would add cannot be counted.",
            "{kr} demande {need} ; ses propres actions devraient apporter {p50} (de {p10} à {p90}), "
            "et ce que {parts} y ajouterait ne peut pas se compter.",
            kr=metric.title if metric else key,
            need=amount_text(wanted.size, wanted.unit),
            p10=amount_text(sums[0], wanted.unit),
            p50=amount_text(sums[1], wanted.unit),
            p90=amount_text(sums[2], wanted.unit),
            parts=listed(tree.nodes[kpi].title for kpi in tree.front),
        ),
        say(
            "To count it, give {lack}; or add actions, strengthen these, or lower the target.",
            "Pour le compter, donnez {lack} ; ou ajoutez des actions, renforcez celles-ci, ou baissez "
            "la cible.",
            lack=lack,
        ),
        severity=Severity.WARNING,
        need=wanted.size,
        p10=sums[0],
        p50=sums[1],
        p90=sums[2],
        unit=wanted.unit,
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


def _fix(silent: list[str], late: list[str], later: str | None) -> Text:
    if late and later:
        return say(
            "The effect of {names} shows after the day this is due: start earlier, or give it a "
            "later day: `{later}`.",
            "L'effet de {names} se voit après l'échéance : commencez plus tôt, ou reculez "
            "l'échéance : `{later}`.",
            names=listed(late),
            later=later,
        )
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
