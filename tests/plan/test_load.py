"""Reading a plan: places, several files, and every way of being wrong."""

import os
import time
import tracemalloc
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.base.errors import InputErrors, UserError
from passerelle.base.money import Money
from passerelle.base.place import Place
from passerelle.plan.load import load, read_plan, read_texts
from plan.broken import BROKEN
from plan.broken_more import MORE

EXAMPLE = Path(__file__).parents[2] / "examples" / "maison-lin" / "plan"
ALL = {**BROKEN, **MORE}
TEXT = (EXAMPLE / "plan.yaml").read_text("utf-8")


def test_example_reads() -> None:
    """The example of the documentation reads into typed values."""
    plan = load(EXAMPLE)
    assert plan.year is not None
    assert plan.year.budget == Money(Decimal(60000), "EUR")
    assert plan.actions["soldes-hiver"].promotion is not None
    assert plan.objectives["faire-revenir"].results["repurchase_rate"].target.by == date(
        2027, 12, 31
    )


def test_every_part_knows_its_place() -> None:
    """A field, a nested field and an item of a list stand at a file, a line and a column."""
    text = "vision: x\nactions:\n  a:\n    when: 2027-01-11\n    judged_on: [orders, revenue]\n"
    plan = read_plan({"plan/p.yaml": text})
    assert plan.place("actions", "a", "when") == Place("plan/p.yaml", 4, 5)
    assert plan.place("actions", "a", "judged_on", "1") == Place("plan/p.yaml", 5, 25)
    assert plan.place("actions", "a", "cost") == Place("plan/p.yaml", 3, 3)
    assert plan.place("segments", "x") is None


def test_files_are_put_together_by_id() -> None:
    """Sections spread over files become one plan."""
    plan = read_plan(
        {"a.yaml": "segments:\n  x: {}\n", "b.yaml": "segments:\n  y: {}\nvision: v\n"}
    )
    assert list(plan.segments) == ["x", "y"]
    assert plan.vision == "v"


def test_same_id_in_two_files_names_both() -> None:
    """One id in two files is a fault that names both places."""
    with pytest.raises(InputErrors) as caught:
        read_plan({"a.yaml": "segments:\n  x: {}\n", "b.yaml": "segments:\n  x: {}\nvision: v\n"})
    assert "a.yaml:2:3" in str(caught.value)
    assert "b.yaml:2:3" in str(caught.value)


def test_all_faults_at_once_sorted_by_place() -> None:
    """Faults of all files come together, in the order of the text."""
    with pytest.raises(InputErrors) as caught:
        read_plan(
            {
                "b.yaml": "vision: [\n",
                "a.yaml": "actions:\n  a: {when: x, cost: 1}\n  b: {foo: 1}\n",
            }
        )
    places = [str(fault.place) for fault in caught.value.faults]
    assert places == ["a.yaml:2:13", "a.yaml:2:22", "a.yaml:3:7", "b.yaml:2:1"]


def test_dangling_names_and_cycles_are_left_to_the_rules() -> None:
    """A name that refers to nothing, and a circle, still read."""
    plan = read_plan({"a": "actions:\n  a: {needs: [a, nowhere], serves: nothing}\n"})
    assert plan.actions["a"].needs == ("a", "nowhere")


def test_scalars_stay_text() -> None:
    """What YAML would guess (no, dates, numbers) is read by the field's own type."""
    plan = read_plan({"a": "markets:\n  m: {title: 2027, countries: [NO, FR]}\nvision: no\n"})
    assert plan.markets["m"].title == "2027"
    assert plan.markets["m"].countries == ("NO", "FR")
    assert plan.vision == "no"


@pytest.mark.parametrize(
    "text", ["", "# rien\n", "---\n", "actions:\n", "vision: ~\n", "\ufeffvision: x\n"]
)
def test_empty_parts_are_absent(text: str) -> None:
    """An empty file, section or value is no fault."""
    assert read_plan({"a": text}).actions == {}


@pytest.mark.parametrize(
    "line",
    ["title: Stand # C114", "title: Stand  #à revoir", 'title: "Stand #C114"', "cost: 3 EUR #A2", "title: Stand#C114"],
)  # fmt: skip
def test_a_note_behind_a_value_is_no_fault(line: str) -> None:
    """Only what looks like a part of a free text is asked about."""
    assert "a" in read_plan({"a": f"actions:\n  a:\n    {line}\n"}).actions


