"""What waits for what: order, loops, days of slack and critical paths, worked by hand."""

from datetime import date

from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.schedule import Schedule, in_order, reversed_needs, schedule

# tissage ends on 31 March, photos on 10 March; lancement (12 to 20 April) needs both; its effect
# shows after 10 days, and the goal is due on 10 May: 20 April + 10 = 30 April, ten days of room.
CHAIN = """
objectives:
  vendre: {title: Vendre, results: {orders: 100 -> 200 by 2027-05-10}}
  vide: {title: Vide}
  sans-jour: {title: Sans jour, results: {orders: 100 -> 200}}
actions:
  tissage: {when: 2027-02-01..2027-03-31}
  photos: {when: 2027-03-01..2027-03-10}
  filage: {when: 2027-01-04..2027-02-01}
  tissage-fin: {needs: [tissage, absent]}
  lancement: {when: 2027-04-12..2027-04-20, needs: [photos, tissage], serves: [vendre, vide, sans-jour, x], lag_days: 18}
  affiche: {when: 2027-04-01..2027-05-08, serves: vendre}
  seule: {when: 2027-04-01..2027-04-08}
"""


def _given(text: str) -> Given:
    return Given(read_plan({"plan/plan.yaml": text}), date(2026, 11, 23), catalogue())


def _schedule(text: str) -> Schedule:
    return schedule(_given(text))


def test_slack_is_the_room_of_what_waits() -> None:
    """Lancement may slip 10 days; tissage 12 more before it, photos 33; the poster 2."""
    assert dict(_schedule(CHAIN).slack) == {
        "lancement": 10,
        "tissage": 12 + 10,
        "photos": 33 + 10,
        "affiche": 2,
    }


def test_the_critical_path_ends_where_there_is_least_room() -> None:
    """The poster decides; without it, the launch and the weaving before it."""
    poster, launch = (
        _schedule(text).paths for text in (CHAIN, CHAIN.replace("2027-05-08", "2027-04-08"))
    )

    assert [(one.objective, one.due, one.actions, one.slack) for one in poster] == [
        ("vendre", date(2027, 5, 10), ("affiche",), 2)
    ]
    assert launch[0].actions == ("tissage", "lancement")
    assert launch[0].slack == 10


def test_a_late_goal_has_less_than_no_room() -> None:
    """Due on 25 April: the effect shows five days too late."""
    late = _schedule(CHAIN.replace("by 2027-05-10", "by 2027-04-25"))

    assert late.slack["lancement"] == -5
    assert late.slack["tissage"] == 7


def test_an_action_of_two_goals_has_the_lesser_room() -> None:
    """The nearer goal counts; each goal has its own path."""
    text = """
objectives:
  tot: {title: Tôt, results: {orders: 1 -> 2 by 2027-03-10}}
  tard: {title: Tard, results: {orders: 1 -> 2 by 2027-12-31}}
actions:
  a: {when: 2027-03-01, serves: [tard, tot]}
"""
    found = _schedule(text)

    assert dict(found.slack) == {"a": 9}
    assert [(one.objective, one.slack) for one in found.paths] == [("tard", 305), ("tot", 9)]


def test_the_year_s_end_is_the_day_of_a_goal_without_one() -> None:
    """As everywhere else."""
    text = "year: {period: 2027}\nobjectives: {o: {title: O, results: {orders: 1 -> 2}}}\n"
    found = _schedule(text + "actions: {a: {when: 2027-12-30, serves: o}}\n")

    assert dict(found.slack) == {"a": 1}


def test_a_loop_has_no_room_and_nothing_after_it() -> None:
    """A needs b needs a; c waits for them; d stands alone."""
    text = """
objectives: {o: {title: O, results: {orders: 1 -> 2 by 2027-12-31}}}
actions:
  a: {when: 2027-03-01, needs: b, serves: o}
  b: {when: 2027-03-01, needs: a, serves: o}
  c: {when: 2027-03-01, needs: b, serves: o}
  d: {when: 2027-12-01, serves: o}
  e: {when: 2027-12-01, needs: e}
"""
    found = _schedule(text)

    assert found.loops == (("a", "b"), ("e",))
    assert dict(found.slack) == {"d": 30}


def test_order_puts_each_after_what_it_needs() -> None:
    """Whatever the order of the text."""
    order, loops = in_order({"c": ("a", "b"), "b": ("a",), "a": (), "z": ()})

    assert order.index("a") < order.index("b") < order.index("c")
    assert set(order) == {"a", "b", "c", "z"}
    assert loops == ()


def test_reversed_needs_are_those_that_start_before_the_end() -> None:
    """The last day itself is early enough."""
    given = _given(
        "actions: {a: {when: 2027-03-01..2027-03-10}, b: {when: 2027-03-10, needs: a}, "
        "c: {when: 2027-03-09, needs: [a, b]}, d: {needs: a}}"
    )

    found = [(one.action, one.needs, one.start, one.end) for one in reversed_needs(given)]
    assert found == [
        ("c", "a", date(2027, 3, 9), date(2027, 3, 10)),
        ("c", "b", date(2027, 3, 9), date(2027, 3, 10)),
    ]
