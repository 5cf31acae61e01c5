"""What differs between two plans, what it weighs, and how two people's changes meet."""

from typing import Any

import pytest
from hypothesis import given, settings

from passerelle.plan.diff import apply_changes, diff, merge
from passerelle.plan.dump import plan_of, write_plan
from passerelle.plan.edit import FieldChange, change_texts
from passerelle.plan.load import read_plan
from passerelle.plan.model import Plan
from plan.plans import PLANS, TEXT


def changed(*changes: tuple[str, str, Any]) -> Plan:
    """Give the example with changes."""
    return read_plan(change_texts({"p": TEXT}, [FieldChange(*one) for one in changes]))


BASE = read_plan({"p": TEXT})


@settings(max_examples=50, deadline=None)
@given(PLANS)
def test_dump_reads_back(plan: Plan) -> None:
    """What is written in canonical texts reads back as the same plan."""
    assert plan_of(write_plan(plan)) == plan


@settings(max_examples=50, deadline=None)
@given(PLANS, PLANS)
def test_changes_lead_from_one_plan_to_the_other(before: Plan, after: Plan) -> None:
    """A plan differs in nothing from itself, and the changes found, made, give the other plan."""
    assert not diff(before, before)
    assert diff(before, before).klass == "cosmetic"
    assert diff(before, before).summary == {}
    assert apply_changes(before, diff(before, after).changes) == after


@settings(max_examples=50, deadline=None)
@given(PLANS, PLANS, PLANS)
def test_merge_without_conflict_holds_both(base: Plan, mine: Plan, theirs: Plan) -> None:
    """Where nobody disagrees, what both changed is in the result, and the order does not matter."""
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert bool(one.conflicts) == bool(other.conflicts)
    if not one.conflicts:
        assert apply_changes(theirs, one.changes) == apply_changes(mine, other.changes)
    assert merge(base, mine, base).conflicts == ()
    assert apply_changes(base, merge(base, mine, base).changes) == mine
    assert merge(base, mine, mine).changes == ()


@pytest.mark.parametrize(
    ("change", "klass"),
    [
        (("actions/parure", "title", "Autre"), "cosmetic"),
        (("facts/avis", "says", "Autre"), "cosmetic"),
        (("actions/idee", "", {"title": "Idée"}), "additive"),
        (("facts/neuf", "", {"says": "x"}), "additive"),
        (("segments/neuf", "", {"who": "everyone"}), "additive"),
        (("actions/parure", "when", "2027-02-01"), "operational"),
        (("actions/parure", "by", "sms"), "operational"),
        (("actions/parure", "promotion", "10 % members"), "operational"),
        (("actions/parure", "cost", "1 801 EUR"), "budget"),
        (("actions/payee", "", {"cost": "1 EUR"}), "budget"),
        (("actions/parure", "", None), "budget"),
        (("year", "budget", "1 EUR"), "budget"),
        (("offers/drap", "price", "91 EUR"), "budget"),
        (("segments/fideles", "rank", 2), "strategic"),
        (("segments/fideles", "who", "everyone"), "strategic"),
        (("brand", "tier", "luxury"), "strategic"),
        (("brand", "never/discount_over", "30 %"), "strategic"),
        (("north_star", "", "orders"), "strategic"),
        (("objectives/revenir", "results/repurchase_rate/target", "24 % -> 29 %"), "strategic"),
        (("objectives/revenir", "", None), "strategic"),
    ],
)
def test_class_of_one_change(change: tuple[str, str, Any], klass: str) -> None:
    """Each change weighs what the table of classes says."""
    assert diff(BASE, changed(change)).klass == klass


def test_heaviest_change_gives_the_class() -> None:
    """A set of changes weighs what its heaviest weighs."""
    found = diff(
        BASE, changed(("actions/parure", "title", "x"), ("actions/parure", "cost", "1 EUR"))
    )
    assert [change.klass for change in found.changes] == ["cosmetic", "budget"]
    assert found.klass == "budget"


def test_moving_text_is_no_change() -> None:
    """Another order, file or style says the same plan."""
    top, _, rest = TEXT.partition("segments:\n")
    assert not diff(BASE, read_plan({"b": "segments:\n" + rest, "a": "# x\n" + top}))


def test_summary_speaks_both_languages() -> None:
    """People, money, dates, promises and goals, with numbers before and after."""
    after = changed(
        ("segments/fideles", "who", "orders >= 4"),
        ("actions/parure", "cost", "2 800 EUR"),
        ("actions/parure", "when", "2027-01-25..2027-02-14"),
        ("actions/parure", "promotion", "20 % members"),
        ("objectives/revenir", "results/repurchase_rate/target", "24 % -> 29 % by 2027-12-31"),
    )
    summary = diff(BASE, after).summary
    assert list(summary) == ["people", "money", "dates", "promises", "goals"]
    assert (
        summary["people"][0].en
        == "the audience of fideles changes: orders >= 3 in 24 months -> orders >= 4"
    )
    assert summary["money"][0].en == "all actions: €1,800 -> €2,800 (+€1,000)"
    assert summary["dates"][0].fr == "parure commence 14 jours plus tard (25 janv. 2027)"
    assert summary["promises"][0].fr == "parure : remise aucune -> 20\u202f% membres"
    assert summary["goals"][0].en.endswith(
        "24 % -> 28 % by 2027-12-31 => 24 % -> 29 % by 2027-12-31"
    )


def test_different_fields_merge() -> None:
    """Two people who change two fields of one action do not meet."""
    merged = merge(
        BASE, changed(("actions/parure", "cost", "1 EUR")), changed(("actions/parure", "by", "sms"))
    )
    assert merged.conflicts == ()
    assert [(one.node, one.field) for one in merged.changes] == [("actions/parure", "cost")]


@pytest.mark.parametrize(
    ("mine", "theirs", "field"),
    [
        (("actions/parure", "cost", "1 EUR"), ("actions/parure", "cost", "2 EUR"), "cost"),
        (("actions/parure", "", None), ("actions/parure", "cost", "2 EUR"), ""),
        (("actions/parure", "cost", "2 EUR"), ("actions/parure", "", None), "cost"),
        (("actions/n", "", {"by": "sms"}), ("actions/n", "", {"by": "site"}), ""),
        (("objectives/revenir", "results/repurchase_rate", None),
         ("objectives/revenir", "results/repurchase_rate/owner", "x"), "results/repurchase_rate/target"),
    ],
)  # fmt: skip
def test_same_field_is_a_conflict(
    mine: tuple[str, str, Any], theirs: tuple[str, str, Any], field: str
) -> None:
    """The same field with two values, or a part removed by one and changed by the other, is shown to a person."""
    found = merge(BASE, changed(mine), changed(theirs)).conflicts
    assert [one.field for one in found] == [field]
    assert found[0].mine != found[0].theirs


def test_same_change_twice_is_none() -> None:
    """Two people who type the same value agree."""
    both = changed(("actions/parure", "cost", "1 EUR"))
    assert merge(BASE, both, both) == merge(BASE, BASE, both)
