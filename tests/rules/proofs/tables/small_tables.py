"""Random small tables over facts that have few values, and every case that there is of these."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import product
from typing import Any

from hypothesis import strategies as st

from localgov_components.rules import (
    DecisionTable,
    Expression,
    Fact,
    Facts,
    HitPolicy,
    Known,
    Output,
    Row,
    any_of,
    define,
    fact,
    row,
)

__all__ = ["POLICY", "Small", "cases", "tables"]


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"
    HUGE = "huge"


class Small(Facts, id="small"):
    """Facts with few values."""

    bins: Fact[int] = fact("number of bins", at_most=2)
    cars: Fact[int] = fact("number of cars", at_most=2)
    badge: Fact[bool] = fact("somebody has a Blue Badge")
    size: Fact[Size] = fact("size of the home")


class FewValues:
    """A lookup of the policy values of these tables."""

    def value(self, key: str) -> Any:  # noqa: ANN401 - as the protocol has it
        """The value under a key."""
        return {"limit": 1, "none": 0, "name": "a"}[key]


POLICY = FewValues()
both = define("both", Small.bins + Small.cars)
many = define("many", any_of(Small.bins > 1, Small.badge))
size = define("size_again", Small.size)
INPUTS: Sequence[Expression[Any]] = (Small.bins, Small.cars, Small.badge, Small.size, both, many, size)

_NUMBERS = [
    "-", "1", "> 1", "<= 1", "[0..2]", "(-1..1]", "1, 3", "not(0, 2)", "> {limit}", "<= {none}", "< -2", "> 2", ">= -2",
    "< 0, > {limit}",
]  # fmt: skip
_CELLS = {int: _NUMBERS, bool: ["-", "yes", "no"], Size: ["-", "small", "not(small)", "large, huge"]}
_POLICIES = [HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST, HitPolicy.PRIORITY, HitPolicy.COUNT, HitPolicy.COLLECT]


@st.composite
def tables(draw: st.DrawFn) -> DecisionTable:
    """A table of a few rows with any hit policy."""
    inputs = draw(st.lists(st.sampled_from(INPUTS), min_size=1, max_size=3, unique_by=id))
    hit = draw(st.sampled_from([*_POLICIES, HitPolicy.MIN, HitPolicy.MAX, HitPolicy.SUM]))
    if hit in (HitPolicy.MIN, HitPolicy.MAX, HitPolicy.SUM):
        outputs, then = [Output("output", int)], ["1", "2", "{limit}"]
    else:
        values = ["a", "b", "c"] if hit is HitPolicy.PRIORITY else []
        outputs, then = [Output("output", str, values)], ["a", "b", "c"] if values else ["a", "b", "{name}"]
    if hit is HitPolicy.PRIORITY:
        outputs.append(Output("other", str))
    rows = draw(st.lists(_rows(inputs, then, len(outputs)), min_size=1, max_size=5))
    needs = hit not in (HitPolicy.COUNT, HitPolicy.COLLECT)
    otherwise = then[0] if len(outputs) == 1 else ("a", "b")
    last = draw(st.sampled_from([None, otherwise])) if needs else None
    return DecisionTable("table", inputs=inputs, outputs=outputs, rows=rows, hit=hit, otherwise=last)


@st.composite
def _rows(draw: st.DrawFn, inputs: Sequence[Expression[Any]], then: Sequence[str], outputs: int) -> Row:
    cells = [draw(st.sampled_from(_CELLS[each.value_type])) for each in inputs]
    return row(*cells, then=tuple(draw(st.sampled_from(then)) for _ in range(outputs)))


def cases() -> Iterator[Known]:
    """Every case there is."""
    numbers = range(-2, 3)
    for bins, cars, badge, home in product(numbers, numbers, (True, False), Size):
        values = {"small.bins": bins, "small.cars": cars, "small.badge": badge, "small.size": home}
        yield Known(values)
