"""All rules on one plan: order, enforcement, waivers, what is not checked."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from passerelle.base.errors import InputErrors
from passerelle.base.finding import Enforcement, Finding, Severity
from passerelle.plan.check import Check, check
from passerelle.plan.effective import effective
from passerelle.plan.given import Deeds, Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.rule_catalogue import rules, thresholds_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "maison-lin" / "plan"
PLAN = """
north_star: repurchase_rate
year: {period: 2027, budget: 10 000 EUR}
facts: {f: {says: F, from: orders, until: 2027-12-31}}
brand: {tier: premium, promise: P, never: {discount_over: 20 %, deal_days_over: 30}, evidence: f}
segments: {s: {rank: 1, who: orders >= 2, promise: Revenez, evidence: f}}
objectives:
  o: {title: Faire revenir, owner: d, evidence: f, results: {repurchase_rate: 24 % -> 25 % by 2027-12-31, unsubscribe_rate: stays under 0.4 %}}
actions:
  bonne: {for: s, by: email, when: 2027-02-01, cost: 3 000 EUR, owner: d, says: Revenez, serves: o, brings: 1 / 2 / 3 pts, judged_on: orders}
  soldes: {for: s, by: site, when: 2027-01-06, cost: 1 000 EUR, owner: d, says: Revenez, serves: o, brings: 0 / 0.1 / 0.2 pts, judged_on: orders, promotion: 40 % public}
