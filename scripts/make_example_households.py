"""Make the file of made-up households beside the example scheme of council support.

    python scripts/make_example_households.py    writes households.csv and people.csv in examples/council_support/

Nobody in them exists. They look as an officer would have them: headings and amounts in words and pounds, blank cells
where something is not known.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from localgov_components.eligibility import load_scheme
from localgov_components.money import Money
from localgov_components.rules import FactDeclaration, Facts
from localgov_components.rules.synthetic import (
    NUMBER,
    SyntheticPopulation,
    between,
    given,
    member_counts,
    quantiles,
    shares,
)

FOLDER = Path(__file__).parents[1] / "examples" / "council_support"
HOUSEHOLDS = 1500
WARDS = {"Elmfield": 40, "Harbour": 33, "Market": 26, "Saltmarsh": 1}
TENURES = {"Council tenant": 38, "Private tenant": 34, "Owner": 20, "Housing association tenant": 8}
WORDS = {True: "yes", False: "no", None: ""}


def population(facts: Sequence[type[Facts] | FactDeclaration]) -> SyntheticPopulation:
    """How the facts of households that ask for support might be spread."""
    return SyntheticPopulation(
        facts,
        {
            "household.pension_age": shares({True: "0.1", False: "0.9"}),
            "household.capital": quantiles(
                {0: Money("0"), "0.6": Money("900"), "0.85": Money("9000"), 1: Money("30000")}, unknown="0.05"
            ),
            "household.income": quantiles(
                {0: Money("60"), "0.5": Money("130"), "0.9": Money("260"), 1: Money("520")}, unknown="0.03"
            ),
            "household.council_tax": quantiles({0: Money("19"), "0.5": Money("27"), 1: Money("48")}),
            "household.members": member_counts({0: "0.45", 1: "0.3", 2: "0.17", 3: "0.08"}),
            "member.is_partner": given(NUMBER, {1: shares({True: "0.6", False: "0.4"})}, otherwise=shares({False: 1})),
            "member.born": between(date(1962, 1, 1), date(2025, 12, 31)),
            "member.earnings": quantiles({0: Money("0"), "0.7": Money("0"), 1: Money("420")}),
        },
        seed=2026,
    )


def pounds(pence: int | None) -> str:
    """An amount as a spreadsheet has it."""
    return "" if pence is None else f"{pence / 100:.2f}"


def households(rows: list[dict[str, Any]]) -> Iterator[list[str]]:
    """The rows of households.csv."""
    chance = random.Random(2026)  # noqa: S311 - seeded so that the file can be made again; nothing is secret
    yield ["Claim", "Ward", "Tenure", "Pension age", "Savings", "Net weekly income", "Weekly council tax"]
    for row in rows:
        yield [
            f"C{row['case']:04}",
            *(chance.choices(list(each), list(each.values()))[0] for each in (WARDS, TENURES)),
            WORDS[row["household.pension_age"]],
            *(pounds(row[f"household.{name}"]) for name in ("capital", "income", "council_tax")),
        ]


def people(rows: list[dict[str, Any]]) -> Iterator[list[str]]:
    """The rows of people.csv."""
    yield ["Claim", "Partner", "Born", "Weekly earnings"]
    for row in rows:
        born = row["member.born"]
        yield [
            f"C{row['case']:04}",
            WORDS[row["member.is_partner"]],
            "" if born is None else f"{born:%d/%m/%Y}",
            pounds(row["member.earnings"]),
        ]


def write(name: str, rows: Iterator[list[str]]) -> None:
    """Write a file with the line ends of a spreadsheet's CSV kept plain."""
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    print(f"Written to {name}")


def main() -> None:
    """Draw the households and write both files."""
    drawn = population(load_scheme(FOLDER).scheme.vocabularies).draw(HOUSEHOLDS)
    cases, members = drawn.frame.to_dicts(), drawn.members["household.members"].to_dicts()
    write("households.csv", households(cases))
    write("people.csv", people(members))


if __name__ == "__main__":
    main()
