"""Words and figures of one discount, put side by side."""

from datetime import date

import pytest

from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.rule_announced import mismatches


def _found(text: str) -> list[tuple[str, str, str, str | None]]:
    given = Given(read_plan({"plan.yaml": text}), date(2026, 11, 26), catalogue())
    return [(one.node, one.field, one.message.en, one.settle) for one in mismatches(given)]


PROMOTIONS = """
promotions:
  p: {discount: 8 % members, when: 2027-01-06..2027-02-02, action: a}
"""


@pytest.mark.parametrize(
    "text",
    [
        "actions: {a: {says: -40 % partout}}",
        "actions: {a: {promotion: 10 % public, says: -10 % jusqu'au 12 mars}}",
        "actions: {a: {promotion: 10 % public, subject: 100 % lin}}",
        f"actions: {{a: {{promotion: 8 % members, says: -8 % jusqu'au 2 février}}}}{PROMOTIONS}",
        "actions: {a: {promotion: 30 % public, says: De -10 % à -30 %}}",
        "actions: {a: {promotion: 30 % public, when: 2027-03-01..2027-03-10, says: 'Livré jusqu''au 9 mars'}}",
        "promotions: {p: {discount: 40 % public, mechanism: gift, when: 2027-03-01, says: -50 %}}",
        "loyalty: {c: {title: Club, tiers: {or: {gives: -10 %}, argent: {discount: 5 %}, bronze: {discount: 5 %, gives: Un café et 5 % de remise}}}}",
        "actions: {a: {promotion: 30 % public}}\ncontents: {c: {title: C, text: -50 %}}",
        f"actions: {{a: {{promotion: 10 % members}}}}{PROMOTIONS}  q: {{discount: 10 % members, when: 2027-03-01, action: a}}",
    ],
)
def test_what_agrees_or_has_no_discount_is_left_alone(text: str) -> None:
    """No discount, no question; a range that holds the figure; a last day of a delivery."""
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            f"actions: {{a: {{title: Blanc, promotion: 10 % public}}}}{PROMOTIONS}",
            ("actions/a", "promotion", "Blanc gives 10% to everyone; the promotion that it announces, p, gives 8% to members.", "8 % members"),
        ),
        (
            f"actions: {{a: {{promotion: 8 % public}}}}{PROMOTIONS}",
            ("actions/a", "promotion", "a gives 8% to everyone; the promotion that it announces, p, gives 8% to members.", "8 % members"),
        ),
        (
            f"actions: {{a: {{promotion: 9 % members}}}}{PROMOTIONS}  q: {{discount: 10 % members, when: 2027-03-01, action: a}}",
            ("actions/a", "promotion", "a gives 9% to members; the promotion that it announces, p, gives 8% to members.", None),
        ),
        (
            "actions: {a: {title: Blanc, promotion: 20 % public, subject: 25 % de remise}}",
            ("actions/a", "subject", "“25 %” is announced; Blanc gives 20%.", "20 % de remise"),
        ),
        (
            "actions: {a: {promotion: 20 % public, says: De -10 % à -30 %}}",
            ("actions/a", "says", "“-10 %” is announced; a gives 20%.", "De -20 % à -30 %"),
        ),
        (
            "actions: {a: {promotion: 20 % public, says: De -20 % à -30 %}}",
            ("actions/a", "says", "“-30 %” is announced; a gives 20%.", "De -20 % à -20 %"),
        ),
        (
            f"actions: {{a: {{}}}}\ncontents: {{c: {{title: C, action: a, text: Soldes jusqu'au 12 février}}}}{PROMOTIONS}",
            ("contents/c", "text", "“jusqu'au 12 février” is announced; p ends on 2 Feb 2027.", "Soldes jusqu'au 2 février"),
        ),
        (
            f"actions: {{a: {{}}}}\ncontents: {{c: {{title: -9 % au club, action: a}}}}{PROMOTIONS}",
            ("contents/c", "title", "“-9 %” is announced; p gives 8%.", "-8 % au club"),
        ),
        (
            "promotions: {p: {discount: 12.5 % public, when: 2027-03-01, says: Save 15% in May}}",
            ("promotions/p", "says", "“15%” is announced; p gives 12.5%.", "Save 12.5% in May"),
        ),
        (
            f"actions: {{a: {{says: -9 %}}}}{PROMOTIONS}  q: {{discount: 10 % members, when: 2027-03-01, action: a}}",
            ("actions/a", "says", "“-9 %” is announced; p gives 8%.", None),
        ),
        (
            f"actions: {{a: {{says: Soldes jusqu'au 3 mars}}}}{PROMOTIONS}  q: {{discount: 10 % members, when: 2027-03-01, action: a}}",
            ("actions/a", "says", "“jusqu'au 3 mars” is announced; p ends on 2 Feb 2027.", None),
        ),
        (
            "loyalty: {c: {title: Club, tiers: {or: {discount: 5 %, gives: 10 % toute l'année}}}}",
            ("loyalty/c", "tiers/or/gives", "“10 %” is announced; Club (or) gives 5%.", "5 % toute l'année"),
        ),
    ],
)  # fmt: skip
def test_words_that_say_otherwise(text: str, wanted: tuple[str, str, str, str | None]) -> None:
    """The figure, the day, the record: each at its place, with the text that would agree."""
    assert _found(text) == [wanted]
