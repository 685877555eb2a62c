import signal
import subprocess
import sys
from itertools import count
from types import SimpleNamespace

import pytest
import z3

from localgov_components.rules.proofs import Budget
from localgov_components.rules.proofs.budget import checked, reason_of

HARD = """
from localgov_components.rules import Fact, Facts, fact
from localgov_components.rules.proofs import Budget, Prover
class Box(Facts, id="box"):
    width: Fact[int] = fact("width", at_most=10**7)
    height: Fact[int] = fact("height", at_most=10**7)
    depth: Fact[int] = fact("depth", at_most=10**7)
prover = Prover()
case = prover.case([Box])
width, height, depth = map(case.value, (Box.width, Box.height, Box.depth))
hard = [width * height * depth == 1000003 * 2000003 * 3000017, width > 1, height > 1, depth > 1]
"""


def test_seconds_are_shared_from_the_moment_a_budget_is_made() -> None:
    ticks = count()
    budget = Budget(3, clock=lambda: float(next(ticks)))
    assert [budget.left() for _ in range(4)] == [2.0, 1.0, 0.0, 0.0]


@pytest.mark.parametrize("seconds", [1e9, float("inf")])
def test_a_budget_may_have_no_end(seconds: float) -> None:
    solver = z3.Solver(ctx=z3.Context())
    assert checked(solver, Budget(seconds).until(seconds)) == z3.sat


def test_a_part_of_a_budget_has_no_more_than_is_left() -> None:
    now = 0.0
    budget = Budget(10, steps=5, clock=lambda: now)
    part, whole = budget.until(2), budget.until(60)
    assert (part.left(), whole.left(), part.steps) == (2.0, 10.0, 5)
    assert [budget.in_steps(steps).steps for steps in (3, 9)] == [3, 5]
    assert (Budget(1).in_steps(7).steps, budget.in_steps(3).left()) == (7, 10.0)
    now = 3.0
    assert (part.left(), whole.left()) == (0.0, 7.0)


@pytest.mark.parametrize(
    ("budget", "reason"), [("Budget(0)", "time"), ("Budget(0.3)", "time"), ("Budget(60, steps=2000)", "steps")]
)
def test_a_hard_question_is_left_when_time_or_steps_are_used_up(budget: str, reason: str) -> None:
    names: dict[str, object] = {}
    exec(f"{HARD}answer = prover.solve(hard, seconds={budget})", names)  # noqa: S102 - the same text as below
    assert repr(names["answer"]) == f"NotDecided(reason='{reason}')"


@pytest.mark.parametrize(
    ("said", "left", "steps", "reason"),
    [
        ("timeout", 5, None, "time"),
        ("canceled", 0, 2000, "time"),
        ("canceled", 5, 2000, "steps"),
        ("(incomplete (theory arithmetic))", 5, 2000, "method"),
        ("(incomplete quantifiers)", 5, None, "method"),
    ],
)
def test_a_solver_that_gives_up_has_its_reason_told(said: str, left: float, steps: int | None, reason: str) -> None:
    solver = SimpleNamespace(reason_unknown=lambda: said)
    assert reason_of(solver, Budget(left, steps=steps, clock=lambda: 0.0)) == reason


def test_what_z3_refuses_is_raised_in_the_thread_that_asked() -> None:
    context = z3.Context()
    with pytest.raises(z3.Z3Exception):
        checked(z3.Solver(ctx=context), Budget(60), [z3.Bool("elsewhere", z3.Context())])


# Says that it is ready once the main thread waits for z3. While z3 is still being asked, `ctypes` would make a
# `ctypes.ArgumentError` of an interruption that falls into the reading of an argument.
INTERRUPTED = f"""{HARD}
import threading
from localgov_components.rules.proofs import budget
from localgov_components.rules.proofs import prover as asking

class Waited(threading.Event):
    said = False

    def wait(self, timeout=None):
        if not Waited.said:
            Waited.said = True
            print("ready", flush=True)
        return super().wait(timeout)

budget.Event, asking._STEPS_AT_ONCE = Waited, 10**9
try:
    prover.solve(hard, seconds=300)
except KeyboardInterrupt:
    print("stopped", prover.solve([width > 5]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_stops_a_question_and_leaves_the_prover_in_order() -> None:
    with subprocess.Popen([sys.executable, "-c", INTERRUPTED], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "stopped Found()\n"
    assert process.returncode == 0
