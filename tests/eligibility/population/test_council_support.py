"""The example scheme over a population: members, ages, bands and a taper, as each household gets them alone."""

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

from localgov_components.eligibility import load_scheme
from localgov_components.money import Money
from localgov_components.rules import Known, Members

ROOT = Path(__file__).parents[3]
DAY = date(2026, 5, 1)
MANY = 300


def homes(chance: Random) -> list[dict[str, Any]]:
    return [
        {
            "home": f"home {number}",
            "household.pension_age": chance.choice([True, False, False, False, None]),
            "household.capital": chance.choice([None, chance.randrange(20_000_00)]),
            "household.income": chance.choice([None, *[chance.randrange(400_00) for _ in range(5)]]),
            "household.council_tax": chance.randrange(10_00, 60_00),
            "household.members": chance.choice([True, True, True, False, None]),
        }
        for number in range(MANY)
    ]


def people(chance: Random, listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "home": home["home"],
            "member.is_partner": chance.choice([True, False, False, None]),
            "member.born": date(chance.randrange(1930, 2026), chance.randrange(1, 13), chance.randrange(1, 29)),
            "member.earnings": chance.choice([None, chance.randrange(700_00)]),
        }
        for home in listed
        if home["household.members"] is not None
        for _ in range(chance.randrange(4))
    ]


def known_of(row: dict[str, Any]) -> Known:
    amounts = ("household.capital", "household.income", "household.council_tax", "member.earnings")
    facts = {id_: value for id_, value in row.items() if "." in id_ and value is not None}
    return Known(facts | {id_: Money.from_pence(facts[id_]) for id_ in amounts if id_ in facts})


def test_every_household_gets_what_it_gets_alone() -> None:
    chance = Random(97)  # noqa: S311 - so that the test can be repeated
    listed = homes(chance)
    members = people(chance, listed)
    loaded = load_scheme(ROOT / "examples" / "council_support")
    bound = loaded.scheme.on(DAY, policy=loaded.policy)
    frames = {"household.members": pl.DataFrame(members, infer_schema_length=None)}
    found = bound.decide_many(pl.DataFrame(listed, infer_schema_length=None), key="home", members=frames)
    for home, outcome, award, needed in zip(
        listed, found["outcome"], found["award"], found["still_needed"], strict=True
    ):
        mine = [known_of(each) for each in members if each["home"] == home["home"]]
        complete = home.pop("household.members")
        known = known_of(home) | ({} if complete is None else {"household.members": Members(mine, complete=complete)})
        decision = bound.decide(Known(known))
        expected = None if decision.award is None else decision.award.pence
        assert (outcome, award, needed == "") == (str(decision.outcome), expected, not decision.still_needed)
    assert set(found["outcome"]) == {"eligible", "not-eligible", "undecided"}
