"""The last touch that was not direct, within thirty days before the order."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from measurement.shop import fill, order, setting
from passerelle.base.period import Period
from passerelle.measurement.kpi import measure, split_series
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
PLAN = Plan(
    actions={
        "lettre": Action(serves=("vendre",)),
        "bannieres": Action(tracking="ban-2026"),
    }
)


def touch(number: int, person: str, at: str, channel: str, code: str | None) -> dict[str, object]:
    """Make one touch."""
    return {
        "event_id": f"e{number}",
        "customer_id": person,
        "occurred_at": datetime.fromisoformat(at),
        "channel": channel,
        "code": code,
    }


@pytest.fixture
def shop(warehouse):
    """Six orders at noon: two after a letter, one after a banner, and three that nobody may claim."""
    fill(
        warehouse,
        "orders",
        [
            order(1, "ann", "2026-05-10", "100"),
            order(2, "ann", "2026-05-20", "80"),
            order(3, "bob", "2026-05-10", "60"),
            order(4, "cleo", "2026-05-10", "40"),
            order(5, "dan", "2026-05-10", "20"),
            order(6, None, "2026-05-10", "10"),
        ],
    )
    fill(
        warehouse,
        "touches",
        [
            touch(1, "ann", "2026-05-01T10:00:00", "display", "ban-2026"),
            touch(2, "ann", "2026-05-09T10:00:00", "email", "lettre"),
            touch(3, "ann", "2026-05-19T10:00:00", "direct", None),
            touch(4, "ann", "2026-05-21T10:00:00", "display", "ban-2026"),
            touch(5, "bob", "2026-05-10T11:59:00", "display", "ban-2026"),
            touch(6, "cleo", "2026-04-09T10:00:00", "email", "lettre"),
            touch(7, "dan", "2026-05-10T09:00:00", "search", None),
        ],
    )
    fill(
        warehouse,
        "spend",
        [
            {
                "spend_id": "1",
                "day": date(2026, 5, 1),
                "channel": "display",
                "campaign": "B",
                "amount": Decimal(30),
                "source": "agence",
            },
            {
                "spend_id": "2",
                "day": date(2026, 5, 1),
                "channel": "search",
                "campaign": "X",
                "amount": Decimal(10),
                "source": "agence",
            },
        ],
    )
    fill(warehouse, "codes", [{"source": "agence", "value": "B", "code": "ban-2026"}])
    return warehouse


def test_orders_go_to_the_last_touch_that_was_not_direct(shop):
    """A later direct visit takes nothing; a touch after the order or too old counts for nothing."""
    reading = measure(setting(shop, plan=PLAN), "revenue", YEAR, by="channel")
    assert {part.slice: part.value for part in reading.slices} == {
        "email": 180,
        "display": 60,
        "direct": 50,
        "search": 20,
    }
    assert reading.value == sum(part.value for part in reading.slices)
    assert "within 30 days" in reading.slices[0].rule.en


def test_what_no_action_claims_is_off_plan(shop):
    """A touch without an action's code is shown as off plan, not lost."""
    reading = measure(setting(shop, plan=PLAN), "revenue", YEAR, by="action")
    assert {part.slice: part.value for part in reading.slices} == {
        "lettre": 180,
        "bannieres": 60,
        "direct": 50,
        "off plan": 20,
    }


def test_removing_a_mapping_moves_its_spend_and_nothing_else(shop):
    """Without its mapping the banner's spend is off plan; the rest stays where it was."""
    context = setting(shop, plan=PLAN)

    def spent() -> dict[str, Decimal | None]:
        reading = measure(context, "spend", YEAR, by="action")
        return {part.slice: part.value for part in reading.slices}

    assert spent() == {"bannieres": 30, "off plan": 10}
    shop.replace("codes", shop.arrow(shop.table("codes")).slice(0, 0))
    assert spent() == {"off plan": 40}


def test_a_longer_window_reaches_further_back(shop):
    """The number of days is a setting."""
    context = setting(shop, plan=PLAN, attribution_days=40)
    reading = measure(context, "revenue", YEAR, by="channel")
    assert reading.cut("email").value == 220


def test_return_on_spend_counts_only_what_was_paid_for(shop):
    """Whole ROAS: revenue credited to channels with a cost, over that cost; e-mail cost nothing."""
    reading = measure(setting(shop, plan=PLAN), "roas", YEAR, by="channel")
    assert reading.value == Decimal(80) / 40
    assert reading.rule.en.startswith("attributed")
    assert reading.cut("display").value == 2
    assert reading.cut("email").value is None
    assert reading.low < reading.value < reading.high


def test_cost_of_a_new_customer_by_channel(shop):
    """Each channel's spend over the customers whose first order it is credited with."""
    reading = measure(setting(shop, plan=PLAN), "cac", YEAR, by="channel")
    assert (reading.value, reading.n) == (Decimal(10), 4)
    assert reading.cut("display").value == 30
    assert reading.cut("search").value == 10
    assert reading.cut("direct").value is None
    assert "spend" in reading.cut("direct").missing.en


def test_spend_is_traced_when_its_action_serves_an_objective(shop):
    """The banner serves nothing, so none of the money can be followed to an objective."""
    assert measure(setting(shop, plan=PLAN), "traced_spend", YEAR).value == 0
    serving = Plan(actions={"bannieres": Action(tracking="ban-2026", serves=("vendre",))})
    assert measure(setting(shop, plan=serving), "traced_spend", YEAR).value == Decimal("0.75")


def test_published_actions_stand_in_for_the_plan(shop):
    """Without a plan at hand the published actions tell whose a code is."""
    fill(shop, "actions", [{"action": "bannieres", "code": "ban-2026", "objectives": "vendre"}])
    reading = measure(setting(shop), "revenue", YEAR, by="action")
    assert reading.cut("bannieres").value == 60
    assert measure(setting(shop), "traced_spend", YEAR).value == Decimal("0.75")


def test_a_coupon_of_an_action_is_the_last_touch(shop):
    """An order with the letter's coupon goes to the letter, whatever was visited before."""
    rows = shop.arrow(shop.table("orders")).to_pylist()
    fill(shop, "orders", [*rows, order(7, "bob", "2026-05-12", "70", coupon="LETTRE10")])
    mapped = [{"source": "boutique", "value": "LETTRE10", "code": "lettre"}]
    fill(shop, "codes", mapped)
    fill(
        shop,
        "orders",
        [{**row, "source": "boutique"} for row in shop.arrow(shop.table("orders")).to_pylist()],
    )
    reading = measure(setting(shop, plan=PLAN), "revenue", YEAR, by="action")
    assert reading.cut("lettre").value == 250
    assert reading.cut("bannieres").value == 60


def test_a_split_series_is_the_split_of_each_period(shop):
    """Weeks split by channel in one run give what each week gives by itself."""
    context = setting(shop, plan=PLAN)
    weeks = [
        Period(date(2026, 5, 4), date(2026, 5, 10)),
        Period(date(2026, 5, 11), date(2026, 5, 17)),
        Period(date(2026, 5, 18), date(2026, 5, 24)),
    ]
    together = split_series(context, "revenue", weeks, "channel")
    for week, parts in zip(weeks, together, strict=True):
        alone = measure(context, "revenue", week, by="channel").slices
        known = {part.slice: part.value for part in parts.values() if part.value}
        assert known == {part.slice: part.value for part in alone}
