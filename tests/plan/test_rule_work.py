"""Work by week, worked by hand: short actions are prepared, those who are there do it."""

from datetime import date
from decimal import Decimal

from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.rule_work import Piece, pieces


def _pieces(text: str) -> list[Piece]:
    return list(pieces(Given(read_plan({"plan/plan.yaml": text}), date(2026, 11, 23), catalogue())))


def _loads(text: str) -> dict[str, dict[str, Decimal]]:
    (piece,) = _pieces(text)
    return {
        holder: {str(week): round(days, 6) for week, days in weeks.items()}
        for holder, weeks in piece.loads(piece.when).items()
    }


def test_a_long_action_is_spread_evenly_and_counts_for_the_team() -> None:
    """Ten days over two weeks of five: five a week, for Ana and for her team."""
    loads = _loads("""
teams: {web: {title: Web}}
people: {ana: {team: web}}
actions: {a: {when: 2027-03-01..2027-03-14, work: 10, owner: ana}}
""")

    weeks = {"2027-03-01": Decimal(5), "2027-03-08": Decimal(5)}
    assert loads == {"ana": weeks, "web": weeks}


def test_what_has_no_room_in_a_short_action_is_prepared_before() -> None:
    """One day of nine on the fair's Monday; eight over the twenty working days before it."""
    loads = _loads("""
people: {ana: {title: Ana}}
actions: {salon: {when: 2027-03-29, work: 9, owner: ana}}
""")

    before = {f"2027-03-{day:02}": Decimal(2) for day in (1, 8, 15, 22)}
    assert loads == {"ana": {**before, "2027-03-29": Decimal(1)}}


def test_preparation_begins_today_at_the_earliest() -> None:
    """A fair in a week's time: four days of work in the five days that are left."""
    loads = _loads("""
people: {ana: {title: Ana}}
actions: {salon: {when: 2026-11-30, work: 5, owner: ana}}
""")

    assert loads == {"ana": {"2026-11-23": Decimal(4), "2026-11-30": Decimal(1)}}


def test_what_starts_today_is_not_prepared_any_more() -> None:
    """All of it falls on its day; a task is never prepared."""
    today, task = (
        _loads(f"people: {{ana: {{title: Ana}}}}\n{node}")
        for node in (
            "actions: {a: {when: 2026-11-23, work: 5, owner: ana}}",
            "tasks: {t: {title: T, when: 2027-03-29, work: 5, owner: ana}}",
        )
    )

    assert today == {"ana": {"2026-11-23": Decimal(5)}}
    assert task == {"ana": {"2027-03-29": Decimal(5)}}


def test_those_who_are_there_do_the_work_of_a_week() -> None:
    """Leo alone while Ana is away for a week; two thirds his when she is away for half of one."""
    loads = _loads("""
people: {ana: {title: Ana}, leo: {title: Leo}}
absences:
  a: {who: ana, when: 2027-03-08..2027-03-12}
  b: {who: ana, when: 2027-03-15..2027-03-17}
  c: {who: leo, when: 2027-03-19}
actions: {a: {when: 2027-03-01..2027-03-19, work: 18, raci: {responsible: [ana, leo]}}}
""")

    assert loads["ana"] == {"2027-03-01": 3, "2027-03-08": 0, "2027-03-15": 2}
    assert loads["leo"] == {"2027-03-01": 3, "2027-03-08": 6, "2027-03-15": 4}


def test_a_piece_may_be_asked_as_if_it_were_dated_otherwise() -> None:
    """The same days of work in another week."""
    (piece,) = _pieces("people: {ana: {}}\nactions: {a: {when: 2027-03-01, work: 1, owner: ana}}")
    later = type(piece.when)(date(2027, 3, 9), date(2027, 3, 9))

    assert piece.days("ana", date(2027, 3, 8), later) == 1
    assert piece.days("ana", date(2027, 3, 1)) == 1
    assert piece.weeks(later) == (date(2027, 3, 8),)
    assert piece.holders == ("ana",)
