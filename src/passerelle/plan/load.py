"""From the files of a plan to the plan."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from passerelle.plan.model import Plan


def read_texts(folder: Path) -> dict[str, str]:
    """Read the plan's files under ``folder``: path inside it -> text."""
    found = sorted([*folder.rglob("*.yaml"), *folder.rglob("*.yml")])
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


def read_plan(texts: Mapping[str, str]) -> Plan:
    """Read a plan out of its texts."""
    merged: dict[str, object] = {}
    for text in texts.values():
        for key, value in (yaml.safe_load(text) or {}).items():
            have = merged.get(key)
            merged[key] = {**have, **value} if isinstance(have, dict) else value
    return Plan.model_validate(merged)


def load(folder: Path) -> Plan:
    """Read the plan under ``folder``."""
    return read_plan(read_texts(folder))
