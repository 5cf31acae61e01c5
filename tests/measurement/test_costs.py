"""Costs by action: from the spend source, else a task sheet, else the plan; never two of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measurement.shop import fill, order, setting
from measurement.test_attribution import touch
from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.measurement.ask import ask
from passerelle.measurement.costs import Reported, cost_rows, spread
from passerelle.measurement.formula import total
from passerelle.measurement.kpi import measure
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.warehouse.store import Warehouse

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
MAY = Period(date(2026, 5, 1), date(2026, 5, 10))
UNTIL = date(2026, 5, 5)


def action(by: str, cost: str | None = "100", when: Period | None = MAY) -> Action:
    """Make an action of a channel."""
    return Action(by=by, cost=Money(Decimal(cost), "EUR") if cost else None, when=when)


PLAN = Plan(
    actions={
        "lettre": action("email"),
        "salon": action("event", "70", Period(date(2026, 5, 2), date(2026, 5, 3))),
        "bannieres": action("display", "900"),
        "plus-tard": action("press", "50", Period(date(2026, 8, 1), date(2026, 8, 2))),
    }
)


def paid(number: int, channel: str, campaign: str, amount: str) -> dict[str, object]:
    """Make one row of the spend source."""
    return {
        "spend_id": str(number),
        "day": date(2026, 5, 1),
        "channel": channel,
        "campaign": campaign,
        "amount": Decimal(amount),
        "source": "agence",
    }


@pytest.fixture
def shop(warehouse):
    """A letter in its fifth day of ten, a closed fair, banners with spend, and two new customers."""
    fill(
        warehouse,
        "orders",
        [order(1, "ann", "2026-05-04", "90"), order(2, "bob", "2026-05-04", "60")],
    )
    fill(
        warehouse,
        "touches",
        [
            touch(1, "ann", "2026-05-03T10:00:00", "email", "lettre"),
            touch(2, "bob", "2026-05-03T10:00:00", "display", "bannieres"),
        ],
    )
    fill(warehouse, "spend", [paid(1, "display", "B", "30"), paid(2, "display", "X", "10")])
    fill(warehouse, "codes", [{"source": "agence", "value": "B", "code": "bannieres"}])
    fill(
        warehouse,
        "costs",
        cost_rows(PLAN, {"salon": Reported(Decimal(64), date(2026, 5, 3))}, UNTIL),
    )
    return warehouse


def amounts(context, by: str) -> dict[str, Decimal]:
    """Give the cost of each part."""
    fold = total("costs", "amount")
    answer = ask(context, [fold], [YEAR], by=by)
    return {name: answer.number((0, name), fold) for name in answer.names}


def test_each_action_costs_what_is_best_known(shop):
    """Half the letter's planned cost, the fair's sheet in place of its plan, the banners' spend."""
    context = setting(shop, "2026-05-05", plan=PLAN)
    assert amounts(context, "action") == {
        "lettre": 50,
        "salon": 64,
        "bannieres": 30,
        "off plan": 10,
    }
    assert amounts(context, "channel") == {"email": 50, "event": 64, "display": 40}


def test_the_return_of_a_letter_counts_its_planned_cost_and_says_so(shop):
    """ROAS by action: 90 of revenue over 50 of planned cost, named as such in both languages."""
    reading = measure(setting(shop, "2026-05-05", plan=PLAN), "roas", YEAR, by="action")
    letter, banner = reading.cut("lettre"), reading.cut("bannieres")
    assert (letter.value, letter.planned) == (Decimal(90) / 50, 50)
    assert "€50.00 is planned cost" in letter.note.en
    assert "50,00\u00a0€ de coût prévu" in letter.note.fr
    assert (banner.value, banner.planned) == (2, 0)
    assert "planned" not in banner.note.en


def test_a_new_customer_costs_all_that_was_paid_for_her(shop):
    """CAC of the whole is the whole cost over new customers: (50 + 64 + 40) / 2."""
    reading = measure(setting(shop, "2026-05-05", plan=PLAN), "cac", YEAR, by="channel")
    assert reading.value == Decimal(154) / 2
    assert reading.cut("email").value == 50
    assert reading.cut("event").value is None


def test_removing_a_mapping_moves_its_rows_and_brings_no_planned_cost(shop):
    """The banners' 30 go off plan; their planned 900 do not take the empty place."""
    context = setting(shop, "2026-05-05", plan=PLAN)
    before = amounts(context, "action")
    shop.replace("codes", shop.arrow(shop.table("codes")).slice(0, 0))
    after = amounts(context, "action")
    assert after == {
        "lettre": 50,
        "salon": 64,
        "off plan": before["off plan"] + before["bannieres"],
    }


