"""The copy in git: one commit a revision, in its author's name; what is pulled arrives as an edit."""

import subprocess
import threading
import time
from contextlib import contextmanager

import pytest

from passerelle.base.clock import FixedClock
from passerelle.base.errors import InputErrors
from passerelle.verbs.edit import edit
from passerelle.verbs.git_calls import _found
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan
from passerelle.verbs.record import history, record
from passerelle.verbs.workspace import open_workspace
from small_shop import NOON
from verbs.conftest import MARIE, PAUL, PLAN, SETTINGS, plan_text, write_plan

COST = {"node": "actions/soldes", "field": "cost", "value": "950 EUR"}
TITLE = {"node": "actions/soldes", "field": "title", "value": "White weeks"}


def git(folder, *words, code=0):
    """Ask git as a person does."""
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")
    done = subprocess.run(
        ["git", *who, "-C", str(folder), *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    return done.stdout


def git_says(folder, *words):
    """Ask git; give what it exits with."""
    return subprocess.run(
        ["git", "-C", str(folder), *words], capture_output=True, check=False
    ).returncode


@pytest.fixture
def folder(tmp_path):
    """A workspace in a folder of a repository that has a commit of its own."""
    folder = tmp_path / "repository" / "brand"
    (folder / "plan").mkdir(parents=True)
    (folder / "passerelle.yaml").write_text(SETTINGS + "git: true\n", encoding="utf-8")
    (folder / "plan" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (folder / ".gitignore").write_text(".passerelle/\n", encoding="utf-8")
    git(folder.parent, "init", "-q", "-b", "main")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "-q", "-m", "start")
    return folder


@pytest.fixture
def kept(folder, db):
    """The house of that workspace."""
    return House(open_workspace(folder, FixedClock(NOON)))


def log(folder, form="%an|%s|%(trailers:key=Passerelle-Revision,valueonly,separator=%x20)"):
    """The commits, oldest first."""
    return git(folder, "log", "--reverse", f"--format={form}").splitlines()


def test_each_revision_is_a_commit_in_its_authors_name(kept, folder):
    """Files of others, the index and the working copy stay as they are; git finds nothing to do."""
    record(kept)
    edit(kept.seen_by(MARIE), [COST], "cheaper")
    edit(kept.seen_by(PAUL), [TITLE], "")
    assert log(folder) == ["Ada|start|", "marie|cheaper|2", "paul|Revision 3|3"]
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "show", "HEAD:brand/plan/plan.yaml") == plan_text(kept)
    assert git(folder, "show", "-s", "--format=%at").strip() == str(int(NOON.timestamp()))


def test_files_that_come_and_go_are_in_the_commits(kept, folder):
    """A plan cut into two files, and put together again."""
    record(kept)
    write_plan(kept, "swot:\n  lin: {quadrant: strength, says: Woven here}\n", "a b é.yaml")
    record(kept, "second file")
    assert git(folder, "status", "--porcelain") == ""
    (folder / "plan" / "a b é.yaml").unlink()
    record(kept, "one file")
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "ls-tree", "--name-only", "HEAD", "plan/") == "plan/plan.yaml\n"


def test_what_is_pulled_is_recorded_as_any_edit(kept, folder, tmp_path):
    """A commit made elsewhere arrives in the files; no second commit says the same."""
    record(kept)
    git(tmp_path, "clone", "-q", str(folder.parent), "elsewhere")
    other = tmp_path / "elsewhere" / "brand" / "plan" / "plan.yaml"
    other.write_text(PLAN.replace("900 EUR", "950 EUR"), encoding="utf-8")
    git(tmp_path / "elsewhere", "commit", "-q", "-am", "from elsewhere")
    git(folder, "pull", "-q", "--ff-only", str(tmp_path / "elsewhere"), "main")
    found = record(kept)
    assert (found.new, found.revision) == (True, 2)
    assert str(head_plan(kept)[1].actions["soldes"].cost) == "950 EUR"
    assert log(folder, "%s") == ["start", "from elsewhere"]
    edit(kept.seen_by(PAUL), [TITLE], "ours")
    assert log(folder) == ["Ada|start|", "Ada|from elsewhere|", "paul|ours|3"]


def test_both_sides_went_on_and_git_merged_them(kept, folder, tmp_path):
    """A pull that merges: head holds both, and nobody's commit is lost."""
    record(kept)
    git(tmp_path, "clone", "-q", str(folder.parent), "elsewhere")
    other = tmp_path / "elsewhere" / "brand" / "plan" / "plan.yaml"
    other.write_text(PLAN.replace("Linen kept", "Linen worn"), encoding="utf-8")
    git(tmp_path / "elsewhere", "commit", "-q", "-am", "from elsewhere")
    edit(kept.seen_by(MARIE), [COST], "cheaper")
    git(folder, "pull", "-q", "--no-rebase", "--no-edit", str(tmp_path / "elsewhere"), "main")
    edit(kept.seen_by(PAUL), [TITLE], "ours")
    plan = head_plan(kept)[1]
    assert (plan.vision[:10], str(plan.actions["soldes"].cost)) == ("Linen worn", "950 EUR")
    assert {"cheaper", "from elsewhere", "ours"} <= set(log(folder, "%s"))
    assert git(folder, "status", "--porcelain") == ""


