"""Random decision tables, and what DMN says they give: worked out row by row, without a tree."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from operator import eq, ge, gt, le, lt
from typing import Any

from hypothesis import strategies as st

from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, Known, fact
from localgov_components.rules.tables import DecisionTable, HitPolicy, Output, Row
from localgov_components.rules.tables.cells import Anything, Between, Compared, NoneOf, OneOf, Test, write_test
from localgov_components.rules.tables.kinds import Named, Operand, Written, write_operand

OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {"==": eq, "<": lt, "<=": le, ">": gt, ">=": ge}


class Garden(Facts, id="garden"):
    bins: Fact[int] = fact("number of bins", at_most=100)
    badge: Fact[bool] = fact("somebody has a Blue Badge", denied="nobody has a Blue Badge")
    band: Fact[str] = fact("council tax band")


class Policy:
    """Policy values of every type that the tables name."""

    values: Mapping[str, Any] = {"few": 1, "many": 3, "open": True, "usual": "A", "low": Money("1.00")}

    def value(self, key: str) -> Any:  # noqa: ANN401 - as in the protocol
        return self.values[key]


POLICY = Policy()
INPUTS = (Garden.bins, Garden.badge, Garden.band)
BANDS = ("A", "B", "C, d", "-", "not(A)", 'say "E"')
CASES = [
    dict(zip(("garden.bins", "garden.badge", "garden.band"), case, strict=True))
    for case in product(range(5), (True, False), BANDS)
]

written: dict[type, st.SearchStrategy[Operand]] = {
    int: st.builds(Written, st.integers(0, 4)),
    bool: st.builds(Written, st.booleans()),
    str: st.builds(Written, st.sampled_from(BANDS)),
    Money: st.builds(Written, st.integers(-3, 3).map(lambda pounds: Money.from_pence(pounds * 100))),
}
named: dict[type, st.SearchStrategy[Operand]] = {
    int: st.sampled_from([Named("few"), Named("many")]),
    bool: st.just(Named("open")),
    str: st.just(Named("usual")),
    Money: st.just(Named("low")),
}


def operands(kind: type) -> st.SearchStrategy[Operand]:
    return st.one_of(written[kind], written[kind], named[kind])


def ranges(kind: type) -> st.SearchStrategy[Between]:
    made = st.builds(Between, operands(kind), operands(kind), has_low=st.booleans(), has_high=st.booleans())
    return made.filter(lambda test: not is_empty(test))


def is_empty(test: Between) -> bool:
    """Whether a range with written ends has nothing in it: such a cell is refused."""
    if isinstance(test.low, Named) or isinstance(test.high, Named):
        return False
    low, high = test.low.value, test.high.value
    return bool(low > high or (low == high and not (test.has_low and test.has_high)))


def questions(kind: type) -> st.SearchStrategy[Test]:
    same: st.SearchStrategy[Compared | Between] = st.builds(Compared, st.just("=="), operands(kind))
    if kind in (int, Money):
        ordered = st.builds(Compared, st.sampled_from(["<", "<=", ">", ">="]), operands(kind))
        same = st.one_of(same, ordered, ranges(kind))
    lists = st.lists(same, min_size=2, max_size=3).map(tuple)
    none_of = st.builds(NoneOf, st.lists(same, min_size=1, max_size=2).map(tuple))
    return st.one_of(st.just(Anything()), same, same, st.builds(OneOf, lists), none_of)


def worth(operand: Operand) -> Any:  # noqa: ANN401 - of the type of its column
    return POLICY.value(operand.key) if isinstance(operand, Named) else operand.value


def holds(test: Test, value: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a cell holds for a value."""
    match test:
        case Anything():
            return True
        case Compared():
            return OPERATORS[test.operator](value, worth(test.operand))
        case Between():
            above = ge(value, worth(test.low)) if test.has_low else gt(value, worth(test.low))
            return bool(above and (le if test.has_high else lt)(value, worth(test.high)))
        case OneOf():
            return any(holds(each, value) for each in test.tests)
        case NoneOf():
            return not any(holds(each, value) for each in test.tests)


@dataclass(frozen=True)
class Sketch:
    """A table before it is one: its rows as tests and operands."""

    hit: HitPolicy
    rows: Sequence[tuple[tuple[Test, ...], Operand]]
    otherwise: Operand | None
    values: tuple[Money, ...]

    def table(self) -> DecisionTable:
        rows = [Row(tuple(map(write_test, tests)), (write_operand(gives),)) for tests, gives in self.rows]
        return DecisionTable(
            "price",
            inputs=INPUTS,
            outputs=[Output("price", Money, values=self.values)],
            rows=rows,
            hit=self.hit,
            otherwise=None if self.otherwise is None else write_operand(self.otherwise),
        )

    def gives(self, case: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a value, None where undefined, a list of values
        applying = [gives for tests, gives in self.rows if all(map(holds, tests, case.values()))]
        return dmn(self.hit, applying, self.otherwise, self.values)


def dmn(hit: HitPolicy, applying: Sequence[Operand], otherwise: Operand | None, values: Sequence[Money]) -> Any:  # noqa: ANN401, PLR0911
    """What a table gives when these rows apply, by DMN 1.5, chapter 8; None where it is undefined."""
    given = [worth(operand) for operand in applying]
    if hit.is_list:
        return sorted(given, key=values.index) if hit is HitPolicy.OUTPUT_ORDER else given
    if hit is HitPolicy.COUNT:
        return len(given)
    if not given:
        return None if otherwise is None else worth(otherwise)
    match hit:
        case HitPolicy.UNIQUE:
            return given[0] if len(given) == 1 else None
        case HitPolicy.ANY:
            return given[0] if len(set(given)) == 1 else None
        case HitPolicy.PRIORITY:
            return min(given, key=values.index)
        case HitPolicy.SUM:
            return sum(given, Money("0"))
        case HitPolicy.MIN:
            return min(given)
        case HitPolicy.MAX:
            return max(given)
        case _:
            return given[0]


@st.composite
def sketches(draw: st.DrawFn, hits: Sequence[HitPolicy] = tuple(HitPolicy)) -> Sketch:
    hit = draw(st.sampled_from(list(hits)))
    gives = written[Money] if hit.is_ranked else operands(Money)
    tests = st.tuples(questions(int), questions(bool), questions(str))
    rows = draw(st.lists(st.tuples(tests, gives), min_size=1, max_size=5))
    has_otherwise = not hit.is_list and hit is not HitPolicy.COUNT and draw(st.booleans())
    values = draw(st.permutations([Money.from_pence(pounds * 100) for pounds in range(-3, 4)])) if hit.is_ranked else ()
    return Sketch(hit, rows, draw(gives) if has_otherwise else None, tuple(values))


cases = st.sampled_from(CASES).map(dict)
partial = st.builds(
    lambda case, left_out: Known({id_: value for id_, value in case.items() if id_ not in left_out}),
    cases,
    st.sets(st.sampled_from(["garden.bins", "garden.badge", "garden.band"])),
)
