"""Rules with one place of their source changed, and whether their cases notice.

A *mutant* is noticed when a case of the rule does not hold any more, when it raises, or when it
does not end. What no case can notice is excused by a comment on its first or last line:
``# either: <why both are right>``.
"""

import ast
import re
import signal
import sys
import tokenize
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from io import StringIO
from itertools import islice
from pathlib import Path
from types import CodeType, ModuleType

from passerelle.plan.rule import RuleModule
from passerelle.plan.rule_catalogue import rules
from plan.rules.case import Case, all_cases

MOST_VERDICTS = 1000
"""A mutant that yields as many goes on for ever."""

SECONDS = 0.3
"""Processor time after which a mutant goes on for ever; the cases of a rule need a tenth of it."""

_EXCUSE = re.compile(r"#\s*either:\s*(?P<reason>\S.*)")


@dataclass(frozen=True)
class Change:
    """One change of a rule's syntax tree, to make and to take back."""

    node: ast.expr
    text: str
    make: Callable[[], None]
    undo: Callable[[], None]


@dataclass(frozen=True)
class Survivor:
    """A change that no case notices, where it stands, and what excuses it."""

    place: str
    text: str
    excuse: str | None

    def __str__(self) -> str:
        """Say where it stands and what it is."""
        return f"{self.place}: {self.text}" + (f" (either: {self.excuse})" if self.excuse else "")


@dataclass(frozen=True)
class Source:
    """The source of one rule, to be changed in one place at a time, and the rule's cases."""

    name: str
    file: str
    text: str
    cases: tuple[Case, ...]

    @cached_property
    def tree(self) -> ast.Module:
        """The module's syntax tree, whole between two changes."""
        return ast.parse(self.text)

    @cached_property
    def excuses(self) -> dict[int, str]:
        """Reasons why no case can notice a change, by line."""
        tokens = tokenize.generate_tokens(StringIO(self.text).readline)
        comments = (one for one in tokens if one.type == tokenize.COMMENT)
        found = ((one.start[0], _EXCUSE.search(one.string)) for one in comments)
        return {line: match["reason"] for line, match in found if match}

    def segment(self, node: ast.AST) -> str:
        """Give the text of a node on one line."""
        return " ".join((ast.get_source_segment(self.text, node) or "").split())

    def survivors(self, changes: Iterable[Change]) -> tuple[int, list[Survivor]]:
        """Make each change alone; count them, and give those that no case notices."""
        count, found = 0, []
        for count, change in enumerate(changes, 1):  # noqa: B007  counted to the end
            change.make()
            try:
                noticed = self.noticed()
            finally:
                change.undo()
            if not noticed:
                lines = (change.node.lineno, change.node.end_lineno or 0)
                excuse = next((self.excuses[line] for line in lines if line in self.excuses), None)
                found.append(Survivor(f"{self.file}:{lines[0]}", change.text, excuse))
        return count, found

    def noticed(self) -> bool:
        """Put the tree, as it is now, to the cases: tell whether one does not hold."""
        code = compile(self.tree, self.file, "exec")
        try:
            with _limited(SECONDS):
                check = _run(self.name, code).check
                return any(_fails(case, check) for case in self.cases)
        except (Exception, _Endless):  # noqa: BLE001  whatever it raises, somebody noticed
            return True


@cache
def source(rule: str) -> Source:
    """Read the source of one of our rules."""
    module = rules()[rule]
    path = Path(str(module.__file__))
    mine = tuple(case for case in all_cases() if case.rule == rule)
    for case in mine:  # what is read and loaded once does not count as the time of a mutant
        tuple(islice(module.check(case.known), MOST_VERDICTS))
    return Source(
        str(module.__name__),
        f"src/passerelle/plan/rules/{path.name}",
        path.read_text(encoding="utf-8"),
        mine,
    )


def ours() -> list[str]:
    """Name the rules that come with Passerelle."""
    return [name for name, module in rules().items() if _is_ours(module)]


def _is_ours(module: RuleModule) -> bool:
    return str(module.__name__).startswith("passerelle.plan.rules.")


def told(found: Iterable[Survivor]) -> list[str]:
    """Write what no case notices and nothing excuses, a line each."""
    return [str(one) for one in found if not one.excuse]


def excused(found: Iterable[Survivor]) -> list[str]:
    """Write what no case can notice, with the reason, a line each."""
    return [str(one) for one in found if one.excuse]


def stale(source: Source, found: Iterable[Survivor]) -> set[str]:
    """Give the excuses that excuse nothing."""
    return set(source.excuses.values()) - {one.excuse for one in found if one.excuse}


def put(
    parent: ast.AST, field: str, index: int | None, node: ast.AST
) -> tuple[Callable[[], None], Callable[[], None]]:
    """Prepare to put ``node`` in a place of the tree, and to put back what is there now."""
    if index is None:
        before = getattr(parent, field)
        return lambda: setattr(parent, field, node), lambda: setattr(parent, field, before)
    items = getattr(parent, field)
    kept = items[index]
    return lambda: items.__setitem__(index, node), lambda: items.__setitem__(index, kept)


def slots(parent: ast.AST) -> Iterator[tuple[str, int | None, ast.expr]]:
    """Walk the expressions directly in a node: the field, the position in a list, the expression."""
    for field, value in ast.iter_fields(parent):
        if isinstance(value, ast.expr):
            yield field, None, value
        elif isinstance(value, list):
            yield from ((field, n, one) for n, one in enumerate(value) if isinstance(one, ast.expr))


def _fails(case: Case, check: Callable[..., Iterator[object]]) -> bool:
    said = tuple(islice(check(case.known), MOST_VERDICTS))
    return len(said) == MOST_VERDICTS or bool(case.wrong(said))


def _run(name: str, code: CodeType) -> ModuleType:
    """Run a module's code under its own name: data classes look their module up."""
    module = ModuleType(name)
    kept = sys.modules.get(name)
    sys.modules[name] = module
    try:
        exec(code, module.__dict__)
    finally:
        if kept is None:
            del sys.modules[name]
        else:
            sys.modules[name] = kept
    return module


class _Endless(BaseException):
    """A mutant took too long; no ``except Exception`` of a rule catches it."""


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise _Endless

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
