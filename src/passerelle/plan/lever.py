"""The levers that actions pull: P of the mix, usual KPIs; data, not code."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from passerelle.base.language import Text
from passerelle.plan.operations import Action


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever.

    ``p`` is the P it belongs to; ``kpis`` what such an action is usually judged on, the first first.
    """

    id: str
    title: Text
    p: str
    kpis: tuple[str, ...]


@cache
def levers() -> Mapping[str, Lever]:
    """Give all levers by id, read once from ``levers.yaml``."""
    text = files("passerelle.plan").joinpath("levers.yaml").read_text(encoding="utf-8")
    raw: dict[str, dict[str, Any]] = yaml.load(text, Loader=_LOADER)  # noqa: S506  a safe loader
    return {
        name: Lever(name, Text(en=row["en"], fr=row["fr"]), row["p"], tuple(row["kpis"]))
        for name, row in raw.items()
    }


def lever_of(action: Action) -> Lever | None:
    """Find the lever of an action: the one it names, else the one of its channel's name."""
    known = levers()
    if action.promotion and not action.lever:
        return known["promotion"]
    return known.get(action.lever or action.by or "")


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