def test_while_a_merge_waits_nothing_is_committed_and_nothing_is_lost(kept, folder, tmp_path):
    """The file holds git's marks: the web goes on; once merged by hand, all of it is in git."""
    record(kept)
    git(tmp_path, "clone", "-q", str(folder.parent), "elsewhere")
    other = tmp_path / "elsewhere" / "brand" / "plan" / "plan.yaml"
    other.write_text(PLAN.replace("900 EUR", "700 EUR"), encoding="utf-8")
    git(tmp_path / "elsewhere", "commit", "-q", "-am", "from elsewhere")
    edit(kept.seen_by(MARIE), [COST], "cheaper")
    git(folder, "pull", "-q", "--no-rebase", str(tmp_path / "elsewhere"), "main", code=1)
    before = log(folder, "%H")
    edit(kept.seen_by(PAUL), [TITLE], "ours")
    assert log(folder, "%H") == before
    write_plan(kept, PLAN.replace("900 EUR", "950 EUR"))
    git(folder, "commit", "-q", "-am", "merged by hand")
    record(kept)
    action = head_plan(kept)[1].actions["soldes"]
    assert (action.title, str(action.cost)) == ("White weeks", "950 EUR")
    edit(kept.seen_by(PAUL), [{**TITLE, "value": "Sale"}], "again")
    assert {"from elsewhere", "merged by hand", "ours", "again"} <= set(log(folder, "%s"))
    assert git(folder, "show", "HEAD:brand/plan/plan.yaml") == plan_text(kept)
    assert git(folder, "status", "--porcelain") == ""


def test_revisions_that_a_kill_kept_from_git_are_committed_later(kept, folder, monkeypatch):
    """Each with its own author, in their order."""
    record(kept)
    with monkeypatch.context() as dead:
        dead.setattr("passerelle.verbs.ownership.keep_in_git", lambda *_, **__: None)
        edit(kept.seen_by(MARIE), [COST], "cheaper")
        edit(kept.seen_by(PAUL), [TITLE], "renamed")
    record(kept)
    edit(kept.seen_by(MARIE), [{**COST, "value": "940 EUR"}], "cheaper still")
    assert [row.split("|")[0] for row in log(folder)] == ["Ada", "marie", "paul", "marie"]


def test_a_lock_of_a_dead_process_is_taken_away_and_one_of_git_is_respected(
    kept, folder, monkeypatch
):
    """Ours names its process; git's own is waited for, then named with what to do."""
    record(kept)
    lock = folder.parent / ".git" / "index.lock"
    lock.write_bytes(b"passerelle 999999999")
    edit(kept.seen_by(MARIE), [COST], "cheaper")
    assert not lock.exists()
    lock.write_bytes(b"")
    monkeypatch.setattr("passerelle.verbs.git_lock.PATIENCE", 0.1)
    with pytest.raises(InputErrors) as caught:
        edit(kept.seen_by(MARIE), [TITLE], "")
    assert "index.lock" in caught.value.read("fr")
    assert head_plan(kept)[1].actions["soldes"].title == "Winter sale"
    assert lock.exists()


def test_git_that_is_absent_is_said_and_reading_goes_on(kept, folder, monkeypatch):
    """An edit is refused before anything is written; pages still show head."""
    record(kept)
    _found.cache_clear()
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(InputErrors, match="not installed"):
        edit(kept.seen_by(MARIE), [COST], "")
    assert str(head_plan(kept)[1].actions["soldes"].cost) == "900 EUR"
    assert history(kept).head == 1


def test_a_folder_in_no_repository_is_said(house, tmp_path):
    """What to run is named."""
    settings = tmp_path / "passerelle.yaml"
    settings.write_text(SETTINGS + "git: true\n", encoding="utf-8")
    other = House(open_workspace(tmp_path, house.clock))
    with pytest.raises(InputErrors, match="git init"):
        record(other)


