"""The house rules that no linter knows."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "passerelle"
LONGEST = 400
FORBIDDEN = {"utils", "common", "helpers", "core", "services"}
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
OTHER = sorted((ROOT / "tests").rglob("*.py")) + sorted((ROOT / "bench").rglob("*.py"))


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES + OTHER, ids=_short)
def test_file_fits_in_one_sitting(path):
    """No file is longer than 400 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", FILES, ids=_short)
def test_file_opens_with_its_purpose(path):
    """Every file says in its first sentence what it is for."""
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), (
        f"{path} has no docstring"
    )


def test_no_drawer_for_odds_and_ends():
    """No folder or file has a name that says nothing."""
    named = {part for path in FILES for part in (*path.parent.parts, path.stem)}

    assert not named & FORBIDDEN


def test_every_folder_of_the_house_holds_code():
    """Each folder of the architecture has code in it, not only a name."""
    for folder in sorted(
        path for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"
    ):
        lines = sum(
            len(file.read_text(encoding="utf-8").splitlines()) for file in folder.rglob("*.py")
        )
        assert lines > 100, f"{folder.name} is empty"


def test_repository_speaks_of_the_project_alone():
    """No file names a path of one machine."""
    roots = ("/" + "work/", "/" + "root/", "/tmp/" + "trial")
    for path in [
        *FILES,
        *OTHER,
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        ROOT / "Makefile",
    ]:
        text = path.read_text(encoding="utf-8")
        assert not any(root in text for root in roots), f"{path} names a path of one machine"
