"""Deciding a million claims for council support: our rules as columns beside the same written by hand, and two peers.

Every contender works on columns that it likes best, made beforehand: whole pence for Polars by hand and for us, 32-bit
floats for OpenFisca and PolicyEngine. Ours must give every claim the award of the program by hand, to the penny; a peer
may be wrong by as much as rounding in floats makes it, and its wrong awards are counted. None but ours knows a missing
fact from nought, or says why.

    python3 dev.py bench population               a million claims, in memory
    python3 dev.py bench population_growth        from ten thousand to ten million, and peak memory
    python3 dev.py bench population_spark         ten million on two workers of a local Spark cluster
"""

import numpy as np
import polars as pl

from benchmarks.measure import compare, version_of
from benchmarks.population_by_hand import by_hand
from benchmarks.population_cases import by_name, in_pounds, population
from benchmarks.population_openfisca import by_openfisca, by_policyengine
from benchmarks.rules_scheme import BOUND

ROWS = 1_000_000
ROUNDS = 21
OURS = "localgov-components"


def main() -> None:
    """Check every contender, then time them."""
    compare_known()
    compare_unknown()


def compare_known() -> None:
    """Time outcome and award of each claim, when everything is known."""
    claims = population().draw(ROWS).frame
    hand, columns = by_name(claims), in_pounds(claims)
    exact = by_hand(hand.lazy()).collect()
    ours = BOUND.decide_many(claims, key="case")
    if not ours["outcome"].equals(exact["outcome"]) or not ours["award"].equals(exact["award"]):
        raise SystemExit("Ours is not what the program by hand gives: fix that before comparing.")
    peers = {
        version_of("openfisca-core"): by_openfisca(columns),
        version_of("policyengine-core"): by_policyengine(columns),
    }
    pence = exact["award"].fill_null(0).to_numpy()
    for name, awards in peers.items():
        wrong = int((np.abs(awards() * 100 - pence) >= 1).sum())
        print(f"{name} gives {wrong:,} of {ROWS:,} claims an award that is wrong by a penny or more.")
    compare(
        f"Outcome and award of {ROWS:,} claims",
        {
            OURS: lambda: BOUND.decide_many(claims, key="case", only=("outcome", "award")),
            f"{OURS}, award alone": lambda: BOUND.decide_many(claims, key="case", only=("award",)),
            f"{OURS}, award alone, trusted": lambda: BOUND.decide_many(
                claims, key="case", only=("award",), trusted=True
            ),
            f"{version_of('polars')}, by hand in pence": lambda: by_hand(hand.lazy()).collect(),
            f"{version_of('polars')}, by hand, award alone": lambda: by_hand(hand.lazy()).select("award").collect(),
            **{f"{name}, award alone": awards for name, awards in peers.items()},
        },
        items=ROWS,
        rounds=ROUNDS,
        by="wall",
    )


def compare_unknown() -> None:
    """Time the same with the reason, and with three facts each unknown of one claim in ten."""
    known = population().draw(ROWS).frame
    unknown = population(unknown="0.1").draw(ROWS).frame
    undecided = BOUND.decide_many(unknown, key="case").filter(pl.col("outcome") == "undecided").height
    compare(
        f"With unknown facts, reasons and what is still needed ({undecided:,} undecided)",
        {
            "everything known, outcome and award": lambda: BOUND.decide_many(
                known, key="case", only=("outcome", "award")
            ),
            "everything known, every column": lambda: BOUND.decide_many(known, key="case"),
            "three facts unknown of one in ten, every column": lambda: BOUND.decide_many(unknown, key="case"),
        },
        items=ROWS,
        rounds=ROUNDS,
        against="known",
        by="wall",
    )


if __name__ == "__main__":
    main()
