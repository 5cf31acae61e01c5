"""Who owns the plan: one way to write, nothing lost."""

import os
import threading

import pytest

from passerelle.base.errors import InputErrors, NotFound, UserError
from passerelle.plan.dump import write_plan as write_out
from passerelle.plan.edit import FieldChange
from passerelle.plan.load import read_plan
from passerelle.verbs import working_copy
from passerelle.verbs.edit import edit
from passerelle.verbs.ownership import head_plan, settle, submit
from passerelle.verbs.record import history, record
from verbs.conftest import MARIE, PAUL, PLAN, plan_text, write_plan

COST = {"node": "actions/soldes", "field": "cost", "value": "950 EUR"}
DATES = {"node": "actions/soldes", "field": "when", "value": "2027-02-03..2027-02-20"}


def head_of(house):
    """The plan of head."""
    return head_plan(house)[1]


def test_the_first_texts_are_recorded_and_again_is_no_change(house):
    """Recording what head knows makes no revision."""
    first = record(house)
    assert (first.revision, first.new) == (1, True)
    assert (record(house).revision, record(house).new) == (1, False)


def test_an_edit_of_a_file_is_found_and_keeps_its_text(house):
    """An editor's change becomes a revision that names the field; the comment is kept."""
    record(house)
    write_plan(house, PLAN.replace("900 EUR", "800 EUR"))
    found = record(house, "cheaper")
    assert found.revision == 2
    assert [(c["node"], c["field"], c["after"]) for c in found.changes] == [
        ("actions/soldes", "cost", "800 EUR")
    ]
    assert (found.reason, found.klass) == ("cheaper", "budget")


def test_a_form_writes_the_file_and_keeps_comments(house):
    """The text on disk is head's, with what its author wrote around it."""
    done = edit(house.seen_by(MARIE), [COST], "cheaper")
    assert done.revision == 2
    assert "# a limit of our own" in plan_text(house)
    assert "cost: 950 EUR" in plan_text(house)
    assert not record(house).new


def test_two_people_on_two_fields_lose_nothing(house):
    """Both looked at revision 1; both changes are in head."""
    base = record(house).revision
    edit(house.seen_by(MARIE), [COST], "cheaper", base=base)
    done = edit(house.seen_by(PAUL), [DATES], "later", base=base)
    assert not done.conflicts
    action = head_of(house).actions["soldes"]
    assert str(action.cost) == "950 EUR"
    assert str(action.when) == "2027-02-03..2027-02-20"
    assert [row["author"] for row in history(house).revisions] == ["paul", "marie", "terminal"]


def test_a_kpi_of_ours_may_be_given_its_first_line(house):
    """What AL-081 proposes can be typed as it stands; a slip of the finger still makes no KPI."""
    record(house)
    typed = {"field": "source", "value": "survey"}
    edit(house.seen_by(MARIE), [{"node": "metrics/brand_image_score", **typed}], "new", known=True)
    assert head_of(house).metrics["brand_image_score"].source == "survey"
    with pytest.raises(NotFound):
        edit(house.seen_by(MARIE), [{"node": "metrics/brand_imgae", **typed}], "new", known=True)


def test_two_people_on_one_field_are_shown_both_values(house):
    """The second is told what the first wrote, who, and when; nothing is written."""
    base = record(house).revision
    edit(house.seen_by(MARIE), [COST], "cheaper", base=base)
    before = plan_text(house)
    done = edit(house.seen_by(PAUL), [{**COST, "value": "700 EUR"}], "mine", base=base)
    (conflict,) = done.conflicts
    assert (conflict["base"], conflict["mine"], conflict["theirs"]) == (
        "900 EUR",
        "700 EUR",
        "950 EUR",
    )
    assert (done.other["author"], done.other["at"][:16]) == ("marie", "2027-01-11T12:00")
    assert done.code == 1
    assert plan_text(house) == before
    assert head_of(house).actions["soldes"].cost == read_plan({"p": before}).actions["soldes"].cost


def test_the_same_change_twice_is_no_conflict(house):
    """Two people who agree make one change."""
    base = record(house).revision
    edit(house.seen_by(MARIE), [COST], "cheaper", base=base)
    assert not edit(house.seen_by(PAUL), [COST], "cheaper too", base=base).conflicts


