"""Properties of the whole model, on every example and on what is left when fields are taken away."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from deadwood.fields import merged, written
from passerelle.base.errors import InputErrors
from passerelle.plan.diff import apply_changes, diff, merge
from passerelle.plan.dump import plan_of, write_plan
from passerelle.plan.load import read_plan, read_texts
from passerelle.plan.model import Plan

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.parent for path in ROOT.glob("examples/*/plan/*.yaml"))
EVERYTHING = ROOT / "tests" / "deadwood" / "everything"
FOLDERS = {folder.parent.name: folder for folder in EXAMPLES}


def _everything() -> Plan:
    texts = {one.name: one.read_text("utf-8") for one in EVERYTHING.glob("*.yaml")}
    return read_plan({"plan.yaml": written(merged(texts))})


PLANS = {name: read_plan(read_texts(folder)) for name, folder in FOLDERS.items()} | {
    "everything": _everything()
}


@pytest.mark.parametrize("name", PLANS)
def test_written_and_read_it_is_the_same(name: str) -> None:
    """Through JSON and through YAML; what nodes inherit comes back inherited."""
    plan = PLANS[name]
    written = write_plan(plan)
    again = plan_of(written)
    assert again == plan
    assert write_plan(again) == written
    text = yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=1000)
    assert write_plan(read_plan({"plan.yaml": text})) == written


@pytest.mark.parametrize("name", PLANS)
def test_nothing_differs_from_itself(name: str) -> None:
    """No change, no sentence."""
    found = diff(PLANS[name], PLANS[name])
    assert not found
    assert found.summary == {}


@pytest.mark.parametrize("one", PLANS)
@pytest.mark.parametrize("other", PLANS)
def test_the_difference_leads_from_one_to_the_other(one: str, other: str) -> None:
    """Whatever stands in them."""
    before, after = PLANS[one], PLANS[other]
    assert write_plan(apply_changes(before, diff(before, after).changes)) == write_plan(after)


def _leaves(value: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if isinstance(value, dict) and value:
        return [leaf for key, inner in value.items() for leaf in _leaves(inner, (*path, key))]
    return [path]


def _without(plan: Plan, paths: list[tuple[str, ...]]) -> Plan | None:
    text = yaml.safe_dump(write_plan(plan), allow_unicode=True, sort_keys=False)
    data = yaml.safe_load(text)
    for path in paths:
        held = data
        for part in path[:-1]:
            held = held.get(part, {}) if isinstance(held, dict) else {}
        if isinstance(held, dict):
            held.pop(path[-1], None)
    try:
        return read_plan({"p.yaml": yaml.safe_dump(data, allow_unicode=True, sort_keys=False)})
    except InputErrors:
        return None


BASE = PLANS["everything"]
LEAVES = _leaves(write_plan(BASE))
SOME: st.SearchStrategy[Plan] = (
    st.lists(st.sampled_from(LEAVES), max_size=6)
    .map(lambda paths: _without(BASE, paths))
    .filter(lambda plan: plan is not None)
)


@settings(max_examples=12)
@given(SOME)
def test_a_plan_with_fields_taken_away_reads_back(plan: Plan) -> None:
    """Each field can go, alone or with others."""
    assert plan_of(write_plan(plan)) == plan
    assert write_plan(apply_changes(BASE, diff(BASE, plan).changes)) == write_plan(plan)


@settings(max_examples=8)
@given(SOME, SOME)
def test_two_people_s_changes_meet_without_loss(mine: Plan, theirs: Plan) -> None:
    """Merged, theirs holds mine too; the other way round gives the same plan."""
    there, here = merge(BASE, mine, theirs), merge(BASE, theirs, mine)
    if there.conflicts or here.conflicts:
        assert there.conflicts
        assert here.conflicts
        return
    assert write_plan(apply_changes(theirs, there.changes)) == write_plan(
        apply_changes(mine, here.changes)
    )
