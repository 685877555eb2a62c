"""Recursion that does not deepen the stack: what is worked out asks for its parts, and is given them.

So a rule of the greatest depth is written and read wherever the call is made from.

>>> def length(items):
...     return 0 if items is None else 1 + (yield items[1])
>>> from functools import reduce
>>> unrolled(length, reduce(lambda rest, item: (item, rest), range(100_000), None))
100000
"""

from collections.abc import Callable, Generator
from typing import Any, TypeAlias, TypeVar

__all__ = ["Steps", "unrolled"]

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

Steps: TypeAlias = Generator[Asked, Answer, Answer]
"""What yields each part that it asks for, receives what that came to, and returns what the whole comes to."""


def unrolled(steps: "Callable[[Asked], Steps[Asked, Answer]]", whole: Asked) -> Answer:
    """What the whole comes to, where `steps` works out any part of it."""
    waiting = [steps(whole)]
    answer: Any = None
    while waiting:
        try:
            part = waiting[-1].send(answer)
        except StopIteration as done:
            waiting.pop()
            answer = done.value
        else:
            waiting.append(steps(part))
            answer = None
    return answer  # type: ignore[no-any-return]
