"""Answers kept in the owner's process for as long as no fact changed."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from passerelle.verbs.house import House
    from passerelle.warehouse.store import Warehouse

MOST = 200
"""Answers kept at once; beyond it all are let go."""

Made = TypeVar("Made")

_KEPT: "WeakKeyDictionary[Warehouse, dict[Hashable, tuple[int, Any]]]" = WeakKeyDictionary()


def remembered(house: "House", question: Hashable, make: Callable[[], Made]) -> Made:
    """Give the answer made before, when the warehouse has not changed since; else make it.

    Loads, deliveries and typed figures all reach the warehouse before a question is asked
    (``publish``), and each transaction moves its version.

    Args:
        house: Whose warehouse was asked.
        question: All that decides the answer beside the facts: name, revision, moment, arguments.
        make: Makes the answer, a value that nobody changes.
    """
    version = house.warehouse.version
    kept = _KEPT.setdefault(house.warehouse, {})
    found = kept.get(question)
    if found is not None and found[0] == version:
        return found[1]  # type: ignore[no-any-return]  # what was kept is what make() gave
    made = make()
    if len(kept) >= MOST:
        kept.clear()
    kept[question] = (version, made)
    return made
