"""A segment's condition, compiled, gives exactly the people that a plain reading of it gives."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings

from audience.oracle import World, members
from audience.worlds import AS_OF, SEGMENTS, conditions, fill, worlds
from passerelle.audience.compile import compile_condition, compile_segment, compile_segments
from passerelle.base.errors import NotFound, UserError
from passerelle.plan.condition import All, AnyOf, Condition, Everyone, Not
from passerelle.plan.strategy import Segment
from passerelle.warehouse.store import Warehouse


def ids(warehouse: Warehouse, expression) -> list[str]:
    """Give the people of an expression, sorted."""
    return sorted(warehouse.arrow(expression)["customer_id"].to_pylist())


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), condition=conditions)
def test_the_compiled_condition_says_what_a_plain_reading_says(
    one_warehouse, world: World, condition: Condition
) -> None:
    """Random people, orders, events and consents under a random tree: same members, each once."""
    fill(one_warehouse, world)
    found = ids(one_warehouse, compile_condition(one_warehouse, SEGMENTS, condition, AS_OF))
    assert found == sorted(members(world, SEGMENTS, condition, AS_OF))


def said(
    warehouse: Warehouse, phrase: str, as_of: datetime = datetime(2027, 1, 10, 12), **segments: str
) -> str:
    """Compile a phrase on the small shop; give the people in one text."""
    known = {"it": Segment(who=phrase)} | {name: Segment(who=who) for name, who in segments.items()}
    return " ".join(ids(warehouse, compile_segment(warehouse, known, "it", as_of)))


@pytest.mark.parametrize(("phrase", "people"), [
    ("everyone", "ada bob cyd dan"),
    ("orders >= 3 in 24 months", "ada"),
    ("orders = 1 and last order before 3 days ago", "bob"),
    ("orders < 3", "bob cyd dan"),
    ("spend > 100", "ada"),
    ("spend < 0", "cyd"),
    ("average order >= 58.50", "ada bob"),
    ("average order >= 58.5017", "bob"),
    ("country is FR", "ada dan"),
    ("not country is FR", "bob cyd"),
    ("country != FR", "bob cyd"),
    ("club is gold", "ada"),
    ("not club is gold", "bob cyd dan"),
    ("consents to email", "ada cyd dan"),
    ("not consents to email", "bob"),
    ("event visit >= 1 where source is google", "dan"),
    ("monetary score >= 3", "ada"),
    ("recency score = 1", "bob"),
    ("first order after 2027-01-01", "bob"),
    ("last order before 2027-01-09", "bob"),
    ("in segment loyal or not (orders >= 1)", "ada cyd dan"),
])  # fmt: skip
def test_phrases_on_people_counted_by_hand(shop, phrase: str, people: str) -> None:
    """Ada ordered on days 1, 5 and 9, Bob on day 2; Cyd only returned; Eve comes later."""
    assert said(shop, phrase, loyal="orders >= 3") == people


def test_the_day_of_the_question_decides(shop) -> None:
    """The same segment counts fewer orders, consents and people on an earlier day."""
    assert said(shop, "orders >= 3", datetime(2027, 1, 9, 9, 59)) == ""
    assert said(shop, "orders >= 3", datetime(2027, 1, 9, 10)) == "ada"
    assert said(shop, "consents to email", datetime(2026, 12, 1)) == "ada bob cyd dan"
    assert said(shop, "country is FR", datetime(2027, 2, 1)) == "ada dan eve"


def test_a_moment_with_a_time_zone_is_brought_to_utc(shop) -> None:
    """Eleven o'clock at UTC+1 is ten in the data."""
    paris = timezone(timedelta(hours=1))
    assert said(shop, "orders >= 3", datetime(2027, 1, 9, 11, tzinfo=paris)) == "ada"
    assert said(shop, "orders >= 3", datetime(2027, 1, 9, 10, 59, tzinfo=paris)) == ""
    assert said(shop, "orders >= 3", datetime(2027, 1, 9, 10, tzinfo=UTC)) == "ada"


def test_several_segments_count_each_person_once(shop) -> None:
    """Ada is in both."""
    segments = {"a": Segment(who="country is FR"), "b": Segment(who="orders >= 1")}
    assert ids(shop, compile_segments(shop, segments, ["a", "b"], datetime(2027, 1, 10))) == [
        "ada",
        "bob",
        "dan",
    ]


def test_segments_in_a_circle_are_refused_with_the_way_round(shop) -> None:
    """Never a recursion error."""
    with pytest.raises(UserError, match="circle: it → other → it"):
        said(shop, "in segment other", other="in segment it")


def test_an_unknown_segment_is_answered_with_the_nearest(shop) -> None:
    """A slip of the pen costs nothing."""
    with pytest.raises(NotFound, match=r"no segment fidele\. → Did you mean: fideles"):
        said(shop, "in segment fidele", fideles="orders >= 3")


def test_a_property_that_nobody_has_matches_nobody(shop) -> None:
    """A column of orders is no property of people."""
    assert said(shop, "gross > 2") == ""


@pytest.mark.parametrize(
    "phrase",
    ["orders >= 1 where nothing is 2", "sum of channel of orders > 1", "birth_date > tall"],
)
def test_what_cannot_be_compiled_is_the_users_to_repair(shop, phrase: str) -> None:
    """No phrase that parses ends in a traceback."""
    with pytest.raises(UserError) as caught:
        said(shop, phrase)
    assert caught.value.read("fr")


def test_nothing_of_a_segment_is_lost_by_its_negation(shop) -> None:
    """A condition and its negation share nobody and miss nobody, unknown values or not."""
    for phrase in (
        "country is FR",
        "club contains gold",
        "birth_date < 2000-01-01",
        "average order > 60",
        "recency score >= 2",
    ):
        yes, no = said(shop, phrase).split(), said(shop, f"not {phrase}").split()
        assert sorted(yes + no) == ["ada", "bob", "cyd", "dan"]


def test_empty_groups_of_conditions(shop) -> None:
    """All of nothing is everyone; any of nothing is nobody."""
    everyone = compile_condition(shop, {}, All(()), datetime(2027, 1, 10))
    nobody = compile_condition(shop, {}, AnyOf(()), datetime(2027, 1, 10))
    assert (len(ids(shop, everyone)), ids(shop, nobody)) == (4, [])
    assert ids(shop, compile_condition(shop, {}, Not(Everyone()), datetime(2027, 1, 10))) == []
