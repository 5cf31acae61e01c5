"""What rules on revisions share: families of teams as readers call them, and nodes that remain."""

from passerelle.base.language import Text
from passerelle.plan.model import SINGLE, Plan

FAMILIES = {
    "strategy": Text(en="strategy", fr="stratégie"),
    "operations": Text(en="operations", fr="opérations"),
    "sales": Text(en="sales", fr="vente"),
    "product": Text(en="product", fr="produit"),
    "service": Text(en="service", fr="service client"),
    "finance": Text(en="finance", fr="finance"),
}
"""By the name that the plan gives them."""

REVISIONS = Text(en="the recorded revisions", fr="les révisions enregistrées")
"""What the rules on revisions need beside the text."""

ANSWERS = Text(
    en="the answers of those who are asked to read",
    fr="les réponses de ceux à qui l'on demande de lire",
)
"""What the rules on reading need beside the text."""


def asks_anybody(plan: Plan) -> bool:
    """Whether the plan asks anybody to read a part of it: by roles, by ``tell`` or by its charter."""
    roles = [action.raci for action in plan.actions.values()]
    roles += [objective.raci for objective in plan.objectives.values()]
    return (
        bool(plan.charter)
        or any(action.tell for action in plan.actions.values())
        or any(one and (one.consulted or one.informed) for one in roles)
    )


def node_exists(plan: Plan, node: str) -> bool:
    """Whether the plan holds a node such as ``actions/x`` or ``brand``."""
    section, _, name = node.partition("/")
    if section in SINGLE:
        return bool(getattr(plan, section))
    return name in (getattr(plan, section, None) or {})
