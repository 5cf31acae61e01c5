"""The catalogue of KPIs."""

import pytest

from passerelle.base.errors import Bug
from passerelle.plan.kpi import catalogue, read_kpi


def test_a_synonym_finds_the_same_kpi():
    """Two names of one indicator lead to one definition."""
    known = catalogue()
    assert known["unsub_rate"] is known["unsubscribe_rate"]
    assert "unsub_rate" in known
    assert "unsub_rate" not in list(known)


def test_no_name_means_two_things():
    """A synonym is never another KPI's id, nor claimed twice."""
    known = catalogue()
    claimed = [name for kpi in known.values() for name in kpi.also]
    assert len(claimed) == len(set(claimed))
    assert not set(claimed) & set(known)


@pytest.mark.parametrize("name", list(catalogue()))
def test_a_definition_is_complete_in_both_languages(name):
    """Every KPI says what it says, what it does not, and what it counts, in English and French."""
    kpi = catalogue()[name]
    for text in (kpi.name, kpi.numerator, kpi.says, kpi.does_not_say):
        assert text.en
        assert text.fr
    assert kpi.latency_days > 0
    assert kpi.freshness_days > 0
    assert (kpi.kind == "simple") == (kpi.denominator is None)
    assert kpi.by_hand or kpi.needs


def test_a_ratio_is_never_rolled_up_by_adding_it():
    """Ratios keep their parts; only counts and amounts add up."""
    assert all(kpi.rollup != "sum" for kpi in catalogue().values() if kpi.kind != "simple")


def test_phases_that_rules_rest_on():
    """Strategic and operational indicators are told apart as the method asks."""
    known = catalogue()
    strategic = ("market_share_value", "awareness_aided", "nps", "ltv_historic", "repurchase_rate")
    assert {known[name].phase for name in strategic} == {"strategic"}
    operational = ("click_rate", "orders", "leads", "cac", "conversion_rate", "open_rate")
    assert {known[name].phase for name in operational} == {"operational"}
    assert known["market_share_value"].unit == "share"
    assert known["unsubscribe_rate"].direction == "down"


def test_an_unknown_key_in_a_definition_is_our_mistake():
    """A file that does not fit is refused when it is read, by name."""
    with pytest.raises(Bug, match=r"plan/kpis/odd\.yaml"):
        read_kpi("odd", "{en: a, fr: b, colour: blue}")
