"""Which line is to blame when lines are dearer than the cost they pay for."""

from decimal import Decimal

import pytest

from passerelle.plan.ceilings import details
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.rule_overrun import Fault, culprit, month_text
from plan.rules.case import TODAY

PLAN = """\
year: {{period: 2027}}
actions: {{a: {{cost: 100 EUR}}}}
{lines}
"""


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (
            "spending: {s: {pays: a, months: {2027-01: {planned: 90 EUR}, 2027-02: {planned: 30 EUR}}}}",
            Fault("spending/s", "months/2027-01/planned", "70 EUR"),
        ),
        (
            "spending: {s: {pays: a, months: {2027-01: {planned: 90 EUR}, 2027-02: {planned: 90 EUR}}}}",
            None,
        ),
        (
            "spending: {s: {pays: a, months: {2027-01: {planned: 1 EUR, forecast: 120 EUR}}}}",
            Fault("spending/s", "months/2027-01/forecast", None),
        ),
        ("spending: {s: {pays: a, months: {2027-01: {forecast: 120 EUR}}}}", None),
        (
            "media: {m: {action: a, model: cpm, price: 10 EUR, volume: 12005}}",
            Fault("media/m", "volume", None),
        ),
        (
            "media: {m: {action: a, model: cpm, price: 10 EUR, volume: 12005, reach: 40 %}}",
            Fault("media/m", "price", None),
        ),
        (
            "media: {m: {action: a, model: flat, price: 120 EUR}}",
            Fault("media/m", "price", "100 EUR"),
        ),
    ],
)
def test_the_line_that_stands_out_is_to_blame(lines: str, fault: Fault | None) -> None:
    """It is lowered to what is left of the cost, but not a price times a volume; none of several."""
    given = Given(read_plan({"plan.yaml": PLAN.format(lines=lines)}), TODAY, catalogue())
    [level] = details(given)

    gap = level.total.amount - level.ceiling.amount

    assert gap > Decimal(0)
    assert culprit(given, level, gap) == fault


def test_a_month_is_named_in_words() -> None:
    """In the reader's language."""
    assert (month_text("2027-05").en, month_text("2027-05").fr) == ("May 2027", "mai 2027")