@pytest.mark.parametrize("nothing", ["~", "null"])
def test_nothing_on_purpose_is_no_fault(nothing: str) -> None:
    """Who writes ``null`` means none; only a value that is not there was forgotten."""
    plan = read_plan({"a": f"actions:\n  a: {{when: {nothing}, for: [], by: site}}\n  b:\n"})
    assert plan.actions["a"].when is None
    assert plan.actions["b"].by is None


def test_a_field_left_empty_is_told_once() -> None:
    """A needed one is not said to be missing as well."""
    with pytest.raises(InputErrors) as caught:
        read_plan({"a": "objectives:\n  o:\n    title:\n"})
    assert [fault.what.fr for fault in caught.value.faults] == [
        "« title » n’a pas de valeur dans objectives/o."
    ]


@pytest.mark.parametrize("name", ALL)
def test_broken_text_says_what_where_and_how(name: str) -> None:
    """Each broken text gives one clear fault in both languages, at its place, with its repair, soon."""
    text, word, line, column = ALL[name]
    begun = time.process_time()
    with pytest.raises(UserError) as caught:
        read_plan({"plan/p.yaml": text})
    assert time.process_time() - begun < 2
    fault = caught.value.faults[0]
    assert word in f"{fault.what.en} {fault.fix.en}"
    assert fault.what.fr
    assert fault.fix.fr
    assert fault.fix.en.strip()
    assert fault.place == Place("plan/p.yaml", line, column)
    for language in ("en", "fr"):
        said = caught.value.read(language)
        assert f"plan/p.yaml:{line}:{column}" in said
        assert "Traceback" not in said
        assert "None" not in said


def test_there_are_enough_broken_texts() -> None:
    """The collection of broken texts does not shrink, and none is there twice."""
    assert len(BROKEN) + len(MORE) == len(ALL) >= 290
    assert len({text for text, *_ in ALL.values()}) == len(ALL)


def test_broken_texts_take_little_memory() -> None:
    """The largest and the deepest of them are refused before they fill the machine."""
    heavy = [text for text, *_ in ALL.values() if len(text) > 5_000 or "&" in text]
    tracemalloc.start()
    try:
        for text in heavy:
            with pytest.raises(UserError):
                read_plan({"plan/p.yaml": text})
        assert tracemalloc.get_traced_memory()[1] < 150 * 2**20
    finally:
        tracemalloc.stop()


def test_alias_bomb_is_refused_quickly() -> None:
    """A billion laughs is a fault, not a billion values."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    with pytest.raises(InputErrors, match="50,000"):
        read_plan({"a": "\n".join(lines)})


@pytest.mark.parametrize(
    ("data", "word", "place"),
    [
        ("vision: été\n".encode("latin-1"), "Windows-1252", "1:9"),
        ("a: x\nvision: été\n".encode("cp1252"), "Windows-1252", "2:9"),
        ("vision: l\u2019\u00e9t\u00e9 \u20ac\n".encode("cp1252"), "Windows-1252", "1:10"),
        ("vision: Préférée, à côté de l'été\n".encode("mac_roman"), "UTF-8", "1:11"),
        ("vision: été\n".encode("utf-16"), "UTF-16", "1:1"),
        ("vision: été\n".encode("utf-16-le"), "binary", "1:2"),
        ("vision: été\n".encode("utf-32"), "UTF-16", "1:1"),
        ("vision: été\n".encode()[:-2] + b"\n", "UTF-8", "1:12"),
        (b"vision: \xc0\xaf\n", "UTF-8", "1:9"),
        (b"vision: \xed\xa0\x80\n", "UTF-8", "1:9"),
        (b"PK\x03\x04\x00\x00", "binary", "1:5"),
        (b"\x1f\x8b\x08\x00", "UTF-8|binary", "1:4"),
        (b"a" * 2_000_001, "MB", "1:1"),
        (b"vision: " + b"x" * 5_000_000, "MB", "1:1"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes, word: str, place: str) -> None:
    """Another encoding, a binary and a large file are named, with their place and a repair."""
    (tmp_path / "p.yaml").write_bytes(data)
    with pytest.raises(InputErrors, match=word) as caught:
        load(tmp_path)
    fault = caught.value.faults[0]
    assert str(fault.place) == f"{tmp_path.name}/p.yaml:{place}"
    assert fault.fix.en
    assert fault.fix.fr


def test_missing_folder_and_empty_folder(tmp_path: Path) -> None:
    """No folder, and a folder without plan, say what to do."""
    with pytest.raises(UserError, match="no folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(UserError, match=r"no \.yaml file"):
        load(tmp_path)


def test_texts_keep_their_bytes(tmp_path: Path) -> None:
    """Line ends are kept; hidden files and other files are left out; names begin with the folder's."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "p.yml").write_bytes(b"vision: x\r\n")
    (tmp_path / ".p.yaml.new").write_bytes(b"\xff")
    (tmp_path / "notes.txt").write_bytes(b"\xff")
    assert read_texts(tmp_path) == {f"{tmp_path.name}/sub/p.yml": "vision: x\r\n"}


