from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.tables.tables import CASES, POLICY, Sketch, cases, dmn, partial, sketches

from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, Known, Unknown, UnknownReason, evaluate, fact
from localgov_components.rules.compiling import Program
from localgov_components.rules.tables import DecisionTable, HitPolicy, Output, Row, row
from localgov_components.rules.tables.kinds import Written

SINGLE = [each for each in HitPolicy if not each.is_list]
LISTS = [each for each in HitPolicy if each.is_list]
EXACT = [HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST, HitPolicy.PRIORITY, HitPolicy.COUNT]
"""Policies that are settled whenever every way in which the unknown rows may turn out gives the same."""


def value(table: DecisionTable, known: Known) -> Any:  # noqa: ANN401 - None where it is unknown
    found = evaluate(table.expression, known, policy=POLICY)
    return None if isinstance(found, Unknown) else found


@given(sketches(SINGLE), cases)
def test_a_table_gives_what_dmn_says(sketch: Sketch, case: dict[str, Any]) -> None:
    assert value(sketch.table(), Known(case)) == sketch.gives(case)


@given(sketches(LISTS), cases)
def test_a_table_lists_what_dmn_says(sketch: Sketch, case: dict[str, Any]) -> None:
    report = sketch.table().report(Known(case), policy=POLICY)
    assert report.is_complete
    assert [given["price"] for given in report.values] == sketch.gives(case)


@given(sketches(SINGLE), partial)
def test_what_is_settled_stays_whatever_else_becomes_known(sketch: Sketch, known: Known) -> None:
    settled = value(sketch.table(), known)
    if settled is not None:
        ways = [case for case in CASES if all(case[id_] == known[id_] for id_ in known)]
        assert {sketch.gives(case) for case in ways} == {settled}


@given(sketches(SINGLE), partial)
def test_compiled_and_interpreted_tables_agree(sketch: Sketch, known: Known) -> None:
    table = sketch.table()
    bound = Program([], also=[table.expression]).bind(on=date(2026, 5, 1), policy=POLICY)
    assert bound.trace(known).value(table.expression) == value(table, known)


class Applies(Facts, id="applies"):
    one: Fact[bool] = fact("the first row applies")
    two: Fact[bool] = fact("the second row applies")
    three: Fact[bool] = fact("the third row applies")
    four: Fact[bool] = fact("the fourth row applies")


NAMES = ("one", "two", "three", "four")
POUNDS = (Money("1.00"), Money("2.00"), Money("3.00"))
truths = st.tuples(*[st.sampled_from([True, False, None])] * 4)


def by_rows(
    hit: HitPolicy, gives: tuple[Money, ...], otherwise: Money | None, values: tuple[Money, ...]
) -> DecisionTable:
    """A table whose rows apply as four facts say."""
    rows = [
        Row(tuple("yes" if place == number else "-" for place in range(4)), (given,))
        for number, given in enumerate(gives)
    ]
    inputs = [getattr(Applies, name) for name in NAMES]
    outputs = [Output("price", Money, values=values if hit.is_ranked else ())]
    return DecisionTable("price", inputs=inputs, outputs=outputs, rows=rows, hit=hit, otherwise=otherwise)


@given(
    st.sampled_from(EXACT),
    st.tuples(*[st.sampled_from(POUNDS)] * 4),
    st.none() | st.sampled_from(POUNDS),
    st.permutations(POUNDS).map(tuple),
    truths,
)
def test_a_table_is_settled_exactly_when_every_way_gives_the_same(
    hit: HitPolicy,
    gives: tuple[Money, ...],
    otherwise: Money | None,
    values: tuple[Money, ...],
    applies: tuple[bool | None, ...],
) -> None:
    ways = product(*([True, False] if each is None else [each] for each in applies))
    otherwise = None if hit is HitPolicy.COUNT else otherwise
    last = None if otherwise is None else Written(otherwise)
    outcomes = {
        dmn(hit, [Written(given) for given, applying in zip(gives, way, strict=True) if applying], last, values)
        for way in ways
    }
    known = Known({f"applies.{name}": each for name, each in zip(NAMES, applies, strict=True)})
    assert value(by_rows(hit, gives, otherwise, values), known) == (outcomes.pop() if len(outcomes) == 1 else None)


@pytest.mark.parametrize(
    ("hit", "applies", "reason"),
    [
        (HitPolicy.UNIQUE, (True, True, None, None), UnknownReason.CONTRADICTION),
        (HitPolicy.UNIQUE, (False, False, False, False), UnknownReason.GAP),
        (HitPolicy.UNIQUE, (True, None, False, False), UnknownReason.NOT_ASKED),
        (HitPolicy.ANY, (True, False, True, False), UnknownReason.CONTRADICTION),
        (HitPolicy.ANY, (False, False, False, False), UnknownReason.GAP),
        (HitPolicy.FIRST, (False, False, False, False), UnknownReason.GAP),
        (HitPolicy.SUM, (False, False, False, False), UnknownReason.GAP),
        (HitPolicy.MIN, (False, False, False, False), UnknownReason.GAP),
    ],
)
def test_an_undefined_table_says_why(hit: HitPolicy, applies: tuple[bool | None, ...], reason: UnknownReason) -> None:
    table = by_rows(hit, (*POUNDS, POUNDS[0]), None, POUNDS)
    found = evaluate(
        table.expression, Known({f"applies.{name}": each for name, each in zip(NAMES, applies, strict=True)})
    )
    assert isinstance(found, Unknown)
    assert found.reason is reason


def test_any_is_content_with_rows_that_give_the_same_by_policy_and_in_writing() -> None:
    class Two(Facts, id="two"):
        one: Fact[bool] = fact("one")
        other: Fact[bool] = fact("other")

    rows = [row("yes", "-", then="{low}"), row("-", "yes", then="£1.00"), row("no", "no", then="{low}")]
    table = DecisionTable("t", inputs=[Two.one, Two.other], outputs=[Output("o", Money)], rows=rows, hit=HitPolicy.ANY)
    assert value(table, Known({"two.one": True, "two.other": True})) == Money("1.00")
    assert value(table, Known({"two.one": False, "two.other": False})) == Money("1.00")


def test_a_sum_may_be_known_though_a_row_that_gives_nothing_is_not() -> None:
    table = by_rows(HitPolicy.SUM, (Money("0"), *POUNDS), None, ())
    known = Known({"applies.two": True, "applies.three": True, "applies.four": False})
    assert value(table, known) == Money("3.00")


@pytest.mark.parametrize(("hit", "expected"), [(HitPolicy.MIN, "1.00"), (HitPolicy.MAX, "3.00")])
def test_an_extreme_may_be_known_though_a_row_within_it_is_not(hit: HitPolicy, expected: str) -> None:
    table = by_rows(hit, (*POUNDS, POUNDS[1]), None, ())
    known = Known({"applies.one": True, "applies.three": True, "applies.four": None})
    assert value(table, known) == Money(expected)


def test_a_large_table_is_built_and_nests_little() -> None:
    class Case(Facts, id="case"):
        number: Fact[int] = fact("a number")

    for hit in (HitPolicy.UNIQUE, HitPolicy.SUM, HitPolicy.MAX, HitPolicy.COUNT, HitPolicy.FIRST):
        rows = [row(number, then=number) for number in range(500)]
        table = DecisionTable("t", inputs=[Case.number], outputs=[Output("o", int)], rows=rows, hit=hit)
        assert evaluate(table.expression, Known({"case.number": 321})) == (1 if hit is HitPolicy.COUNT else 321)
