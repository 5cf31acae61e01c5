"""The tables that stand beside the grammar are those of the grammar."""

from importlib.resources import files

import pytest
from lark import Lark

from passerelle.plan.phrases import tables
from passerelle.plan.phrases.build import Build
from plan.phrases.test_tree import BOTH

FOLDER = files("passerelle.plan.phrases")


@pytest.fixture(scope="module")
def worked_out() -> Lark:
    """The parser of the grammar itself."""
    grammar = FOLDER.joinpath("phrase.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual")


def test_the_tables_are_of_the_grammar_that_stands() -> None:
    """A changed grammar needs ``python -m passerelle.plan.phrases.tables``."""
    kept = FOLDER.joinpath("phrase.tables").read_bytes()

    assert kept[:32] == tables.tables()[:32]


@pytest.mark.parametrize("phrase", [phrase for pair in BOTH for phrase in pair])
def test_both_read_alike(phrase: str, worked_out: Lark) -> None:
    """What is read with the tables is what the grammar reads."""
    assert Build().transform(tables.parser().parse(phrase)) == Build().transform(
        worked_out.parse(phrase)
    )


def test_tables_of_another_grammar_are_left_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The grammar is worked out anew: slower, with the same outcome."""
    grammar = FOLDER.joinpath("phrase.lark").read_text("utf-8") + "\n// another\n"
    monkeypatch.setattr(tables, "_grammar", lambda: grammar)
    tables.parser.cache_clear()
    try:
        assert Build().transform(tables.parser().parse("orders >= 3")) is not None
    finally:
        tables.parser.cache_clear()
