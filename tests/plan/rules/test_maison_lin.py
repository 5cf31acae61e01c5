"""The forty lines of the first example raise exactly the findings that are written down."""

from datetime import date
from pathlib import Path

import yaml

from passerelle.plan.check import check
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import load

EXAMPLE = Path(__file__).parents[3] / "examples" / "maison-lin" / "plan"
EXPECTED = Path(__file__).parent / "expected" / "maison-lin.yaml"


def test_raises_exactly_this() -> None:
    """The planted faults and what else the rules say, with their places, and the alignment figure."""
    given = Given(load(EXAMPLE), date(2026, 11, 23), catalogue())

    said = check(given)

    found = [f"{f.rule} {f.severity.value} {f.node} {f.field} {f.place}" for f in said.findings]
    expected = yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))
    assert found == expected["findings"]
    assert [f"{one.rule} {one.node}" for one in said.not_checked] == expected["not_checked"]
    assert said.alignment.as_json()["sentence"] == expected["alignment"]
    assert said.alignment.blocked
