"""Nodes of Python's syntax trees that need not be told where they stand.

Python compiles a node only if it has a line. Code that is generated stands on none, so that these have one by
their class: it takes as long to write a line into each node of a large function as to compile it.

>>> tree = ast.Expression(Compare(Constant(2), [ast.Gt()], [Constant(1)]))
>>> eval(compile(tree, "<rules>", "eval"))
True
"""

import ast

__all__ = [
    "Arg",
    "Assign",
    "Attribute",
    "BinOp",
    "BoolOp",
    "Break",
    "Call",
    "Compare",
    "Constant",
    "Expr",
    "For",
    "FunctionDef",
    "If",
    "IfExp",
    "Keyword",
    "List",
    "Name",
    "Pass",
    "Return",
    "Slice",
    "Starred",
    "Subscript",
    "Tuple",
    "UnaryOp",
]


class _Placed:
    lineno = 1
    col_offset = 0


class Name(_Placed, ast.Name):
    """See `ast.Name`."""


class Constant(_Placed, ast.Constant):
    """See `ast.Constant`."""


class Tuple(_Placed, ast.Tuple):
    """See `ast.Tuple`."""


class List(_Placed, ast.List):
    """See `ast.List`."""


class Assign(_Placed, ast.Assign):
    """See `ast.Assign`."""


class Expr(_Placed, ast.Expr):
    """See `ast.Expr`."""


class Return(_Placed, ast.Return):
    """See `ast.Return`."""


class If(_Placed, ast.If):
    """See `ast.If`."""


class IfExp(_Placed, ast.IfExp):
    """See `ast.IfExp`."""


class For(_Placed, ast.For):
    """See `ast.For`."""


class FunctionDef(_Placed, ast.FunctionDef):
    """See `ast.FunctionDef`."""


class BinOp(_Placed, ast.BinOp):
    """See `ast.BinOp`."""


class BoolOp(_Placed, ast.BoolOp):
    """See `ast.BoolOp`."""


class UnaryOp(_Placed, ast.UnaryOp):
    """See `ast.UnaryOp`."""


class Compare(_Placed, ast.Compare):
    """See `ast.Compare`."""


class Call(_Placed, ast.Call):
    """See `ast.Call`."""


class Attribute(_Placed, ast.Attribute):
    """See `ast.Attribute`."""


class Subscript(_Placed, ast.Subscript):
    """See `ast.Subscript`."""


class Slice(_Placed, ast.Slice):
    """See `ast.Slice`."""


class Starred(_Placed, ast.Starred):
    """See `ast.Starred`."""


class Break(_Placed, ast.Break):
    """See `ast.Break`."""


class Pass(_Placed, ast.Pass):
    """See `ast.Pass`."""


class Arg(_Placed, ast.arg):
    """See `ast.arg`."""


class Keyword(_Placed, ast.keyword):
    """See `ast.keyword`."""
