"""The made-up support for a whole population, written by hand in Polars as an expert would write it: in whole pence.

Every amount is a whole number of pence and every figure stands in the text. Nothing may be missing. What is used twice
has a column of its own, since a nested expression would work it out again. `raw` is in tenths of a penny, since a fifth
of the excess has one decimal place.
"""

import polars as pl

__all__ = ["by_hand"]

c = pl.col


def by_hand(claims: pl.LazyFrame) -> pl.LazyFrame:
    """Outcome and weekly award in pence of every claim, in its order."""
    staged = claims.with_columns(
        pensioner=c("age") >= 66,
        couple=c("partner_age") > 0,
        has_children=c("children") > 0,
        relieved=c("disabled") | c("carer"),
    )
    staged = staged.with_columns(
        allowance=pl.when(c("pensioner") & c("couple"))
        .then(366_00)
        .when("pensioner")
        .then(244_40)
        .when("couple")
        .then(144_65)
        .when(c("age") >= 25)
        .then(92_05)
        .otherwise(72_90)
        + c("children") * 84_66
        + pl.when("carer").then(46_40).otherwise(0)
        + pl.when("disabled").then(42_50).otherwise(0),
        disregard=pl.when("couple").then(10_00).when("has_children").then(25_00).otherwise(5_00),
        tariff=pl.when("pensioner")
        .then(((c("capital") - 10_000_00).clip(0) + 499_99) // 500_00)
        .otherwise(((c("capital") - 6_000_00).clip(0) + 249_99) // 250_00),
        deductions=pl.when("relieved").then(0).otherwise(c("other_adults") * 5_00),
        may_study=~c("student") | c("disabled") | c("has_children") | c("pensioner"),
    )
    income = (c("earnings") - c("disregard")).clip(0) + c("other_income") + c("tariff") * 1_00
    staged = staged.with_columns(
        raw=(c("council_tax") - c("deductions")).clip(0) * 10 - (income - c("allowance")).clip(0) * 2
    )
    eligible = (
        c("resident")
        & c("liable")
        & (c("age") >= 18)
        & (c("capital") <= 16_000_00)
        & c("may_study")
        & (c("raw") >= 50_0)
    )
    return staged.with_columns(eligible=eligible).select(
        outcome=pl.when("eligible").then(pl.lit("eligible")).otherwise(pl.lit("not-eligible")),
        award=pl.when("eligible").then((c("raw") + 5) // 10),
    )
