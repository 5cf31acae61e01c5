"""What a market demands, of which actions: those that turn outwards, its offers, its channels."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from passerelle.plan.analysis import Constraint
from passerelle.plan.given import Given
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.plan.rule_fold import folded
from passerelle.plan.rule_positioning import up


def outward(given: Given) -> frozenset[str]:
    """Name the actions that sell or publish something.

    Those that name an offer, a promotion, a template, a subject, a landing page, or that a content,
    a media line or a promotion is of; and those for a segment, by a channel or with a sentence of
    their own, unless their lever works on the company itself (``AL-104 inside``: training,
    development, hiring…).
    """
    plan = given.plan
    shown = {
        one.action for part in (plan.contents, plan.media, plan.promotions) for one in part.values()
    }
    inside = frozenset(map(folded, given.thresholds.words("AL-104", "inside")))
    return frozenset(
        name for name, action in plan.actions.items() if name in shown or _turned(action, inside)
    )


def channels_by_action(plan: Plan) -> Mapping[str, frozenset[str]]:
    """Give the channels of each action that has some: its own, and those of its media lines."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, action in plan.actions.items():
        if action.by:
            found[name].add(action.by)
    for line in plan.media.values():
        if line.channel:
            found[line.action].add(line.channel)
    return {name: frozenset(channels) for name, channels in found.items()}


def concerns(
    plan: Plan, constraint: Constraint, action: Action, channels: Iterable[str] = ()
) -> bool:
    """Whether a constraint is about an action, as far as offers and channels go.

    One that names no offer is about all; one that names some is about the actions that name one of
    them or an offer that extends it. Channels likewise; the action's own is one of ``channels``.
    """
    sold = {above for offer in action.offers for above in up(plan, offer)}
    if constraint.offers and sold.isdisjoint(constraint.offers):
        return False
    used = {*channels, *([action.by] if action.by else [])}
    return not constraint.channels or not used.isdisjoint(constraint.channels)


def _turned(action: Action, inside: frozenset[str]) -> bool:
    if action.offers or action.promotion or action.message or action.arms:
        return True
    if action.subject or action.landing or action.sells:
        return True
    if folded(action.lever or "") in inside:
        return False
    return bool(action.segments or action.by or action.says)
