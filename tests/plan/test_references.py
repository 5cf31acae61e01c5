"""What names what in a plan."""

from pathlib import Path

from passerelle.plan.load import load, read_plan
from passerelle.plan.references import Reference, references

EXAMPLE = Path(__file__).parents[2] / "examples" / "maison-lin" / "plan"


def test_every_kind_of_reference_is_found() -> None:
    """Single names, lists, nested fields and conditions; those that name nothing are marked."""
    text = """
facts: {f: {says: x}}
brand: {evidence: f}
segments: {s: {who: in segment t and not in segment s}}
objectives: {o: {title: x, results: {orders: {target: +3, owner: nobody}}}}
actions: {a: {for: [s, t], tell: [o], needs: a}}
"""
    found = list(references(read_plan({"p": text})))
    assert Reference("brand", "evidence", ("facts",), "f", exists=True) in found
    assert Reference("segments/s", "who", ("segments",), "t", exists=False) in found
    assert Reference("segments/s", "who", ("segments",), "s", exists=True) in found
    assert (
        Reference("objectives/o", "results/orders/owner", ("people",), "nobody", exists=False)
        in found
    )
    assert Reference("actions/a", "for", ("segments",), "s", exists=True) in found
    assert Reference("actions/a", "tell", ("teams", "people"), "o", exists=False) in found
    assert Reference("actions/a", "needs", ("actions",), "a", exists=True) in found


def test_example_names_nothing_absent() -> None:
    """Every name used in the example is defined in it."""
    assert [one for one in references(load(EXAMPLE)) if not one.exists] == []
