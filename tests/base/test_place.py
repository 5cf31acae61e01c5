"""A place is written as editors read it."""

from passerelle.base.place import Place


def test_a_line_or_a_cell():
    """Texts give line and column; spreadsheets give the cell."""
    assert str(Place("plan/plan.yaml", 14, 3)) == "plan/plan.yaml:14:3"
    assert str(Place("plan.xlsx", cell="actions!B7")) == "plan.xlsx!actions!B7"


def test_places_sort_as_one_reads():
    """File, then line, then column."""
    places = [Place("b", 1), Place("a", 2, 1), Place("a", 1, 9), Place("a", 1, 2)]
    assert sorted(places) == [
        Place("a", 1, 2),
        Place("a", 1, 9),
        Place("a", 2, 1),
        Place("b", 1),
    ]