def test_choosing_after_a_conflict_writes(house):
    """The choice is made on the new base."""
    base = record(house).revision
    edit(house.seen_by(MARIE), [COST], "cheaper", base=base)
    refused = edit(house.seen_by(PAUL), [{**COST, "value": "700 EUR"}], "mine", base=base)
    chosen = edit(
        house.seen_by(PAUL), [{**COST, "value": "700 EUR"}], "agreed", base=refused.revision
    )
    assert str(head_of(house).actions["soldes"].cost) == "700 EUR"
    assert chosen.revision == 3


def test_an_unrecorded_edit_on_disk_is_recorded_first(house):
    """A form does not overwrite what stands in the file; both are kept as revisions."""
    base = record(house).revision
    write_plan(house, plan_text(house).replace("Winter sale", "White weeks"))
    edit(house.seen_by(MARIE), [COST], "cheaper", base=base)
    action = head_of(house).actions["soldes"]
    assert (action.title, str(action.cost)) == ("White weeks", "950 EUR")
    assert history(house).head == 3


def test_a_broken_file_blocks_nobody_and_is_left_alone(house):
    """The web goes on from the last good head; the file stays as its author left it."""
    record(house)
    broken = plan_text(house).replace("vision: Linen", "vision: [Linen")
    write_plan(house, broken)
    done = edit(house.seen_by(MARIE), [COST], "cheaper")
    assert done.left_alone == ("plan/plan.yaml",)
    assert plan_text(house) == broken
    assert str(head_of(house).actions["soldes"].cost) == "950 EUR"
    with pytest.raises(InputErrors):
        settle(house)


def test_repairing_a_broken_file_does_not_undo_what_was_written_meanwhile(house):
    """The author of the file started from revision 1; what came after is merged, not reverted."""
    record(house)
    good = plan_text(house)
    write_plan(house, good.replace("vision: Linen", "vision: [Linen"))
    edit(house.seen_by(MARIE), [COST], "cheaper")
    write_plan(house, good.replace("Winter sale", "White weeks"))
    action = head_of(house).actions["soldes"]
    assert (action.title, str(action.cost)) == ("White weeks", "950 EUR")
    assert "950 EUR" in plan_text(house)
    assert "White weeks" in plan_text(house)
    assert not record(house).new


def test_a_repaired_file_that_says_otherwise_is_a_conflict_with_both_values(house):
    """The same field, changed on both sides: nobody's value is dropped silently."""
    record(house)
    good = plan_text(house)
    write_plan(house, good.replace("vision: Linen", "vision: [Linen"))
    edit(house.seen_by(MARIE), [COST], "cheaper")
    write_plan(house, good.replace("900 EUR", "700 EUR"))
    with pytest.raises(UserError) as caught:
        record(house)
    for words in ("actions/soldes cost", "700 EUR", "950 EUR", "marie"):
        assert words in caught.value.read("fr")
    assert str(head_of(house).actions["soldes"].cost) == "950 EUR"
    assert "700 EUR" in plan_text(house)
    edit(house, [{**COST, "value": "700 EUR"}], "agreed")
    assert str(head_of(house).actions["soldes"].cost) == "700 EUR"
    assert not record(house).new


def test_a_value_that_cannot_be_read_writes_nothing(house):
    """Neither revision nor file."""
    record(house)
    before = plan_text(house)
    with pytest.raises(InputErrors):
        submit(house, None, [FieldChange("actions/soldes", "cost", "a lot")], "no")
    assert plan_text(house) == before
    assert history(house).head == 1


def test_a_new_file_and_a_removed_one_are_edits(house):
    """Plans may be cut into files as their authors like."""
    record(house)
    write_plan(house, "swot:\n  lin: {quadrant: strength, says: Woven in Lille}\n", "swot.yaml")
    assert record(house).revision == 2
    (house.folder / "plan" / "swot.yaml").unlink()
    assert record(house).revision == 3
    assert not head_of(house).swot


def test_a_house_that_stays_open_sees_new_texts(house):
    """A server checks what the files say now, not what they said when it started."""
    from passerelle.verbs.check import check

    before = check(house).as_json()["findings"]
    write_plan(house, plan_text(house).replace("orders >= 3", "orders more than three"))
    with pytest.raises(InputErrors):
        check(house)
    write_plan(house, PLAN)
    assert check(house).as_json()["findings"] == before


def test_killed_between_the_record_and_the_files_loses_nothing(house):
    """The revision is the truth: at the next command the files catch up, nothing is reverted."""
    record(house)
    before = plan_text(house)
    note = house.folder / ".passerelle" / "head.json"
    old_note = note.read_text("utf-8")
    edit(house.seen_by(MARIE), [COST], "cheaper")
    write_plan(house, before)  # as if the process had died before it wrote the file and its note
    note.write_text(old_note, "utf-8")
    assert not record(house).new
    assert "950 EUR" in plan_text(house)
    assert history(house).head == 2


