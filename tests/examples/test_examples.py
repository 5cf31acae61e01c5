"""Each example raises the faults that were planted in it, and nothing once they are repaired."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from passerelle.plan.check import check
from passerelle.plan.edit import FieldChange, change_texts
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan, read_texts
from passerelle.plan.schema import json_schema
from small_shop import terminal

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 11, 26)
CASES = sorted(path.parent.name for path in EXAMPLES.glob("*/expected.yaml"))
PLANTED = (2, 6)
DOCUMENTS = {"000", "001", "002", "003", "004"}


def _expected(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((EXAMPLES / name / "expected.yaml").read_text(encoding="utf-8"))


def _texts(name: str) -> dict[str, str]:
    return read_texts(EXAMPLES / name / "plan")


def _found(texts: dict[str, str]) -> list[tuple[str, str, str]]:
    said = check(Given(read_plan(texts), TODAY, catalogue())).findings
    return sorted((one.rule, f"{one.node} {one.field}".strip(), one.severity.value) for one in said)


def _planted(name: str) -> list[tuple[str, str, str]]:
    return sorted((one["rule"], one["at"], one["severity"]) for one in _expected(name))


def _change(one: dict[str, Any]) -> FieldChange:
    return FieldChange(**one["repair"])


def test_the_cases_of_the_documents_are_there() -> None:
    """Six cases of the documents, beside the first example."""
    assert set(CASES) == {
        "compta-canada", "lingerie-repositionnement", "maison-lin", "montres-luxe", "part-de-marche",
        "soins-naturels", "vetements-d2c",
    }  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_check_finds_what_was_planted_and_nothing_else(name: str) -> None:
    """Rule, node, field and severity of each finding, on one day."""
    assert _found(_texts(name)) == _planted(name)


@pytest.mark.parametrize("name", CASES)
def test_all_repairs_together_leave_nothing(name: str) -> None:
    """A sound plan raises no finding of any severity."""
    changes = list({repr(one["repair"]): _change(one) for one in _expected(name)}.values())
    assert _found(change_texts(_texts(name), changes)) == []


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name in CASES for number in range(len(_expected(name)))],
)
def test_each_repair_takes_its_finding_away(name: str, number: int) -> None:
    """Whatever else is still broken."""
    one = _expected(name)[number]
    left = _found(change_texts(_texts(name), [_change(one)]))
    assert (one["rule"], one["at"], one["severity"]) not in left


@pytest.mark.parametrize("name", CASES)
def test_each_fault_illustrates_a_sentence_of_the_documents(name: str) -> None:
    """A few faults a case, each with the document it rests on and its words."""
    expected = _expected(name)
    assert PLANTED[0] <= len(expected) <= PLANTED[1]
    for one in expected:
        document, quote = one["sentence"].split(" ", 1)
        assert document in DOCUMENTS
        assert re.fullmatch("« .+ »", quote)


@pytest.mark.parametrize("name", CASES)
def test_an_editor_accepts_each_file(name: str) -> None:
    """The JSON Schema holds for each file of the plan, read by a plain YAML reader."""
    validator = jsonschema.Draft202012Validator(json_schema())
    for file, text in _texts(name).items():
        data = yaml.load(text, Loader=_EditorLoader)
        assert [error.message for error in validator.iter_errors(data)] == [], file


def test_the_terminal_says_the_same_of_all_at_once() -> None:
    """``passerelle check examples/*``: what was planted, by folder; 1, since some of it blocks."""
    folders = sorted(str(path) for path in EXAMPLES.iterdir())
    done = terminal(".", "check", "--json", *folders, now=datetime(2026, 11, 26, 9, tzinfo=UTC))
    assert done.returncode == 1, done.stderr
    answers = {Path(place).name: answer for place, answer in json.loads(done.stdout).items()}
    assert {name for name, answer in answers.items() if answer} == set(CASES)
    for name in CASES:
        found = [
            (one["rule"], f"{one['node']} {one['field']}".strip(), one["severity"])
            for one in answers[name]["findings"]
        ]
        assert sorted(found) == _planted(name)


class _EditorLoader(yaml.SafeLoader):
    """Reads days as texts, like an editor does: in JSON there are no days."""


_EditorLoader.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
