"""Workspaces in this process: a small plan of texts, and an invented shop with its facts."""

from datetime import timedelta
from pathlib import Path

import pytest

from passerelle.base.clock import FixedClock
from passerelle.verbs.house import Actor, House
from passerelle.verbs.workspace import open_workspace
from small_shop import NOON, REPAIR, copy_shop

SETTINGS = "name: Maison Test\nlanguage: en\nhold_seconds: 600\nsending: {inbox: true, from: Shop <shop@example.com>}\n"

PLAN = (Path(__file__).parents[1] / "web_plan.yaml").read_text(encoding="utf-8")

MARIE = Actor("marie", "strategist", "marketing")
PAUL = Actor("paul", "campaign_manager", "marketing")


@pytest.fixture
def clock():
    """A clock that stands at noon until a test moves it."""
    return FixedClock(NOON)


@pytest.fixture
def later(clock):
    """Move the clock on."""

    def move(**span):
        clock.moment += timedelta(**span)

    return move


@pytest.fixture
def house(tmp_path, clock, db):
    """A workspace of texts only."""
    (tmp_path / "passerelle.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    opened = House(open_workspace(tmp_path, clock))
    yield opened
    if opened._opened.warehouse is not None:
        opened._opened.warehouse.close()


@pytest.fixture
def shop(small_shop, tmp_path, clock, db):
    """The invented shop, imported, its consents in their ledger; its plan still holds one fault."""
    copy_shop(small_shop, tmp_path)
    opened = House(open_workspace(tmp_path, clock))
    _consents_into_the_ledger(opened)
    yield opened
    opened.warehouse.close()


@pytest.fixture
def ready(shop):
    """The shop with its fault repaired, all that must be read read, and a fresh preview."""
    from passerelle.verbs.edit import edit
    from passerelle.verbs.preview import preview

    node, field, value = REPAIR
    edit(shop, [{"node": node, "field": field, "value": value}], "within our own limit")
    read_all(shop)
    preview(shop)
    return shop


def read_all(house):
    """Let every team that is asked read what it is asked to read."""
    from passerelle.verbs.converse import acknowledge
    from passerelle.verbs.preview import preview

    for row in preview(house).as_json()["readers"]:
        if not row["answer"]:
            acknowledge(house, row["about"], "read", team=row["who"])


def write_plan(house, text, name="plan.yaml"):
    """Write a plan text as an editor does."""
    (house.folder / "plan" / name).write_text(text, encoding="utf-8")


def plan_text(house, name="plan.yaml"):
    """Read a plan text as it is on disk."""
    return (house.folder / "plan" / name).read_text(encoding="utf-8")


def _consents_into_the_ledger(house):
    from passerelle.verbs.import_data import _hand_over_consents

    (house.folder / ".passerelle" / "handed-over.json").unlink()
    assert _hand_over_consents(house) > 500