def test_a_whole_node_written_on_an_older_base_keeps_what_others_changed_in_it(house):
    """A program sends the whole action as it saw it, with another title: Marie's cost stays."""
    base = record(house).revision
    seen = write_out(head_of(house))["actions"]["soldes"]
    edit(house.seen_by(MARIE), [COST], "cheaper", base=base)
    whole = {"node": "actions/soldes", "field": "", "value": {**seen, "title": "White weeks"}}
    done = edit(house.seen_by(PAUL), [whole], "", base=base)
    assert not done.conflicts
    action = head_of(house).actions["soldes"]
    assert (action.title, str(action.cost)) == ("White weeks", "950 EUR")


def test_a_file_saved_while_ours_is_written_is_not_lost(house, monkeypatch):
    """An editor saves between the look at the file and the writing of it: its text stays."""
    record(house)
    path = house.folder / "plan" / "plan.yaml"
    mine = plan_text(house).replace("Winter sale", "White weeks")
    exchange = working_copy.exchange

    def just_before(one, other):
        if other == path and path.read_text("utf-8") != mine and not saved:
            saved.append(path.write_text(mine, "utf-8"))
        return exchange(one, other)

    saved = []
    monkeypatch.setattr(working_copy, "exchange", just_before)
    done = edit(house.seen_by(MARIE), [COST], "cheaper")
    assert saved
    assert done.left_alone == ("plan/plan.yaml",)
    assert plan_text(house) == mine
    action = head_of(house).actions["soldes"]
    assert (action.title, str(action.cost)) == ("White weeks", "950 EUR")
    assert [path.name for path in (house.folder / "plan").iterdir()] == ["plan.yaml"]


def test_a_conflict_is_settled_by_the_value_one_was_told_though_head_moved_on(house):
    """The author writes what they were told to write; meanwhile Paul wrote again: his value stands."""
    record(house)
    good = plan_text(house)
    write_plan(house, good.replace("vision: Linen", "vision: [Linen"))
    edit(house.seen_by(MARIE), [COST], "cheaper")
    write_plan(house, good.replace("900 EUR", "700 EUR"))
    with pytest.raises(UserError, match="950 EUR"):
        record(house)
    edit(house.seen_by(PAUL), [{**COST, "value": "960 EUR"}], "dearer")
    write_plan(house, good.replace("900 EUR", "950 EUR").replace("Winter sale", "White weeks"))
    record(house)
    action = head_of(house).actions["soldes"]
    assert (action.title, str(action.cost)) == ("White weeks", "960 EUR")
    assert "960 EUR" in plan_text(house)
    assert not record(house).new


def test_a_conflict_that_waits_is_not_worked_out_again_for_each_reader(house, monkeypatch):
    """Until files or head change, the same answer is given, and no writer is kept waiting."""
    record(house)
    good = plan_text(house)
    write_plan(house, good.replace("vision: Linen", "vision: [Linen"))
    edit(house.seen_by(MARIE), [COST], "cheaper")
    write_plan(house, good.replace("900 EUR", "700 EUR"))
    said = []
    for _ in range(3):
        with pytest.raises(UserError) as caught:
            settle(house)
        said.append(caught.value.read("en"))
        monkeypatch.setattr("passerelle.verbs.ownership.merge", None)
    assert len(set(said)) == 1
    monkeypatch.undo()
    write_plan(house, good)
    assert not record(house).new


def test_a_file_that_is_being_saved_is_waited_for(house):
    """An editor empties the file, then writes it: no revision without actions comes of it."""
    record(house)
    path = house.folder / "plan" / "plan.yaml"
    mine = plan_text(house).replace("Winter sale", "White weeks")
    path.write_text("", "utf-8")
    os.utime(path, (1, 1))  # ext4 empties a file before it notes the time
    later = threading.Timer(0.3, path.write_text, (mine, "utf-8"))
    later.start()
    found = record(house)
    later.join()
    assert [(c["node"], c["field"]) for c in found.changes] == [("actions/soldes", "title")]
    assert history(house).head == 2


def test_files_that_are_gone_block_nobody(house):
    """The web goes on from head; who records is told."""
    record(house)
    (house.folder / "plan" / "plan.yaml").unlink()
    assert head_of(house).vision
    with pytest.raises(UserError, match="yaml"):
        record(house)
    assert history(house).head == 1
