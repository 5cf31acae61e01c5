"""A change in force waits for those it concerns; alone, nobody waits for anybody."""

import contextlib

import pytest

from passerelle.base.errors import NotAllowed, NotFound, Refused
from passerelle.plan.load import read_plan
from passerelle.records.conversation import Acknowledgement
from passerelle.records.people import User
from passerelle.verbs.alignment import alignment
from passerelle.verbs.apply import apply
from passerelle.verbs.approvals import approvals, approve
from passerelle.verbs.check import given_text
from passerelle.verbs.converse import acknowledge
from passerelle.verbs.difference import difference
from passerelle.verbs.edit import edit
from passerelle.verbs.facts import deeds_known
from passerelle.verbs.house import Actor
from passerelle.verbs.impact import impact
from passerelle.verbs.past import plan_on
from passerelle.verbs.preview import preview
from verbs.conftest import write_plan

PLAN = """\
vision: Linen kept for ten years
north_star: orders
year: {period: 2027, budget: 60 000 EUR}
facts: {touch: {says: People buy by touch, until: 2027-12-31}}
objectives:
  back:
    title: One-time buyers come back
    owner: ann
    evidence: touch
    results: {orders: 100 -> 200 by 2027-12-31, nps: stays over 30}
actions:
  evening:
    {title: Evening at the shop, by: event, when: 2027-03-04, cost: 900 EUR, owner: bob, serves: back,
     brings: 90 / 150 / 200, judged_on: orders, tell: sellers}
teams:
  course: {family: strategy}
  shop: {family: operations}
  sellers: {family: sales}
people: {ann: {team: course}, bob: {team: shop}, dan: {team: sellers}}
charter: {course: {event: strategic, tell: [shop, sellers], within_days: 7}}
"""

ANN = Actor("ann", "strategist", "course")
BOB = Actor("bob", "campaign_manager", "shop")
DAN = Actor("dan", "sales", "sellers")


@pytest.fixture
def firm(house):
    """A plan in force, and three people who can sign in."""
    write_plan(house, PLAN)
    for actor in (ANN, BOB, DAN):
        User.objects.create_user(actor.name, role=actor.role, team=actor.team, person=actor.name)
    _apply(house)
    return house


def _apply(house, reason="because"):
    for row in preview(house).readers:
        if not row["answer"]:
            acknowledge(house, row["about"], "read", team=row["who"])
    preview(house)
    return apply(house, reason)


def _keys(found):
    return {row["seat"]: row["given"] for row in found.needed}


def test_a_strategic_change_waits_for_three(firm):
    """Strategy wrote it and has approved it; operations and sales have not."""
    edit(firm.seen_by(ANN), [{"node": "vision", "value": "Linen kept for twenty years"}], "longer")
    found = approvals(firm)
    assert _keys(found) == {"strategy": True, "operations": False, "sales": False}
    assert found.klass == "strategic"
    with pytest.raises(Refused, match=r"2 approval\(s\) are missing"):
        _apply(firm)


def test_each_gives_their_own_seat_and_then_it_applies(firm):
    """Sales cannot speak for operations."""
    made = edit(firm.seen_by(ANN), [{"node": "vision", "value": "Longer"}], "longer")
    with pytest.raises(NotAllowed, match="sellers"):
        approve(firm.seen_by(ANN), made.revision, "sales")
    approve(firm.seen_by(DAN), made.revision)
    with pytest.raises(NotAllowed):
        approve(firm.seen_by(DAN), made.revision, "operations")
    assert approve(firm.seen_by(BOB), made.revision).missing == 0
    assert _apply(firm).changed


