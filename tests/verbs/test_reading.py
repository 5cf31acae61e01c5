"""Verbs that only read: explain, export, doctor, measure, board, adjust, tasks, report."""

import re
from decimal import Decimal
from html import unescape

import pytest

from passerelle.base.errors import NotFound, Refused, UserError
from passerelle.verbs.adjust import accept, adjust, refuse
from passerelle.verbs.apply import apply
from passerelle.verbs.doctor import doctor
from passerelle.verbs.explain import explain
from passerelle.verbs.export import export
from passerelle.verbs.measure import board, measure
from passerelle.verbs.owner import own
from passerelle.verbs.report import report
from passerelle.verbs.tasks import task_done, tasks


def test_a_rule_a_kpi_and_a_node_are_explained(house):
    """In both languages; the node with its place and the defaults it leaves unsaid."""
    for what, kind in (("al-030", "rule"), ("repurchase_rate", "kpi"), ("actions/soldes", "node")):
        page = explain(house, what)
        assert page.kind == kind
        assert page.text.en
        assert page.text.fr
    assert "plan/plan.yaml:" in explain(house, "actions/soldes").text.fr
    for what in ("AL-039", "actions/solde", "nothing"):
        with pytest.raises(NotFound) as caught:
            explain(house, what)
        assert "→" in caught.value.read("fr")


def test_the_schema_is_that_of_a_plan(house):
    """Editors complete with it."""
    body = export(house).body
    assert {"actions", "segments", "objectives"} <= set(body["properties"])
    with pytest.raises(NotFound):
        export(house, "everything")


def test_the_doctor_says_what_is_amiss(house):
    """A readable plan, who holds the workspace, room, and where mail goes."""
    assert doctor(house).code == 0
    (house.folder / "plan" / "plan.yaml").write_text("vision: [", "utf-8")
    with own(house.workspace, "serve"):
        found = doctor(house)
    assert found.code == 1
    words = " ".join(line["what"]["fr"] for line in found.lines)
    assert "illisible" in words
    assert "`serve`" in words


def test_measures_agree_with_each_other(shop):
    """Slices add up to the whole; the SQL is shown when asked for."""
    whole = measure(shop, "revenue", with_sql=True)
    assert "select" in whole.reading["sql"].lower()
    parts = measure(shop, "revenue", by="month").reading["slices"]
    total = sum(Decimal(str(part["value"])) for part in parts if part["value"] is not None)
    assert total == Decimal(str(whole.reading["value"]))
    row = next(row for row in board(shop).rows if row["kpi"]["id"] == "revenue")
    assert row["value"] == whole.reading["value"]
    with pytest.raises(NotFound):
        measure(shop, "revenues")
    with pytest.raises(UserError):
        measure(shop, "revenue", period="last year")


def test_what_has_no_input_says_so(house):
    """No number is invented for a workspace without data."""
    rows = {row["kpi"]["id"]: row for row in board(house).as_json()["rows"]}
    assert rows["roas"]["value"] is None
    assert rows["roas"]["missing"]["fr"]


def test_forecasts_and_proposals_are_the_same_when_asked_again(shop):
    """The same facts give the same forecast; a proposal is kept once and decided once."""
    first, second = adjust(shop).as_json(), adjust(shop).as_json()
    assert first == second
    assert all(
        row["forecast"]["p10"] <= row["forecast"]["p90"]
        for row in first["forecasts"]
        if row["forecast"]
    )
    for row in first["proposals"][:1]:
        assert refuse(shop, str(row["id"]), "not now").proposal["status"] == "refused"
        with pytest.raises(Refused):
            accept(shop, str(row["id"]))
    with pytest.raises(NotFound):
        accept(shop, "9999")


def test_a_task_is_reported_by_hand(ready):
    """Cost as people write it; nonsense is refused."""
    apply(ready)
    assert {"recherche-lin", "jours-du-blanc"} <= {row["action"] for row in tasks(ready).sheets}
    done = task_done(ready, "jours-du-blanc", cost="1 250,50 €", result="two pallets")
    assert (done.sheet["cost"], done.sheet["done"]) == (1250.5, True)
    for cost in ("a lot", "-3"):
        with pytest.raises(UserError):
            task_done(ready, "jours-du-blanc", cost=cost)
    with pytest.raises(NotFound):
        task_done(ready, "jour-du-blanc")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_weekly_page_of_a_young_workspace(house, language):
    """Nothing is measured yet, and the page says so, by itself."""
    found = report(house, language=language, out=str(house.folder / "week.html"))
    page = (house.folder / "week.html").read_text("utf-8")
    assert found.headline.read(language) in unescape(page)
    assert not re.search(r"<script|https?://(?!www\.w3\.org)|url\(", page)
