"""Random rules of every kind of node, well typed and with units that fit, over the vocabulary beside this.

`conditions`, `numbers`, `amounts` and so on are rules of one kind; `any_rule` is any of them. `rules_of` makes rules of
a kind of your own choice, and `rules_together` several that share definitions, as those of a scheme do. `complete` and
`partial` are what may be known of a case, and `plain` is the second reading of what a rule means in it.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import strategies as st
from tests.rules.growing import (
    DAILY,
    DAY,
    KINDS,
    LUMP,
    MONTHLY,
    NUMBER,
    POSTCODE,
    TENURE,
    TEXT,
    TRUTH,
    VISITS,
    WEEKLY,
    WHOLE,
    YEARLY,
    Grower,
    Kind,
    below,
)
from tests.rules.plain import UNKNOWN, plain
from tests.rules.telling import told
from tests.rules.vocabulary import (
    ON,
    POLICY,
    VALUES,
    FixedPolicy,
    Household,
    complete,
    complete_for,
    partial,
    partial_for,
    some_and_more,
)

from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Condition,
    Expression,
    rounded,
)

__all__ = [
    "DAILY", "DAY", "KINDS", "LUMP", "MONTHLY", "NUMBER", "ON", "POLICY", "POSTCODE", "TENURE", "TEXT", "TRUTH",
    "UNKNOWN", "VALUES", "VISITS", "WEEKLY", "WHOLE", "YEARLY", "FixedPolicy", "Household", "Kind", "amounts",
    "any_rule", "cases_of", "complete", "complete_for", "conditions", "dates", "decimals", "numbers", "partial",
    "partial_for", "plain", "rules_of", "rules_together", "rules_with_gaps", "some_and_more", "weekly_amounts",
]  # fmt: skip

R = TypeVar("R")
K = TypeVar("K")


def rules_of(kind: Kind, *, parts: int = 20, gaps: bool = False) -> st.SearchStrategy[Expression[Any]]:
    """Rules of a kind, of so many parts at most; with `gaps`, some of them undefined as tables may be."""
    return rules_together(kind, parts=parts, gaps=gaps).map(lambda found: found[0])


@st.composite
def rules_together(draw: st.DrawFn, *kinds: Kind, parts: int = 20, gaps: bool = False) -> tuple[Expression[Any], ...]:
    """Rules of some kinds that share definitions; money is in whole pence."""
    grower = Grower(draw, 0, gaps=gaps)
    found = []
    for kind in kinds:
        grower.parts = draw(below(parts + 1))
        found.append(_in_pence(grower.grow(kind)))
    return told(tuple(found))


def cases_of(
    rules: st.SearchStrategy[R], *, known: Callable[[Any], st.SearchStrategy[K]]
) -> st.SearchStrategy[tuple[R, K]]:
    """Rules, each with what is known of the facts that it reads: `partial_for`, `complete_for` or `some_and_more`."""
    return rules.flatmap(lambda rule: st.tuples(st.just(rule), known(rule).map(told)))


def _in_pence(rule: Expression[Any]) -> Expression[Any]:
    fraction = rule.value_type is Money and rule.measure and rule.measure.places > 2
    return rounded(rule, Rounding.HALF_UP) if fraction else rule


conditions: st.SearchStrategy[Condition] = rules_of(TRUTH)
"""Any condition."""

numbers: st.SearchStrategy[Expression[int]] = rules_of(WHOLE)
decimals: st.SearchStrategy[Expression[Decimal]] = rules_of(NUMBER)
amounts: st.SearchStrategy[Expression[Money]] = rules_of(LUMP)
weekly_amounts: st.SearchStrategy[Expression[Money]] = rules_of(WEEKLY)
dates: st.SearchStrategy[Expression[date]] = rules_of(DAY)
any_rule: st.SearchStrategy[Expression[Any]] = st.sampled_from(KINDS).flatmap(rules_of)
"""A rule of any kind."""

rules_with_gaps: st.SearchStrategy[Expression[Any]] = st.sampled_from(KINDS).flatmap(
    lambda kind: rules_of(kind, gaps=True)
)
"""A rule of any kind, some of whose parts a table leaves undefined."""
