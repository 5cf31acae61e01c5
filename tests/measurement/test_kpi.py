"""KPIs: one worked by hand, one property, one against pandas, and what is said when nothing is there."""

from datetime import date
from decimal import Decimal

import pytest

from measurement.shop import setting
from passerelle.base.period import Period
from passerelle.measurement.kpi import measure

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
RETAIL = Period(date(2010, 12, 1), date(2011, 12, 9))


def test_the_real_shop_gives_the_figures_that_pandas_gives(real, real_frame):
    """Revenue, orders, basket and repurchase rate agree with an independent computation."""
    context = setting(real, "2012-01-01")
    got = {
        name: measure(context, name, RETAIL)
        for name in ("revenue", "revenue_gross", "orders", "aov", "customers", "repurchase_rate")
    }
    sales = real_frame[real_frame.Quantity > 0]
    per_person = sales.groupby("person").InvoiceNo.nunique()
    assert got["revenue"].value == Decimal("8300065.814")
    assert got["revenue_gross"].value == Decimal("8911407.904")
    assert got["orders"].value == sales.InvoiceNo.nunique() == 18532
    assert got["customers"].value == 4338
    assert float(got["aov"].value) == pytest.approx(8300065.814 / 18532)
    assert got["repurchase_rate"].numerator == int((per_person >= 2).sum())
    assert got["repurchase_rate"].denominator == len(per_person)
