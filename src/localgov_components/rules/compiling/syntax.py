"""Small pieces of Python syntax, as syntax trees."""

import ast
from collections.abc import Iterable, Sequence

from localgov_components.rules.compiling import placed

__all__ = [
    "append",
    "assign",
    "call",
    "compare",
    "conjunction",
    "constant",
    "disjunction",
    "either",
    "for_each",
    "function",
    "in_both",
    "is_",
    "is_not",
    "item",
    "load",
    "loop",
    "method",
    "negation",
    "operate",
    "pair",
    "scaled",
    "store",
    "together",
    "unless_unknown",
    "when",
]

_COMPARE: dict[str, type[ast.cmpop]] = {
    "==": ast.Eq, "!=": ast.NotEq, ">": ast.Gt, ">=": ast.GtE, "<": ast.Lt, "<=": ast.LtE, "in": ast.In, "is": ast.Is,
    "is not": ast.IsNot,
}  # fmt: skip
_OPERATE: dict[str, type[ast.operator]] = {"+": ast.Add, "-": ast.Sub, "*": ast.Mult}


def load(name: str) -> ast.expr:
    """A name that is read."""
    return placed.Name(name, ast.Load())


def store(names: Sequence[str]) -> ast.expr:
    """Names that a tuple is assigned to."""
    return placed.Tuple([placed.Name(name, ast.Store()) for name in names], ast.Store())


def constant(value: bool | int | str | None) -> ast.expr:  # noqa: FBT001 - the value itself
    """A constant that Python can write."""
    return placed.Constant(value)


def assign(name: str, value: ast.expr) -> ast.stmt:
    """`name = value`."""
    return placed.Assign([placed.Name(name, ast.Store())], value)


def compare(operator: str, left: ast.expr, right: ast.expr) -> ast.expr:
    """Two sides compared."""
    return placed.Compare(left, [_COMPARE[operator]()], [right])


def is_(value: ast.expr, wanted: bool | None) -> ast.expr:  # noqa: FBT001 - the value itself
    """`value is True`, `is False` or `is None`."""
    if isinstance(value, ast.Constant):  # Python warns of "is" with what is written
        return constant(value.value is wanted)
    return compare("is", value, constant(wanted))


def is_not(value: ast.expr, wanted: bool | None) -> ast.expr:  # noqa: FBT001 - the value itself
    """`value is not True`, `is not False` or `is not None`."""
    return compare("is not", value, constant(wanted))


def negation(value: ast.expr) -> ast.expr:
    """`not value`."""
    return placed.UnaryOp(ast.Not(), value)


def item(value: ast.expr, key: str | int) -> ast.expr:
    """`value[key]`."""
    return placed.Subscript(value, placed.Constant(key), ast.Load())


def append(name: str, value: ast.expr) -> ast.stmt:
    """`name.append(value)`."""
    return placed.Expr(method(name, "append", value))


def in_both(left: ast.expr, right: ast.expr) -> ast.expr:
    """`left & right`: what two sets of marks have in common."""
    return placed.BinOp(left, ast.BitAnd(), right)


def operate(operator: str, left: ast.expr, right: ast.expr) -> ast.expr:
    """A sum, a difference or a product."""
    return placed.BinOp(left, _OPERATE[operator](), right)


def together(operator: ast.operator, parts: Sequence[ast.expr]) -> ast.expr:
    """Parts joined by an operator in any order: of thousands, not thousands deep."""
    joined = list(parts)
    while len(joined) > 1:
        pairs = [placed.BinOp(left, operator, right) for left, right in zip(joined[::2], joined[1::2], strict=False)]
        joined = [*pairs, *joined[2 * len(pairs) :]]
    return joined[0]


def scaled(value: ast.expr, places: int) -> ast.expr:
    """A raw number with so many more places."""
    if places == 0:
        return value
    if isinstance(value, ast.Constant) and isinstance(value.value, int):
        return constant(value.value * 10**places)
    return operate("*", value, constant(10**places))


def either(test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
    """`then if test else otherwise`."""
    return placed.IfExp(test, then, otherwise)


def call(name: str, *arguments: ast.expr) -> ast.expr:
    """A call of a function by name."""
    return placed.Call(load(name), list(arguments), [])


def method(subject: str, name: str, *arguments: ast.expr) -> ast.expr:
    """A call of a method."""
    return placed.Call(placed.Attribute(load(subject), name, ast.Load()), list(arguments), [])


def pair(values: Iterable[ast.expr]) -> ast.expr:
    """A tuple of values."""
    return placed.Tuple(list(values), ast.Load())


def disjunction(parts: Sequence[ast.expr]) -> ast.expr:
    """`a or b or c`; of one part, that part."""
    return parts[0] if len(parts) == 1 else placed.BoolOp(ast.Or(), list(parts))


def conjunction(parts: Sequence[ast.expr]) -> ast.expr:
    """`a and b and c`; of one part, that part."""
    return parts[0] if len(parts) == 1 else placed.BoolOp(ast.And(), list(parts))


def unless_unknown(parts: Sequence[ast.expr], value: ast.expr) -> ast.expr:
    """The value, or None while one of the parts is; constants never are."""
    doubtful = [part for part in parts if isinstance(part, ast.Name)]
    distinct = list({part.id: part for part in doubtful if not part.id.startswith(("p_", "k_", "on"))}.values())
    if not distinct:
        return value
    return either(disjunction([is_(part, None) for part in distinct]), constant(None), value)


def when(condition: ast.expr, then: Sequence[ast.stmt], otherwise: Sequence[ast.stmt] = ()) -> ast.stmt:
    """`if condition: … else: …`."""
    return placed.If(condition, list(then), list(otherwise))


def loop(names: Sequence[str], over: ast.expr, body: Sequence[ast.stmt]) -> ast.stmt:
    """`for names in over: …`."""
    return placed.For(store(names), over, list(body), [])


def for_each(name: str, over: ast.expr, body: Sequence[ast.stmt]) -> ast.stmt:
    """`for name in over: …`."""
    return placed.For(placed.Name(name, ast.Store()), over, list(body), [])


def function(name: str, names: Sequence[str], body: Sequence[ast.stmt]) -> ast.stmt:
    """`def name(names): …`."""
    taken: list[ast.arg] = [placed.Arg(each) for each in names]
    arguments = ast.arguments(posonlyargs=[], args=taken, kwonlyargs=[], kw_defaults=[], defaults=[])
    return placed.FunctionDef(name, arguments, list(body), [])
