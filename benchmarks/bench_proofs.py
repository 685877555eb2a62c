"""Checking a decision table of 300 rows: ours beside z3 asked of every pair of rows, as one would write it at first.

The plain way has one solver, which keeps what it has learnt. It puts each question on its stack and takes it off again:
whether two rows meet, whether a row ever applies, whether it ever decides, and whether no row says anything of a case.
Its formulas are made of the table's numbers directly, and it tries no case. Both must find the same before anything is
timed. The first table divides all cases among its rows; the second has mistakes; in the third, two columns hang on one
another, so that a solver is needed for pairs too.

Beside each, without a peer: everything that `Scheme.verify` asks of a scheme whose rules and award read the table.
"""

import random
from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple, TypeAlias

import z3

from benchmarks.measure import compare, version_of
from localgov_components.eligibility import Scheme, rule
from localgov_components.money import Money
from localgov_components.rules import DecisionTable, Expression, Fact, Facts, Output, Per, define, fact, row
from localgov_components.rules.proofs import check_table

ROWS = 300
ROUNDS = 3
DAY, SECONDS = date(2026, 5, 1), 600.0
OURS = "localgov-components"

Span: TypeAlias = tuple[int, int]
"""Whole numbers from the first to the last."""
Box: TypeAlias = tuple[Span, ...]
"""For each column the numbers that a row takes."""


class Found(NamedTuple):
    """What is wrong with a table, by the numbers of its rows."""

    overlaps: frozenset[tuple[int, int]]
    dead: frozenset[int]
    masked: frozenset[int]
    has_gap: bool


class Household(Facts, id="household"):
    """What the tables ask about."""

    capital: Fact[Money] = fact("savings and investments", at_most=100_000)
    income: Fact[Money] = fact("net income", per=Per.WEEK, at_most=2_000)
    age: Fact[int] = fact("age of the applicant", at_most=120)
    children: Fact[int] = fact("dependent children", at_most=12)
    rooms: Fact[int] = fact("rooms of the home", at_most=20)


spare_rooms = define("spare_rooms", Household.rooms - Household.children)
Inputs: TypeAlias = Sequence[Expression[Any]]
FACTS: Inputs = (
    Household.capital, Household.income, Household.age, Household.children, Household.rooms,
)  # fmt: skip
DEPENDENT: Inputs = (*FACTS[:4], spare_rooms)
LIMITS = (100_000_00, 2_000_00, 120, 12, 20)


def main() -> None:
    """Check that both find the same in each table, then time them."""
    sound = divided(ROWS)
    compare_on("A table without mistakes", sound, FACTS)
    compare_on("A table with mistakes", spoiled(sound), FACTS)
    compare_on("A table whose columns hang on one another", sound, DEPENDENT)


def compare_on(title: str, boxes: Sequence[Box], inputs: Inputs) -> None:
    """Time both on one table."""
    table = table_of(boxes, inputs)
    ours, peer = by_pieces(table), by_pairs(boxes, inputs)
    if ours() != peer():
        raise SystemExit(f"{title}: the two find different mistakes. Fix that before comparing.")
    found = ours()
    wrong = f"{len(found.overlaps)} overlaps, {len(found.dead)} dead and {len(found.masked)} masked rows"
    print(f"{title}: {wrong}, {'gaps' if found.has_gap else 'no gap'}")
    contenders = {OURS: ours, f"{version_of('z3-solver')}, every pair": peer}
    compare(title, contenders, items=len(boxes), rounds=ROUNDS)
    scheme = scheme_of(boxes, inputs)
    proofs = scheme.verify(on=DAY, seconds=SECONDS)
    if proofs.undecided:
        raise SystemExit(f"{title}: not everything was decided in {SECONDS} seconds. Give more.")
    whole = {OURS: lambda: scheme.verify(on=DAY, seconds=SECONDS)}
    compare(f"{title}: a scheme that reads it, {len(proofs)} statements", whole, items=len(proofs), rounds=ROUNDS)


def divided(rows: int) -> list[Box]:
    """All cases, divided among rows: the largest is cut in two, in any column, until there are enough."""
    chance = random.Random(17)
    boxes: list[Box] = [tuple((-limit, limit) for limit in LIMITS)]
    while len(boxes) < rows:
        box = boxes.pop(0)
        column = chance.choice([place for place, (first, last) in enumerate(box) if last > first])
        first, last = box[column]
        cut = chance.randrange(first, last)
        boxes += [_with(box, column, (first, cut)), _with(box, column, (cut + 1, last))]
    return boxes


