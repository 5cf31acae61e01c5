"""The law of a country as data: legal periods on the days that were published, sources, faults."""

from datetime import date

import pytest

from passerelle.base.errors import Bug
from passerelle.base.period import Period
from passerelle.plan.country import Start, countries, country, read_country
from passerelle.plan.rule_soldes import clearance_periods, is_legal_clearance

SMALL = "title: {en: X, fr: X}\nstatus: {en: to be confirmed, fr: à confirmer}\n"


def _starts(code: str, year: int) -> list[str]:
    return [str(period.start) for period in clearance_periods(year, code)]


@pytest.mark.parametrize(
    ("code", "year", "starts"),
    [
        ("FR", 2023, ["2023-01-11", "2023-06-28"]),
        ("FR", 2024, ["2024-01-10", "2024-06-26"]),
        ("FR", 2026, ["2026-01-07", "2026-06-24"]),
        ("FR-57", 2023, ["2023-01-02", "2023-06-28"]),
        ("FR-57", 2022, ["2022-01-03", "2022-06-22"]),
        ("FR-66", 2019, ["2019-01-09", "2019-07-03"]),
        ("FR-2B", 2019, ["2019-01-09", "2019-07-10"]),
        ("FR-971", 2023, ["2023-01-07", "2023-09-30"]),
        ("FR-974", 2023, ["2023-02-04", "2023-09-02"]),
        ("FR-PM", 2023, ["2023-01-18", "2023-07-19"]),
        ("FR-MF", 2023, ["2023-05-06", "2023-10-14"]),
        ("FR-75", 2023, ["2023-01-11", "2023-06-28"]),
        ("BE", 2012, ["2012-01-03", "2012-06-30"]),
        ("BE", 2014, ["2014-01-03", "2014-07-01"]),
        ("BE", 2021, ["2021-01-02", "2021-07-01"]),
        ("XX", 2023, []),
    ],
)
def test_periods_start_on_the_days_that_were_published(code, year, starts) -> None:
    """National days, those of parts of the country, none without a file."""
    assert _starts(code, year) == starts


def test_a_period_lasts_four_weeks() -> None:
    """Both ends included, and a day more is outside."""
    winter = clearance_periods(2027, "FR")[0]

    assert str(winter) == "2027-01-06..2027-02-02"
    assert is_legal_clearance(winter, "FR")
    assert not is_legal_clearance(Period(winter.start, date(2027, 2, 3)), "FR")
    assert not is_legal_clearance(Period(date(2027, 1, 5), winter.end), "FR")
    assert not is_legal_clearance(winter, "XX")


def test_a_period_may_end_on_a_day_of_its_own() -> None:
    """Belgium: to the end of the month, whenever it starts."""
    assert [str(one) for one in clearance_periods(2029, "BE")] == [
        "2029-01-03..2029-01-31",
        "2029-06-30..2029-07-31",
    ]


def test_a_period_over_the_new_year_is_known_in_both_years() -> None:
    """What starts in December still holds in January."""
    text = """clearance:
  words: [x]
  source: {en: s, fr: s}
  read_on: 2026-01-01
  exceptions_source: {en: none, fr: aucune}
  exceptions: []
  periods: {winter: {weeks: 4, start: {month: 12, weekday: monday, nth: -1}}}
"""
    law = read_country("XX", SMALL + text).clearance

    assert law
    assert law.allows("XX", Period(date(2027, 1, 4), date(2027, 1, 5)))
    assert str(law.next_after("XX", date(2027, 1, 4))) == "2026-12-28..2027-01-24"
    assert str(law.next_after("XX", date(2027, 1, 25))) == "2027-12-27..2028-01-23"


def test_the_last_weekday_of_a_month() -> None:
    """The last of a month of 28 days and of one of 31."""
    assert Start(2, weekday=0, nth=-1).of(2027) == date(2027, 2, 22)
    assert Start(1, weekday=6, nth=-1).of(2027) == date(2027, 1, 31)


def test_each_statement_says_where_it_was_read() -> None:
    """Every file says its source, the day, and that counsel is to confirm it."""
    for one in countries().values():
        assert "counsel" in one.status.en
        for law in (one.clearance, one.reference_price):
            assert law is None or (law.source.text.fr and law.source.read_on >= date(2026, 1, 1))


def test_a_part_is_found_by_its_country() -> None:
    """Whatever the case; a country without a file is None."""
    assert country("fr-57") is country("FR")
    assert country("US") is None


@pytest.mark.parametrize(
    "text",
    [
        "title: {en: X, fr: X}\n",
        SMALL + "other: 1\n",
        SMALL
        + "clearance: {words: [x], source: {en: s, fr: s}, read_on: 2026-01-01, exceptions: [], "
        "exceptions_source: {en: n, fr: n}, periods: {winter: {start: {month: 1, day: 3}}}}\n",
        SMALL + "reference_price: {days: 30}\n",
        SMALL + "clearance: {words: [x], source: {en: s, fr: s}, read_on: 2026-01-01, "
        "exceptions_source: {en: s, fr: s}, exceptions: [{parts: [X-1], periods: "
        "{fall: {weeks: 4, start: {month: 1, day: 2}}}}], periods: {}}\n",
        SMALL + "clearance: {words: [x], source: {en: s, fr: s}, read_on: 2026-01-01, "
        "exceptions_source: {en: s, fr: s}, exceptions: [], "
        "periods: {a: {weeks: 4, start: {month: 1, weekday: mercredi, nth: 1}}}}\n",
    ],
)
def test_a_faulty_file_names_itself(text) -> None:
    """A key that lacks, one too many, an exception to nothing, an unknown weekday."""
    with pytest.raises(Bug, match=r"countries/xx\.yaml"):
        read_country("XX", text)
