"""Nothing is decoration: taking away any field of an example plan changes something that someone sees.

Each field of the example plans is removed in turn (one that cannot be left out says something else
instead). A finding, a number, a page, a message, a file or a send must change. What only echoes the
text does not count: forms, the outline, `explain`, `history`, `diff`.
"""

import time
from collections import defaultdict
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from django.db import transaction

from deadwood.fields import kind_of, leaves, merged, without, written
from deadwood.observe import OBSERVERS, TEXT_ALONE, Seen, standing
from deadwood.shop import make_shop
from passerelle.demo.story import REPAIR
from passerelle.plan.edit import FieldChange, change_texts
from passerelle.plan.fields import Entity
from passerelle.plan.load import read_plan, read_texts
from passerelle.plan.model import Plan

EXAMPLE = Path(__file__).parents[1] / "examples" / "maison-lin" / "plan"
EVERYTHING = Path(__file__).parent / "deadwood" / "everything"
"""Every field that the shipped examples do not use: one file a family of sections."""
PLANS = ("maison-lin", "demo", "demo repaired", "everything")


@pytest.fixture(scope="module")
def shop(tmp_path_factory, django_db_setup, django_db_blocker):
    """The shop and the plans to try on it; the records are as before afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        house, demo = make_shop(tmp_path_factory.mktemp("shop"))
        repair = FieldChange(REPAIR.node, REPAIR.field, REPAIR.value)
        everything = {file.name: file.read_text("utf-8") for file in EVERYTHING.glob("*.yaml")}
        texts = (read_texts(EXAMPLE), demo, change_texts(demo, [repair]), everything)
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

    missing = {kind for kind in _kinds() if not any(_covers(kind, one) for one in tried)}
    assert missing == set()


def _seen(house: Any, whole: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """Find, for each field, the first place where its absence shows.

    The same plan observed twice must show the same: else a difference would prove nothing.
    """
    from passerelle.verbs.adjust import adjust
    from passerelle.verbs.keep_readings import keep_readings

    text, found = written(whole), defaultdict(list)
    plan = read_plan({"plan/plan.yaml": text})
    with transaction.atomic():
        with standing(house, text, plan) as first:
            keep_readings(house, first.revision)
            adjust(house)
            base, same = (_everything(house, f"{text}# {n}\n", plan) for n in range(2))
            assert [name for name in OBSERVERS if base.says(name) != same.says(name)] == []
            for path in leaves(whole):
                found[kind_of(path)].append(("/".join(path), _missed(house, whole, path, base)))
        transaction.set_rollback(True)
    return found


def _everything(house: Any, text: str, plan: Plan) -> Seen:
    """Observe a plan everywhere; a comment makes it a revision of its own, as each variant is."""
    with standing(house, text, plan) as seen:
        for name in OBSERVERS:
            seen.says(name)
    return seen


def _missed(house: Any, whole: dict[str, Any], path: tuple[str, ...], base: Seen) -> str:
    text, plan = without(whole, path)
    bare = Seen(house, plan)
    for observer in TEXT_ALONE:
        if bare.says(observer) != base.says(observer):
            return observer
    with standing(house, text, plan) as seen:
        for observer in OBSERVERS:
            if observer not in TEXT_ALONE and seen.says(observer) != base.says(observer):
                return observer
    return ""


def _kinds() -> set[str]:
    """Name every field of the model as ``actions.when``."""
    found = set()
    for section, info in Plan.model_fields.items():
        kind = _entity(info.annotation)
        found |= {section} if kind is None else set(_fields(kind, section))
    return found


def _fields(kind: type[Entity], head: str) -> list[str]:
    rows = []
    for name, info in kind.model_fields.items():
        inner = _entity(info.annotation)
        path = f"{head}.{info.alias or name}"
        rows += [path] if inner is None else _fields(inner, path)
    return rows


def _entity(annotation: Any) -> type[Entity] | None:
    """Find the kind of entity that a type holds, if any."""
    if isinstance(annotation, type) and issubclass(annotation, Entity):
        return annotation
    inner = get_args(annotation) if get_origin(annotation) in {dict, Union, UnionType} else ()
    return next((one for one in map(_entity, inner) if one), None)


def _covers(kind: str, tried: str) -> bool:
    return tried == kind or tried.startswith(f"{kind}.")