"""

BESIDE_THE_TEXT = {"AL-013", "AL-016", "AL-083", "AL-085", "AL-088", "AL-091", "AL-092"}
"""Rules that ask this plan for forecasts, readings, consents or decisions."""


def _given(extra: str = "", today: date = date(2026, 11, 23), **known: object) -> Given:
    return Given(read_plan({"plan.yaml": PLAN + extra}), today, catalogue(), **known)


def _of(said: Check, rule: str) -> list[Finding]:
    return [finding for finding in said.findings if finding.rule == rule]


def test_finds_the_one_fault_and_holds_the_rest() -> None:
    """Every rule is in one of three places: broken, held, or not checked."""
    said = check(_given())

    assert [finding.rule for finding in said.findings] == ["AL-030"]
    assert {one.rule for one in said.not_checked} == {"AL-040", *BESIDE_THE_TEXT}
    assert {*said.held, "AL-030", "AL-040", *BESIDE_THE_TEXT} == set(rules())
    assert said.blocking == said.findings


def test_more_knowledge_checks_more() -> None:
    """With sizes known, only what no size could tell is left unchecked."""
    said = check(_given(sizes={"s": 1200}))

    assert {one.rule for one in said.not_checked} == BESIDE_THE_TEXT
    assert "AL-040" in said.held


def test_the_same_twice() -> None:
    """The same plan on the same day gives the same answer, and it is plain JSON."""
    assert check(_given()) == check(_given())
    assert json.loads(json.dumps(check(_given()).as_json()))["counts"] == {
        "error": 1,
        "warning": 0,
        "info": 0,
    }


def test_gravest_first_then_in_the_order_of_the_text() -> None:
    """Errors, warnings, information; inside each, from the top of the text down."""
    said = check(_given("  z: {cost: 1 EUR}\n  y: {for: nulle-part}\n"))

    graves = [finding.severity for finding in said.findings]
    assert graves == sorted(graves, key=list(Severity).index)
    errors = [f.place.line for f in said.findings if f.place and f.severity is Severity.ERROR]
    assert errors == sorted(errors)


WAIVER = "waivers: {w: {rule: AL-030, on: %s, reason: Fin de série, approved_by: d, until: %s}}\n"


@pytest.mark.parametrize("on", ["soldes", "actions/soldes", "actions/soldes/promotion"])
def test_a_waiver_lets_an_apply_through_until_its_day(on: str) -> None:
    """On its last day it still holds; the finding stays, and says who approved."""
    said = check(_given(WAIVER % (on, "2026-11-23")))

    assert [(f.rule, f.waived_by, f.blocks) for f in said.findings] == [("AL-030", "d", False)]


def test_an_expired_waiver_covers_nothing_and_says_so() -> None:
    """The day after, the finding blocks again."""
    said = check(_given(WAIVER % ("soldes", "2026-11-22")))

    assert _of(said, "AL-030")[0].blocks
    assert "expired on 22 Nov 2026" in _of(said, "WAIVER")[0].message.en
    assert _of(said, "WAIVER")[0].severity is Severity.INFO


def test_a_waiver_of_nothing_says_so() -> None:
    """An exception that nobody needs hides the next one."""
    said = check(_given(WAIVER % ("bonne", "2027-12-31")))

    assert _of(said, "WAIVER")[0].message.en == "The waiver of AL-030 on bonne covers nothing."
    assert _of(said, "AL-030")[0].blocks


def test_integrity_cannot_be_waived() -> None:
    """A broken chain stays hard, and the waiver is told why."""
    text = (WAIVER % ("x", "2027-12-31")).replace("AL-030", "AL-003")
    said = check(_given("  x: {for: nulle-part}\n" + text))

    assert all(finding.blocks for finding in _of(said, "AL-003"))
    assert "cannot be waived" in _of(said, "WAIVER")[0].message.en


def test_a_workspace_says_what_a_rule_stops() -> None:
    """Severity stays, enforcement changes."""
    shown = check(_given(thresholds=thresholds_of({"enforcement": {"AL-030": "advisory"}})))
    hard = check(_given(thresholds=thresholds_of({"enforcement": {"AL-030": "hard"}})))

    assert shown.findings[0].severity is Severity.ERROR
    assert shown.blocking == ()
    assert hard.findings[0].enforcement is Enforcement.HARD


def test_raising_a_rule_does_not_harden_its_hints() -> None:
    """A warning of a hardened rule still only warns."""
    thresholds = thresholds_of({"enforcement": {"AL-030": "hard"}})
    asking = PLAN.replace("discount_over: 20 %, ", "")
    given = Given(
        read_plan({"plan.yaml": asking}), date(2026, 11, 23), catalogue(), thresholds=thresholds
    )

    assert [finding.blocks for finding in check(given).findings] == [False]


def test_a_threshold_of_the_workspace_is_obeyed() -> None:
    """Work may begin before its objective for as long as the workspace says."""
    early = PLAN.replace("40 % public", "18 % public").replace(
        "owner: d,", "owner: d, level: operational, start: 2027-03-01,", 1
    )
    read, day = read_plan({"plan.yaml": early}), date(2026, 11, 23)
    relaxed = Given(
        read, day, catalogue(), thresholds=thresholds_of({"AL-022": {"tolerance_days": 60}})
    )

    assert [one.rule for one in check(Given(read, day, catalogue())).findings] == ["AL-022"]
    assert check(relaxed).findings == ()


def test_a_campaign_speaks_for_its_actions() -> None:
    """An action takes what it does not say, and keeps what it does."""
    plan = read_plan(
        {
            "plan.yaml": "campaigns: {c: {title: C, serves: o, owner: d, says: M}}\n"
            "actions: {a: {campaign: c, says: N}, b: {campaign: absente}}\n"
        }
    )

    taken = effective(plan, plan.actions["a"])
    assert (taken.serves, taken.owner, taken.says) == (("o",), "d", "N")
    assert effective(plan, plan.actions["b"]) is plan.actions["b"]


def test_an_empty_plan_is_no_error() -> None:
    """A plan that says nothing breaks nothing, and has no figure."""
    said = check(Given(read_plan({"plan.yaml": "vision: V\n"}), date(2026, 1, 1), catalogue()))

    assert said.findings == ()
    assert said.alignment.percent is None
    assert said.alignment.total == Decimal(0)


def _paths(node: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield (*path, key)
            yield from _paths(value, (*path, key))


def _without(node: Any, path: tuple[str, ...]) -> Any:
    if len(path) == 1:
        return {key: value for key, value in node.items() if key != path[0]}
    return {**node, path[0]: _without(node[path[0]], path[1:])}


def test_any_part_may_be_missing() -> None:
    """Whatever is taken out of a plan that still reads, the rules answer."""
    whole = yaml.safe_load((EXAMPLE / "plan.yaml").read_text(encoding="utf-8"))
    answered = 0
    for path in _paths(whole):
        text = yaml.safe_dump(_without(whole, path), allow_unicode=True, sort_keys=False)
        try:
            plan = read_plan({"plan.yaml": text})
        except InputErrors:
            continue
        check(Given(plan, date(2026, 11, 23), catalogue(), sizes={}, deeds=Deeds()))
        answered += 1

    assert answered > 50
