"""A small scheme with a weekly award, two policies for it, and made-up comparisons of any numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

from hypothesis import strategies as st

from localgov_components.eligibility import Scheme, SchemeOn, rule
from localgov_components.eligibility.comparing import Comparison, OutcomeChange
from localgov_components.eligibility.comparing.counting import Alike, Counted
from localgov_components.eligibility.comparing.outcome_change import AFTER, BEFORE
from localgov_components.eligibility.comparing.tally import Tally
from localgov_components.money import Money
from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue
from localgov_components.rules import Fact, Facts, Per, fact, larger_of, policy_value, smaller_of

DAY = date(2026, 5, 1)
NOTHING = Money("0.00")


class Household(Facts, id="household"):
    income: Fact[Money] = fact("net income", per=Per.WEEK)
    capital: Fact[Money] = fact("savings and investments")
    pension_age: Fact[bool] = fact("you are of pension age")


limit = policy_value("capital_limit", Money)
allowance = policy_value("allowance", Money, per=Per.WEEK)

SUPPORT = Scheme(
    "support",
    facts=Household,
    policy=["capital_limit", "allowance"],
    ineligible=[rule("too-much-capital", Household.capital > limit)],
    refer=[rule("pension-age", Household.pension_age)],
    eligible=[rule("low-income", Household.income < allowance)],
    award=smaller_of(larger_of(allowance - Household.income, Money("0.00")), Money("50.00")),
)


def policy(**values: str) -> PolicySet:
    """The policy of Ambleford, with some values of it."""
    given = {"capital_limit": "10000.00", "allowance": "100.00", **values}
    labels = {"capital_limit": "Savings above which no support is given", "allowance": "Weekly needs"}
    recorded = datetime(2026, 1, 15, tzinfo=UTC)
    return PolicySet(
        [PolicyDeclaration(key, Money, labels[key]) for key in given],
        [
            PolicyValue(key, Money(value), Layer.COUNCIL, "Ambleford Council", date(2026, 4, 1), recorded)
            for key, value in given.items()
        ],
    )


def side(scheme: Scheme = SUPPORT, /, **values: str) -> SchemeOn:
    """A scheme on the day, by the policy of Ambleford with some values of it."""
    return scheme.on(DAY, policy=policy(**values) if scheme.policy else None)


def made_up(columns: Mapping[str, Sequence[str]], alike: Sequence[Alike], *, scheme: Scheme = SUPPORT) -> Comparison:
    """A comparison of numbers that nobody counted."""
    steps = (Money("5"), Money("10"), Money("20"), Money("50"))
    return Comparison(
        side(scheme), side(scheme), tuple(columns), steps, Counted(tuple(map(tuple, columns.values())), tuple(alike))
    )


def tally(change: OutcomeChange, number: int, *, each: int = 500, one: int = 500) -> Tally:
    """Cases whose award, or change of it, is `each` pence, and of one of them `one`."""
    if not number:
        return Tally()
    before, after = (change in BEFORE, change in AFTER)
    total, most = each * (number - 1) + one, max(each, one)
    if before and after:
        gains = change is OutcomeChange.GETS_MORE
        moves = change in (OutcomeChange.GETS_MORE, OutcomeChange.GETS_LESS)
        old, new = (total, 2 * total) if gains else (2 * total, total) if moves else (total, total)
        return Tally(
            number, old, new, most * (2 if moves and not gains else 1), most * (2 if gains else 1), most if moves else 0
        )
    if before:
        return Tally(number, total, 0, most, 0, most)
    return Tally(number, 0, total, 0, most, most) if after else Tally(number)


FEW = st.one_of(st.just(0), st.just(0), st.integers(1, 4), st.integers(1, 12), st.integers(1, 60))


@st.composite
def comparisons(draw: st.DrawFn, *, most_columns: int = 2, most_groups: int = 5) -> Comparison:
    """Comparisons by some columns, with many small numbers."""
    columns = {
        f"column {place}": [f"{place}-{name}" for name in "abcdefgh"[: draw(st.integers(1, most_groups))]]
        for place in range(draw(st.integers(1, most_columns)))
    }
    kinds = draw(st.lists(st.sampled_from(list(OutcomeChange)), min_size=1, max_size=5, unique=True))
    alike = []
    for groups, change in product(product(*columns.values()), kinds):
        number = draw(FEW)
        if number:
            found = tally(change, number, each=draw(st.integers(1, 3000)), one=draw(st.integers(1, 30000)))
            alike.append(Alike(groups, change, draw(st.integers(0, 4)), "", found))
    return made_up(columns, alike)


__all__ = ["DAY", "SUPPORT", "Household", "comparisons", "made_up", "policy", "replace", "side", "tally"]
