import re
from collections.abc import Iterator
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from tests.rules.trees import any_rule, conditions, rules_with_gaps
from tests.rules.vocabulary import ON, FixedPolicy, Household, complete, partial

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    DecisionTable,
    Expression,
    Fact,
    Facts,
    HitPolicy,
    Known,
    Members,
    Output,
    Unknown,
    all_of,
    any_of,
    evaluate,
    exists,
    fact,
    is_one_of,
    not_,
    row,
    when,
)
from localgov_components.rules.building import nodes_of
from localgov_components.rules.compiling import Branch, Program
from localgov_components.rules.compiling.raw import restored
from localgov_components.rules.settling import Settling
from localgov_components.rules.support import Case, supporting
from localgov_components.rules.tree import FactRef

POLICY = FixedPolicy()


def interpreted(rule: Expression[Any], known: Known) -> Any:  # noqa: ANN401 - a rule has any type
    value = evaluate(rule, known, policy=POLICY, on=ON)
    return None if isinstance(value, Unknown) else value


@given(rules_with_gaps, partial)
def test_a_trace_has_the_value_that_the_interpreter_gives(rule: Expression[Any], known: Known) -> None:
    bound = Program([], also=[rule]).bind(on=ON, policy=POLICY)
    assert bound.trace(known).value(rule) == interpreted(rule, known)


@given(rules_with_gaps, complete)
def test_a_decision_has_the_value_that_the_interpreter_gives(rule: Expression[Any], known: Known) -> None:
    bound = Program([Branch(None, (rule,))]).bind(on=ON, policy=POLICY)
    decided = bound.decide(known)
    value = interpreted(rule, known)
    if decided is None:  # a fact that the rule reads, or the value itself, is unknown
        return
    assert restored(rule, decided[1]) == value


@given(any_rule, complete)
def test_a_case_of_which_everything_is_known_is_decided(rule: Expression[Any], known: Known) -> None:
    decided = Program([Branch(None, (rule,))]).bind(on=ON, policy=POLICY).decide(known)
    assert (decided is None) == _reads_something_unknown(rule, known)


@given(conditions, conditions, partial)
def test_the_first_branch_that_holds_is_taken(first: Condition, second: Condition, known: Known) -> None:
    decided = Program([Branch(first), Branch(second), Branch(None)]).bind(on=ON, policy=POLICY).decide(known)
    if decided is not None:
        values = [interpreted(first, known), interpreted(second, known), True]
        assert decided == (values.index(True),)


def test_a_case_may_have_more_values_than_python_takes_apart_beside_a_starred_name() -> None:
    rules = [all_of(Household.credit, any_of(Household.alone, Household.adults > number)) for number in range(300)]
    known = Known({"household.credit": True, "household.adults": 500})
    program = Program([], also=rules)
    case = Case(program, program.bind(on=ON).trace(known), known)
    support = supporting([program.rests_at(rules[-1])], case)
    assert set(case.facts_in(support.of(rules[-1]))) == {"household.credit", "household.adults"}
    unknown = Case(program, program.bind(on=ON).trace(Known()), Known())
    assert Settling.of(unknown).estimate(rules[-1]).question is not None


def wide(many: int) -> Iterator[Expression[Any]]:
    """Rules of many parts beside one another, which are not deep."""
    parts = [all_of(Household.bins == number, Household.credit) for number in range(many)]
    yield any_of(*parts)
    yield not_(all_of(*map(not_, parts)))
    choice = when(parts[0], Household.adults)
    for number, part in enumerate(parts[1:], start=1):
        choice = choice.when(part, Household.adults + number)
    yield choice.otherwise(0)
    options = (when(Household.credit, number).otherwise(-1) for number in range(many))
    yield is_one_of(Household.bins, *options)


