"""KPIs: one worked by hand, one property, one against pandas, and what is said when nothing is there."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measurement.shop import fill, order, setting
from passerelle.base.errors import NotFound, UserError
from passerelle.base.period import Period
from passerelle.measurement.compute import formula_of
from passerelle.measurement.kpi import board, measure, measured, months_of, series
from passerelle.measurement.reading import roll_up
from passerelle.plan.kpi import catalogue
from passerelle.plan.model import Plan
from passerelle.plan.strategy import Metric, Segment
from passerelle.warehouse.store import Warehouse

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
RETAIL = Period(date(2010, 12, 1), date(2011, 12, 9))


def moment(text: str) -> datetime:
    """Read a naive UTC moment."""
    return datetime.fromisoformat(text)


def test_a_shop_worked_by_hand(warehouse):
    """Three customers, five orders and one return give the figures that a pencil gives."""
    fill(
        warehouse,
        "orders",
        [
            order(1, "ann", "2025-06-01", "50"),
            order(2, "ann", "2026-02-01", "100", returned="-20"),
            order(3, "ann", "2026-03-01", "60", coupon="LIN10"),
            order(4, "bob", "2026-03-10", "40"),
            order(5, "cleo", "2025-03-01", "30"),
            order(6, "bob", "2026-04-01", "-40", returned="-40"),
        ],
    )
    context = setting(warehouse)
    want = {
        "revenue_gross": (220, 3),
        "revenue": (160, 3),
        "orders": (3, 3),
        "customers": (2, 2),
        "new_customers": (1, 1),
        "aov": (Decimal(160) / 3, 3),
        "promo_share": (Decimal(60) / 160, 3),
        "repurchase_rate": (Decimal(1) / 2, 2),
        "retention_rate": (Decimal(1) / 2, 2),
        "churn_rate": (Decimal(1) / 2, 2),
        "revenue_growth": (1, 2),
    }
    got = board(context, want, [YEAR])
    assert {name: (found[0].value, found[0].n) for name, found in got.items()} == want


def test_the_real_shop_gives_the_figures_that_pandas_gives(real, real_frame):
    """Revenue, orders, basket, repurchase and monthly sums agree with an independent computation."""
    context = setting(real, "2012-01-01")
    names = ("revenue", "revenue_gross", "orders", "aov", "customers", "repurchase_rate")
    got = {name: measure(context, name, RETAIL) for name in names}
    sales = real_frame[real_frame.Quantity > 0]
    per_person = sales.groupby("person").InvoiceNo.nunique()
    assert got["revenue"].value == Decimal("8300065.814")
    assert got["revenue_gross"].value == Decimal("8911407.904")
    assert got["orders"].value == sales.InvoiceNo.nunique() == 18532
    assert got["customers"].value == 4338
    assert float(got["aov"].value) == pytest.approx(8300065.814 / 18532)
    assert got["repurchase_rate"].numerator == int((per_person >= 2).sum())
    assert got["repurchase_rate"].denominator == len(per_person)
    firsts = sales.groupby("person").at.min().dt.to_period("M").value_counts().sort_index()
    months = series(context, "new_customers", months_of(RETAIL))
    assert [int(month.value) for month in months] == firsts.tolist()
    nets = real_frame.groupby(real_frame["at"].dt.to_period("M")).thousandths.sum()
    by_month = measure(context, "revenue", RETAIL, by="month")
    assert [int(part.value * 1000) for part in by_month.slices] == nets.tolist()


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ann", "bob", "cleo", None]),
            st.dates(date(2026, 1, 1), date(2026, 12, 31)),
            st.decimals(1, 500, places=2),
        ),
        max_size=20,
    )
)
def test_months_roll_up_to_the_year_by_their_parts(bought):
    """Counts, amounts and ratios of twelve months make exactly those of the year."""
    rows = [order(n, who, str(day), str(net)) for n, (who, day, net) in enumerate(bought)]
    with Warehouse.open(":memory:") as warehouse:
        fill(warehouse, "orders", rows)
        context = setting(warehouse)
        names = ("revenue", "orders", "aov", "new_customers")
        whole = board(context, names, [YEAR])
        months = board(context, names, months_of(YEAR))
        for name in names:
            rolled = roll_up(months[name])
            assert rolled.value == whole[name][0].value
            assert rolled.numerator == whole[name][0].numerator


def test_periods_that_overlap_read_as_each_alone(warehouse):
    """A series of sliding windows gives what each window gives by itself."""
    rows = [order(n, f"c{n % 4}", f"2026-0{1 + n % 9}-1{n % 8}", "10") for n in range(40)]
    fill(warehouse, "orders", rows)
    context = setting(warehouse)
    sliding = [Period(date(2026, 1, 1), date(2026, month, 28)) for month in range(1, 10)]
    for name in ("revenue", "customers", "aov", "repurchase_rate", "retention_rate"):
        together = [reading.value for reading in series(context, name, sliding)]
        assert together == [measure(context, name, period).value for period in sliding]


def test_without_a_source_it_says_which_one_is_missing(warehouse):
    """Every KPI of an empty workspace says plainly that it cannot be computed, in both languages."""
    context = setting(warehouse)
    for name, found in board(context, measured(), [YEAR]).items():
        assert found[0].value is None, name
        assert found[0].missing.en.startswith("cannot be computed: ")
        assert found[0].missing.fr.startswith("ne peut être calculé\u202f: ")
    fill(warehouse, "orders", [order(1, "ann", "2026-02-01", "100")])
    assert measure(context, "cac", YEAR).missing.en == "cannot be computed: no spend source"
    assert (
        measure(context, "conversion_rate", YEAR).missing.en == "cannot be computed: no web source"
    )


def test_every_definition_is_computed_or_typed_by_hand():
    """A KPI without a formula says that a person types it, and no formula lacks a definition."""
    from pathlib import Path

    import passerelle.measurement.kpis as folder

    files = {path.stem for path in Path(folder.__path__[0]).glob("*.py")} - {"__init__"}
    assert files == set(measured())
    assert all(formula_of(name) for name in measured())


def test_nothing_after_the_moment_counts(warehouse):
    """A measure made as of June knows nothing of July, and says up to when it looks."""
    fill(
        warehouse,
        "orders",
        [order(1, "ann", "2026-05-01", "100"), order(2, "bob", "2026-07-01", "50")],
    )
    reading = measure(setting(warehouse, "2026-06-15"), "revenue", YEAR)
    assert reading.value == 100
    assert reading.note.en.startswith("up to 15 Jun 2026; its source ends on 1 May 2026")
    ahead = Period(date(2026, 8, 1), date(2026, 8, 31))
    assert measure(setting(warehouse, "2026-06-15"), "revenue", ahead).value is None


def test_a_day_ends_when_it_ends_in_the_shop(warehouse):
    """A lead at 23:30 in Paris on 30 June belongs to June, although UTC says 21:30."""
    late = {"lead_id": "a", "created_at": moment("2026-06-30T21:30:00")}
    early = {"lead_id": "b", "created_at": moment("2026-06-30T22:30:00")}
    fill(warehouse, "leads", [late, early])
    context = setting(warehouse)
    june, july = series(context, "leads", months_of(Period(date(2026, 6, 1), date(2026, 7, 31))))
    assert (june.value, july.value) == (1, 1)


def test_a_figure_of_the_plan_is_given_and_one_typed_is_read_back(warehouse):
    """Alignment comes from the rules; market share from the person who typed it."""
    figures = {"alignment_score": (Decimal(41200), Decimal(60000))}
    context = setting(warehouse, figures=figures)
    assert measure(context, "alignment_score", YEAR).value == Decimal(41200) / 60000
    assert measure(context, "market_share_value", YEAR).missing.en.startswith("cannot be computed")
    row = {
        "reading_id": "r",
        "kpi": "market_share_value",
        "start": date(2026, 1, 1),
        "end": date(2026, 6, 30),
        "value": Decimal("0.12"),
        "as_of": moment("2026-07-02T08:00:00"),
    }
    fill(warehouse, "readings", [row])
    typed = measure(context, "market_share", YEAR)
    assert typed.value == Decimal("0.12")
    assert "2026-06-30" in typed.note.en


def test_a_metric_of_the_plan_alone_is_typed_by_hand(warehouse):
    """A KPI that only the plan defines is accepted and waits for its figure."""
    plan = Plan(metrics={"notes_presse": Metric(title="Articles de presse", unit="count")})
    reading = measure(setting(warehouse, plan=plan), "notes_presse", YEAR)
    assert reading.value is None
    assert "typed by hand" in reading.missing.en


def test_what_cannot_be_asked_is_refused_with_a_way_out(warehouse):
    """An unknown KPI, an impossible split and an unknown segment are answered with what exists."""
    fill(warehouse, "orders", [order(1, "ann", "2026-02-01", "100")])
    context = setting(warehouse)
    with pytest.raises(NotFound, match="repurchase_rate"):
        measure(context, "repurchase_rat", YEAR)
    with pytest.raises(UserError, match="cannot be split"):
        measure(context, "repurchase_rate", YEAR, by="channel")
    with pytest.raises(UserError, match="country"):
        measure(context, "revenue", YEAR, by="colour")
    with pytest.raises(NotFound, match="segment"):
        measure(context, "revenue", YEAR, scope="nobody")


def test_the_sql_beside_a_number_gives_that_number(warehouse):
    """The SQL shown is the SQL run."""
    fill(warehouse, "orders", [order(1, "ann", "2026-02-01", "100")])
    reading = measure(setting(warehouse), "revenue", YEAR)
    assert reading.value in warehouse.rows(reading.sql)[0]


def test_a_reading_is_plain_json(warehouse):
    """Numbers travel as text so that decimals stay exact, and the definition's unit goes with them."""
    fill(warehouse, "orders", [order(1, "ann", "2026-02-01", "100.10")])
    plain = measure(setting(warehouse), "revenue", YEAR, by="month").as_json()
    assert plain["value"] == "100.1000"
    assert plain["unit"] == catalogue()["revenue"].unit == "money"
    assert [part["slice"] for part in plain["slices"]][:2] == ["2026-01", "2026-02"]