def test_without_any_cost_nothing_is_divided(warehouse):
    """Where nothing was spent and no action has begun, the missing source is named."""
    fill(warehouse, "orders", [order(1, "ann", "2026-02-01", "100")])
    fill(warehouse, "costs", cost_rows(PLAN, {}, date(2026, 4, 30)))
    reading = measure(setting(warehouse, "2026-04-30", plan=PLAN), "cac", YEAR)
    assert reading.missing.en == "cannot be computed: no spend source"


@given(st.decimals(0, 100_000, places=4), st.integers(1, 400))
def test_days_add_up_to_the_amount(amount, days):
    """Spreading loses nothing, and no two days differ by more than rounding."""
    parts = spread(amount, days)
    assert len(parts) == days
    assert sum(parts) == amount
    assert max(parts) - min(parts) <= Decimal("0.0002")


COSTLY = st.builds(
    lambda by, cost, start, days: action(
        by,
        str(cost),
        Period(date(2026, 1, 1) + timedelta(start), date(2026, 1, 1) + timedelta(start + days)),
    ),
    st.sampled_from(["email", "event", "display", "search"]),
    st.decimals(1, 5000, places=2),
    st.integers(0, 200),
    st.integers(0, 60),
)


@settings(max_examples=12, deadline=None)
@given(
    st.dictionaries(st.sampled_from("abcdef"), COSTLY, max_size=6),
    st.lists(st.tuples(st.sampled_from("abcdefz"), st.decimals(1, 900, places=2)), max_size=6),
    st.dictionaries(st.sampled_from("abcdef"), st.decimals(1, 900, places=2), max_size=3),
)
def test_parts_make_the_whole_and_nothing_counts_twice(actions, spends, sheets):
    """By action and by channel the costs add up to the whole; an action has one kind of cost."""
    plan = Plan(actions=actions)
    reported = {name: Reported(amount, date(2026, 6, 1)) for name, amount in sheets.items()}
    with Warehouse.open(":memory:") as opened:
        fill(opened, "actions", [{"action": name, "code": name} for name in actions])
        fill(
            opened,
            "spend",
            [paid(n, "display", code, str(v)) for n, (code, v) in enumerate(spends)],
        )
        rows = cost_rows(plan, reported, date(2026, 12, 31))
        fill(opened, "costs", rows)
        context = setting(opened, "2026-12-31", plan=plan)
        whole = amounts(context, "").get("", Decimal(0))
        by_action = amounts(context, "action")
        assert whole == sum(by_action.values()) == sum(amounts(context, "channel").values())
        for name, one in actions.items():
            own = [v for code, v in spends if code == name]
            told = sum((row["amount"] for row in rows if row["action"] == name), Decimal(0))
            covered = bool(spends) and one.by == "display"
            want = sum(own) if own else (0 if covered else told)
            assert by_action.get(name, 0) == want


@settings(max_examples=12, deadline=None)
@given(
    st.dictionaries(st.sampled_from("abcdef"), COSTLY, min_size=1, max_size=6),
    st.lists(st.tuples(st.sampled_from("abcdef"), st.decimals(1, 900, places=2)), max_size=8),
    st.sampled_from("abcdef"),
)
def test_removing_any_mapping_moves_exactly_its_rows_off_plan(actions, spends, gone):
    """Whatever the plan and the spend, only the rows of that mapping move, and the whole stays."""
    plan = Plan(actions=actions)
    rows = [
        {**paid(n, actions[name].by, f"code {name}", str(amount)), "source": "agence"}
        for n, (name, amount) in enumerate(spends)
        if name in actions
    ]
    codes = [{"source": "agence", "value": f"code {name}", "code": name} for name in actions]
    with Warehouse.open(":memory:") as opened:
        fill(opened, "actions", [{"action": name, "code": name} for name in actions])
        fill(opened, "spend", rows)
        fill(opened, "codes", codes)
        fill(opened, "costs", cost_rows(plan, {}, date(2026, 12, 31)))
        context = setting(opened, "2026-12-31", plan=plan)
        before = amounts(context, "action")
        kept = [code for code in codes if code["code"] != gone]
        opened.replace("codes", opened.arrow(opened.table("codes")).slice(0, 0))
        fill(opened, "codes", kept)
        after = amounts(context, "action")
        moved = sum(
            (row["amount"] for row in rows if row["campaign"] == f"code {gone}"), Decimal(0)
        )
        want = dict(before)
        if moved:
            want.pop(gone)
            want["off plan"] = want.get("off plan", Decimal(0)) + moved
        assert after == want