def test_an_edit_voids_only_what_it_touches(firm):
    """The vision was approved; the objective is new to everybody."""
    made = edit(firm.seen_by(ANN), [{"node": "vision", "value": "Longer"}], "longer")
    for actor in (BOB, DAN):
        approve(firm.seen_by(actor), made.revision)
    target = {"node": "objectives/back", "field": "title", "value": "They all come back"}
    edit(firm.seen_by(ANN), [target], "wording")
    assert approvals(firm).missing == 0
    level = {"node": "objectives/back", "field": "priority", "value": 1}
    edit(firm.seen_by(ANN), [level], "first")
    assert _keys(approvals(firm)) == {"strategy": True, "operations": False, "sales": False}
    edit(firm.seen_by(ANN), [{"node": "vision", "value": "Longest"}], "longest")
    rows = {row["seat"]: row for row in approvals(firm).needed}
    assert set(rows["sales"]["nodes"]) == {"vision", "objectives/back"}


def test_someone_who_looked_at_an_older_revision_looks_again(firm):
    """What one approves is what one saw."""
    first = edit(firm.seen_by(ANN), [{"node": "vision", "value": "Longer"}], "longer")
    edit(firm.seen_by(ANN), [{"node": "vision", "value": "Longest"}], "longest")
    with pytest.raises(Refused, match="recorded since"):
        approve(firm.seen_by(DAN), first.revision)
    with pytest.raises(NotFound, match="finance"):
        approve(firm.seen_by(DAN), first.revision + 1, "finance")


def test_alone_nobody_waits(house):
    """One person writes, reads and applies."""
    write_plan(house, PLAN)
    User.objects.create_user("ann", role="administrator")
    _apply(house)
    edit(house, [{"node": "vision", "value": "Longer"}], "longer")
    assert approvals(house).alone
    assert approvals(house).missing == 3
    assert _apply(house).changed


def test_the_charter_asks_its_readers_until_they_have_read(firm):
    """A strategic change is told to two teams; what is in force stays asked."""
    made = edit(firm.seen_by(ANN), [{"node": "vision", "value": "Longer"}], "longer")
    rows = {(row["about"], row["who"]): row["answer"] for row in preview(firm).readers}
    assert rows["vision", "shop"] == rows["vision", "sellers"] == ""
    for actor in (BOB, DAN):
        approve(firm.seen_by(actor), made.revision)
    acknowledge(firm.seen_by(DAN), "vision", "read")
    preview(firm)
    apply(firm, "because")
    preview(firm)
    waiting = Acknowledgement.objects.filter(about="vision", answer="")
    assert [row.team for row in waiting] == ["shop"]
    asked = deeds_known(firm, read_plan(firm.texts())).deeds.asked
    assert ("vision", "shop") in {(about, who) for about, who, _ in asked}


def test_an_objection_to_the_course_blocks_it_until_it_is_settled(firm):
    """Approved by all, objected to by one: what was read changes, or a waiver says why it stands."""
    _vision(firm, "Longer")
    acknowledge(firm.seen_by(DAN), "vision", "objection", "No customer waits so long")
    with pytest.raises(Refused, match=r"AL-056.*vision"):
        _seen_and_applied(firm)
    (open_one,) = preview(firm).blocked
    assert "No customer waits so long" in open_one.message.en

    _vision(firm, "Long enough")
    rows = {(row["about"], row["who"]): row["answer"] for row in preview(firm).readers}
    assert rows["vision", "sellers"] == ""
    acknowledge(firm.seen_by(DAN), "vision", "objection", "Still too long")
    with pytest.raises(Refused, match="AL-056"):
        _seen_and_applied(firm)

    waiver = {"rule": "AL-056", "on": "vision", "approved_by": "ann", "until": "2027-02-28"}
    why = waiver | {"reason": "Heard; the board keeps it for this year"}
    made = edit(firm.seen_by(ANN), [{"node": "waivers/vision", "value": why}], "heard")
    for actor in (BOB, DAN):
        _approve_if_asked(firm, actor, made.revision)
    assert _seen_and_applied(firm).changed


def _vision(firm, words):
    made = edit(firm.seen_by(ANN), [{"node": "vision", "value": words}], "longer")
    preview(firm)
    for actor in (BOB, DAN):
        approve(firm.seen_by(actor), made.revision)


