"""Facts of a household, a sound table about them, and tables that are refused."""

from datetime import date
from enum import StrEnum
from typing import Any

import pytest

from localgov_components.core.errors import DefinitionError
from localgov_components.identifiers import Uprn
from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, Per, fact
from localgov_components.rules.tables import DecisionTable, Output, row


class Tenure(StrEnum):
    OWNED = "owned"
    RENTED = "rented"


class Member(Facts, id="member"):
    income: Fact[Money] = fact("income", per=Per.WEEK)


class Household(Facts, id="household"):
    capital: Fact[Money] = fact("savings and investments", cites="SI 2012/2885")
    income: Fact[Money] = fact("net income", per=Per.WEEK)
    pensioner: Fact[bool] = fact("somebody is of pension age", denied="nobody is of pension age")
    tenure: Fact[Tenure] = fact("tenure")
    since: Fact[date] = fact("living there since")
    home: Fact[Uprn] = fact("home")
    members: Fact[list[Member]] = fact("members")


def tariff(**options: Any) -> DecisionTable:  # noqa: ANN401 - as above
    rows = [row("<= 6000", "-", then="0"), row("(6000..16000]", "no", then="4.35"), row("> 6000", "yes", then="1")]
    inputs: list[Any] = [Household.capital, Household.pensioner]
    return DecisionTable("tariff", inputs=inputs, outputs=[Output("rate", Money)], rows=rows, **options)


def refusals(**options: Any) -> list[str]:  # noqa: ANN401 - what a table is made of
    given: dict[str, Any] = {"inputs": [Household.capital], "outputs": [Output("rate", Money)]}
    given["rows"] = [row("-", then="5")]
    with pytest.raises(DefinitionError) as refused:
        DecisionTable(options.pop("name", "tariff"), **(given | options))
    return [str(fault) for fault in refused.value.faults]
