"""Faults that a test asks the sandbox for: what a network and a busy server do to a caller.

>>> faults = Faults()
>>> faults.plan(FaultKind.DROP_ANSWER, on="create")
>>> faults.take("get"), faults.take("create"), faults.take("create")
(None, <FaultKind.DROP_ANSWER: 'drop-answer'>, None)
"""

import threading
from enum import StrEnum
from typing import Literal

__all__ = ["FaultKind", "Faults", "OperationName"]

OperationName = Literal["create", "get", "search", "events", "cancel"]
"""What a fault can befall."""


class FaultKind(StrEnum):
    """What goes wrong."""

    DROP_ANSWER = "drop-answer"
    """The sandbox acts, and the answer is lost."""
    DROP_REQUEST = "drop-request"
    """The connection breaks before the sandbox acts."""
    FAIL = "fail"
    """500, and nothing done."""
    FAIL_AFTER = "fail-after"
    """500, although the sandbox has acted."""
    TOO_MANY = "too-many"
    """429, and nothing done."""
    DELAY = "delay"
    """The answer comes after `Faults.delay` seconds."""


class Faults:
    """Faults waiting to happen, in the order they were planned."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._planned: list[tuple[FaultKind, OperationName | None]] = []
        self.delay = 1.0

    def plan(self, kind: FaultKind, *, on: OperationName | None = None, times: int = 1) -> None:
        """Let the next so many calls of an operation, or of any, go wrong."""
        with self._lock:
            self._planned += [(kind, on)] * times

    def clear(self) -> None:
        """Forget what was planned."""
        with self._lock:
            self._planned.clear()

    def take(self, operation: str) -> FaultKind | None:
        """The fault that befalls this call, if any; it is used up."""
        with self._lock:
            for place, (kind, on) in enumerate(self._planned):
                if on in {None, operation}:
                    del self._planned[place]
                    return kind
        return None
