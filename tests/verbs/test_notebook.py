"""The door for notebooks: the same verbs, as values with rows and SQL."""

import pytest

import passerelle
from passerelle.base.errors import NotFound


def test_a_folder_without_a_workspace(tmp_path):
    """The repair is a command."""
    with pytest.raises(NotFound, match="passerelle init"):
        passerelle.open(str(tmp_path))


def test_findings_as_a_table(house):
    """One row a finding, as the terminal shows them."""
    found = passerelle.open(str(house.folder)).check()
    assert len(found.to_pandas()) == len(found.body["findings"])
    assert found.sql == ""
    assert found.value is None


def test_a_kpi_with_its_sql(shop):
    """The number, its parts, and the question that gave them."""
    with passerelle.open(str(shop.folder)) as book:
        shop.warehouse.close()  # one process, one connection
        shop._opened.warehouse = None
        found = book.kpi("revenue")
        assert found.value > 1000
        assert "select" in found.sql.lower()
        people = book.audience("fideles")
        assert people.to_pandas()["people"].sum() == people.body["matched"]
        assert "<table" in people._repr_html_()
