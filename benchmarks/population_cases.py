"""Claims for the made-up support as columns: any number of them, the same for the same seed."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.rules_scheme import Household
from localgov_components.money import Money
from localgov_components.rules.synthetic import Marginal, SyntheticPopulation, between, shares

__all__ = ["FACTS", "LACKING", "by_name", "in_pounds", "population"]

FACTS = tuple(Household.declarations)

LACKING = ("household.earnings", "household.capital", "household.disabled")
"""Facts that are not known of some, in the population of which not everything is known."""

_AMOUNTS = {"earnings", "other_income", "capital", "council_tax"}


def population(*, unknown: str = "0") -> SyntheticPopulation:
    """Claims spread as `benchmarks.rules_cases.claims` does; `unknown` is the share that lacks each of three."""
    yes_no = {"resident": "0.98", "liable": "0.97", "student": "0.1", "disabled": "0.15", "carer": "0.1"}
    marginals: dict[str, Marginal] = {
        "age": between(16, 95),
        "partner_age": shares({0: "0.67", **dict.fromkeys(range(16, 116), "0.0033")}),
        "children": shares({0: "0.5", 1: "0.2", 2: "0.2", 3: "0.1"}),
        "earnings": between(Money("0.00"), Money("500.00")),
        "other_income": between(Money("0.00"), Money("300.00")),
        "capital": between(Money("0.00"), Money("19950.00"), step=Money("50.00")),
        "council_tax": between(Money("12.00"), Money("60.00")),
        "other_adults": shares({0: "0.6", 1: "0.2", 2: "0.2"}),
        **{name: shares({True: share, False: f"{1 - float(share):.2f}"}) for name, share in yes_no.items()},
    }
    by_id = {f"household.{name}": marginal for name, marginal in marginals.items()}
    for id_ in LACKING:
        by_id[id_] = _lacking(by_id[id_], unknown)
    return SyntheticPopulation(Household, by_id, seed=97)


def by_name(frame: pl.DataFrame) -> pl.DataFrame:
    """The same columns under short names, as programs by hand have them."""
    return frame.select(pl.col(f"household.{name}").alias(name) for name in FACTS)


def in_pounds(frame: pl.DataFrame) -> Mapping[str, npt.NDArray[Any]]:
    """The same columns as arrays of whole numbers, floats of pounds and truths, for what has no type for money."""
    arrays = {name: frame[f"household.{name}"].to_numpy() for name in FACTS}
    pounds = {name: arrays[name] / 100 for name in _AMOUNTS - {"capital"}}
    whole = {name: values.astype(np.int32) for name, values in arrays.items() if values.dtype == np.int64}
    return arrays | whole | pounds | {"capital": (arrays["capital"] // 100).astype(np.int32)}


def _lacking(marginal: Marginal, unknown: str) -> Marginal:
    return replace(marginal, unknown=Fraction(unknown))  # type: ignore[type-var]  # every marginal used here is a dataclass
