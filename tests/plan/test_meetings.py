"""When meetings that come back are due."""

from datetime import date

from passerelle.plan.load import read_plan
from passerelle.plan.meetings import meetings

PLAN = """
year: {period: 2027}
teams: {vente: {title: Vente}}
rituals:
  point: {title: Point, every_days: 7, teams: vente, agenda: les écarts, held: 2027-03-01}
  revue: {title: Revue, every_days: 30, held: 2027-03-01}
  neuf: {title: Neuf, every_days: 7}
  libre: {title: Libre}
"""


def test_due_so_many_days_after_the_last() -> None:
    """The soonest first; one never held since the year began; one without rhythm never."""
    found = list(meetings(read_plan({"p.yaml": PLAN}), date(2027, 3, 9)))

    assert [(one.name, one.due, one.late) for one in found] == [
        ("neuf", date(2027, 1, 1), True),
        ("point", date(2027, 3, 8), True),
        ("revue", date(2027, 3, 31), False),
    ]
    assert found[1].text.en == "Point, due on 8 Mar 2027 and not held; Vente; les écarts"
    assert found[2].text.fr == "Revue, prévu le 31 mars 2027"


def test_never_held_without_a_year_is_due_today() -> None:
    """There is no other day to count from."""
    plan = read_plan({"p.yaml": "rituals: {a: {title: A, every_days: 7}}"})

    assert [one.due for one in meetings(plan, date(2027, 3, 9))] == [date(2027, 3, 9)]