def test_what_a_waiting_merge_brought_is_nobodys_edit_yet(kept, folder, tmp_path):
    """One file conflicts, another merged cleanly: neither is recorded, and giving up brings nothing."""
    record(kept)
    write_plan(kept, "swot:\n  lin: {quadrant: strength, says: Woven here}\n", "swot.yaml")
    record(kept, "second file")
    git(tmp_path, "clone", "-q", str(folder.parent), "elsewhere")
    theirs = tmp_path / "elsewhere" / "brand" / "plan"
    (theirs / "plan.yaml").write_text(PLAN.replace("900 EUR", "700 EUR"), encoding="utf-8")
    (theirs / "swot.yaml").write_text("swot:\n  lin: {quadrant: strength, says: Woven there}\n")
    git(tmp_path / "elsewhere", "commit", "-q", "-am", "from elsewhere")
    edit(kept.seen_by(MARIE), [COST], "cheaper")
    git(folder, "pull", "-q", "--no-rebase", str(tmp_path / "elsewhere"), "main", code=1)
    # The person has taken away the marks of the conflict, and not said that the merge is done.
    (folder / "plan" / "plan.yaml").write_text(PLAN.replace("900 EUR", "950 EUR"), encoding="utf-8")

    with pytest.raises(InputErrors, match="merge"):
        record(kept)
    edit(kept.seen_by(PAUL), [TITLE], "ours")
    assert head_plan(kept)[1].swot["lin"].says == "Woven here"

    git(folder, "merge", "--abort")
    _, plan = head_plan(kept)
    assert plan.swot["lin"].says == "Woven here"
    assert str(plan.actions["soldes"].cost) == "950 EUR"
    assert plan.actions["soldes"].title == "White weeks"


def test_a_merge_that_has_written_its_files_and_not_yet_said_so_is_given_a_moment(kept, folder):
    """Git notes where it began; what it wrote is taken in once that note is old, or HEAD has moved."""
    record(kept)
    tip = git(folder, "rev-parse", "HEAD").strip()
    write_plan(kept, PLAN.replace("900 EUR", "950 EUR"))
    (folder.parent / ".git" / "ORIG_HEAD").write_text(f"{tip}\n")
    begun = time.monotonic()
    assert str(head_plan(kept)[1].actions["soldes"].cost) == "950 EUR"
    assert 0.9 < time.monotonic() - begun < 1.6

    (folder.parent / ".git" / "ORIG_HEAD").write_text(f"{tip}\n")
    write_plan(kept, PLAN.replace("900 EUR", "940 EUR"))
    begun = time.monotonic()
    assert str(head_plan(kept)[1].actions["soldes"].cost) == "940 EUR"
    assert time.monotonic() - begun < 0.9


@contextmanager
def just_begun(monkeypatch):
    """Git begins a merge between the writing of the files and the commit."""
    with monkeypatch.context() as begun:
        begun.setattr("passerelle.verbs.git_copy.Repository.is_amid_something", lambda _: True)
        begun.setattr("passerelle.verbs.ownership.is_amid_merge", lambda _: False)
        yield


def test_what_git_began_before_a_revision_undoes_nothing_of_it(kept, folder, monkeypatch):
    """Git looked at the files, a revision was written, and git wrote what it had made of the old ones."""
    record(kept)
    old = (folder / "plan" / "plan.yaml").read_text(encoding="utf-8")
    with just_begun(monkeypatch):
        edit(kept.seen_by(MARIE), [COST], "cheaper")
    assert "950 EUR" in (folder / "plan" / "plan.yaml").read_text(encoding="utf-8")
    theirs = old.replace("by: site", "by: shop", 1)
    assert theirs != old
    write_plan(kept, theirs)

    _, plan = head_plan(kept)

    assert str(plan.actions["soldes"].cost) == "950 EUR"
    assert (folder / "plan" / "plan.yaml").read_text(encoding="utf-8").count("950 EUR") == 1
    assert "by: shop" in (folder / "plan" / "plan.yaml").read_text(encoding="utf-8")


def test_a_merge_given_up_takes_back_no_revision_that_git_did_not_hold(kept, folder, monkeypatch):
    """The files are git's old ones again, and a later revision stands in the records."""
    record(kept)
    old = (folder / "plan" / "plan.yaml").read_text(encoding="utf-8")
    with just_begun(monkeypatch):
        edit(kept.seen_by(MARIE), [COST], "cheaper")
        edit(kept.seen_by(PAUL), [TITLE], "ours")
    write_plan(kept, old)

    _, plan = head_plan(kept)

    assert str(plan.actions["soldes"].cost) == "950 EUR"
    assert plan.actions["soldes"].title == "White weeks"
    assert log(folder)[-1].startswith("Paul") or "ours" in log(folder)[-1]


def test_who_waits_for_a_merge_to_end_lets_git_end_it(kept, folder):
    """The lock is git's while we wait; what it wrote meanwhile is what is taken in."""
    record(kept)
    tip = git(folder, "rev-parse", "HEAD").strip()
    write_plan(kept, PLAN.replace("900 EUR", "950 EUR"))
    (folder.parent / ".git" / "MERGE_HEAD").write_text(f"{tip}\n")
    told = []

    def give_up():
        for _ in range(60):
            told.append(git_says(folder, "merge", "--abort"))
            if told[-1] == 0:
                break
            time.sleep(0.005)

    giving = threading.Thread(target=give_up)
    giving.start()
    _, plan = head_plan(kept)
    giving.join()

    assert told[-1] == 0
    assert not (folder.parent / ".git" / "MERGE_HEAD").exists()
    assert str(plan.actions["soldes"].cost) in {"950 EUR", "900 EUR"}
    assert (
        (folder / "plan" / "plan.yaml")
        .read_text(encoding="utf-8")
        .count(str(plan.actions["soldes"].cost))
    )