def _approve_if_asked(firm, actor, revision):
    with contextlib.suppress(NotFound):
        approve(firm.seen_by(actor), revision)


def _seen_and_applied(firm):
    preview(firm)
    return apply(firm, "because")


def test_the_rules_know_who_approved_and_why(firm):
    """Class, reason, team families, for AL-091 and AL-092."""
    made = edit(firm.seen_by(ANN), [{"node": "vision", "value": "Longer"}], "longer")
    approve(firm.seen_by(DAN), made.revision)
    approve(firm.seen_by(BOB), made.revision)
    last = deeds_known(firm, read_plan(firm.texts())).deeds.recorded[-1]
    assert (last.klass, last.reason, last.nodes) == ("strategic", "longer", ("vision",))
    assert set(last.approved_by) == {"sales", "operations"}


def test_what_the_plan_said_on_a_past_day(firm, later):
    """Before the first apply nothing; then each its day."""
    with pytest.raises(NotFound, match="in force"):
        plan_on(firm, "2020-01-01")
    first = firm.workspace.today
    later(days=3)
    edit(firm.seen_by(ANN), [{"node": "actions/evening", "field": "by", "value": "site"}], "x")
    made = approvals(firm)
    approve(firm, made.revision)
    _apply(firm)
    assert "by: event" in plan_on(firm, first).texts["plan/plan.yaml"]
    assert "by: site" in plan_on(firm, firm.workspace.today).texts["plan/plan.yaml"]


def test_a_difference_says_what_how_heavy_and_when(firm):
    """Two dimensions: class, and how it takes effect; findings that appear or are settled."""
    edit(firm, [{"node": "actions/evening", "field": "owner", "value": None}], "nobody")
    found = difference(firm)
    assert found.klass == "operational"
    assert [(row["field"], row["klass"], row["how"]) for row in found.changes] == [
        ("owner", "operational", "sheet")
    ]
    assert "AL-090" in {one["rule"] for one in found.appeared}
    back = difference(firm, found.after, found.before)
    assert "AL-090" in {one["rule"] for one in back.settled}


def test_impact_of_a_part_and_of_what_waits(firm):
    """By name, with the nearest when there is none."""
    assert impact(firm).nodes == ()
    with pytest.raises(NotFound, match="objectives/back"):
        impact(firm, "objectives/bac")
    edit(firm, [{"node": "objectives/back", "field": "priority", "value": 2}], "x")
    found = impact(firm)
    assert [one["node"] for one in found.nodes] == ["objectives/back"]
    assert found.counts["actions"] == 1
    assert found.money == ("900 EUR",)


def test_alignment_of_parts_and_its_history(firm):
    """The plan, the objective, the team of the owner; a value for each revision in force."""
    found = alignment(firm)
    assert found.plan["percent"] == 100
    assert [row["node"] for row in found.objectives] == ["objectives/back"]
    assert [row["node"] for row in found.teams] == ["teams/shop"]
    assert [len(row["past"]) for row in (found.plan, *found.objectives, *found.teams)] == [1, 1, 1]
    assert given_text(firm, read_plan(firm.texts())).deeds is None


def test_what_is_removed_is_told_too_and_the_charter_in_force_tells_it(firm):
    """A goal that goes is read by those who lived by it, though the same change drops the charter."""
    gone = [
        {"node": "actions/evening", "field": "", "value": None},
        {"node": "objectives/back", "field": "", "value": None},
        {"node": "charter/course", "field": "", "value": None},
    ]
    edit(firm.seen_by(ANN), gone, "we stop")
    rows = {(row["about"], row["who"]): row["answer"] for row in preview(firm).readers}
    assert rows["objectives/back", "sellers"] == ""
    acknowledge(firm.seen_by(DAN), "objectives/back", "read")
    rows = {(row["about"], row["who"]): row["answer"] for row in preview(firm).readers}
    assert rows["objectives/back", "sellers"] == "read"
