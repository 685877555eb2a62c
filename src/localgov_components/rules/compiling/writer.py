"""Where generated statements are put: frames, names, and the home of each node.

A frame is the top of a function, a block in it, or the body of a loop over members. Each node has a home:
the innermost frame whose member it speaks of. Its code is put there, so that what does not depend on a
member is worked out before the loop, once.
"""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from localgov_components.rules.compiling import syntax
from localgov_components.rules.compiling.vocabulary import Vocabulary
from localgov_components.rules.expressions import Expression
from localgov_components.rules.tree import Binding

__all__ = ["Frame", "Slot", "Writer"]

Slot = tuple[Binding | None, int]
"""Where a value is noted: at the top or in the rows of a loop, and its number there."""


@dataclass(slots=True, eq=False)
class Frame:
    """The top of a function, a block in it, or the body of a loop over members.

    `noted` are the names whose values are kept, each with its number.
    """

    binding: Binding | None = None
    statements: list[ast.stmt] = field(default_factory=list)
    noted: dict[str, int] = field(default_factory=dict)


class Writer:
    """Writes the code of nodes into frames, each node once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.frames = [Frame()]
        self.emitted: dict[int, ast.expr] = {}
        self._numbered = 0

    def emit(self, node: Expression[Any]) -> ast.expr:
        """An expression for what is worked out of a node; what it needs first is put before."""
        if id(node) not in self.emitted:
            with self._at_home(node):
                self.emitted[id(node)] = self.written(node)
        return self.emitted[id(node)]

    def written(self, node: Expression[Any]) -> ast.expr:
        """The code of a node, at its home."""
        raise NotImplementedError

    def named(self, value: ast.expr) -> ast.expr:
        """The value as something that may be written twice: a name or a constant."""
        if isinstance(value, ast.Name | ast.Constant):
            return value
        name = self.fresh("v")
        self.put(syntax.assign(name, value))
        return syntax.load(name)

    def fresh(self, kind: str) -> str:
        """A name not used yet."""
        self._numbered += 1
        return f"{kind}_{self._numbered}"

    def put(self, *statements: ast.stmt) -> None:
        """Add statements to the frame that is being written."""
        self.frames[-1].statements.extend(statements)

    def slot(self, name: str) -> Slot:
        """Note a name in the frame that is being written."""
        frame = self.frames[-1]
        return frame.binding, frame.noted.setdefault(name, len(frame.noted))

    def note_of(self, frame: Frame) -> ast.expr:
        """Everything that a frame notes."""
        return syntax.pair([syntax.load(name) for name in frame.noted])

    @contextmanager
    def frame(self, binding: Binding | None = None) -> Iterator[Frame]:
        """Write into a frame of its own; what is worked out in a block is not there after it."""
        frame = Frame(binding)
        before = dict(self.emitted) if binding is None else None
        self.frames.append(frame)
        yield frame
        self.frames.remove(frame)
        if before is not None:
            self.emitted = before

    @contextmanager
    def _at_home(self, node: Expression[Any]) -> Iterator[None]:
        """Write into the frame that the node belongs to."""
        bindings = self.vocabulary.speaks_of(node)
        depth = len(self.frames)
        while self.frames[depth - 1].binding is not None and self.frames[depth - 1].binding not in bindings:
            depth -= 1
        inner, self.frames = self.frames[depth:], self.frames[:depth]
        yield
        self.frames = [*self.frames, *inner]
