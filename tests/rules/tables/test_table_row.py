from datetime import date
from decimal import Decimal
from typing import Any

from tests.rules.tables.tariffs import Household, Tenure, refusals

from localgov_components.identifiers import Uprn
from localgov_components.money import Money
from localgov_components.rules import (
    Known,
    evaluate,
    policy_value,
)
from localgov_components.rules.tables import DecisionTable, Output, row


def test_cells_may_be_plain_values_of_their_column() -> None:
    rows = [
        row(Money("5"), "yes", Tenure.OWNED, date(2026, 4, 1), Uprn.parse("100"), then=Decimal("0.5")),
        row(
            policy_value("limit", Money), None, "rented", "< 2026-04-01", "not(100)", then=policy_value("rate", Decimal)
        ),
    ]
    inputs: list[Any] = [Household.capital, Household.pensioner, Household.tenure, Household.since, Household.home]
    table = DecisionTable("t", inputs=inputs, outputs=[Output("o", Decimal)], rows=rows)
    known = Known(
        {
            "household.capital": Money("5"),
            "household.pensioner": True,
            "household.tenure": Tenure.OWNED,
            "household.since": date(2026, 4, 1),
            "household.home": Uprn.parse("100"),
        }
    )

    class Rates:
        def value(self, key: str) -> Any:  # noqa: ANN401 - as in the protocol
            return {"limit": Money("9"), "rate": Decimal("0.1")}[key]

    assert evaluate(table.expression, known, policy=Rates()) == Decimal("0.5")


def test_every_mistake_in_cells_is_listed_by_row_and_column() -> None:
    rows = [row("x", then="y"), row("1", "2", then=()), row(5, then=policy_value("a", str)), row("< {a}", then="1.001")]
    assert refusals(rows=rows, otherwise=("", "")) == [
        "tariff, row 1, column household.capital: 'x' is not an amount of money (write £16,000.00 or 16000)",
        "tariff, row 1, column rate: 'y' is not an amount of money (write £16,000.00 or 16000)",
        "tariff, row 2: 2 cells for inputs, of which there are 1",
        "tariff, row 2: 0 values for outputs, of which there are 1",
        "tariff, row 3, column household.capital: int in a column of Money. Give Money",
        "tariff, row 3, column rate: an expression of str. Give a value of Money, or a policy value",
        "tariff, row 4, column rate: '1.001' is not an amount of money (write £16,000.00 or 16000)",
        "tariff, otherwise: 2 values for outputs, of which there are 1",
    ]
