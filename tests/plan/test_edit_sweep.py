"""Every field and node of the example, removed and written back one by one."""

from contextlib import suppress
from typing import Any

import pytest
import yaml

from passerelle.base.errors import InputErrors
from passerelle.plan.diff import diff
from passerelle.plan.dump import write_plan
from passerelle.plan.edit import FieldChange, change_texts
from passerelle.plan.load import read_plan
from passerelle.plan.model import NAMED
from plan.plans import TEXT as SHORT


def _block(text: str) -> str:
    """Give the same plan with every map and list on lines of its own."""
    data = yaml.load(text, Loader=yaml.BaseLoader)
    return yaml.dump(data, default_flow_style=False, allow_unicode=True, sort_keys=False)


def _flow(text: str) -> str:
    """Give the same plan with every map and list between brackets."""
    data = yaml.load(text, Loader=yaml.BaseLoader)
    return yaml.dump(data, default_flow_style=True, allow_unicode=True, sort_keys=False)


LAYOUTS = {
    "as typed": SHORT,
    "block": _block(SHORT),
    "flow": _flow(SHORT),
}


def _spots(text: str) -> list[tuple[str, str, Any]]:
    """List every node and every field of its first level, with its value."""
    found: list[tuple[str, str, Any]] = []
    for section, held in write_plan(read_plan({"p": text})).items():
        nodes = held.items() if section in NAMED else [("", held)]
        for name, node in nodes:
            at = f"{section}/{name}".rstrip("/")
            found.append((at, "", node))
            found += (
                [(at, field, value) for field, value in node.items()]
                if isinstance(node, dict)
                else []
            )
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_part_can_go_and_come_back(layout: str) -> None:
    """Removing a part changes that part alone; writing it back gives the first plan again."""
    before = {"p": LAYOUTS[layout]}
    plan = read_plan(before)
    removed = 0
    for node, field, value in _spots(before["p"]):
        with suppress(InputErrors):  # a required field: refused, nothing changed
            without = change_texts(before, [FieldChange(node, field, None)])
            changes = diff(plan, read_plan(without)).changes
            assert changes, (node, field)
            assert {change.node for change in changes} == {node}
            assert all(change.field.split("/")[0] in {field, ""} for change in changes) or not field
            back = change_texts(without, [FieldChange(node, field, value)])
            assert read_plan(back) == plan, (node, field)
            removed += 1
    assert removed > len(_spots(before["p"])) // 2


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_part_written_again_is_no_change(layout: str) -> None:
    """Writing the canonical value of each part leaves the plan as it is."""
    before = {"p": LAYOUTS[layout]}
    plan = read_plan(before)
    for node, field, value in _spots(before["p"]):
        assert read_plan(change_texts(before, [FieldChange(node, field, value)])) == plan, (
            node,
            field,
        )
