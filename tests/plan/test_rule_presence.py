"""Who is there in a week, worked by hand; and the next weeks in which something fits."""

from datetime import date
from decimal import Decimal

from passerelle.base.period import Period
from passerelle.plan.load import read_plan
from passerelle.plan.rule_presence import presence, working_days
from passerelle.plan.rule_shift import later

MONDAY = date(2027, 8, 2)
PLAN = """\
teams: {vente: {}, seule: {}}
people: {ana: {team: vente}, leo: {team: vente}, max: {title: Max}}
absences:
  ana: {who: ana, when: 2027-08-03..2027-08-04}
  pont: {who: vente, when: 2027-08-04..2027-08-05}
  seule: {who: seule, when: 2027-08-07..2027-08-09}
  max: {who: max, when: 2027-07-26..2027-08-15}
"""


def _share(name: str, week: date = MONDAY) -> Decimal:
    return presence(read_plan({"plan.yaml": PLAN})).share(name, week)


def test_a_person_is_away_with_the_team_and_no_day_counts_twice() -> None:
    """Ana: Tuesday and Wednesday of her own, Wednesday and Thursday with the team."""
    assert _share("ana") == Decimal(2) / 5
    assert _share("leo") == Decimal(3) / 5


def test_a_team_is_there_as_far_as_its_people_are() -> None:
    """Two fifths and three fifths are a half."""
    assert _share("vente") == Decimal("0.5")


def test_weekends_are_no_absence_and_a_team_without_people_counts_alone() -> None:
    """Saturday to Monday is one working day, of the week after."""
    assert _share("seule") == 1
    assert _share("seule", date(2027, 8, 9)) == Decimal("0.8")
    assert _share("max") == 0
    assert _share("unknown") == 1


def test_working_days_are_monday_to_friday() -> None:
    """Friday to Monday is two days."""
    days = working_days(Period(date(2027, 8, 6), date(2027, 8, 9)))

    assert days == (date(2027, 8, 6), date(2027, 8, 9))


def test_the_next_weeks_that_fit() -> None:
    """Three weeks later, if that is within the year; never beyond four weeks."""
    when = Period(date(2027, 8, 3), date(2027, 8, 10))

    assert later(when, None, lambda moved: moved.start >= date(2027, 8, 24)) == (
        "2027-08-24..2027-08-31"
    )
    assert later(when, date(2027, 8, 31), lambda moved: moved.days == 8) == "2027-08-10..2027-08-17"
    assert later(when, date(2027, 8, 16), lambda _: True) is None
    assert later(when, None, lambda moved: moved.start >= date(2027, 8, 31)) == (
        "2027-08-31..2027-09-07"
    )
    assert later(when, None, lambda moved: moved.start > date(2027, 8, 31)) is None
