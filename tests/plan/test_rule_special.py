"""Special data in a segment; people who never bought; people who agreed."""

from datetime import date

import pytest

from passerelle.plan.load import read_plan
from passerelle.plan.model import Plan
from passerelle.plan.rule_special import has_agreed, never_bought, special

WORDS = ("health", "santé", "enceinte", "grossesse", "religion", "trade union", "sexuelle")


def _plan(who: str) -> Plan:
    text = (
        f"segments:\n  s: {{who: {who}}}\n  jamais: {{who: orders = 0}}\n"
        "  abonnes: {who: newsletter is known}\n  rond: {who: in segment rond}\n"
    )
    return read_plan({"p": text})


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("grossesse is known", "grossesse"),
        ("orders >= 3 in 12 months and religion is catholique", "religion"),
        ("orientation_sexuelle is known or orders = 1", "orientation_sexuelle"),
        ("trade_union = yes", "trade_union"),
        ("{not: health.status is known}", "health.status"),
        ("tag is Enceinte", "Enceinte"),
        ("event grossesse >= 1 in 30 days", "grossesse"),
        ("city is Santes", None),
        ("account_health = good", None),
        ("union is known", None),
        ("orders >= 3 in 12 months where category is santé", None),
        ("tag = 3", None),
        ("everyone", None),
        ("null", None),
    ],
)
def test_special_data(who: str, found: str | None) -> None:
    """Names of attributes and events, and values of labels; a product is no fact about a person."""
    assert special(_plan(who).segments["s"].who, WORDS, ("account",)) == found


@pytest.mark.parametrize(
    ("who", "never"),
    [
        ("orders = 0", True),
        ("orders < 1 and city is Lille", True),
        ("orders <= 0", True),
        ("{not: orders >= 1}", True),
        ("{all: [city is Lille, {not: orders > 0 in 36 months}]}", True),
        ("{not: orders > 0 in 3 years}", True),
        ("in segment jamais and city is Lille", True),
        ("in segment rond", False),
        ("in segment autre", False),
        ("{not: orders > 0 in 35 months}", False),
        ("{not: orders > 0 between 2020-01-01 and 2026-01-01}", False),
        ("{not: orders >= 2}", False),
        ("orders = 1", False),
        ("orders = 0 in 90 days", False),
        ("orders = 0 where channel is web", False),
        ("event visit = 0", False),
        ("spend = 0", False),
        ("{any: [orders = 0, city is Lille]}", False),
        ("null", False),
    ],
)
def test_people_who_never_bought(who: str, never: bool) -> None:
    """No order at all, or none for longer than a customer is remembered."""
    plan = _plan(who)

    assert never_bought(plan, plan.segments["s"].who, 36, date(2026, 11, 23)) is never


@pytest.mark.parametrize(
    ("who", "agreed"),
    [
        ("consents to email and orders = 0", True),
        ("orders = 0 and newsletter is known", True),
        ("in segment abonnes", True),
        ("orders = 0 and city is Lille", False),
        ("{any: [consents to email, orders = 0]}", False),
        ("null", False),
    ],
)
def test_people_who_agreed(who: str, agreed: bool) -> None:
    """A consent, or a subscription, of everyone."""
    plan = _plan(who)

    assert has_agreed(plan, plan.segments["s"].who, ("newsletter",)) is agreed
