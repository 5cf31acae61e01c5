"""From the files of a plan to the plan, or to all that is wrong with them at once."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from passerelle.base.errors import Fault, InputErrors
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.plan.extends import resolve
from passerelle.plan.model import Plan
from passerelle.plan.reading.copies import faults_of
from passerelle.plan.reading.explain import explain
from passerelle.plan.reading.files import read_texts, size_faults
from passerelle.plan.reading.merge import Merged
from passerelle.plan.reading.tree import Reader, Written

__all__ = ["MOST_FAULTS", "load", "read_plan", "read_texts"]

PLANS_KEPT = 4
FILES_KEPT = 256
"""What was read last is kept: pages read one plan again and again, an edit changes one file."""

MOST_FAULTS = 200
"""More faults than this are not listed: the text is no plan."""


def load(folder: Path) -> Plan:
    """Read the plan under ``folder``.

    Raises:
        InputErrors: All that is wrong, sorted by place.
        UserError: No such folder, or no file in it.
    """
    return read_plan(read_texts(folder))


def read_plan(texts: Mapping[str, str]) -> Plan:
    """Read a plan out of its texts; names that refer to nothing are left to the rules.

    Args:
        texts: Path to text; sections of all files are put together, by id.

    Returns:
        The plan, which knows the file, line and column of every part; the very same one for texts
        that were read a moment ago.

    Raises:
        InputErrors: All that is wrong in all files, sorted by place.
    """
    return _read(tuple(sorted(texts.items())))


@lru_cache(maxsize=PLANS_KEPT)
def _read(texts: tuple[tuple[str, str], ...]) -> Plan:
    merged = Merged()
    for name, text in texts:
        root, faults = _read_file(name, text)
        merged.faults.extend(faults)
        if root is not None and (root.text is not None or root.pairs or root.items):
            merged.add(root)
    merged.faults.extend(faults_of(merged.twice))
    plan, more = _validate(merged)
    if merged.faults or more or plan is None:
        raise InputErrors(_sorted([*merged.faults, *more]))
    found = plan.model_copy()
    found._places = merged.places  # noqa: SLF001  found when asked: a copy would hold them all
    return found


@lru_cache(maxsize=FILES_KEPT)
def _read_file(name: str, text: str) -> tuple[Written | None, tuple[Fault, ...]]:
    too_large = size_faults(name, text)
    if too_large:
        return None, tuple(too_large)
    reader = Reader(name)
    root = reader.read(text)
    return root, tuple(reader.faults)


def _validate(merged: Merged) -> tuple[Plan | None, list[Fault]]:
    merged.data, inherited = resolve(merged.data)
    try:
        return Plan.model_validate(merged.data).extending(inherited), []
    except ValidationError as error:
        return None, explain(error.errors(include_url=False), merged)


def _sorted(faults: list[Fault]) -> list[Fault]:
    ordered = sorted(faults, key=lambda fault: fault.place or Place(""))
    if len(ordered) <= MOST_FAULTS:
        return ordered
    more = len(ordered) - MOST_FAULTS
    rest = Fault(
        Text(en=f"{more} more faults follow.", fr=f"{more} autres fautes suivent."),
        Text(en="Repair the first ones, then check again.",
             fr="Corrigez les premières, puis vérifiez de nouveau."),
    )  # fmt: skip
    return [*ordered[:MOST_FAULTS], rest]
