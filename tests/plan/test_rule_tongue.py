"""In which language a plan is written."""

from datetime import date

import pytest

from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.rule_tongue import tongue_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("vision: The linen for those who keep it", "en"),
        ("vision: Le linge pour ceux qui le gardent", "fr"),
        ("objectives: {o: {title: Faire revenir les clients}, p: {title: Grow}}", "fr"),
        ("metrics: {m: {formula: orders of members / orders}}", "en"),
        ("vision: Linen", "en"),
        ("vision: La vie of the party", "en"),
    ],
)
def test_small_words_tell(text: str, language: str) -> None:
    """Most of them decide; none, or as many of each, is English."""
    given = Given(read_plan({"plan.yaml": text}), date(2026, 11, 26), catalogue())

    assert tongue_of(given) == language
