"""The kinds of leaves, found in ``predicates`` and among installed packages."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType

from passerelle.audience import predicates

GROUP = "passerelle.predicates"


@cache
def leaves() -> MappingProxyType[type, ModuleType]:
    """Give the module that compiles each type of leaf."""
    return MappingProxyType({module.LEAF: module for module in _modules()})


def _modules() -> Iterator[ModuleType]:
    for found in iter_modules(predicates.__path__, f"{predicates.__name__}."):
        yield import_module(found.name)
    for entry in entry_points(group=GROUP):
        yield entry.load()
