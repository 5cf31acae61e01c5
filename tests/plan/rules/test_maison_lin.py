"""The first example raises exactly the findings that are written down."""

import re
from datetime import date
from pathlib import Path

import yaml

from passerelle.plan.check import Check, check
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import load

EXAMPLE = Path(__file__).parents[3] / "examples" / "maison-lin" / "plan"
EXPECTED = Path(__file__).parent / "expected" / "maison-lin.yaml"


def _said() -> Check:
    return check(Given(load(EXAMPLE), date(2026, 11, 23), catalogue()))


def test_raises_exactly_this() -> None:
    """The planted faults and what else the rules say, and the alignment figure."""
    said = _said()

    found = [f"{f.rule} {f.severity.value} {f.node} {f.field}".strip() for f in said.findings]
    expected = yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))
    assert found == expected["findings"]
    assert [f"{one.rule} {one.node}".strip() for one in said.not_checked] == expected["not_checked"]
    sentence = said.alignment.sentence
    assert sentence.en == expected["alignment"]["en"]
    assert re.sub("[\u202f\u00a0]", "_", sentence.fr) == expected["alignment"]["fr"]
    assert said.alignment.blocked


def test_each_place_is_the_line_of_its_node() -> None:
    """A reader who opens file and line finds the node or the field there."""
    for finding in _said().findings:
        assert finding.place is not None
        lines = (EXAMPLE.parent / finding.place.file).read_text(encoding="utf-8").splitlines()
        line = lines[finding.place.line - 1]
        parts = (finding.node.split("/")[-1], *finding.field.split("/"))
        assert any(part in line for part in parts)
