"""The demo workspace on disk."""

import csv
import json
from datetime import date

import pytest
import yaml
from pyarrow import parquet

from passerelle.demo.plan_values import plan_period
from passerelle.demo.planned import PLANNED
from passerelle.demo.story import REPAIR, SEND
from passerelle.demo.world import make_world
from passerelle.demo.write import write_world
from passerelle.plan.load import load

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """Write a small shop once."""
    folder = tmp_path_factory.mktemp("shop")
    world = make_world(7, 2_000, today=TODAY)
    write_world(world, folder)
    return world, folder


def test_every_source_names_columns_that_its_file_has(shop):
    """Columns named by the sources exist in the files written."""
    _, folder = shop
    for path in (folder / "sources").glob("*.yaml"):
        source = yaml.safe_load(path.read_text("utf-8"))
        data = folder / source["reads"]
        if data.suffix == ".parquet":
            names = set(parquet.read_schema(data).names)
        elif data.suffix == ".jsonl":
            names = set(json.loads(data.read_text("utf-8").splitlines()[0]))
        else:
            encoding = source.get("encoding", "utf-8")
            with data.open(encoding=encoding, newline="") as file:
                names = set(next(csv.reader(file, delimiter=source.get("separator", ","))))
        wanted = set(source["columns"].values()) | set(source.get("attributes", {}).values())
        assert wanted <= names, path.name


def test_the_agency_file_is_as_agencies_send_it(shop):
    """Spend is in Windows-1252 with decimal commas, and adds up to the arrays."""
    world, folder = shop
    text = (folder / "data" / "depenses-agence.csv").read_bytes().decode("cp1252")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    total = sum(float(row["Dépense"].replace(",", ".")) for row in rows)
    spent = sum(float(spend.sum()) for spend in world.spend)
    assert total == pytest.approx(spent, abs=0.01 * len(rows))


def test_the_plan_is_a_plan(shop):
    """The texts load; the planted fault and the letter of today are there."""
    _, folder = shop
    plan = load(folder / "plan")
    assert str(plan.actions["jours-du-blanc"].promotion.depth) == "0.4"
    assert plan.actions[SEND].when.start == TODAY
    assert set(plan.actions[SEND].arms) == {"A", "B"}
    section, name = REPAIR.node.split("/")
    assert name in getattr(plan, section)


def test_the_plan_and_the_truth_expect_the_same(shop):
    """What actions bring in the text is what the world draws their truth from."""
    _, folder = shop
    plan = load(folder / "plan")
    for planned in PLANNED:
        brings = plan.actions[planned.action].brings
        if planned.key_result != "new_customers":
            assert float(brings.likely) == planned.likely
            start = (plan.actions[planned.action].when.start - TODAY).days
            assert start == planned.start


def test_every_template_of_the_plan_exists(shop):
    """Arms and messages name templates that are there."""
    _, folder = shop
    for action in load(folder / "plan").actions.values():
        for name in [*action.arms.values(), *([action.message] if action.message else [])]:
            assert (folder / "templates" / name).is_file()


def test_the_truth_is_written_beside_the_data(shop):
    """truth.json gives channels, lifts and end values."""
    _, folder = shop
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    assert {"channels", "planned_actions", "past_email", "end_values"} <= set(truth)


def test_the_plan_lasts_twelve_months_whatever_the_day():
    """The period covers today and twelve months, leap years included."""
    for today in (date(2027, 1, 31), date(2028, 2, 29), date(2026, 12, 1)):
        start, end = plan_period(today)
        assert start <= today <= end
        assert 365 <= (end - start).days + 1 <= 366
