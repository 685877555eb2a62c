"""How the cost of a decision grows with the rules of a scheme, and with the members of a household."""

from collections.abc import Mapping, Sequence
from functools import partial

from benchmarks.measure import compare
from benchmarks.rules_cases import claims
from benchmarks.rules_scheme import DAY, NOTHING, Household, known_of
from benchmarks.rules_workloads import decisions, results
from localgov_components.eligibility import Rule, Scheme, SchemeOn, rule
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Fact,
    Facts,
    Known,
    Members,
    Per,
    all_of,
    any_of,
    count_of,
    exists,
    fact,
    larger_of,
    rounded,
    sum_of,
)

__all__ = ["show_growth_with_members", "show_growth_with_rules"]

RULES = (10, 30, 100, 300, 1_000)
MEMBERS = (0, 1, 2, 5, 10, 20, 50)
RULES_MADE = (10, 30, 100, 300)
RESULTS, DECISIONS = 500, 20
ROUNDS = 5


class Member(Facts, id="member"):
    """What is known about each member of a household."""

    age: Fact[int] = fact("age", protected="age")
    earnings: Fact[Money] = fact("net earnings", per=Per.WEEK, sensitivity="financial")


class Home(Facts, id="home"):
    """A household, for its members alone."""

    members: Fact[list[Member]] = fact("members of the household")


def show_growth_with_rules() -> None:
    """Time schemes of ever more rules, none of which holds, so that each must be tried; and their making."""
    known = [known_of(claim) for claim in claims(RESULTS)]
    show_growth("rules", {f"{rules:,} rules": (with_rules(rules).on(DAY), known) for rules in RULES})
    making = {f"{rules:,} rules": partial(first_decision, rules, known[0]) for rules in RULES_MADE}
    title = "Make and check a scheme, compile it and decide one case"
    compare(title, making, items=1, rounds=ROUNDS, against=next(iter(making)))


def first_decision(rules: int, known: Known) -> object:
    """The bare result and the decision of a scheme that was never used before."""
    bound = with_rules(rules).on(DAY)
    return results(bound, [known]), decisions(bound, [known])


def show_growth_with_members() -> None:
    """Time a scheme that asks three things of ever more members."""
    bound = over_members().on(DAY)
    households = {f"{members} members": [household_of(members)] * RESULTS for members in MEMBERS}
    show_growth("members", {name: (bound, known) for name, known in households.items()})


def show_growth(what: str, cases: Mapping[str, tuple[SchemeOn, Sequence[Known]]]) -> None:
    """Time the bare result, and the decision with full reasons, which takes so long that fewer will do."""
    first = next(iter(cases))
    for title, decide_all, items in ("Outcome and award", results, RESULTS), ("Full reasons", decisions, DECISIONS):
        work = {name: partial(decide_all, bound, known[:items]) for name, (bound, known) in cases.items()}
        compare(f"{title}, by number of {what}", work, items=items, rounds=ROUNDS, against=first)


def with_rules(rules: int) -> Scheme:
    """A scheme of so many rules, of which none holds for a claim of `claims`."""
    return Scheme("many-rules", facts=[Household], ineligible=[over_limits(number) for number in range(rules)])


def over_limits(number: int) -> Rule:
    """A rule of three facts and two limits of its own, which are beyond what any claim of `claims` has."""
    income = Household.earnings + Household.other_income
    too_much = any_of(
        income > Money.from_pence(800_00 + number), Household.capital > Money.from_pence(20_000_00 + number)
    )
    return rule(f"over-limits-{number}", too_much)


def over_members() -> Scheme:
    """A scheme that asks three things of the members, and pays by what they earn together."""
    workers = count_of(Home.members, lambda member: all_of(member.age >= 18, member.earnings > NOTHING))
    earnings = sum_of(Home.members, lambda member: member.earnings, where=lambda member: member.age >= 18)
    return Scheme(
        "many-members",
        facts=[Home],
        ineligible=[
            rule("earns-too-much", exists(Home.members, lambda member: member.earnings > Money("900.00"))),
            rule("too-many-workers", workers > 50),
        ],
        award=rounded(larger_of(Money("900.00") - earnings, NOTHING), Rounding.HALF_UP),
    )


def household_of(members: int) -> Known:
    """A household of so many members, all of whom any condition must look at."""
    everyone = (
        Known({"member.age": 16 + number, "member.earnings": Money.from_pence(100_00 + number)})
        for number in range(members)
    )
    return Known({"home.members": Members(everyone)})
