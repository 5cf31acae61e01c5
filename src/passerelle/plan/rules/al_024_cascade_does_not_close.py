"""AL-024: the goals below must add up to the goal above.

What it checks
    Where a KPI is made of others (a product in ``driven_by``; sums, quotients and elasticities in
    ``made_of``), the change that the key results on them imply, times the share of revenue that
    passes by them (``through``, all of it unless said), over the market's growth for a market
    share, against the change that the goal above needs. What lands, after the ``lag_days`` of its
    link, later than that goal is due does not count. An error when more than ``error_over`` (20 %)
    of the change is missing, a warning when less is. First of all the starting values: parts that
    are added give no more than the whole (within ``start_over``, 2 %), and where something is
    missing no less; factors give it within ``start_times`` (100), as figures in thousands do not.
    A factor that only keeps a limit, and starts nowhere, leaves it not checked where the target is
    not reached at that limit.

Why it matters
    A strategy « doit se traduire en buts opérationnels concrets » (002): +20 % leads and +5 %
    conversion give +26 % of new business, and +10 % of share only if 38 % of revenue passes by
    them.

Bad
    metrics: {revenue: {driven_by: [orders, aov]}}
    objectives:
      croitre: {title: Croître, results: {revenue: +20 %}}
      commander: {title: Plus de commandes, within: croitre, results: {orders: +10 %}}

Good
    metrics: {revenue: {driven_by: [orders, aov]}}
    objectives:
      croitre: {title: Croître, results: {revenue: +20 %}}
      commander: {title: Plus de commandes, within: croitre, results: {orders: +10 %}}
      panier: {title: De plus gros paniers, within: croitre, results: {aov: +10 %}}

Source
    Alignment rule of the design notes, layer *cascade*; worked example of document 002.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.cascade import Cascade, evaluate
from passerelle.plan.given import Given
from passerelle.plan.rule import NotChecked, Rule, Spot, Verdicts, result_spot
from passerelle.plan.rule_reach import falls_short, level_text, made_of, reachable
from passerelle.plan.rule_starts import AtLimits, Starts, at_limits, starts
from passerelle.plan.rule_unsure import limits_of, starting_value
from passerelle.plan.rule_words import amount_text, listed, say, share_text
from passerelle.plan.strategy import Objective
from passerelle.plan.target_meaning import signed
from passerelle.plan.tree import Tree
from passerelle.plan.tree_of import tree_of

RULE = Rule(
    id="AL-024",
    title=Text(en="Cascade does not close", fr="Cascade insuffisante"),
    question=Text(
        en="Do the goals below add up to the goal above?",
        fr="Les buts du dessous suffisent-ils au but du dessus\u202f?",
    ),
    why=Text(
        en="When every team reaches its goal and the company misses its own, the goals were wrong.",
        fr=(
            "Quand chaque équipe atteint son but et que l'entreprise manque le sien, les buts "
            "étaient faux."
        ),
    ),
    severity=Severity.ERROR,
    seed="002 « doit se traduire en buts opérationnels concrets »",
    needs=("text", "readings"),
)


def check(given: Given) -> Verdicts:
    """Yield one finding for each key result that those below do not add up to."""
    for name, key, _, _ in given.key_results():
        tree = tree_of(given, name, key)
        if tree is None or not tree.front:
            continue
        node = f"objectives/{name}/results/{key}"
        held = at_limits(tree, limits_of(given, name))
        begun, solved = starts(tree), evaluate(given, name, key)
        case = _Case(given, name, key, tree)
        if begun and _apart(given, begun, solved):
            yield _begin(case, begun)
        elif isinstance(solved, Text):
            yield RULE.lacks(solved, node)
        elif solved and falls_short(solved):
            yield _open(case, solved)
        elif held and not held.enough:
            yield _at_limits(case, held)


class _Case(NamedTuple):
    """A key result and the tree under it."""

    given: Given
    name: str
    key: str
    tree: Tree

    @property
    def objective(self) -> Objective:
        return self.given.plan.objectives[self.name]

    @property
    def where(self) -> Spot:
        return result_spot(self.given, self.name, self.key)

    def titles(self, keys: Sequence[str]) -> Text:
        """Name the KPIs of key results."""
        known = {node.goal.key: node.title for node in self.tree.nodes.values() if node.goal}
        return listed(known.get(key, key) for key in keys)

    def level(self, value: Decimal) -> Text:
        """Write a value of the top KPI as its target is written."""
        return level_text(self.tree.top.unit, self.objective.results[self.key].target, value)


def _at_limits(case: _Case, held: AtLimits) -> Finding | NotChecked:
    """Say what is reached at the limits: not checked, unless no slip but one of units explains it."""
    kpis = listed(one.title for one in held.held)
    if held.value is None or held.asked is None or held.times is None:
        return RULE.lacks(starting_value(held), f"objectives/{case.name}/results/{case.key}")
    values = {"kpis": kpis, "value": case.level(held.value), "asked": case.level(held.asked)}
    if held.times < case.given.thresholds.number("AL-024", "start_times"):
        lacking = say(
            "a starting value of {kpis}: at the limit there are {value} of {asked}",
            "une valeur de départ de {kpis} : à la limite il y a {value} sur {asked}",
            **values,
        )
        return RULE.lacks(lacking, f"objectives/{case.name}/results/{case.key}")
    return RULE.broken(
        case.where,
        say(
            "With {kpis} at the limit the factors make {value}; “{o}” asks for {asked}.",
            "Avec {kpis} à la limite, les facteurs font {value} ; « {o} » demande {asked}.",
            o=case.objective.title,
            **values,
        ),
        say(
            "Correct the value that is wrong, here or below: thousands and units do not mix.",
            "Corrigez la valeur fausse, ici ou en dessous : milliers et unités ne se mélangent "
            "pas.",
        ),
        value=held.value,
        asked=held.asked,
    )


def _apart(given: Given, begun: Starts, solved: Cascade | Text | None) -> bool:
    """Whether starting values cannot all be right; parts of a sum may leave something unnamed."""
    if not begun.sum:
        return begun.times >= given.thresholds.number("AL-024", "start_times")
    if begun.times - 1 <= given.thresholds.number("AL-024", "start_over"):
        return False
    short = isinstance(solved, Cascade) and bool(solved.missing) and not solved.late
    return begun.parts > begun.whole or short


def _begin(case: _Case, begun: Starts) -> Finding:
    grave = begun.times - 1 > case.given.thresholds.number("AL-024", "error_over")
    values = {
        "children": listed(case.tree.nodes[tie.child].title for tie in case.tree.top.ties),
        "parts": case.level(begun.parts),
        "whole": case.level(begun.whole),
        "o": case.objective.title,
    }
    return RULE.broken(
        case.where,
        say(
            "The starting values of {children} add up to {parts}, not {whole} as “{o}” says.",
            "Les valeurs de départ de {children} font {parts} en tout, non {whole} comme le dit "
            "« {o} ».",
            **values,
        )
        if begun.sum
        else say(
            "The starting values of {children} multiply to {parts}, not {whole} as “{o}” says.",
            "Le produit des valeurs de départ de {children} est {parts}, non {whole} comme le dit "
            "« {o} ».",
            **values,
        ),
        say(
            "Correct the starting value that is wrong, here or below (thousands or units), or name "
            "the part that is missing.",
            "Corrigez la valeur de départ fausse, ici ou en dessous (milliers ou unités), ou "
            "nommez la part qui manque.",
        ),
        severity=Severity.ERROR if grave else Severity.WARNING,
        parts=begun.parts,
        whole=begun.whole,
    )


def _open(case: _Case, solved: Cascade) -> Finding:
    gap = solved.missing / abs(solved.required)
    grave = gap > case.given.thresholds.number("AL-024", "error_over")
    target = case.objective.results[case.key].target
    above = made_of(case.given, case.tree.root)
    settle = None if solved.late or above else reachable(case.tree.top, target, solved)
    return RULE.broken(
        case.where,
        _words(case, solved),
        _fix(case, solved, settle, above),
        severity=Severity.ERROR if grave else Severity.WARNING,
        settle=settle,
        implied=solved.implied,
        required=solved.required,
        growth=solved.growth,
        through=solved.through,
        needed_through=solved.needed_through,
        late=list(solved.late),
    )


def _words(case: _Case, solved: Cascade) -> Text:
    """Speak in the values of the KPI where its start is known, else in changes."""
    start, children = case.tree.top.start, case.titles(solved.children)
    title = case.objective.title
    if not start:
        return say(
            "{children} imply {implied} of {kpi}; “{o}” needs {target}. Missing {gap}.",
            "{children} donnent {implied} de {kpi} ; « {o} » demande {target}. Il manque {gap}.",
            children=children,
            kpi=case.tree.top.title,
            implied=signed(solved.implied),
            o=title,
            target=signed(solved.required),
            gap=share_text(solved.missing),
        )
    lacking = start * solved.missing
    points = case.tree.top.unit == "share"
    return say(
        "With {children}, {kpi} comes to {reached}; “{o}” asks for {asked}. Missing {gap}.",
        "Avec {children}, {kpi} arrive à {reached} ; « {o} » demande {asked}. Il manque {gap}.",
        children=children,
        kpi=case.tree.top.title,
        reached=case.level(start * (1 + solved.implied)),
        o=title,
        asked=case.level(start * (1 + solved.required)),
        gap=amount_text(lacking * 100, "pts") if points else case.level(lacking),
    )


def _fix(case: _Case, solved: Cascade, settle: str | None, above: Sequence[Text]) -> Text:
    if solved.late:
        return say(
            "The effect of {late} shows after this goal is due: bring it forward, or give the goal "
            "a later day.",
            "L'effet de {late} se voit après l'échéance de ce but : avancez-le, ou reculez "
            "l'échéance.",
            late=case.titles(solved.late),
        )
    needed = solved.needed_through
    if needed is not None and 0 <= needed <= 1:
        return say(
            "It closes if {needed} of revenue passes by them (now {through}), or with higher goals "
            "below.",
            "Le compte y est si {needed} du chiffre d'affaires passe par eux (aujourd'hui "
            "{through}), ou avec des buts plus hauts en dessous.",
            needed=share_text(needed),
            through=share_text(solved.through),
        )
    if solved.through < 1:
        return say(
            "Even if all revenue passed by them it would not close: raise them or lower the goal.",
            "Même si tout le chiffre d'affaires passait par eux, il en manquerait : relevez-les ou "
            "baissez le but.",
        )
    return _raise(settle, above)


def _raise(settle: str | None, above: Sequence[Text]) -> Text:
    if above:
        return say(
            "Raise them, or add a goal on another part; what this one is lowered by would be missing "
            "from {above}.",
            "Relevez-les, ou ajoutez un but sur une autre part ; baisser celui-ci laisserait un manque "
            "à {above}.",
            above=listed(dict.fromkeys(above)),
        )
    if settle:
        return say(
            "Raise them, add a goal on another part, or lower this one: `{settle}`.",
            "Relevez-les, ajoutez un but sur une autre part, ou ramenez celui-ci à `{settle}`.",
            settle=settle,
        )
    return say(
        "Raise them, add a goal on another part, or lower this one.",
        "Relevez-les, ajoutez un but sur une autre part, ou baissez celui-ci.",
    )
