"""Nothing is decoration: taking away any field of an example plan changes something that someone sees.

Each field of the example plans is removed in turn (one that cannot be left out says something else
instead). A finding, a number, a page, a message, a file or a send must change. What only echoes the
text does not count: forms, the outline, `explain`, `history`, `diff`, lists of what would be touched.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path as Folder
from typing import Any

import pytest
from django.db import transaction

from deadwood.fields import FILE, Data, Path, kind_of, kinds, leaves, merged, read, without, written
from deadwood.observe import RECORDED, OnPaper, Seen, standing
from deadwood.paper import observers
from deadwood.shop import make_shop
from passerelle.demo.story import REPAIR
from passerelle.plan.edit import FieldChange, change_texts
from passerelle.plan.load import read_plan, read_texts
from passerelle.plan.model import Plan

EXAMPLES = Folder(__file__).parents[1] / "examples"
EVERYTHING = Folder(__file__).parent / "deadwood" / "everything"
"""Every field that the shipped examples do not use: one file a family of sections."""
SHIPPED = tuple(sorted(one.parent.name for one in EXAMPLES.glob("*/plan")))
PLANS = (*SHIPPED, "demo", "demo repaired", "everything")

Found = dict[str, list[tuple[str, str]]]
"""Fields by kind, each with who misses it; nobody is empty."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory, django_db_setup, django_db_blocker):
    """The shop and the plans to try on it; the records are as before afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        house, demo = make_shop(tmp_path_factory.mktemp("shop"))
        repair = FieldChange(REPAIR.node, REPAIR.field, REPAIR.value)
        everything = {file.name: file.read_text("utf-8") for file in EVERYTHING.glob("*.yaml")}
        shipped = (read_texts(EXAMPLES / name / "plan") for name in SHIPPED)
        texts = (*shipped, demo, change_texts(demo, [repair]), everything)
        yield house, {name: merged(one) for name, one in zip(PLANS, texts, strict=True)}
        house.warehouse.close()
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANS)
def test_every_field_is_seen(shop, db, name: str) -> None:
    """Each field, once removed, is missed somewhere; the table of who misses what is printed."""
    house, plans = shop
    started = time.monotonic()
    seen = _seen(house, plans[name])
    print(f"\n{name}: {sum(map(len, seen.values()))} fields, {time.monotonic() - started:.0f} s")
    for kind, rows in sorted(seen.items()):
        print(f"  {kind}: {', '.join(sorted({where or 'NOWHERE' for _, where in rows}))}")
    dead = [path for rows in seen.values() for path, where in rows if not where]
    assert dead == []


@pytest.mark.slow
def test_every_field_of_the_model_is_tried(shop, db) -> None:
    """No field of the model is out of reach: each stands in one of the plans."""
    _, plans = shop
    tried = {kind_of(path) for whole in plans.values() for path in leaves(whole)}

    assert kinds() - tried == set()


def _seen(house: Any, whole: Data) -> Found:
    """Find, for each field, the first place where its absence shows.

    First where text alone decides, which is quick; what nobody missed there is then tried on the
    records. The same plan observed twice must show the same: else a difference would prove nothing.
    """
    found, waiting = _on_paper(house, whole)
    if waiting:
        for path, where in _on_records(house, whole, waiting):
            found[kind_of(path)].append(("/".join(path), where))
    return found


def _on_paper(house: Any, whole: Data) -> tuple[Found, list[Path]]:
    from passerelle.verbs.check import given_text

    plan = read(whole)
    assert plan is not None
    base, again = (OnPaper(given_text(house, plan)) for _ in range(2))
    assert [name for name in observers() if base.says(name) != again.says(name)] == []
    found: Found = defaultdict(list)
    last: dict[str, str] = {}
    waiting = []
    for path in leaves(whole):
        kind = kind_of(path)
        where = _missed(base, base.of(without(whole, path).plan), last.get(kind, ""))
        if where:
            last[kind] = where
            found[kind].append(("/".join(path), where))
        else:
            waiting.append(path)
    return found, waiting


def _missed(base: OnPaper, bare: OnPaper, first: str) -> str:
    """Name the first observer who sees a difference; ask first whoever saw the last of that kind."""
    order = sorted(observers(), key=lambda name: name != first)
    return next((name for name in order if bare.says(name) != base.says(name)), "")


def _on_records(house: Any, whole: Data, waiting: list[Path]) -> Iterator[tuple[Path, str]]:
    from passerelle.verbs.adjust import adjust
    from passerelle.verbs.keep_readings import keep_readings

    text = written(whole)
    plan = read_plan({FILE: text})
    with transaction.atomic():
        with standing(house, text, plan) as first:
            keep_readings(house, first.revision)
            adjust(house)
            base, same = (_everything(house, f"{text}# {n}\n", plan) for n in range(2))
            assert [name for name in RECORDED if base.says(name) != same.says(name)] == []
            last: dict[str, str] = {}
            for path in waiting:
                bare = without(whole, path)
                with standing(house, bare.text, bare.plan) as seen:
                    order = sorted(RECORDED, key=lambda one: one != last.get(kind_of(path)))
                    where = next((one for one in order if seen.says(one) != base.says(one)), "")
                last[kind_of(path)] = where
                yield path, where
        transaction.set_rollback(True)


def _everything(house: Any, text: str, plan: Plan) -> Seen:
    """Observe a plan everywhere; a comment makes it a revision of its own, as each variant is."""
    with standing(house, text, plan) as seen:
        for name in RECORDED:
            seen.says(name)
    return seen
