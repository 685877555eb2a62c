"""How large and how deep a document may be, and where two of them differ.

Both walks take time and memory in proportion to the limits, whatever they are given; a list that holds itself too.

>>> shape_fault([[[]]])
>>> endless = []
>>> endless.append(endless)
>>> shape_fault(endless)
'more than 250 lists and objects within each other. Give an inner part a name with define(…)'
"""

from collections.abc import Iterator

from localgov_components.rules.document.place import Place

__all__ = ["ABSENT", "MOST_BOUND", "MOST_NESTED", "MOST_VALUES", "differences", "shape_fault"]

MOST_BOUND = 8
"""How many conditions over members, and lists of members, may stand within each other."""

MOST_NESTED = 250
"""Lists and objects within each other, at most: fewer than `read_json` takes, so that another document may hold one."""

MOST_VALUES = 450_000
"""Values at most, lists and objects and all that is in them: fewer than `read_json` takes."""


class _Absent:
    """Type of what stands for a key that is not there."""


ABSENT = _Absent()
"""Stands for what only the other document has."""


def shape_fault(data: object) -> str | None:
    """What is wrong with the depth, the size or the keys of a document, or None."""
    waiting, number = [(data, 1)], 1
    while waiting:
        value, depth = waiting.pop()
        if not isinstance(value, list | dict):
            continue
        if isinstance(value, dict) and not all(isinstance(key, str) for key in value):
            return "a key that is not text. Write JSON"
        number += len(value)
        if depth > MOST_NESTED:
            return (
                f"more than {MOST_NESTED} lists and objects within each other. Give an inner part a name with define(…)"
            )
        if number > MOST_VALUES:
            return f"more than {MOST_VALUES:,} values. Give parts that stand in many places a name with define(…)"
        waiting.extend((part, depth + 1) for part in (value.values() if isinstance(value, dict) else value))
    return None


def differences(given: object, written: object, place: Place) -> Iterator[tuple[Place, object, object]]:
    """Every place in which two documents differ, with what stands there in each; true is not 1."""
    waiting = [(place, given, written)]
    while waiting:
        here, left, right = waiting.pop()
        if isinstance(left, dict) and isinstance(right, dict):
            keys = sorted({*left, *right}, reverse=True)
            waiting.extend((here.at(key), left.get(key, ABSENT), right.get(key, ABSENT)) for key in keys)
        elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
            pairs = [(here.item(number), *pair) for number, pair in enumerate(zip(left, right, strict=True), start=1)]
            waiting.extend(reversed(pairs))
        elif type(left) is not type(right) or left != right:
            yield here, left, right
