import re
from collections.abc import Callable
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.reading.wording import Household
from tests.rules.trees import any_rule, conditions, rules_with_gaps
from tests.rules.vocabulary import POLICY, FixedPolicy

from localgov_components.core.errors import DefinitionError, NotFoundError
from localgov_components.core.messages import LANGUAGES
from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    Expression,
    Known,
    Per,
    all_of,
    any_of,
    evaluate,
    not_,
    policy_value,
    read_aloud,
)
from localgov_components.rules.building import compared

LEAKS = re.compile(
    r"[{}<>_]|\b(?:Fraction|Money|Decimal|Tenure|Known|Members|datetime|None|True|False|object)\b|\d[eE]\d"
)
"""What only a `repr` or an unfilled frame would bring into words about these vocabularies."""
A, B, C = Household.credit, Household.badge, Household.alone


@pytest.mark.parametrize("language", LANGUAGES)
@given(rule=st.one_of(any_rule, rules_with_gaps), holds=st.booleans())
def test_every_rule_reads_aloud_in_every_language(language: str, rule: Expression[Any], holds: bool) -> None:  # noqa: FBT001
    words = read_aloud(rule, holds=holds, language=language)
    assert words == " ".join(words.split()) != ""
    assert not LEAKS.search(words)
    assert words.count("(") == words.count(")")


@given(conditions)
def test_a_denial_reads_as_the_rule_that_denies(rule: Condition) -> None:
    assert read_aloud(rule, holds=False) == read_aloud(not_(rule))
    assert read_aloud(not_(rule), holds=False) == read_aloud(rule)


ATOMS = st.sampled_from([A, B, C])
JOINED: st.SearchStrategy[Condition] = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        inner.map(not_),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: all_of(*parts)),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: any_of(*parts)),
    ),
    max_leaves=6,
)
CASES = [
    Known(dict(zip(("household.credit", "household.badge", "household.alone"), values, strict=True)))
    for values in product([True, False], repeat=3)
]


@given(JOINED, JOINED)
def test_conditions_that_mean_different_things_read_differently(one: Condition, other: Condition) -> None:
    def values(rule: Condition) -> list[Any]:
        return [evaluate(rule, case) for case in CASES]

    if values(one) != values(other):
        assert read_aloud(one) != read_aloud(other)


SUMS: st.SearchStrategy[Expression[int]] = st.recursive(
    st.sampled_from([Household.bins, policy_value("most_bins", int, at_most=1000)]),
    lambda inner: st.one_of(
        st.builds(lambda left, right: left + right, inner, inner),
        st.builds(lambda left, right: left - right, inner, inner),
        st.builds(lambda left, right: left * right, inner, inner),
    ),
    max_leaves=5,
)


@given(SUMS, SUMS)
def test_sums_that_mean_different_things_read_differently(one: Expression[int], other: Expression[int]) -> None:
    def values(rule: Expression[int]) -> list[Any]:
        return [evaluate(rule, Known({"household.bins": bins}), policy=FixedPolicy()) for bins in range(7)]

    if values(one) != values(other):
        assert read_aloud(one) != read_aloud(other)


def test_with_a_policy_its_values_are_read() -> None:
    rule = policy_value("rent_limit", Money, per=Per.MONTH) > policy_value("allowance", Money, per=Per.MONTH) * Decimal(
        2
    )
    assert read_aloud(rule, policy=FixedPolicy()) == (
        "the rent limit (£2.25 a month) is more than the allowance (£1.50 a month) times 2"
    )
    assert read_aloud(policy_value("is_open", bool), policy=FixedPolicy()) == "policy says yes to ‘is open’ (yes)"


def test_a_policy_value_that_is_missing_is_named() -> None:
    class Empty:
        def value(self, key: str) -> Any:  # noqa: ANN401 - as the protocol has it
            raise NotFoundError(f"no policy value '{key}'.", code="policy.missing")

    assert "limit" in POLICY
    with pytest.raises(NotFoundError, match="'limit'"):
        read_aloud(policy_value("limit", Money) > Money("1"), policy=Empty())


def test_mistakes_are_told_all_together() -> None:
    with pytest.raises(DefinitionError, match="2 mistakes"):
        read_aloud(all_of(compared(">", Household.bins, Money("1")), compared(">", Household.capital, 2)))


def test_a_language_without_words_is_named() -> None:
    with pytest.raises(NotFoundError, match="'fr'"):
        read_aloud(not_(C), language="fr")


def _chain(step: Callable[[Any], Any], start: Any, times: int) -> Any:  # noqa: ANN401 - any rule
    for _ in range(times):
        start = step(start)
    return start


@pytest.mark.parametrize(
    "rule",
    [
        _chain(lambda rule: rule + rule, Household.bins, 60),
        _chain(lambda rule: all_of(rule, any_of(rule, B)), A, 60),
        _chain(lambda rule: any_of(all_of(rule, B), C), A, 95),
        _chain(not_, A, 190),
        all_of(*(Household.bins > number for number in range(5000))),
    ],
)
def test_a_rule_of_any_size_reads_in_a_sentence_that_is_not_endless(rule: Expression[Any]) -> None:
    assert 0 < len(read_aloud(rule)) <= 2000


def test_what_is_left_out_of_a_sentence_is_said_to_be() -> None:
    assert "a part too long to read out" in read_aloud(_chain(lambda rule: rule + rule, Household.bins, 60))
