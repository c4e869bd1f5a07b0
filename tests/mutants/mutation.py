"""Places in a module where a small fault may be put, and the module with one put there."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
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
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add,
}
_WINDOW = re.compile(r"\{(\d*),(\d+)\}")
_CACHES = ("lru_cache", "cache", "cached_property")


ROOT = Path(__file__).parents[2]


class Site(NamedTuple):
    """One fault that may be put in: where, and what it is."""

    line: int
    column: int
    kind: str
    """compare, logic, negate, count, number, truth, window, skip or leave."""
    name: str
    """Outermost function or method it is in ("_Form.number"); empty at the top of the module."""


def sites(source: str) -> list[Site]:
    """Every fault that may be put into a module, in order."""
    return [site for site, _ in _found(ast.parse(source))]


def mutated(source: str, number: int) -> tuple[ast.Module, str]:
    """The module with one fault in it, and the statement before and after."""
    tree = ast.parse(source)
    site, put = list(_found(tree))[number]
    statement = _statement(tree, site.line)
    before = ast.unparse(statement)
    put()
    after = ast.unparse(statement)
    return ast.fix_missing_locations(tree), f"{_differing(before, after)} → {_differing(after, before)}"


def _differing(one: str, other: str) -> str:
    """The first line that is not the same, without its indent."""
    lines = zip(one.splitlines(), [*other.splitlines(), *[""] * len(one)], strict=False)
    return next((first.strip() for first, second in lines if first != second), "(nothing)")


def _statement(tree: ast.Module, line: int) -> ast.stmt:
    """The statement at the top, or in a class, in which a line lies."""
    held = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    around = [each for each in held if each.lineno <= line <= (each.end_lineno or each.lineno)]
    return min(around, key=lambda each: (each.end_lineno or 0) - each.lineno) if around else tree.body[0]


_Found = tuple[Site, Callable[[], None]]


def _found(tree: ast.Module) -> Iterator[_Found]:
    for statement in tree.body:
        yield from _in(statement, "")


def _in(node: ast.AST, name: str) -> Iterator[_Found]:
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
        return
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        own = name if name and not isinstance(node, ast.ClassDef) and "." in name else f"{name}.{node.name}".strip(".")
        for decorator in node.decorator_list:
            if not any(cache in ast.dump(decorator) for cache in _CACHES):
                yield from _in(decorator, own)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
                yield from _in(default, own)
        for statement in node.body:
            yield from _in(statement, own)
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    yield from _at(node, name)
    for field, value in ast.iter_fields(node):
        if field == "annotation":
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _in(child, name)


def _at(node: ast.AST, name: str) -> Iterator[_Found]:
    def site(kind: str) -> Site:
        return Site(getattr(node, "lineno", 0), getattr(node, "col_offset", 0), kind, name)

    match node:
        case ast.Compare():
            for number, operator in enumerate(node.ops):
                yield site("compare"), _put(node.ops, number, _COMPARED[type(operator)]())
        case ast.BoolOp():
            yield site("logic"), _set(node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield site("negate"), _become(node, ast.UnaryOp(ast.Not(), ast.UnaryOp(ast.Not(), node.operand)))
        case ast.BinOp() if type(node.op) in _COUNTED and not _is_text(node):
            yield site("count"), _set(node, "op", _COUNTED[type(node.op)]())
        case ast.Constant(value=bool()):
            yield site("truth"), _set(node, "value", not node.value)
        case ast.Constant(value=int()):
            for more in (1, -1):
                yield site("number"), _set(node, "value", node.value + more)
        case ast.Constant(value=str()) if match := _WINDOW.search(node.value):
            short = f"{{{match[1]},{max(int(match[2]) - 1, int(match[1] or 0))}}}"
            yield site("window"), _set(node, "value", node.value[: match.start()] + short + node.value[match.end() :])
        case ast.If() | ast.IfExp():
            yield site("negate"), _set(node, "test", ast.UnaryOp(ast.Not(), node.test))
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield site("skip"), _set(node, "value", ast.YieldFrom(ast.Tuple([], ast.Load())))
        case ast.Continue():
            yield site("leave"), _become(node, ast.Break())
        case ast.Break():
            yield site("leave"), _become(node, ast.Continue())


def _is_text(node: ast.BinOp) -> bool:
    return any(isinstance(each, ast.JoinedStr) or (isinstance(each, ast.Constant) and isinstance(each.value, str))
               for each in (node.left, node.right))  # fmt: skip


def _set(node: ast.AST, field: str, value: object) -> Callable[[], None]:
    return lambda: setattr(node, field, value)


def _put(held: list[ast.cmpop], number: int, value: ast.cmpop) -> Callable[[], None]:
    return lambda: held.__setitem__(number, value)


def _become(node: ast.AST, other: ast.AST) -> Callable[[], None]:
    """Turn a node into another in its place."""

    def turn() -> None:
        if isinstance(node, ast.UnaryOp) and isinstance(other, ast.UnaryOp):
            inner = node.operand
            node.operand = ast.UnaryOp(ast.Not(), inner)
            return
        node.__class__ = other.__class__

    return turn


def read(file: Path) -> str:
    """Source of a module."""
    return file.read_text(encoding="utf-8")


class Mutant(NamedTuple):
    """A fault in a file."""

    file: Path
    number: int
    site: Site

    @property
    def place(self) -> str:
        """The file, as a report names it."""
        return str(self.file.relative_to(ROOT))

    @property
    def change(self) -> str:
        """The line before and after."""
        return mutated(read(self.file), self.number)[1]
