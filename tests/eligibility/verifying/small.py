"""A world so small that every household in it can be decided, and schemes drawn at random for it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import strategies as st

from localgov_components.eligibility import Scheme, rule
from localgov_components.eligibility.scheme_on import Result, SchemeOn
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Condition,
    Expression,
    Fact,
    Facts,
    Known,
    all_of,
    any_of,
    fact,
    larger_of,
    not_,
    rounded,
    when,
)
from localgov_components.rules.tables import DecisionTable, Output, row

__all__ = ["DAY", "Small", "every_household", "results_of", "schemes"]

DAY = date(2026, 5, 1)


class Small(Facts, id="small"):
    """Two truths, a number to 2 and an amount to £3."""

    yes: Fact[bool] = fact("it is so")
    adults: Fact[int] = fact("adults", at_most=2)
    income: Fact[Money] = fact("income", at_most=3)


def every_household() -> Iterator[Known]:
    """All of them, with no number below nothing."""
    for yes, adults, pence in product((True, False), range(3), range(301)):
        yield Known({"small.yes": yes, "small.adults": adults, "small.income": Money.from_pence(pence)})


def results_of(bound: SchemeOn) -> dict[tuple[bool, int, int], Result]:
    """What every household gets."""
    return {
        (known["small.yes"], known["small.adults"], known["small.income"].pence): bound.result(known)
        for known in every_household()
    }


POUNDS = st.integers(-50, 350).map(Money.from_pence)
LEAVES = st.one_of(
    st.just(Small.yes),
    st.builds(lambda number: Small.adults > number, st.integers(-1, 2)),
    st.builds(lambda number: Small.adults == number, st.integers(0, 3)),
    st.builds(lambda amount: Small.income > amount, POUNDS),
    st.builds(lambda amount: Small.income <= amount, POUNDS),
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    LEAVES,
    lambda parts: st.one_of(parts.map(not_), st.builds(all_of, parts, parts), st.builds(any_of, parts, parts, parts)),
    max_leaves=4,
)


@st.composite
def awards(draw: st.DrawFn) -> Expression[Money]:
    """Amounts that rise, fall and jump with the income."""
    rate = draw(st.sampled_from([Decimal("0.25"), Decimal("-0.5"), Decimal("1.2"), Decimal(0)]))
    least = draw(st.sampled_from([Money("0.00"), Money("-1.00")]))
    tapered = larger_of(draw(POUNDS) - rounded(Small.income * rate, Rounding.HALF_UP), least)
    return when(draw(CONDITIONS), draw(POUNDS)).otherwise(tapered)


@st.composite
def tables(draw: st.DrawFn) -> DecisionTable:
    """Tables that may contradict themselves and have gaps."""
    cells = (st.sampled_from(["-", "< 1", "1", ">= 1", "2"]), st.sampled_from(["-", "<= 1", "> 1", "(1..2]"]))
    rows = draw(st.lists(st.tuples(*cells, st.sampled_from(["0.50", "1.00"])), min_size=1, max_size=4))
    return DecisionTable(
        "tariff",
        inputs=[Small.adults, Small.income],
        outputs=[Output("weekly", Money)],
        rows=[row(*each[:2], then=each[2]) for each in rows],
        hit=draw(st.sampled_from(["unique", "any", "first"])),  # type: ignore[arg-type]
        otherwise=draw(st.sampled_from([None, "0.00"])),
    )


@st.composite
def schemes(draw: st.DrawFn, *, with_table: bool = False) -> Scheme:
    """Schemes with rules of every kind, and an award."""
    kinds: dict[str, Any] = {
        kind: [rule(f"{kind}-{number}", each) for number, each in enumerate(draw(st.lists(CONDITIONS, max_size=2)))]
        for kind in ("ineligible", "refer", "eligible")
    }
    award = draw(tables()).expression if with_table else draw(awards())
    return Scheme("small", facts=Small, award=award, **kinds)
