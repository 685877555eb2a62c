"""How long a solver may look, in seconds shared by all that is asked, or in steps that are the same on every machine.

>>> ticks = iter([0.0, 2.5, 3.5])
>>> budget = Budget(3, clock=lambda: next(ticks))
>>> budget.left(), budget.left()
(0.5, 0.0)
"""

import time
from collections.abc import Callable, Sequence
from math import ceil
from threading import Event, Lock, Thread
from typing import Any, Literal

from localgov_components.core.libraries import needs_extra

with needs_extra("proofs"):
    import z3

__all__ = ["Budget", "checked", "reason_of"]

_WAKES = 0.1
"""Seconds after which a waiting thread looks whether it was interrupted, on systems that do not wake it."""

_LONGEST = 2**32 - 1
"""Milliseconds at most that z3 takes, which to it are no limit."""


class Budget:
    """Seconds in all, from the moment that it is made; steps for each of the two ways in which a question is tried."""

    def __init__(
        self, seconds: float, *, steps: int | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.steps = steps
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """Seconds that are left."""
        return max(0.0, self._end - self._clock())

    def until(self, seconds: float) -> "Budget":
        """A part of it: no more than so many of the seconds that are left."""
        return Budget(min(seconds, self.left()), steps=self.steps, clock=self._clock)

    def in_steps(self, steps: int) -> "Budget":
        """What is left of it, and no more than so many steps for each question."""
        fewer = steps if self.steps is None else min(steps, self.steps)
        return Budget(self.left(), steps=fewer, clock=self._clock)


def checked(solver: z3.Solver, budget: Budget, assumptions: Sequence[z3.BoolRef] = ()) -> Any:
    """What a solver says of its assertions, within a budget; an interruption by keyboard ends it at once.

    z3 would catch Ctrl-C with a handler of its own for the whole process, which threads would take from one another. It
    runs in a thread here, and is told to stop.
    """
    milliseconds = ceil(min(budget.left() * 1000, _LONGEST))  # z3 gives up when the budget has ended, and not before
    if milliseconds < 1:
        return z3.unknown
    solver.set("ctrl_c", False)  # noqa: FBT003 - as z3 has it
    solver.set("timeout", milliseconds)
    if budget.steps is not None:
        solver.set("rlimit", budget.steps)
    return _interruptible(lambda: solver.check(*assumptions), solver.ctx)


def reason_of(solver: z3.Solver, budget: Budget) -> Literal["time", "steps", "method"]:
    """Why a solver did not find out."""
    said = solver.reason_unknown()
    if "timeout" in said or not budget.left():
        return "time"
    return "steps" if budget.steps is not None and "canceled" in said else "method"


class _Run:
    """Work in a thread of its own, which is not begun once it was stopped."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self._gate = Lock()
        self._is_begun = self._is_stopped = False
        self._results: list[Any] = []
        self._errors: list[z3.Z3Exception] = []
        self.finished = Event()

    def result(self) -> Any:
        """What came of it; raises what it raised."""
        if self._errors:
            raise self._errors[0]
        return self._results[0]

    def stop(self) -> bool:
        """Let it not begin; whether it had begun."""
        with self._gate:
            self._is_stopped = True
            return self._is_begun

    def __call__(self) -> None:
        """Do the work, in the thread."""
        with self._gate:
            self._is_begun = not self._is_stopped
        try:
            if self._is_begun:
                self._results.append(self._work())
        except z3.Z3Exception as error:
            self._errors.append(error)
        finally:
            self.finished.set()


def _interruptible(work: Callable[[], Any], context: z3.Context) -> Any:
    run = _Run(work)
    try:
        Thread(target=run, name="proof", daemon=True).start()
        while not run.finished.wait(_WAKES):
            pass
    except BaseException:
        is_running = run.stop()
        while is_running and not run.finished.wait(_WAKES):  # never joined: interrupted, join may take it for ended
            context.interrupt()
        raise
    return run.result()