@pytest.mark.parametrize("name", ["team.yaml.txt", "team.yml.txt", "TEAM.YAML.TXT"])
def test_a_file_that_a_text_editor_renamed_is_named(tmp_path: Path, name: str) -> None:
    """It is not passed over in silence; a note beside the plan is."""
    (tmp_path / "p.yaml").write_text("vision: x\n")
    (tmp_path / "old.yaml.bak").write_text("vision: x\n")
    (tmp_path / "notes.txt").write_text("x")
    assert load(tmp_path).vision == "x"

    (tmp_path / name).write_text("teams: {v: {family: sales}}\n")
    with pytest.raises(InputErrors) as caught:
        load(tmp_path)
    (fault,) = caught.value.faults
    assert f"{tmp_path.name}/{name[:-4]} »" in fault.fix.fr
    assert fault.place == Place(f"{tmp_path.name}/{name}")


TEAM = "teams:\n  a: {family: sales}\n  b: {family: sales}\nvision: x\n"


@pytest.mark.parametrize(
    "copy",
    ["team - Copie.yaml", "team - Copie (2).yaml", "team (1).yaml", "team copy.yaml", "Copie de team.yaml",
     "team - Copy.yml", "team copie 2.yaml", "team_copy.yaml"],
)  # fmt: skip
def test_a_copied_file_is_one_fault_that_names_the_copy(copy: str) -> None:
    """Not one for each name, and not at the original."""
    with pytest.raises(InputErrors) as caught:
        read_plan({"plan/team.yaml": TEAM, f"plan/{copy}": TEAM})
    (fault,) = caught.value.faults
    assert fault.place == Place(f"plan/{copy}")
    assert f"« plan/{copy} » est une copie de « plan/team.yaml »" in fault.what.fr


def test_two_files_that_say_much_alike_are_one_fault() -> None:
    """An old version under another name; two names in common stay two faults."""
    with pytest.raises(InputErrors) as caught:
        read_plan({"plan/team.yaml": TEAM, "plan/v2.yaml": TEAM})
    (fault,) = caught.value.faults
    assert "3 names of « plan/v2.yaml »" in fault.what.en
    with pytest.raises(InputErrors) as caught:
        read_plan({"plan/team.yaml": TEAM, "plan/v2.yaml": TEAM.replace("vision: x\n", "")})
    assert len(caught.value.faults) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(tmp_path: Path) -> None:
    """A file without the right to read is a fault with its name."""
    path = tmp_path / "p.yaml"
    path.write_text("vision: x\n")
    path.chmod(0)
    with pytest.raises(InputErrors, match=r"p\.yaml"):
        load(tmp_path)


def test_folder_named_like_a_file_and_broken_link(tmp_path: Path) -> None:
    """A folder called plan.yaml and a link to nothing are no files."""
    (tmp_path / "plan.yaml").mkdir()
    (tmp_path / "x.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(UserError, match=r"no \.yaml file"):
        load(tmp_path)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_random_text_never_ends_in_a_traceback(text: str) -> None:
    """Any text reads, or is refused with faults."""
    _reads_or_refuses(text)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, len(TEXT)),
    st.integers(0, 40),
    st.text(alphabet="{}[]:,&*!|>'\"%@`#-?~<=. \n\t0a\x00é€\u2028", max_size=8),
)
def test_mutated_example_never_ends_in_a_traceback(start: int, length: int, put: str) -> None:
    """The example with any piece replaced reads, or is refused with faults that have a place."""
    _reads_or_refuses(TEXT[:start] + put + TEXT[start + length :])


def _reads_or_refuses(text: str) -> None:
    try:
        read_plan({"plan/p.yaml": text})
    except UserError as error:
        refused = error
    else:
        return
    assert all(fault.place is not None for fault in refused.faults[:200])
    assert refused.read("fr")
