"""What keeps the goals below from being added up to the goal above, if anything does."""

from passerelle.base.language import Text
from passerelle.plan.cascade import evaluate
from passerelle.plan.given import Given
from passerelle.plan.rule_starts import AtLimits, at_limits
from passerelle.plan.rule_units import fitted
from passerelle.plan.rule_words import listed, say
from passerelle.plan.tree import Tree
from passerelle.plan.values import Target


def limits_of(given: Given, name: str) -> dict[str, Target]:
    """Give the limits that an objective, or one within it, keeps, by KPI."""
    return {
        metric.id: fitted(given, key, result)
        for one in given.below(name)
        if one in given.plan.objectives
        for key, result in given.plan.objectives[one].results.items()
        if result.target.is_guardrail and (metric := given.metric(result.metric or key))
    }


def unsure(given: Given, name: str, key: str, tree: Tree) -> Text | None:
    """Say what lacks to add up what the goals below bring to a key result; None when nothing does.

    A factor that starts nowhere and only keeps a limit may fall to it: then nobody knows what the
    others bring, unless the target is reached even so.
    """
    figures = evaluate(given, name, key)
    if isinstance(figures, Text):
        return figures
    held = at_limits(tree, limits_of(given, name))
    return starting_value(held) if held and not held.enough and not _slip(given, held) else None


def starting_value(held: AtLimits) -> Text:
    """Ask where the factors that only keep a limit start."""
    return say(
        "a starting value of {kpis}, of which only a limit is said",
        "une valeur de départ de {kpis}, dont on ne dit qu'une limite",
        kpis=listed(one.title for one in held.held),
    )


def _slip(given: Given, held: AtLimits) -> bool:
    """Whether only a slip of units explains how far the target is, as AL-024 tells."""
    most = given.thresholds.number("AL-024", "start_times")
    return held.times is not None and held.times >= most
