"""What a type checker says of rules: mistakes are found before anything runs."""

import subprocess
import sys
from pathlib import Path

import pytest

OPENING = """
from datetime import date
from localgov_components.eligibility import Scheme, rule
from localgov_components.identifiers import Uprn
from localgov_components.money import Money, VatTreatment, vat_from_gross
from localgov_components.policy import Layer
from localgov_components.rules import (
    Condition, Expression, Fact, Facts, Known, Unknown, all_of, any_of, define, evaluate, fact, is_one_of, not_,
    policy_value, when,
)

class Household(Facts, id="household"):
    badge: Fact[bool] = fact("somebody has a Blue Badge")
    capital: Fact[Money] = fact("capital")
    bins: Fact[int] = fact("number of bins")
    moved: Fact[date] = fact("day of moving in")
    plain: Fact[str]

WHOLE = Household(badge=True, capital=Money("1"), bins=1, moved=date(2026, 5, 1), plain="a")
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
    "policy of another type": 'policy_value("limit", int) > Household.capital',
    "money plus a number": "Household.capital + 1",
    "money times money": "Household.capital * Household.capital",
    "an option of another type": "is_one_of(Household.plain, 1)",
    "joining what is no condition": "all_of(Household.bins)",
    "joining a truth value": "any_of(Household.badge, True)",
    "denying what is no condition": "not_(Household.capital)",
    "choosing by what is no condition": "when(Household.capital, 1)",
    "branches of two types": 'when(Household.badge, Money("1")).otherwise(1)',
    "a missing fact": 'Household(badge=True, capital=Money("1"), bins=1, moved=date(2026, 5, 1))',
    "a fact of another type": 'Household(badge="yes", capital=Money("1"), bins=1, moved=date(2026, 5, 1), plain="a")',
    "money from a number": 'Household(badge=True, capital=1, bins=1, moved=date(2026, 5, 1), plain="a")',
    "a fact that there is not": 'Household(badge=True, capital=Money("1"), bins=1, moved=date.max, plain="a", x=1)',
    "facts by position": 'Household(True, Money("1"), 1, date(2026, 5, 1), "a")',
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
