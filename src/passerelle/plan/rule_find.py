"""Looking up a node that may not be named, or may not exist."""

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


def find(section: Mapping[str, T], name: str | None) -> T | None:
    """Give the node of that name; None when no name is given or nothing has it."""
    return section.get(name) if name else None
