"""Measure ours and its peers side by side, so that figures of one run can be compared.

Rounds are interleaved (ours, peer, ours, peer, ...): what disturbs the machine disturbs both. Each round does the whole
workload; the median round is reported, as time for one item, with the ratio to ours. Quote ratios, not times. The time
is this process's own on the processor, so that other programs on a busy machine lengthen nobody's round (on Windows it
is that of the clock on the wall). What runs on several processors at once is timed by the clock on the wall, on a
machine that has nothing else to do.
"""

import gc
import os
import platform
import random
import statistics
import time
from collections.abc import Callable, Mapping
from importlib import metadata
from typing import Literal

__all__ = ["Workload", "compare", "version_of"]

Workload = Callable[[], object]
Clock = Literal["wall", "processor"]

ROUNDS = 15
WARM_UP_ROUNDS = 2
NANOSECONDS = 1e9
CLOCK: Clock = "wall" if os.name == "nt" else "processor"
"""Windows counts a process's own time in steps of 16 ms, which is longer than many a round."""


def compare(
    title: str,
    contenders: Mapping[str, Workload],
    *,
    items: int,
    rounds: int = ROUNDS,
    against: str = "ours",
    by: Clock = CLOCK,
) -> None:
    """Measure the contenders and print a table, with the ratio to the first: ours, or what `against` calls it."""
    times = interleave(contenders, rounds=rounds, by=by)
    medians = {name: statistics.median(seconds) / items * NANOSECONDS for name, seconds in times.items()}
    first = next(iter(medians.values()))
    width, last_width = max(len(name) for name in contenders), max(8, len(f"to {against}"))
    print(f"{title} ({items:,} items, {rounds} interleaved rounds)")
    print(f"  {machine()}, {by} time")
    print(f"  {'':{width}}  {'median':>12}  {'fastest':>12}  {f'to {against}':>{last_width}}")
    for name, median in medians.items():
        fastest = min(times[name]) / items * NANOSECONDS
        print(f"  {name:{width}}  {median:9,.0f} ns  {fastest:9,.0f} ns  {median / first:{last_width - 1}.2f}x")
    print(flush=True)


def interleave(contenders: Mapping[str, Workload], *, rounds: int, by: Clock = CLOCK) -> dict[str, list[float]]:
    """Time each contender once in every round, with the garbage collector quiet.

    Every round has an order of its own, the same in each run, so that nobody always follows the one that leaves the
    processor's caches and the memory the worst.
    """
    orders = random.Random(len(contenders))
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for round_number in range(WARM_UP_ROUNDS + rounds):
        for name in orders.sample(list(contenders), len(contenders)):
            seconds = clock(contenders[name], by=by)
            if round_number >= WARM_UP_ROUNDS:
                times[name].append(seconds)
    return times


def clock(work: Workload, *, by: Clock = CLOCK) -> float:
    """How many seconds one run of the workload takes."""
    gc.collect()
    gc.disable()
    try:
        start = now(by)
        work()
        return now(by) - start
    finally:
        gc.enable()


def now(by: Clock) -> float:
    """Seconds so far."""
    return time.process_time() if by == "processor" else time.perf_counter()


def machine() -> str:
    """One line on where these figures come from."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors"


def version_of(distribution: str) -> str:
    """A peer's name and version, as its row is labelled."""
    return f"{distribution} {metadata.version(distribution)}"
