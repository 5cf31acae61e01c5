"""The short conditions of a source file: ``CustomerID is known``, ``quantity < 0``."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal

from lark import Lark, Token, Tree
from lark.exceptions import LarkError

from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.base.place import Place

Operator = Literal[
    "known", "unknown", "=", "!=", "<", "<=", ">", ">=", "in", "not in", "contains", "starts"
]


@dataclass(frozen=True, slots=True)
class Test:
    """One test of one column."""

    column: str
    operator: Operator
    values: tuple[str | Decimal, ...] = ()

    __test__ = False  # not a test class, whatever its name suggests


@dataclass(frozen=True, slots=True)
class Joined:
    """Tests joined by ``and``, ``or``, or one test refused by ``not``."""

    by: Literal["and", "or", "not"]
    parts: tuple["Phrase", ...]


Phrase = Test | Joined


def read_phrase(text: str, place: Place | None = None) -> Phrase:
    """Read one condition.

    Raises:
        UserError: It cannot be read; the message shows the words that may be used.
    """
    try:
        return _phrase(_grammar().parse(text))
    except (LarkError, RecursionError) as error:
        raise UserError(
            Text(
                en=f"The condition «{text}» cannot be read.",
                fr=f"La condition « {text} » n'est pas lisible.",
            ),
            Text(
                en="Write for example: CustomerID is known, Quantity > 0, "
                "country in (FR, BE), `Order status` = paid, joined by and, or, not.",
                fr="Écrivez par exemple : CustomerID est connu, Quantity > 0, "
                "country dans (FR, BE), `Order status` = paid, reliées par et, ou, non.",
            ),
            place,
        ) from error


def columns_of(phrase: Phrase) -> frozenset[str]:
    """Name every column that the condition looks at."""
    return frozenset(test.column for test in _tests(phrase))


def sql_of(phrase: Phrase, write: Callable[[Test], str]) -> str:
    """Write the condition as SQL; ``write`` says how one test is written."""
    if isinstance(phrase, Test):
        return write(phrase)
    parts = [sql_of(part, write) for part in phrase.parts]
    if phrase.by == "not":
        return f"(NOT {parts[0]})"
    return "(" + f" {phrase.by.upper()} ".join(parts) + ")"


def _tests(phrase: Phrase) -> Iterator[Test]:
    if isinstance(phrase, Test):
        yield phrase
        return
    for part in phrase.parts:
        yield from _tests(part)


@cache
def _grammar() -> Lark:
    text = files("passerelle.warehouse").joinpath("keep.lark").read_text("utf-8")
    return Lark(text, parser="lalr", lexer="contextual")


def _phrase(tree: Tree[Token]) -> Phrase:
    if tree.data in {"either", "both"}:
        parts = tuple(_phrase(part) for part in tree.children if isinstance(part, Tree))
        return Joined("or" if tree.data == "either" else "and", parts)
    if tree.data == "negation":
        return Joined("not", (_phrase(_tree(tree.children[-1])),))
    inner = [part for part in tree.children if isinstance(part, Tree)]
    column = _word(inner[0].children[0])
    return Test(column, _operator(tree), tuple(_literal(part.children[0]) for part in inner[1:]))


def _operator(tree: Tree[Token]) -> Operator:
    names: dict[str, Operator] = {
        "known": "known",
        "unknown": "unknown",
        "among": "in",
        "outside": "not in",
        "contains": "contains",
        "starts": "starts",
    }
    if tree.data == "compare":
        written: Operator = str(tree.children[1])  # type: ignore[assignment]  # the grammar says so
        return written
    return names[str(tree.data)]


def _tree(part: Token | Tree[Token]) -> Tree[Token]:
    if isinstance(part, Tree):
        return part
    msg = f"unexpected {part!r}"
    raise LarkError(msg)


def _word(token: Token | Tree[Token]) -> str:
    text = str(token)
    return text[1:-1] if text[0] in "`\"'" else text


def _literal(token: Token | Tree[Token]) -> str | Decimal:
    if isinstance(token, Token) and token.type == "NUMBER":
        return Decimal(str(token))
    return _word(token)
