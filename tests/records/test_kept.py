"""Drafts, snapshots and task sheets keep what they were given."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passerelle.base.money import Money
from passerelle.records.drafts import discard_drafts, drafts, save_drafts
from passerelle.records.snapshots import Question, SnapshotRow, keep_snapshot, people_of
from passerelle.records.tasks import Brief, TaskSheet, make_task_sheet, report_task


def test_a_draft_keeps_the_base_of_its_first_keystroke(marie, noon):
    """Later keystrokes move the value, not the revision it started from."""
    key = ("actions/x", "when")
    save_drafts(marie, "actions/x", {key: "2027-01"}, base=3, at=noon)
    save_drafts(marie, "actions/x", {key: "2027-01-11"}, base=4, at=noon + timedelta(minutes=1))
    (kept,) = drafts(marie, "actions/x")
    assert (kept.value, kept.base) == ("2027-01-11", 3)
    assert discard_drafts(marie, "actions/x") == 1
    assert drafts(marie, "actions/x") == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(st.text(min_size=1), unique=True))
def test_a_snapshot_gives_back_the_same_people(db, noon, people):
    """Any ids, in their order; the same snapshot is kept once."""
    question = Question(segment="vip", as_of=noon, action="soiree", revision=1)
    row = keep_snapshot(people, question)
    assert people_of(SnapshotRow.objects.get(pk=row.pk)) == tuple(people)
    assert keep_snapshot(people, question) == row


def test_a_task_sheet_is_made_once_and_keeps_what_was_reported(paul, noon):
    """A new revision changes the brief, not the cost and result."""
    brief = Brief(action="soiree", title="Soirée", start=date(2027, 2, 1))
    sheet = make_task_sheet(brief, at=noon)
    cost = Money(Decimal("812.50"))
    report_task(sheet, paul, at=noon, cost=cost, result="40 venues", done=True)
    make_task_sheet(Brief(action="soiree", title="Soirée VIP"), at=noon)
    kept = TaskSheet.objects.get()
    assert (kept.title, kept.cost, kept.done_at) == ("Soirée VIP", Decimal("812.50"), noon)
