"""Show two schemes at work on a million made-up households each: the reports that the documentation shows.

    python scripts/show_a_million_households.py FOLDER    writes council-support.html and garden-waste.html

The council support is that of the benchmarks, with its capital limit lowered. The garden waste concession is that of
the example service, with a Blue Badge no longer enough. Nobody in them exists, and no figure is of a survey.
"""

import sys
import time
from datetime import date
from pathlib import Path

import polars as pl
from benchmarks.population_cases import population
from benchmarks.rules_scheme import POLICY, SCHEME
from examples.garden_waste.service import Household, concession

from localgov_components.eligibility import Bands, Scheme, compare, proposed
from localgov_components.eligibility.comparing import Comparison
from localgov_components.money import Money
from localgov_components.rules.synthetic import SyntheticPopulation, shares

HOUSEHOLDS = 1_000_000
DAY = date(2026, 5, 1)
AREAS = ("North", "East", "South", "West", "Island")


def council_support() -> Comparison:
    """The made-up support with a capital limit of £10,000 in the place of £16,000."""
    claims = population(unknown="0.02").draw(HOUSEHOLDS).frame
    lower = proposed(POLICY, {"capital_limit": Money("10000.00")}, on=DAY)
    bands = Bands("household.capital", (Money("6000.00"), Money("10000.00"), Money("16000.00")))
    return compare(SCHEME.on(DAY, policy=POLICY), SCHEME.on(DAY, policy=lower), claims, by=[bands], key="case")


def garden_waste() -> Comparison:
    """The concession as it is, and with a benefit as the only way to it."""
    benefits = {"council_tax_reduction": "0.14", "universal_credit": "0.19", "pension_credit": "0.05"}
    spread = {
        f"household.{name}": shares({True: share, False: f"{1 - float(share):.2f}"}, unknown="0.03")
        for name, share in {**benefits, "blue_badge": "0.06"}.items()
    }
    households = SyntheticPopulation(Household, spread, seed=2026).draw(HOUSEHOLDS).frame
    area = pl.Series("area", AREAS).gather((pl.select(pl.int_range(HOUSEHOLDS) % 97 // 24)).to_series())
    narrower = Scheme("garden-waste-concession", facts=Household, eligible=concession.eligible[:1])
    return compare(concession.on(DAY), narrower.on(DAY), households.with_columns(area), by=["area"], key="case")


def main(folder: Path) -> None:
    """Compare, publish, and say how long each took."""
    for name, title, made in (
        ("council-support", "Lowering the capital limit to £10,000", council_support),
        ("garden-waste", "Garden waste: a concession for benefits alone", garden_waste),
    ):
        start = time.perf_counter()
        document = made().published(title=title, counted="households")
        (folder / f"{name}.html").write_text(document.html(), encoding="utf-8")
        print(f"{name}.html: {HOUSEHOLDS:,} households in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
