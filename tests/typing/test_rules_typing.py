"""What a type checker says of rules: mistakes are found before anything runs."""

import subprocess
import sys
from pathlib import Path

import pytest

OPENING = """
from datetime import date
from decimal import Decimal
from localgov_components.eligibility import Scheme, rule
from localgov_components.identifiers import Uprn
from localgov_components.money import Money, Rounding, VatTreatment, vat_from_gross
from localgov_components.policy import Layer
from localgov_components.rules import (
    Condition, Expression, Fact, Facts, Judgement, Known, Members, Per, PeriodOfTime, Unknown, age_on, all_of, any_of,
    bands, converted, count_of, days, days_between, decision_date, define, divided, evaluate, every, exists, fact,
    is_one_of, larger_of, max_of, min_of, months, not_, policy_value, rounded, smaller_of, sum_of, taper, weeks, when,
    years,
)

class Income(Facts, id="income"):
    amount: Fact[Money] = fact("amount", per=Per.WEEK)

class Member(Facts, id="member"):
    is_partner: Fact[bool] = fact("is the partner")
    age: Fact[int] = fact("age")
    share: Fact[Decimal] = fact("share", places=2)
    born: Fact[date] = fact("date of birth")
    incomes: Fact[list[Income]] = fact("incomes")

class Household(Facts, id="household"):
    badge: Fact[bool] = fact("somebody has a Blue Badge")
    capital: Fact[Money] = fact("capital")
    bins: Fact[int] = fact("number of bins")
    moved: Fact[date] = fact("day of moving in")
    plain: Fact[str]
    share: Fact[Decimal] = fact("share", places=2)
    members: Fact[list[Member]] = fact("members")

WHOLE = Household(
    badge=True, capital=Money("1"), bins=1, moved=date(2026, 5, 1), plain="a", share=Decimal(1), members=[]
)
UP = Rounding.UP
"""
RIGHT = """
condition: Condition = all_of(
    Household.badge,
    any_of(Household.capital > Money("16000"), not_(Household.bins == 1)),
    Household.moved < date(2026, 5, 1),
    policy_value("limit", Money) >= Household.capital,
    is_one_of(Household.plain, "a", "b"),
)
fee: Expression[Money] = when(Household.badge, Money("1")).when(condition, Household.capital).otherwise(
    policy_value("fee", Money) * Household.bins + Money("0.50")
)
tiers: Expression[Money] = when(Household.badge, Household.capital).when(condition, fee).otherwise(Money("1"))
either: Condition = all_of(when(Household.badge, condition).otherwise(Household.badge))
named: Expression[bool] = define("named", condition, cites="a law")
value: Money | Unknown = evaluate(fee, Known.of(WHOLE))
badge: bool = WHOLE.badge
capital: Money = WHOLE.capital + Money("1")
more: bool = WHOLE.capital <= Money("1") or WHOLE.capital >= Money("2")
total: Money = sum([capital, capital], Money.from_pence(0))
partner: Condition = exists(Household.members, lambda member: member.is_partner)
adults: Condition = every(Household.members, lambda member: all_of(member.age >= 18, not_(member.is_partner)))
pairs: Condition = exists(Household.members, lambda m: exists(Household.members, lambda n: m.age > n.age))
children: Expression[int] = count_of(Household.members, lambda member: member.age < 18)
everybody: Expression[int] = count_of(Household.members)
ages: Expression[int] = sum_of(Household.members, lambda member: member.age, where=lambda member: member.is_partner)
incomes: Expression[Money] = sum_of(
    Household.members, lambda member: sum_of(member.incomes, lambda income: income.amount)
)
shares: Expression[Decimal] = max_of(Household.members, lambda member: member.share, if_none=Decimal(0))
first_born: Expression[date] = min_of(Household.members, lambda member: member.born, if_none=date.max)
first_age: int = WHOLE.members[0].age
some = Members([Known({"member.age": 3})], complete=False)
judged = Judgement(value=True, role="officer", reason="seen", until=date(2026, 12, 31))
unrounded: Expression[Money] = Household.capital * Decimal("0.2")
weekly: Expression[Money] = 2 * policy_value("allowance", Money, per=Per.WEEK) - Money("1")
turned: Expression[Money] = Household.bins * Money("2")
share: Expression[Money] = policy_value("rate", Decimal) * Household.capital
rate: Expression[Money] = Money("2") * policy_value("rate", Decimal)
less: Expression[int] = 5 - Household.bins
pennies: Expression[Money] = rounded(unrounded, Rounding.HALF_UP)
quarter: Expression[Money] = divided(Household.capital, 4, rounding=UP)
each: Expression[Money] = divided(Household.capital, children, rounding=UP, if_zero=Money("0"))
steps: Expression[int] = divided(Household.capital, Money("500"), rounding=UP)
ratio: Expression[Decimal] = divided(Household.capital, Money("500"), rounding=UP, places=4)
mean: Expression[Decimal] = divided(ages, children, rounding=UP, places=2, if_zero=Decimal(0))
monthly: Expression[Money] = converted(weekly, to=Per.MONTH, rounding=UP)
most: Expression[Money] = larger_of(Household.capital, Money("1"), pennies)
least: Expression[date] = smaller_of(Household.moved, date(2026, 5, 1), decision_date())
band: Expression[Money] = bands(Household.capital, (Money("266"), Money("10.20")), below=Money("5"))
award: Expression[Money] = taper(Household.capital, most, Decimal("0.2"), rounding=UP)
age: Expression[int] = age_on(first_born)
wait: PeriodOfTime = weeks(children)
later: Expression[date] = Household.moved + months(3) - days(1) + wait
elapsed: Expression[int] = days_between(Household.moved, later + years(1))
total_bins: Expression[int] = Household.bins + Household.bins + 1
halves: Condition = all_of(
    Household.share > 5, Household.bins >= Decimal("2.5"), Household.share <= Household.bins, 5 < Household.share,
    Household.bins < Household.share, Household.share == 5, Household.bins != Decimal("2.5"),
    Decimal(5) > Household.bins, Household.bins == Household.share,
    is_one_of(Household.share, 1, Decimal("2.5")), is_one_of(Household.bins, Decimal(1)),
    policy_value("rate", Decimal) > Household.bins,
)
summed: Expression[Decimal] = Household.bins + Decimal("0.5") + Household.share + 1 - Household.bins
turned_round: Expression[Decimal] = Decimal("0.5") + Household.bins - (1 - Household.share)
from_written: Expression[Decimal] = Decimal(1) - Household.bins
times: Expression[Decimal] = 2 * Household.share * Household.bins * Decimal("0.5") + Decimal("0.5") * Household.bins
of_either: Expression[Decimal] = larger_of(Household.bins, Household.share, 0) + smaller_of(Household.share, 1)
chosen: Expression[Decimal] = when(Household.badge, Household.share).otherwise(0)
chosen_last: Expression[Decimal] = when(Household.badge, 1).when(condition, Household.share).otherwise(0)
whole_numbers: Expression[int] = smaller_of(Household.bins, 3) * 2
summed_whole: Expression[int] = sum([Household.bins, Household.bins], start=total_bins)
stepped: Expression[int] = bands(Household.share, (1, 2), (Decimal("2.5"), 3), below=0)
either_type: int | Decimal = Decimal(1) if badge else 1
compared: Condition = Household.share > either_type
scheme = Scheme("s", facts=[Household], eligible=[rule("r", condition)])
vat: Money = vat_from_gross(capital, VatTreatment.STANDARD).tax
number: int = Uprn.parse("77").number
nearer: bool = Layer.COUNCIL.is_nearer_than(Layer.UK)
"""
WRONG = {
    "a misspelt fact": "Household.bagde",
    "a misspelt fact of an instance": "WHOLE.bagde",
    "money compared with a number": "Household.capital > 16000",
    "money compared with text": 'Household.capital >= "16000"',
    "a number compared with money": 'Household.bins < Money("1")',
    "a day compared with text": 'Household.moved > "2026-05-01"',
    "a decimal compared with a float": "Household.share > 0.5",
    "a decimal compared with text": 'Household.share >= "0.5"',
    "a decimal compared with money": "Household.share < Household.capital",
    "text more than text": 'Household.plain > "a"',
    "a truth more than another": "Household.badge > True",
    "a list more than another": "Household.members > Household.members",
    "a day compared with a number": "Household.moved >= 2026",
    "money equal to a number": 'rule("r", Household.capital == 1)',
    "a number equal to text": 'rule("r", Household.bins == "1")',
    "a truth equal to a number": 'rule("r", Household.badge == 1)',
    "money equal to a number that is a fact": "Household.capital == Household.bins",
    "a decimal plus a float": "Household.share + 0.5",
    "a number less money": "Household.bins - Household.capital",
    "text added to text": 'Household.plain + "a"',
    "a truth plus a number": "Household.badge + 1",
    "a number plus a period": "Household.bins + days(1)",
    "a day less a day": "Household.moved - Household.moved",
    "a day plus a number": "Household.moved + 1",
    "a number and money": "1 + Household.capital",
    "a truth so many times": "Household.badge * 2",
    "a day so many times": "Household.moved * 2",
    "a decimal sum as a whole number": "days(Household.bins + Decimal(1))",
    "the larger of two texts": 'larger_of(Household.plain, "a")',
    "the larger of money and a number": "larger_of(Household.capital, Household.bins)",
    "bands of another type": 'bands(Household.share, (Money("1"), 2), below=0)',
    "a decimal among whole options of text": 'is_one_of(Household.share, "1")',
    "policy of another type": 'policy_value("limit", int) > Household.capital',
    "money plus a number": "Household.capital + 1",
    "money times money": "Household.capital * Household.capital",
    "an option of another type": "is_one_of(Household.plain, 1)",
    "joining what is no condition": "all_of(Household.bins)",
    "joining a truth value": "any_of(Household.badge, True)",
    "denying what is no condition": "not_(Household.capital)",
    "choosing by what is no condition": "when(Household.capital, 1)",
    "branches of two types": 'when(Household.badge, Money("1")).otherwise(1)',
    "a misspelt fact of a member": "exists(Household.members, lambda member: member.is_partnr)",
    "a member compared with text": 'exists(Household.members, lambda member: member.age > "18")',
    "a condition of a member that is none": "every(Household.members, lambda member: member.age)",
    "a condition of a member that is no function": "exists(Household.members, Household.badge)",
    "going over what is no list": "exists(Household.bins, lambda member: member.is_partner)",
    "going over an instance's list": "count_of(WHOLE.members)",
    "another type for none": "max_of(Household.members, lambda member: member.age, if_none=Money('1'))",
    "nothing said for none": "min_of(Household.members, lambda member: member.age)",
    "a sum of another type": "Household.capital > sum_of(Household.members, lambda member: member.age)",
    "a fact of a member as one of the case": "Household.is_partner",
    "money times a float in a rule": "Household.capital * 0.2",
    "money rounded by a text": 'rounded(Household.capital, "half-up")',
    "text rounded": "rounded(Household.plain, UP)",
    "money divided without a rounding": "divided(Household.capital, 2)",
    "money divided by a day": "divided(Household.capital, Household.moved, rounding=UP)",
    "another type for a divisor that is nothing": (
        "divided(Household.capital, Household.bins, rounding=UP, if_zero=Household.bins)"
    ),
    "the larger of two types": "larger_of(Household.capital, 1) > Money('1')",
    "an age of a number": "age_on(Household.bins)",
    "a period of money": "days(Household.capital)",
    "a day less money": "Household.moved - WHOLE.capital",
    "money tapered by an amount": "taper(Household.capital, Household.capital, Money('1'), rounding=UP)",
    "a period by its text": 'converted(Household.capital, to="week", rounding=UP)',
    "members that are not known": "Members([{'member.age': 3}])",
    "a judgement that nobody made": "Judgement(True)",
    "a rounding by position": "rounded(Household.capital, UP, 2)",
    "a missing fact": (
        'Household(badge=True, capital=Money("1"), bins=1, moved=date(2026, 5, 1), share=Decimal(1), members=[])'
    ),
    "a fact of another type": (
        'Household(badge="yes", capital=Money("1"), bins=1, moved=date.max, plain="a", share=Decimal(1), members=[])'
    ),
    "money from a number": (
        'Household(badge=True, capital=1, bins=1, moved=date.max, plain="a", share=Decimal(1), members=[])'
    ),
    "a fact that there is not": (
        'Household(badge=True, capital=Money("1"), bins=1, moved=date.max, plain="", share=Decimal(1), members=[], x=1)'
    ),
    "facts by position": 'Household(True, Money("1"), 1, date(2026, 5, 1), "a", Decimal(1), [])',
    "an instance where an expression is wanted": "all_of(WHOLE.badge)",
    "a rule that is no condition": 'rule("r", Household.capital)',
    "a bare number of money": "Money(50)",
    "a float of money": "Money(1.5)",
    "money and a number": 'Money("1") + 1',
    "money times a float": 'Money("1") * 1.5',
    "an amount compared with a number": 'Money("1") <= 1',
    "a treatment by its text": 'vat_from_gross(Money("1"), "standard")',
    "a boolean by position": 'define("named", Household.badge, "label")',
}
"""One expression each that a type checker must refuse."""


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What mypy says of each snippet, by its name; all are checked in one run."""
    folder = tmp_path_factory.mktemp("snippets")
    names = {f"wrong_{number}": name for number, name in enumerate(WRONG)} | {"right": "right"}
    for stem, name in names.items():
        body = RIGHT if name == "right" else f"found = {WRONG[name]}\n"
        (folder / f"{stem}.py").write_text(OPENING + body, encoding="utf-8")
    config = folder / "mypy.ini"
    config.write_text(f"[mypy]\nstrict = True\ncache_dir = {folder / 'cache'}\nplugins =\n", encoding="utf-8")
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--config-file",
            str(config),
            "--no-error-summary",
            *map(str, folder.glob("*.py")),
        ],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
    )
    assert run.returncode in (0, 1), run.stdout + run.stderr
    said = dict.fromkeys(names.values(), "")
    for line in run.stdout.splitlines():
        stem = Path(line.partition(".py:")[0]).name
        if ": error:" in line:
            said[names[stem]] += line + "\n"
    return said


@pytest.mark.slow
def test_rules_that_are_right_are_not_complained_of(complaints: dict[str, str]) -> None:
    assert complaints["right"] == ""


@pytest.mark.slow
@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_found_by_the_type_checker_on_its_own_line(name: str, complaints: dict[str, str]) -> None:
    last = len(OPENING.splitlines()) + 1
    assert f".py:{last}: error:" in complaints[name]


@pytest.mark.slow
def test_the_vocabulary_itself_is_not_complained_of(complaints: dict[str, str]) -> None:
    lines = {line.partition(".py:")[2].partition(":")[0] for said in complaints.values() for line in said.splitlines()}
    assert lines == {str(len(OPENING.splitlines()) + 1)}
