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


def node_exists(plan: Plan, node: str) -> bool:
    """Whether the plan holds a node such as ``actions/x`` or ``brand``."""
    section, _, name = node.partition("/")
    if section in SINGLE:
        return bool(getattr(plan, section))
    return name in (getattr(plan, section, None) or {})
