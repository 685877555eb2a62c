"""What the value rooms cost a process that uses each once: importing it, and its first answer. There is no peer."""

import statistics
import subprocess
import sys

from benchmarks.measure import machine

ROUNDS = 15
FIRST_USES = {
    "identifiers": "from localgov_components.identifiers import Uprn|Uprn.parse('100023336956')",
    "money": "from localgov_components.money import Money|Money('12.34')",
    "calendars": (
        "from datetime import date; from localgov_components.calendars import FOIA, deadline|"
        "deadline(date(2027, 7, 5), FOIA)"
    ),
    "councils": "from localgov_components.councils import Register|Register.load()",
}
PROBE = """
import sys, time
start = time.perf_counter()
{imported}
middle = time.perf_counter()
{used}
end = time.perf_counter()
print((middle - start) * 1000, (end - middle) * 1000)
"""


def main() -> None:
    """Start a fresh process for each room in every round, and print the medians."""
    seen: dict[str, list[tuple[float, float]]] = {room: [] for room in FIRST_USES}
    for round_number in range(ROUNDS + 1):
        for room, code in FIRST_USES.items():
            times = probe(*code.split("|"))
            if round_number:  # the first writes bytecode
                seen[room].append(times)
    print(f"Import a room and use it once ({ROUNDS} rounds of fresh processes)")
    print(f"  {machine()}")
    print(f"  {'':12}  {'import':>10}  {'first use':>10}")
    for room, pairs in seen.items():
        imported, used = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"  {room:12}  {imported:7.1f} ms  {used:7.1f} ms")


def probe(imported: str, used: str) -> tuple[float, float]:
    """Milliseconds for the import and for the first use, in a process of their own."""
    code = PROBE.format(imported=imported, used=used)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)  # noqa: S603 - our own code
    first, second = map(float, done.stdout.split())
    return first, second


if __name__ == "__main__":
    main()
