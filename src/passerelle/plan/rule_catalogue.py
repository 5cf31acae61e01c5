"""All rules there are: our own, one module each in ``plan/rules``, and those others install."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, cast

from passerelle.base.errors import Bug, NotFound, nearest
from passerelle.base.language import Text
from passerelle.plan import rules as folder
from passerelle.plan.rule import RuleModule
from passerelle.plan.thresholds import Thresholds, standard

GROUP = "passerelle.rules"
"""Entry points of this group name modules with ``RULE`` and ``check``."""


@cache
def rules() -> Mapping[str, RuleModule]:
    """Give all rules by id, in order of id.

    Raises:
        Bug: Two rules have one id.
    """
    own = [
        cast("RuleModule", import_module(f"{folder.__name__}.{found.name}"))
        for found in pkgutil.iter_modules(folder.__path__)
    ]
    others = [cast("RuleModule", point.load()) for point in entry_points(group=GROUP)]
    found: dict[str, RuleModule] = {}
    for module in (*own, *others):
        if module.RULE.id in found:
            raise Bug(f"two rules are called {module.RULE.id}")
        found[module.RULE.id] = module
    return dict(sorted(found.items()))


def thresholds_of(overrides: Mapping[str, Any]) -> Thresholds:
    """Give the standard thresholds with those of a workspace; every rule it names must exist.

    Args:
        overrides: As for ``Thresholds.changed``.

    Raises:
        UserError: An unknown rule or threshold, or a value of the wrong kind.
        Refused: An integrity rule would be lowered.
    """
    for name in overrides.get("enforcement", {}):
        rule(name)
    return standard().changed(overrides)


def rule(name: str) -> RuleModule:
    """Find a rule by id, whatever the case.

    Raises:
        NotFound: No such rule; the nearest ids are given.
    """
    found = rules().get(name.upper())
    if found is None:
        raise NotFound(
            Text(en=f"There is no rule {name}.", fr=f"Il n'y a pas de règle {name}."),
            nearest(name.upper(), rules()),
        )
    return found