def test_segments_are_read_on_their_own_people(warehouse):
    """Scope and split by segment count the segment's people alone, and owners of several count twice."""
    fill(
        warehouse,
        "customers",
        [{"customer_id": "ann", "country": "FR"}, {"customer_id": "bob", "country": "BE"}],
    )
    fill(
        warehouse,
        "orders",
        [
            order(1, "ann", "2026-02-01", "100"),
            order(2, "bob", "2026-02-01", "30"),
            order(3, "bob", "2026-03-01", "5"),
        ],
    )
    segments = {"belges": Segment(who="country = BE"), "tous": Segment(who="orders >= 1")}
    context = setting(warehouse, plan=Plan(segments=segments))
    reading = measure(context, "revenue", YEAR, by="segment")
    assert {part.slice: part.value for part in reading.slices} == {"belges": 35, "tous": 135}
    assert measure(context, "repurchase_rate", YEAR, scope="belges").value == 1
    assert measure(context, "repurchase_rate", YEAR).value == Decimal("0.5")


def test_a_summary_of_parts_leaves_out_what_has_no_value_and_says_so(warehouse):
    """Rolling up keeps parts that are known and counts the others; KPIs do not mix."""
    fill(warehouse, "orders", [order(1, "ann", "2026-02-01", "100")])
    context = setting(warehouse, "2026-03-15")
    rolled = roll_up(series(context, "aov", months_of(YEAR)))
    assert rolled.value == 100
    assert rolled.note.en == "9 parts have no value."
    with pytest.raises(ValueError, match="one KPI"):
        roll_up([*series(context, "aov", [YEAR]), *series(context, "orders", [YEAR])])