@pytest.mark.parametrize("number", range(4))
def test_a_rule_of_a_thousand_parts_is_settled_and_explained(number: int) -> None:
    rule = [*wide(1_100)][number]
    program = Program([], also=[rule])
    bound = program.bind(on=ON)
    known = Known({"household.bins": 1_000, "household.credit": True, "household.adults": 2})
    case = Case(program, bound.trace(known), known)
    assert case.values.value(rule) == interpreted(rule, known) != 0
    found = case.facts_in(supporting([program.rests_at(rule)], case).of(rule))
    assert {"household.bins", "household.credit"} <= set(found)
    fewer = Known({"household.credit": True})
    settling = Settling.of(Case(program, bound.trace(fewer), fewer))
    assert "household.bins" in settling.case.facts_in(settling.relevant(rule))


@pytest.mark.parametrize("hit", [HitPolicy.UNIQUE, HitPolicy.FIRST])
@pytest.mark.parametrize("bins", [0, 50, 99])
def test_a_table_that_says_something_is_decided_by_the_code_for_known_facts(hit: HitPolicy, bins: int) -> None:
    rows = [row(number, then=f"{number}.00") for number in range(100)]
    table = DecisionTable("price", inputs=[Household.bins], outputs=[Output("price", Money)], rows=rows, hit=hit)
    costs = table.expression > Money("10.00")
    bound = Program([Branch(costs, (table.expression,)), Branch(None)]).bind(on=ON)
    assert bound.decide(Known({"household.bins": bins})) == ((0, bins * 100) if bins > 10 else (1,))
    assert bound.decide(Known({"household.bins": 100})) is None


class Measured(Facts, id="measured"):
    fine: Fact[Decimal] = fact("fine", places=12, at_most=10**8)
    coarse: Fact[Decimal] = fact("coarse", places=6, at_most=10**8)


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("digits", [28, 3])
def test_numbers_of_any_length_are_exact_whatever_the_callers_context_of_decimal(digits: int, sign: str) -> None:
    fine, coarse = Decimal(f"{sign}12345678.123456789012"), Decimal("87654321.654321")
    known = Known({"measured.fine": fine, "measured.coarse": coarse})
    product = Measured.fine * Measured.coarse
    less = Measured.fine < Decimal(f"{sign}12345678.123456789013")
    with localcontext(prec=digits):
        bound = Program([Branch(None, (product,))], also=[less]).bind(on=ON)
        decided = bound.decide(known)
        values = bound.trace(known)
        assert decided is not None
        assert restored(product, decided[1]) == values.value(product) == evaluate(product, known)
        assert values.value(less) is (sign == "")
    assert str(evaluate(product, known)) == f"{sign}1082152041274195.469105490495120852"


class Income(Facts, id="income"):
    amount: Fact[int] = fact("amount")


class Earner(Facts, id="earner"):
    age: Fact[int] = fact("age")
    incomes: Fact[list[Income]] = fact("incomes")


class Home(Facts, id="home"):
    earners: Fact[list[Earner]] = fact("earners")


@pytest.mark.parametrize(
    ("earner", "path"),
    [
        ({"earner.age": "twenty"}, "home.earners[2].age"),
        ({"earner.incomes": Members([Known(), Known({"income.amount": True})])}, "home.earners[2].incomes[2].amount"),
    ],
)
def test_a_fact_of_a_member_is_named_by_its_path_when_it_is_refused(earner: dict[str, Any], path: str) -> None:
    rule = exists(Home.earners, lambda one: any_of(one.age > 90, exists(one.incomes, lambda income: income.amount > 9)))
    known = Known({"home.earners": Members([Known({"earner.age": 3}), Known(earner)])})
    bound = Program([Branch(rule)]).bind(on=ON)
    for read in (bound.decide, bound.trace, lambda known: evaluate(rule, known)):
        with pytest.raises(InvalidValueError, match=f"'{re.escape(path)}'"):
            read(known)


def _reads_something_unknown(rule: Expression[Any], known: Known) -> bool:
    values = Program([], also=[rule]).bind(on=ON, policy=POLICY).trace(known)
    return any(
        isinstance(node, FactRef) and node.of is None and _is_partly(values.raw(node)) for node in nodes_of(rule)
    )


def _is_partly(raw: Any) -> bool:  # noqa: ANN401 - a fact has any type
    if isinstance(raw, tuple):
        rows, complete = raw
        return not complete or any(_is_partly(value) for row in rows for value in row)
    return raw is None
