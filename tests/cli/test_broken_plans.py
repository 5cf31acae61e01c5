"""Broken plans in a terminal: a sentence, a place, a repair and a code; nothing is written."""

import pytest

from passerelle.verbs.workspace import STATE
from plan.broken import BROKEN
from plan.broken_more import MORE
from small_shop import terminal

ALL = {**BROKEN, **MORE}
SAMPLE = (
    "tab", "list not closed", "python tag", "two documents", "nul", "deep", "long value", "French field when",
    "30 February", "reversed months", "cost NaN", "rank huge", "alias bomb in maps", "many values",
    "target in two units", "bad phrase", "byte order mark in the middle", "merge key of an anchor",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    """A workspace whose plan is still to be written."""
    (tmp_path / "passerelle.yaml").write_text("name: Broken\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "plan").mkdir()
    return tmp_path


@pytest.mark.parametrize("name", SAMPLE)
def test_check_says_where_and_how_and_ends_with_a_code(folder, name):
    """The place as file:line:column, an arrow before the repair, no traceback, no file touched."""
    text, _, line, column = ALL[name]
    data = text.encode("utf-8", "surrogatepass")
    (folder / "plan" / "p.yaml").write_bytes(data)
    done = terminal(folder, "--lang", "fr", "check")
    assert done.returncode == 2, done.stderr
    assert f"plan/p.yaml:{line}:{column}" in done.stderr
    assert "→" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert (folder / "plan" / "p.yaml").read_bytes() == data
    assert [path.name for path in (folder / "plan").iterdir()] == ["p.yaml"]


@pytest.mark.parametrize("name", ["map not closed", "deep", "30 February", "binary tag"])
def test_record_records_nothing(folder, name):
    """A broken first plan makes no revision; a broken second one leaves head as it was."""
    path = folder / "plan" / "p.yaml"
    path.write_text(ALL[name][0], encoding="utf-8")
    done = terminal(folder, "record")
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    path.write_text("vision: x\n", encoding="utf-8")
    assert terminal(folder, "record").returncode == 0
    path.write_text(ALL[name][0], encoding="utf-8")
    assert terminal(folder, "record").returncode == 2
    history = terminal(folder, "history").stdout
    assert "2*" not in history
    assert "1*" in history
    assert (folder / STATE / "head.json").exists()
    assert path.read_text("utf-8") == ALL[name][0]


def test_latin_1_is_named(folder):
    """A file of another encoding, as an old editor saves it."""
    (folder / "plan" / "p.yaml").write_bytes("vision: été\n".encode("latin-1"))
    done = terminal(folder, "check")
    assert done.returncode == 2
    assert "plan/p.yaml:1:9" in done.stderr
    assert "UTF-8" in done.stderr
