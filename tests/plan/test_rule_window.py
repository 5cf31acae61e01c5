"""Days to which an action or a task may be moved."""

from datetime import date

import pytest

from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.rule_window import first_open, may_move, moved_later


def _given(text: str) -> Given:
    return Given(read_plan({"plan/plan.yaml": text}), date(2026, 11, 23), catalogue())


def _days(text: str) -> Period:
    start, _, end = text.partition("..")
    return Period(date.fromisoformat(start), date.fromisoformat(end or start))


PLAN = """
year: {period: 2027}
markets: {france: {title: France, countries: [FR]}}
blackouts: {ete: {when: 2027-08-02..2027-08-13}}
objectives:
  o: {title: O, start: 2027-01-01, results: {orders: 900 -> 1000 by 2027-09-30}}
actions:
  libre: {when: 2027-03-15..2027-03-17}
  samedi: {when: 2027-03-20}
  sert: {when: 2027-03-15..2027-03-17, serves: o, lag_days: 10}
  tard: {when: 2027-11-15..2027-11-17, serves: o}
  avant: {when: 2027-03-15..2027-03-17}
  apres: {when: 2027-04-12, needs: avant}
  achat: {when: 2027-03-15..2027-03-26}
  essai: {when: 2027-03-15..2027-03-26}
  page: {when: 2027-03-15..2027-03-26}
  dite: {when: 2027-03-15..2027-03-26, subject: "Plus que jusqu'au 26 mars"}
experiments: {e: {action: essai, hypothesis: H, when: 2027-03-15..2027-03-19}, f: {hypothesis: H}}
contents: {c: {title: C, action: page, when: 2027-03-26}, d: {title: D, action: page}}
media: {vague: {action: achat, when: 2027-03-24..2027-03-26}}
tasks:
  t: {title: T, action: libre, when: 2027-03-15}
  seule: {title: S, when: 2027-03-15}
"""


@pytest.mark.parametrize(
    ("node", "moved", "may"),
    [
        ("actions/libre", "2027-03-22..2027-03-24", True),
        ("actions/libre", "2027-12-29..2027-12-31", True),
        ("actions/libre", "2027-12-30..2028-01-01", False),
        ("actions/libre", "2027-03-29..2027-03-31", False),  # Easter Monday
        ("actions/libre", "2027-08-13..2027-08-17", False),
        ("actions/libre", "2027-08-16..2027-08-18", True),
        ("actions/libre", "2027-03-27..2027-03-29", False),
        ("actions/samedi", "2027-03-27", True),
        ("actions/samedi", "2027-03-28", False),
        ("actions/sert", "2027-09-16..2027-09-20", True),
        ("actions/sert", "2027-09-16..2027-09-21", False),
        ("actions/tard", "2027-11-22..2027-11-24", True),
        ("actions/avant", "2027-04-08..2027-04-12", True),
        ("actions/avant", "2027-04-09..2027-04-13", False),
        ("actions/essai", "2027-03-15..2027-03-19", True),
        ("actions/essai", "2027-03-16..2027-03-26", False),
        ("actions/page", "2027-03-22..2027-04-02", True),
        ("actions/page", "2027-04-05..2027-04-16", False),
        ("actions/dite", "2027-03-22..2027-04-02", False),
        ("actions/achat", "2027-03-22..2027-04-02", True),
        ("actions/achat", "2027-03-25..2027-04-05", False),
        ("tasks/t", "2027-03-17", True),
        ("tasks/t", "2027-03-18", False),
        ("tasks/seule", "2027-03-29", True),
    ],
)
def test_a_move_breaks_nothing_else(node: str, moved: str, *, may: bool) -> None:
    """Within the year, what it serves and its parts; no holiday, blackout or strange weekend."""
    assert may_move(_given(PLAN), node, _days(moved)) is may


def test_later_days_are_whole_weeks_away_and_fit() -> None:
    """The next Monday but one is Easter Monday; the caller may ask for more."""
    given, when = _given(PLAN), _days("2027-03-22..2027-03-24")

    assert moved_later(given, "actions/libre", when) == "2027-04-05..2027-04-07"
    assert moved_later(given, "actions/libre", when, lambda one: one.start.day == 19) == (
        "2027-04-19..2027-04-21"
    )
    assert moved_later(given, "actions/libre", when, lambda _: False) is None


def test_the_first_open_days_start_on_a_working_day() -> None:
    """From Good Friday's Saturday: Tuesday, after Easter Monday."""
    given = _given(PLAN)

    assert first_open(given, "libre", date(2027, 3, 27)) == _days("2027-03-30..2027-04-01")
    assert first_open(given, "samedi", date(2027, 3, 27)) == _days("2027-03-30")
    assert first_open(given, "libre", date(2027, 12, 30)) is None
