"""The grammar of phrases as tables: working them out takes a tenth of a second, reading them none.

``phrase.tables`` stands beside the grammar, written by ``python -m passerelle.plan.phrases.tables``
after each change of it. Tables of another grammar, or of another Lark, are left aside: the grammar
is then worked out where it is needed, slower and with the same outcome.
"""

import hashlib
import io
from functools import cache
from importlib.resources import files
from pathlib import Path

from lark import Lark, __version__

_MARK = 32
_FOLDER = files("passerelle.plan.phrases")


@cache
def parser() -> Lark:
    """Give the parser of phrases; its trees are for ``build.Build``."""
    grammar, kept = _grammar(), _FOLDER.joinpath("phrase.tables")
    held = kept.read_bytes() if kept.is_file() else b""
    return Lark.load(io.BytesIO(held[_MARK:])) if held[:_MARK] == _mark(grammar) else _made(grammar)


def tables() -> bytes:
    """Work out the tables of the grammar as it stands, marked with what they are of."""
    grammar, made = _grammar(), io.BytesIO()
    _made(grammar).save(made)
    return _mark(grammar) + made.getvalue()


def _grammar() -> str:
    return _FOLDER.joinpath("phrase.lark").read_text("utf-8")


def _made(grammar: str) -> Lark:
    return Lark(grammar, parser="lalr", lexer="contextual")


def _mark(grammar: str) -> bytes:
    return hashlib.sha256(f"{__version__} {grammar}".encode()).digest()


if __name__ == "__main__":
    Path(str(_FOLDER.joinpath("phrase.tables"))).write_bytes(tables())
