"""Load by week, worked by hand: contacts, windows that overlap, free windows, people, leads."""

from datetime import date
from decimal import Decimal

from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.workload import (
    free_window,
    leads_by_week,
    people_by_week,
    presses,
    pressure,
    running_with,
)


def _given(text: str) -> Given:
    return Given(read_plan({"plan/plan.yaml": text}), date(2026, 11, 23), catalogue())


def _days(text: str) -> Period:
    start, _, end = text.partition("..")
    return Period(date.fromisoformat(start), date.fromisoformat(end or start))


def test_contacts_count_in_the_week_in_which_they_start() -> None:
    """Two letters and a call in one week; a page, what is over and running cost do not count."""
    given = _given("""
actions:
  lettre: {for: [s, t, s], by: email, when: 2027-03-01..2027-03-20}
  appel: {for: s, by: phone, when: 2027-03-07}
  page: {for: s, by: site, when: 2027-03-01}
  hier: {for: s, by: email, when: 2026-11-22}
  rente: {for: s, by: email, kind: run, when: 2027-03-01}
  suite: {for: s, by: sms, when: 2027-03-08}
""")

    assert [(one.week, one.segment, one.actions, one.contacts) for one in pressure(given)] == [
        (date(2027, 3, 1), "s", ("lettre", "appel"), 2),
        (date(2027, 3, 1), "t", ("lettre",), 1),
        (date(2027, 3, 8), "s", ("suite",), 1),
    ]


def test_a_public_price_presses_and_a_page_does_not() -> None:
    """On any channel; a price for members does not."""
    given = _given(
        "actions: {a: {by: site}, b: {by: site, promotion: 10 % public}, "
        "c: {by: site, promotion: 10 % members}, d: {by: email}, e: {}}"
    )

    assert [name for name, one in given.actions.items() if presses(given, one)] == ["b", "d"]


def test_each_overlap_is_named_once_at_the_later() -> None:
    """A runs through all; b and c touch on one day; d starts the day after c."""
    windows = {
        "c": _days("2027-03-10..2027-03-12"),
        "a": _days("2027-03-01..2027-03-31"),
        "b": _days("2027-03-05..2027-03-10"),
        "d": _days("2027-03-13"),
        "e": _days("2027-03-13"),
    }

    assert running_with(windows) == {
        "a": [],
        "b": ["a"],
        "c": ["a", "b"],
        "d": ["a"],
        "e": ["a", "d"],
    }


def test_a_free_window_is_the_first_that_touches_nothing() -> None:
    """Three days: the gap from the 4th to the 5th is too short, the next is free."""
    window = _days("2027-03-01..2027-03-03")
    busy = [_days("2027-03-06..2027-03-08"), _days("2027-02-20..2027-03-03")]

    assert free_window(window, busy, None) == _days("2027-03-09..2027-03-11")
    assert free_window(window, busy, date(2027, 3, 11)) == _days("2027-03-09..2027-03-11")
    assert free_window(window, busy, date(2027, 3, 10)) is None
    assert free_window(window, [], None) == _days("2027-03-02..2027-03-04")


def test_a_free_window_does_not_start_in_a_full_week() -> None:
    """The weeks of 1 and 8 March are full: it starts on the 15th, or after what is busy there."""
    window, full = _days("2027-03-01"), [date(2027, 3, 8), date(2027, 3, 1)]

    assert free_window(window, [], None, full) == _days("2027-03-15")
    busy = [_days("2027-03-10..2027-03-16")]
    assert free_window(window, busy, None, full) == _days("2027-03-17")


def test_a_free_window_is_looked_for_within_four_weeks() -> None:
    """Four weeks after the start it is too late."""
    window = _days("2027-03-01")

    assert free_window(window, [_days("2027-03-01..2027-03-28")], None) == _days("2027-03-29")
    assert free_window(window, [_days("2027-03-01..2027-03-29")], None) is None


def test_people_s_days_by_week() -> None:
    """Ten days over two working weeks, half each; the team has the sum."""
    given = _given("""
teams: {m: {title: M}}
people: {marie: {title: M, team: m}, paul: {title: P, team: m}}
actions:
  a: {when: 2027-03-01..2027-03-12, work: 10, owner: marie}
  b: {when: 2027-03-08, work: 1, owner: paul}
""")
    first, second = date(2027, 3, 1), date(2027, 3, 8)

    assert people_by_week(given) == {
        "m": {first: Decimal(5), second: Decimal(6)},
        "marie": {first: Decimal(5), second: Decimal(5)},
        "paul": {second: Decimal(1)},
    }


def test_leads_by_week_reach_sales_after_the_hand_over() -> None:
    """A Saturday's leads come in the week after, likely and high apart."""
    given = _given(
        "actions: {a: {when: 2027-03-20, leads: 10 / 20 / 30}, b: {when: 2026-11-01, leads: 1 / 2 / 3}}"
    )

    weeks = leads_by_week(given)

    assert list(weeks) == [date(2027, 3, 22)]
    week = weeks[date(2027, 3, 22)]
    assert (week.likely, week.high, week.actions) == (Decimal(20), Decimal(30), ("a",))
