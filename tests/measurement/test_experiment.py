"""What an action caused, against people kept aside."""

from datetime import datetime
from decimal import Decimal

import pytest

from measurement.shop import fill, order, setting
from passerelle.measurement.experiment import Group, lift, means, proportions


def send(treated: int, held: int) -> list[dict[str, object]]:
    """Make the deliveries of one action: arms A and B in turn, then the holdout."""
    at = datetime(2026, 3, 1, 9)
    rows = [
        {"person": f"t{n}", "arm": "AB"[n % 2], "state": "sent", "reason": ""}
        for n in range(treated)
    ]
    rows += [
        {"person": f"h{n}", "arm": "", "state": "excluded", "reason": "holdout"}
        for n in range(held)
    ]
    rows += [{"person": "no", "arm": "", "state": "excluded", "reason": "consent"}]
    return [
        {"delivery_id": str(n), "action": "lettre", "channel": "email", "at": at, **row}
        for n, row in enumerate(rows)
    ]


def test_a_lift_worked_by_hand(warehouse):
    """40 of 100 treated and 10 of 50 held ordered: +20 points, 20 orders more."""
    fill(warehouse, "deliveries", send(100, 50))
    rows = [order(n, f"t{n}", "2026-03-05", "10") for n in range(40)]
    rows += [order(100 + n, f"h{n}", "2026-03-05", "10") for n in range(10)]
    rows += [order(200, "t99", "2026-02-01", "10"), order(201, "h49", "2026-06-01", "10")]
    fill(warehouse, "orders", rows)
    found = lift(setting(warehouse), "lettre")
    assert (found.treated.people, found.treated.buyers) == (100, 40)
    assert (found.compared.people, found.compared.buyers) == (50, 10)
    assert found.rate.value == Decimal("0.2")
    assert found.each.value == 2
    assert (found.orders, found.revenue) == (20, 200)
    assert found.label.fr.startswith("A/B")
    assert found.rate.clear
    assert found.as_json()["rate"]["value"] == "0.2"


def test_arms_are_compared_with_each_other(warehouse):
    """One arm may stand against another instead of the holdout."""
    fill(warehouse, "deliveries", send(100, 50))
    fill(warehouse, "orders", [order(n, f"t{n}", "2026-03-05", "10") for n in range(0, 20, 2)])
    found = lift(setting(warehouse), "lettre", arm="A", against="B")
    assert (found.treated.buyers, found.compared.buyers) == (10, 0)
    assert found.treated.people == found.compared.people == 50


def test_newcombe_s_published_example():
    """56 of 70 against 48 of 80: 0.2000, 95 % interval 0.0524 to 0.3339 (Newcombe 1998, table II)."""
    found = proportions(Group("a", 70, 56, Decimal(0)), Group("b", 80, 48, Decimal(0)))
    assert float(found.value) == pytest.approx(0.2)
    assert float(found.low) == pytest.approx(0.0524, abs=5e-5)
    assert float(found.high) == pytest.approx(0.3339, abs=5e-5)


def test_means_agree_with_numpy():
    """The interval of a difference of means is that of the two samples' variances."""
    import numpy as np

    rng = np.random.default_rng(7)
    a, b = rng.gamma(2, 30, 300), rng.gamma(2, 25, 200)

    def group(x):
        return Group("x", len(x), 0, Decimal(repr(float(x.sum()))), float((x * x).sum()))

    found = means(group(a), group(b))
    half = 1.959963984540054 * np.sqrt(a.var(ddof=1) / 300 + b.var(ddof=1) / 200)
    assert float(found.value) == pytest.approx(a.mean() - b.mean())
    assert float(found.high - found.value) == pytest.approx(half)


def test_nothing_to_compare_is_said(warehouse):
    """Before a send, or without a holdout, there is no lift and the reason is given."""
    assert "nothing was sent" in lift(setting(warehouse), "lettre").missing.en
    fill(warehouse, "deliveries", send(10, 0))
    assert "kept aside" in lift(setting(warehouse), "lettre").missing.en
