"""The plan's segments are held against the data: names, kinds and values, with what is nearest."""

import pytest

from passerelle.audience.check import check
from passerelle.base.place import Place
from passerelle.plan.model import Plan
from passerelle.plan.strategy import Segment
from passerelle.warehouse.store import Warehouse


def findings(shop: Warehouse, **phrases: object) -> list[tuple[str, str, str]]:
    """Check segments given as phrases; give rule, node and text of each finding."""
    plan = Plan(segments={name: Segment(who=phrase) for name, phrase in phrases.items()})
    return [(f.rule, f.node, f"{f.message.en} {f.fix.en}") for f in check(plan, shop).findings]


def test_a_sound_segment_has_no_finding(shop) -> None:
    """Columns, attributes, events and properties that exist pass."""
    assert not findings(shop, a="country is FR and club is gold and event visit >= 1 where (pages > 2) and consents to email",
                        b="in segment a and average order > 10 and last order before 3 days ago")  # fmt: skip


@pytest.mark.parametrize(("phrase", "rule", "said"), [
    ("in segment aa", "AU-001", "There is no segment aa. Did you mean: a?"),
    ("contry is FR", "AU-002", "Nobody has a property contry. Did you mean: country"),
    ("event vist >= 1", "AU-003", "No event vist has happened. Did you mean: visit?"),
    ("event visit >= 1 where page_s > 2", "AU-004", "No event visit has a property page_s."),
    ("orders >= 1 where chanel is web", "AU-005", "Orders have no property chanel. Did you mean: channel"),
    ("birth_date > tall", "AU-005", "“tall” is compared with a date."),
    ("sum of mood of event visit > 2", "AU-006", "mood is never a number in the events visit."),
    ("sum of channel of orders > 2", "AU-005", "Orders have no property channel."),
    ("consents to emails", "AU-007", "Nobody was ever asked to consent to emails. Did you mean: email?"),
    ("country is fr", "AU-008", "Nobody has country = fr."),
])  # fmt: skip
def test_what_the_data_does_not_know_is_said_with_the_nearest(
    shop, phrase: str, rule: str, said: str
) -> None:
    """One fault, one finding, its rule and its repair."""
    found = findings(shop, a=phrase)
    assert [each[:2] for each in found] == [(rule, "segments/a")]
    assert found[0][2].startswith(said)


def test_a_circle_is_said_of_each_segment_on_it(shop) -> None:
    """A leads to b and back; c only leads into the circle."""
    found = findings(shop, a="in segment b", b="in segment a", c="in segment a")
    assert [each[:2] for each in found] == [("AU-001", "segments/a"), ("AU-001", "segments/b")]


def test_without_data_nothing_is_claimed() -> None:
    """An empty warehouse gives no finding, and says what is missing."""
    plan = Plan(segments={"a": Segment(who="orders >= 1 and event visit >= 1 and contry is FR")})
    with Warehouse.open(":memory:") as empty:
        checked = check(plan, empty)
    assert not checked.findings
    assert [each.needs.en for each in checked.not_checked] == [
        "needs orders",
        "needs events",
        "needs customers",
    ]


def test_a_finding_knows_where_the_condition_stands(shop) -> None:
    """File, line and column of ``who``."""
    plan = Plan(segments={"a": Segment(who="contry is FR")}).at(
        {"segments/a/who": Place("plan.yaml", 7, 9)}
    )
    assert str(check(plan, shop).findings[0].place) == "plan.yaml:7:9"
