"""Whose row is it: a mapping moves exactly its rows, and nothing else."""

import pytest

from passerelle.base.errors import NotFound
from passerelle.verbs.import_data import import_data
from passerelle.verbs.tracking import belongs, off_plan

MAPPED = "  matieres: lin-en-video\n"


def by_code(house):
    """Rows of events and spend by the code they resolve to."""
    return dict(
        house.warehouse.rows(
            "SELECT code, count(*) FROM touches WHERE code IS NOT NULL GROUP BY code"
        )
    )


def strays(house):
    """What is off plan, by table, source and value."""
    return {
        (row["table"], row["source"], row["value"]): row["rows"]
        for row in off_plan(house).as_json()["rows"]
    }


def test_removing_one_mapping_moves_exactly_its_rows_off_plan(shop):
    """And writing it again brings exactly them back."""
    strays_before, touches_before = strays(shop), by_code(shop)
    source = shop.folder / "sources" / "visites.yaml"
    text = source.read_text("utf-8")
    source.write_text(text.replace(MAPPED, ""), "utf-8")
    mapped = shop.warehouse.rows("SELECT count(*) FROM events WHERE campaign = 'matieres'")[0][0]
    assert mapped > 100
    import_data(shop, "visites")
    moved = strays(shop)
    assert moved == {**strays_before, ("events", "visites", "matieres"): mapped}
    touches = by_code(shop)
    gone = {code for code in touches_before if touches.get(code) != touches_before[code]}
    assert gone == {"lin-en-video"}
    belongs(shop, "visites", "matieres", "lin-en-video")
    assert strays(shop) == strays_before
    assert by_code(shop) == touches_before
    assert source.read_text("utf-8").startswith(text.splitlines()[0])


def test_names_that_do_not_exist(shop):
    """The nearest are given, and nothing is written."""
    source = shop.folder / "sources" / "visites.yaml"
    before = source.read_text("utf-8")
    with pytest.raises(NotFound):
        belongs(shop, "visites", "matieres", "lin-en-videos")
    with pytest.raises(NotFound):
        belongs(shop, "visite", "matieres", "lin-en-video")
    assert source.read_text("utf-8") == before
