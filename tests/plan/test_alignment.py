"""The alignment figure: money whose whole chain is clean, and nothing else."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given as tried
from hypothesis import strategies as st

from passerelle.plan.alignment import Alignment
from passerelle.plan.check import check
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan

TODAY = date(2026, 11, 23)
COMMON = {
    "for": "s",
    "by": "email",
    "when": "2027-02-01..2027-02-10",
    "says": "Revenez",
    "serves": "o",
    "brings": "1 / 2 / 3 pts",
    "judged_on": "orders",
    "owner": "d",
}


def _plan() -> dict[str, Any]:
    fact = {"says": "F", "from": "orders", "until": "2027-12-31"}
    segment = {"rank": 1, "who": "orders >= 2", "promise": "Revenez", "evidence": "f"}
    goal = {"title": "O", "owner": "d", "evidence": "f"}
    return {
        "year": {"period": 2027, "budget": "60 000 EUR"},
        "facts": {"f": fact, "g": fact},
        "brand": {
            "tier": "premium",
            "promise": "P",
            "never": {"discount_over": "20 %"},
            "evidence": "f",
        },
        "segments": {"s": segment, "t": {**segment, "rank": 5}},
        "objectives": {
            "o": {**goal, "results": {"repurchase_rate": "24 % -> 25 % by 2027-12-31"}},
            "p": {**goal, "results": {"retention_rate": "40 % -> 41 % by 2027-12-31"}},
        },
        "actions": {
            "a": {**COMMON, "cost": "41 200 EUR"},
            "b": {**COMMON, "cost": "18 800 EUR", "serves": "p", "promotion": "40 % public"},
        },
    }


def _align(plan: dict[str, Any], today: date = TODAY) -> Alignment:
    text = yaml.safe_dump(plan, allow_unicode=True, sort_keys=False)
    return check(Given(read_plan({"plan.yaml": text}), today, catalogue())).alignment


def test_the_sentence_of_the_home_page() -> None:
    """41 200 € of 60 000 € follow: 68 %, never rounded up, blocked said as a word."""
    found = _align(_plan())

    assert found.sentence.fr == "41\u202f200\u00a0€ sur 60\u202f000\u00a0€ suivent la stratégie"
    assert found.sentence.en == "€41,200 of €60,000 follow the strategy"
    assert found.percent == 68
    assert found.strays == ("b",)
    assert found.as_json()["blocked"] == {"en": "blocked", "fr": "bloqué"}
    assert found.not_checked == 8  # sizes, two forecasts, readings, consents, decisions, revisions


def test_is_rounded_down() -> None:
    """99.99 % is 99."""
    plan = _plan()
    plan["actions"]["a"]["cost"], plan["actions"]["b"]["cost"] = "9 999 EUR", "1 EUR"

    assert _align(plan).percent == 99


BREAKS: dict[str, Callable[[dict[str, Any]], None]] = {
    "evidence of the objective": lambda plan: plan["objectives"]["o"].pop("evidence"),
    "evidence of the segment": lambda plan: plan["segments"]["s"].pop("evidence"),
    "expired evidence": lambda plan: plan["facts"]["f"].update(until="2026-11-22"),
    "key result": lambda plan: plan["objectives"]["o"].pop("results"),
    "owner": lambda plan: plan["objectives"]["o"].pop("owner"),
    "indicator": lambda plan: plan["actions"]["a"].pop("judged_on"),
    "message": lambda plan: plan["actions"]["a"].pop("says"),
    "promise": lambda plan: plan["segments"]["s"].pop("promise"),
    "segment": lambda plan: plan["segments"].pop("s"),
    "effect": lambda plan: plan["actions"]["a"].pop("brings"),
    "objective": lambda plan: plan["actions"]["a"].pop("serves"),
}


@pytest.mark.parametrize("link", BREAKS)
def test_each_link_of_the_chain_counts(link: str) -> None:
    """Taking any link away takes the money away."""
    plan = _plan()
    BREAKS[link](plan)

    assert "a" in _align(plan).strays


@tried(st.permutations(list(BREAKS)), st.integers(1, 6))
def test_taking_links_away_never_raises_it(links: list[str], n: int) -> None:
    """Whatever is left out, in whatever order, the figure only falls or stays."""
    plan = _plan()
    last = _align(plan).percent
    for link in links[:n]:
        try:
            BREAKS[link](plan)
        except KeyError:
            continue
        now = _align(plan).percent
        assert now <= last
        last = now


@tried(st.integers(1, 12), st.booleans(), st.booleans())
def test_actions_without_money_never_raise_it(n: int, served: bool, judged: bool) -> None:
    """Ten orphans raised the score that was refused; here they weigh nothing, served or not."""
    plan = _plan()
    before = _align(plan).percent
    for i in range(n):
        extra = {"when": "2027-03-01"}
        extra |= {"serves": "o", "for": "s", "says": "Revenez"} if served else {}
        extra |= {"judged_on": "orders"} if judged else {}
        plan["actions"][f"x{i}"] = extra

    assert _align(plan).percent <= before


@tried(st.lists(st.sampled_from(["facts", "segments", "objectives", "messages"]), max_size=6))
def test_nodes_without_money_never_raise_it(sections: list[str]) -> None:
    """Facts, segments, goals and messages that nothing uses add nothing."""
    plan = _plan()
    before = _align(plan).percent
    blank = {
        "facts": {"says": "F"},
        "segments": {"promise": "P", "evidence": "f"},
        "objectives": {"title": "T"},
        "messages": {"says": "M"},
    }
    for i, section in enumerate(sections):
        plan.setdefault(section, {})[f"x{i}"] = blank[section]

    assert _align(plan).percent <= before


@tried(st.integers(2, 9))
def test_cutting_an_action_in_pieces_never_raises_it(n: int) -> None:
    """The same money in more lines is the same money."""
    plan = _plan()
    before = _align(plan)
    stray = plan["actions"].pop("b")
    for i in range(n):
        amount = Decimal(18800) / n if i else Decimal(18800) - Decimal(18800) / n * (n - 1)
        plan["actions"][f"b{i}"] = {**stray, "cost": f"{amount.quantize(Decimal('0.01'))} EUR"}

    assert _align(plan).follows == before.follows


def test_a_waiver_never_raises_it() -> None:
    """The exception is accepted; the money does not follow for all that."""
    plan = _plan()
    before = _align(plan)
    waiver = {"rule": "AL-030", "on": "b", "reason": "R", "approved_by": "d", "until": "2027-12-31"}
    plan["waivers"] = {"w": waiver}

    after = _align(plan)
    assert after.percent == before.percent
    assert before.blocked
    assert not after.blocked


def test_calling_it_running_cost_never_raises_it() -> None:
    """Money with a reason but no objective follows nothing."""
    plan = _plan()
    before = _align(plan).percent
    plan["actions"]["b"] = {"kind": "run", "reason": "R", "cost": "18 800 EUR"}

    assert _align(plan).percent <= before


def test_a_plan_without_money_is_weighed_in_days() -> None:
    """Ten days of twenty follow; a moneyless orphan only adds to what does not."""
    plan = _plan()
    for action in plan["actions"].values():
        del action["cost"]

    found = _align(plan)
    assert (found.follows, found.total, found.unit) == (Decimal(10), Decimal(20), "days")
    assert found.sentence.en == "10 of 20 days of work follow the strategy"
    plan["actions"]["x"] = {"when": "2027-03-01..2027-03-05"}
    assert _align(plan).percent == 40


def test_a_loyalty_programme_is_weighed_as_an_action_is() -> None:
    """It serves an objective by its own chain; a study, which is a means, is not weighed."""
    plan = _plan()
    plan["studies"] = {"e": {"title": "E", "cost": "5 000 EUR", "measures": "nps", "n": 500}}
    plan["loyalty"] = {
        "club": {"title": "C", "cost": "10 000 EUR", "serves": "o", "owner": "d",
                 "judged_on": "orders"},
        "ancien": {"title": "A", "cost": "7 000 EUR", "when": "2025"},
    }  # fmt: skip
    found = _align(plan)
    assert (found.follows, found.total) == (Decimal(51200), Decimal(70000))

    plan["loyalty"]["club"]["serves"] = "p"
    plan["objectives"]["p"].pop("results")
    assert _align(plan).follows == Decimal(41200)
    assert "loyalty/club" in _align(plan).strays


def test_one_living_proof_is_enough() -> None:
    """An objective rests on two facts: the money follows until both are out of date."""
    plan = _plan()
    plan["objectives"]["o"]["evidence"] = ["f", "g"]
    plan["segments"]["s"]["evidence"] = plan["brand"]["evidence"] = "g"
    plan["facts"]["g"] = {**plan["facts"]["f"]}
    plan["facts"]["f"]["until"] = "2026-11-22"
    assert "a" not in _align(plan).strays

    plan["facts"]["g"]["until"] = "2026-11-22"
    assert "a" in _align(plan).strays