def spoiled(boxes: Sequence[Box]) -> list[Box]:
    """The same rows with mistakes: some reach too far, some are missing, and some stand twice."""
    chance = random.Random(23)
    rows = [*boxes]
    for place in chance.sample(range(len(rows)), 20):
        column = chance.randrange(len(LIMITS))
        rows[place] = _with(rows[place], column, (rows[place][column][0], LIMITS[column]))
    missing = chance.sample(range(len(rows)), 5)
    return [*(row for place, row in enumerate(rows) if place not in missing), *chance.sample(rows, 5)]


def table_of(boxes: Sequence[Box], inputs: Inputs) -> DecisionTable:
    """The table that asks so of its inputs."""
    written = [row(*map(cell, box, LIMITS, inputs), then=number) for number, box in enumerate(boxes)]
    return DecisionTable("price", inputs=inputs, outputs=[Output("pounds", int)], rows=written)


def scheme_of(boxes: Sequence[Box], inputs: Inputs) -> Scheme:
    """A scheme that refuses large capital, and takes its award from such a table, a pound for each number."""
    written = [row(*map(cell, box, LIMITS, inputs), then=f"{number}.00") for number, box in enumerate(boxes)]
    award = DecisionTable("award", inputs=inputs, outputs=[Output("weekly", Money)], rows=written).expression
    rich, entitled = rule("rich", Household.capital > Money("16000.00")), rule("entitled", award > Money("5.00"))
    return Scheme("support", facts=Household, ineligible=[rich], eligible=[entitled], award=award)


def cell(span: Span, limit: int, of: Expression[Any]) -> str:
    """What a cell says."""
    first, last = (Money.from_pence(end).format() if of.value_type is Money else end for end in span)
    if span[0] == -limit:
        return "-" if span[1] == limit else f"<= {last}"
    return f">= {first}" if span[1] == limit else f"[{first}..{last}]"


def by_pieces(table: DecisionTable) -> Callable[[], Found]:
    """Ours."""

    def check() -> Found:
        found = check_table(table, seconds=600)
        overlaps = frozenset(each.rows for each in found.overlaps)
        dead, masked = (frozenset(each.row for each in rows) for rows in (found.dead, found.masked))
        return Found(overlaps, dead, masked, bool(found.gaps))

    return check


def by_pairs(boxes: Sequence[Box], inputs: Inputs) -> Callable[[], Found]:
    """The plain way."""

    def check() -> Found:
        context = z3.Context()
        facts = [z3.Int(each, context) for each in ("capital", "income", "age", "children", "rooms")]
        columns = [*facts[:4], facts[4] - facts[3]] if inputs is DEPENDENT else facts
        solver = z3.Solver(ctx=context)
        solver.add(*(z3.And(value >= -limit, value <= limit) for value, limit in zip(facts, LIMITS, strict=True)))
        rows = [z3.And([_within(*each) for each in zip(columns, box, LIMITS, strict=True)]) for box in boxes]

        def is_possible(*asked: z3.BoolRef) -> bool:
            solver.push()
            solver.add(*asked)
            answer = solver.check()
            solver.pop()
            return bool(answer == z3.sat)

        numbered = [*enumerate(rows, start=1)]
        dead = {number for number, each in numbered if not is_possible(each)}
        overlaps = {(one, other) for (one, a), (other, b) in combinations(numbered, 2) if is_possible(a, b)}
        masked = {
            number
            for number, each in numbered
            if number not in dead and not is_possible(each, *(z3.Not(b) for other, b in numbered if other != number))
        }
        has_gap = is_possible(*(z3.Not(each) for each in rows))
        return Found(frozenset(overlaps), frozenset(dead), frozenset(masked), has_gap)

    return check


def _within(value: z3.ArithRef, span: Span, limit: int) -> z3.BoolRef:
    first, last = span
    return z3.And(*([value >= first] if first > -limit else []), *([value <= last] if last < limit else []), value.ctx)


def _with(box: Box, column: int, span: Span) -> Box:
    return (*box[:column], span, *box[column + 1 :])


if __name__ == "__main__":
    main()
