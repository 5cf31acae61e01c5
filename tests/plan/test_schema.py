"""The JSON Schema for editors and the forms for the browser."""

from pathlib import Path

import jsonschema
import pytest
import yaml

from passerelle.base.errors import NotFound
from passerelle.plan.dump import write_plan
from passerelle.plan.load import load
from passerelle.plan.model import NAMED, Plan
from passerelle.plan.schema import FormField, form, json_schema

EXAMPLE = Path(__file__).parents[2] / "examples" / "maison-lin" / "plan"


def test_schema_accepts_the_example_as_an_editor_reads_it() -> None:
    """The example, read by a plain YAML reader, and its canonical form are valid."""
    jsonschema.Draft202012Validator.check_schema(json_schema())
    validator = jsonschema.Draft202012Validator(json_schema())
    text = (EXAMPLE / "plan.yaml").read_text("utf-8")
    data = yaml.load(text, Loader=_EditorLoader)
    assert [error.message for error in validator.iter_errors(data)] == []
    assert [error.message for error in validator.iter_errors(write_plan(load(EXAMPLE)))] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"foo": 1},
        {"actions": {"a": {"whn": "2027"}}},
        {"actions": {"a": {"cost": "gratuit"}}},
        {"brand": {"tier": "gold"}},
        {"objectives": {"o": {}}},
    ],
)
def test_schema_refuses_what_is_wrong(wrong: object) -> None:
    """Unknown keys, wrong forms, wrong choices and missing fields are marked while typing."""
    assert not jsonschema.Draft202012Validator(json_schema()).is_valid(wrong)


@pytest.mark.parametrize("section", Plan.model_fields)
def test_every_section_has_a_form_in_both_languages(section: str) -> None:
    """Each field has a label in French and English and a kind."""
    spec = form(section)
    assert spec.named == (section in NAMED)
    assert spec.title.fr
    for one in _all(spec.fields):
        assert one.label.en
        assert one.label.fr
        assert one.kind
    assert spec.as_json()["fields"]


def test_form_knows_references_choices_and_examples() -> None:
    """What a field refers to, may hold, and looks like."""
    fields = {one.key: one for one in form("actions").fields}
    assert fields["for"].ref == ("segments",)
    assert fields["owner"].kind == "ref"
    assert fields["kind"].choices == ("action", "run")
    assert fields["when"].example == "2027-01-11..2027-01-31"
    assert form("objectives").fields[-1].kind == "map"
    assert form("vision").fields[0].key == ""


def test_no_such_section() -> None:
    """An unknown section is answered with the nearest names."""
    with pytest.raises(NotFound, match="actions"):
        form("action")


class _EditorLoader(yaml.SafeLoader):
    """Reads scalars as an editor's YAML 1.2 does: dates stay text."""


_EditorLoader.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(":timestamp")]
    for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _all(fields: tuple[FormField, ...]) -> list[FormField]:
    return [one for outer in fields for one in (outer, *_all(outer.fields))]
