"""Small faults, put into one module at a time: what may be mutated, and how it then reads.

Comparisons, boolean operators, arithmetic, numbers and truth values, a `not` that is removed, branches that are swapped, and words of
tables. Left out is what no test should look at: annotations, docstrings, what only tools read, what says that it cannot happen.
"""

from __future__ import annotations

import ast
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
}


@dataclass(frozen=True)
class Mutant:
    """`node` is its place among the nodes of the module, as `ast.walk` gives them; `lines`, from 1, are those of what is mutated."""

    file: Path
    node: int
    lines: range
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"{self.file.as_posix()}:{self.lines[0]}: {self.change}"

    @property
    def change(self) -> str:
        """What it is, wherever its line may move to."""
        return f"{self.before} -> {self.after} in: {self.source}"

    def module(self) -> ast.Module:
        """The module with the fault in it."""
        tree = _parse(self.file)
        node = list(ast.walk(tree))[self.node]
        changed = _mutated(node)
        assert changed is not None
        _Exchange(node, changed).visit(tree)
        return ast.fix_missing_locations(tree)


class _Exchange(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        visited: ast.AST = self._new if node is self._old else self.generic_visit(node)
        return visited


def mutants(file: Path) -> Iterator[Mutant]:
    """One for each place of a module that can be mutated."""
    tree, source = _parse(file), file.read_text("utf-8").splitlines()
    skipped = {id(node) for root in _unmeant(tree) for node in ast.walk(root)}
    tables = {
        id(node)
        for statement in tree.body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for node in ast.walk(statement)
    }
    for place, node in enumerate(ast.walk(tree)):
        is_word = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) in skipped or (is_word and id(node) not in tables):
            continue
        changed = _mutated(node)
        if changed is not None:
            before, after = _said(node), _said(changed)
            lines = range(before.lineno, (before.end_lineno or before.lineno) + 1)
            yield Mutant(file, place, lines, ast.unparse(before), ast.unparse(after), source[before.lineno - 1].strip())


def _said(node: ast.AST) -> ast.expr:
    """Of an `if` its condition, not all that hangs on it."""
    said = node.test if isinstance(node, ast.If) else node
    assert isinstance(said, ast.expr)
    return said


def _parse(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"), str(file))


def _unmeant(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        match node:
            case (
                ast.Expr(value=ast.Constant())
                | ast.Raise(exc=ast.Call(func=ast.Name(id="AssertionError")))
                | ast.Assert()
            ):
                yield node
            case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.JoinedStr():
                yield node
            case ast.arg(annotation=ast.expr() as annotation) | ast.AnnAssign(annotation=annotation):
                yield annotation
            case ast.FunctionDef(returns=ast.expr() as returns):
                yield returns
            # The values of a type, for mypy to see.
            case ast.Subscript(value=ast.Name(id="Literal")):
                yield node
            # What a class is to be, not what it does: a value that could be changed is no fault anybody sees.
            case ast.ClassDef(decorator_list=decorators):
                yield from decorators
            # How much is remembered, and what would only crash where no length can differ.
            case ast.Call(func=ast.Name(id="lru_cache")) | ast.keyword(arg="strict"):
                yield node


def _mutated(node: ast.AST) -> ast.AST | None:
    """The node with a fault in it; None where there is nothing to mutate in the node itself."""
    changed = deepcopy(node)
    match changed:
        case ast.Compare(ops=[operator, *_]):
            changed.ops[0] = _COMPARISONS[type(operator)]()
        case ast.BoolOp():
            changed.op = ast.Or() if isinstance(changed.op, ast.And) else ast.And()
        case ast.BinOp(op=arithmetic) if type(arithmetic) in _ARITHMETIC:
            changed.op = _ARITHMETIC[type(arithmetic)]()
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return operand
        # A condition that is itself mutated so is not counted twice.
        case ast.If(test=test) if not isinstance(test, ast.UnaryOp):
            changed.test = ast.copy_location(ast.UnaryOp(ast.Not(), test), test)
        case ast.IfExp():
            changed.body, changed.orelse = changed.orelse, changed.body
        case ast.Constant(value=bool() as value):
            changed.value = not value
        case ast.Constant(value=int() | float() as number):
            changed.value = number + 1
        case ast.Constant(value=str() as text) if text.strip():
            changed.value = _with_another_word(text, node)
        case _:
            return None
    return changed


def _with_another_word(text: str, node: ast.AST) -> str:
    """One of its words is another; which, is for the line to say, so that it is the same each time. Of signs one is missing."""
    if not any(map(str.isalnum, text)):
        return text[:-1]
    words = text.split(" ")
    chosen = getattr(node, "lineno", 0) % len(words)
    return " ".join([*words[:chosen], f"{words[chosen]}x", *words[chosen + 1 :]])
