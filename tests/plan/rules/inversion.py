"""The conditions of a rule, each with its inverse.

Conditions are what ``if``, ``elif``, ``while``, guards, conditional expressions and comprehensions
ask; each operand of ``and`` and ``or``; each comparison; and what follows ``not``. The inverse of
``a < b`` is ``not a < b``: ``a >= b``, and right for sets as well. In ``a < b < c`` each sign is
turned too.
"""

import ast
from collections.abc import Iterator

from plan.rules.mutant import Change, Source, put, slots

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def inversions(source: Source) -> Iterator[Change]:
    """Walk a rule's conditions, each once, as changes into the inverse."""
    asked = {id(_bare(node)) for node in _asked(source.tree)}
    for parent in list(ast.walk(source.tree)):
        for field, index, node in list(slots(parent)):
            if id(node) in asked:
                inverse = ast.copy_location(ast.UnaryOp(ast.Not(), node), node)
                yield Change(node, source.segment(node), *put(parent, field, index, inverse))
        if isinstance(parent, ast.Compare) and len(parent.ops) > 1:
            yield from _signs(source, parent)


def _signs(source: Source, node: ast.Compare) -> Iterator[Change]:
    for index, sign in enumerate(node.ops):
        text = f"{source.segment(node)}, sign {index + 1}"
        yield Change(node, text, *put(node, "ops", index, _TURNED[type(sign)]()))


def _asked(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        match node:
            case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
                yield test
            case ast.comprehension(ifs=several) | ast.BoolOp(values=several):
                yield from several
            case ast.match_case(guard=ast.expr() as guard):
                yield guard
            case ast.Compare() | ast.UnaryOp(op=ast.Not()):
                yield node
            case _:
                pass


def _bare(node: ast.expr) -> ast.expr:
    """Take away each ``not``: a condition and its negation have one inverse."""
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node = node.operand
    return node
