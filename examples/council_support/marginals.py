"""How made-up households of Ambleford are spread, to show the scheme at work on a district; all figures invented."""

from datetime import date

from localgov_components.money import Money
from localgov_components.rules.synthetic import (
    NUMBER,
    Marginal,
    between,
    given,
    member_counts,
    quantiles,
    shares,
)

MARGINALS: dict[str, Marginal] = {
    "household.pension_age": shares({True: "0.30", False: "0.70"}),
    "household.capital": given(
        "household.pension_age",
        {True: quantiles({0: Money("0.00"), "0.5": Money("8000.00"), "0.9": Money("60000.00"), 1: Money("250000.00")})},
        otherwise=quantiles(
            {0: Money("0.00"), "0.5": Money("900.00"), "0.9": Money("14000.00"), 1: Money("120000.00")},
            unknown="0.04",
        ),
    ),
    "household.income": quantiles(
        {
            0: Money("0.00"),
            "0.1": Money("95.00"),
            "0.5": Money("420.00"),
            "0.9": Money("980.00"),
            1: Money("2500.00"),
        },
        unknown="0.06",
    ),
    "household.council_tax": quantiles(
        {0: Money("14.00"), "0.4": Money("23.50"), "0.8": Money("36.00"), 1: Money("81.00")}
    ),
    "household.members": member_counts(
        {0: "0.33", 1: "0.32", 2: "0.16", 3: "0.13", 4: "0.06"}, incomplete="0.01", unknown="0.02"
    ),
    "member.is_partner": given(NUMBER, {1: shares({True: "0.80", False: "0.20"})}, otherwise=shares({False: 1})),
    "member.born": given(
        "member.is_partner",
        {True: between(date(1945, 1, 1), date(2004, 12, 31))},
        otherwise=between(date(1985, 1, 1), date(2026, 3, 31)),
    ),
    "member.earnings": quantiles(
        {0: Money("0.00"), "0.45": Money("0.00"), "0.8": Money("410.00"), 1: Money("900.00")}, unknown="0.03"
    ),
}
