"""Random rules over a small vocabulary, and a second, plainer reading of what they mean."""

import operator
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    Expression,
    Fact,
    Facts,
    Known,
    Unknown,
    UnknownReason,
    all_of,
    any_of,
    define,
    fact,
    is_one_of,
    not_,
    policy_value,
    when,
)
from localgov_components.rules.expressions import (
    AllOf,
    AnyOf,
    Arithmetic,
    Choice,
    Comparison,
    Constant,
    Definition,
    FactRef,
    Not,
    OneOf,
    PolicyRef,
)

UNKNOWN = None
"""What the plain reading calls unknown."""


class Household(Facts, id="household"):
    credit: Fact[bool] = fact("somebody gets Universal Credit", denied="nobody gets Universal Credit")
    badge: Fact[bool] = fact("somebody has a Blue Badge", denied="nobody has a Blue Badge", sensitivity="special")
    alone: Fact[bool] = fact("the applicant lives alone")
    bins: Fact[int] = fact("number of bins", sensitivity="public")
    adults: Fact[int] = fact("number of adults")
    capital: Fact[Money] = fact("the household's capital", sensitivity="financial")
    band: Fact[str] = fact("council tax band")
    moved: Fact[date] = fact("day of moving in")


NUMBERS = st.integers(0, 3)
MONEY = NUMBERS.map(lambda pounds: Money(f"{pounds}.00"))
BANDS = st.sampled_from(["A", "B", "C"])
DAYS = NUMBERS.map(lambda days: date(2026, 4, 1 + days))
POLICY: Mapping[str, Any] = {"most_bins": 2, "limit": Money("2.00")}


class FixedPolicy:
    """A lookup with two values."""

    def value(self, key: str) -> Any:  # noqa: ANN401 - as the protocol has it
        """The value under a key."""
        return POLICY[key]


numbers: st.SearchStrategy[Expression[int]] = st.recursive(
    st.sampled_from([Household.bins, Household.adults, policy_value("most_bins", int)]),
    lambda inner: st.builds(
        lambda sign, left, right: sign(left, right),
        st.sampled_from([operator.add, operator.sub, operator.mul]),
        inner,
        st.one_of(inner, NUMBERS),
    ),
    max_leaves=3,
)
COMPARE: list[Callable[[Any, Any], Condition]] = [
    operator.eq,
    operator.ne,
    operator.lt,
    operator.le,
    operator.gt,
    operator.ge,
]
comparisons: st.SearchStrategy[Condition] = st.one_of(
    st.builds(
        lambda compare, left, right: compare(left, right),
        st.sampled_from(COMPARE),
        numbers,
        st.one_of(numbers, NUMBERS),
    ),
    st.builds(lambda compare, right: compare(Household.capital, right), st.sampled_from(COMPARE), MONEY),
    st.builds(lambda compare: compare(Household.capital, policy_value("limit", Money)), st.sampled_from(COMPARE)),
    st.builds(lambda compare, right: compare(Household.moved, right), st.sampled_from(COMPARE), DAYS),
    st.builds(lambda options: is_one_of(Household.band, *options), st.lists(BANDS, min_size=1, max_size=2)),
    st.builds(lambda right: Household.band == right, BANDS),
)
leaves = st.one_of(
    st.sampled_from([Household.credit, Household.badge, Household.alone]), st.booleans().map(Constant), comparisons
)


def _bigger(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    joined = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        joined.map(lambda parts: all_of(*parts)),
        joined.map(lambda parts: any_of(*parts)),
        inner.map(not_),
        inner.map(lambda part: define("a_part", part)),
        st.builds(lambda c, a, d, b, e: when(c, a).when(d, b).otherwise(e), inner, inner, inner, inner, inner),
    )


conditions: st.SearchStrategy[Condition] = st.recursive(leaves, _bigger, max_leaves=8)
"""Any condition."""

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "household.credit": st.booleans(),
    "household.badge": st.booleans(),
    "household.alone": st.booleans(),
    "household.bins": NUMBERS,
    "household.adults": NUMBERS,
    "household.capital": MONEY,
    "household.band": BANDS,
    "household.moved": DAYS,
}
complete = st.fixed_dictionaries(VALUES).map(Known)
"""Every fact has a value."""

partial = st.fixed_dictionaries(
    {}, optional={id_: st.one_of(each, st.sampled_from(UnknownReason)) for id_, each in VALUES.items()}
).map(Known)
"""Some facts have a value, some are unknown for a reason, some are absent."""

_SIGNS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


def plain(expression: Expression[Any], known: Known) -> Any:  # noqa: ANN401, C901, PLR0911, PLR0912 - one case for each kind
    """What an expression means, written as its definition says and for nothing else: None when unknown."""
    match expression:
        case FactRef():
            fact_value = known[expression.id]
            return UNKNOWN if isinstance(fact_value, Unknown) else fact_value
        case Constant():
            return expression.value
        case PolicyRef():
            return POLICY[expression.key]
        case Definition():
            return plain(expression.expression, known)
        case Not():
            return {True: False, False: True, UNKNOWN: UNKNOWN}[plain(expression.part, known)]
        case AllOf():
            values = [plain(part, known) for part in expression.parts]
            return False if False in values else UNKNOWN if UNKNOWN in values else True
        case AnyOf():
            values = [plain(part, known) for part in expression.parts]
            return True if True in values else UNKNOWN if UNKNOWN in values else False
        case OneOf():
            subject = plain(expression.subject, known)
            return UNKNOWN if subject is UNKNOWN else subject in {option.value for option in expression.options}
        case Comparison() | Arithmetic():
            left, right = plain(expression.left, known), plain(expression.right, known)
            return UNKNOWN if UNKNOWN in (left, right) else _SIGNS[expression.operator](left, right)
        case Choice():
            for condition, value in expression.branches:
                holds = plain(condition, known)
                if holds is not False:
                    return UNKNOWN if holds is UNKNOWN else plain(value, known)
            return plain(expression.otherwise, known)
        case _:
            raise AssertionError(type(expression))
