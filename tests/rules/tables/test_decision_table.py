from typing import Any

import pytest
from tests.rules.tables.tables import POLICY, Garden
from tests.rules.tables.tariffs import Household, refusals, tariff

from localgov_components.core.errors import InvalidValueError, NotFoundError, NotSupportedError
from localgov_components.rules import (
    Known,
    Unknown,
    all_of,
    define,
    evaluate,
)
from localgov_components.rules.tables import DecisionTable, HitPolicy, Output, row


def letters(hit: HitPolicy, **options: Any) -> DecisionTable:  # noqa: ANN401 - as above
    rows = [row("yes", "-", then="a"), row("-", "> 2", then="a"), row("-", "-", then="b")]
    outputs = [Output("letter", str, values=["b", "a"])]
    inputs: list[Any] = [Garden.badge, Garden.bins]
    return DecisionTable("letters", inputs=inputs, outputs=outputs, rows=rows, hit=hit, **options)


@pytest.mark.parametrize("hit", [HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER, HitPolicy.COLLECT])
def test_a_list_is_no_expression_and_its_values_are_conditions(hit: HitPolicy) -> None:
    table = letters(hit)
    with pytest.raises(NotSupportedError) as refused:
        table.expression  # noqa: B018 - asking is what is refused
    assert refused.value.code == "table.list"
    assert evaluate(table.includes("a"), Known({"garden.badge": True})) is True
    assert evaluate(table.includes("b", output="letter"), Known()) is True
    unsettled: Any = evaluate(table.includes("a"), Known({"garden.badge": False}))
    assert isinstance(unsettled, Unknown)


def test_a_condition_of_a_value_that_no_row_gives_is_refused() -> None:
    rows = [row("-", then="a")]
    table = DecisionTable("t", inputs=[Garden.bins], outputs=[Output("o", str)], rows=rows, hit=HitPolicy.COLLECT)
    with pytest.raises(InvalidValueError) as refused:
        table.includes("b")
    assert refused.value.code == "table.value"
    with pytest.raises(NotFoundError) as missing:
        table.includes("a", output="x")
    assert missing.value.code == "table.output"


def test_a_policy_value_may_be_what_a_condition_asks_for() -> None:
    rows = [row("> 2", then="{usual}"), row("<= 2", then="B")]
    table = DecisionTable("t", inputs=[Garden.bins], outputs=[Output("o", str)], rows=rows, hit=HitPolicy.COLLECT)
    known = Known({"garden.bins": 3})
    assert evaluate(table.includes("A"), known, policy=POLICY) is True
    assert evaluate(table.includes("B"), known, policy=POLICY) is False
    assert evaluate(table.includes("{usual}"), known, policy=POLICY) is True


def test_a_mistake_within_an_input_is_told_with_the_others() -> None:
    wrong = define("wrong", all_of(Household.capital > 1))  # type: ignore[operator]
    (said,) = refusals(inputs=[wrong], rows=[row("yes", then="1")])
    assert said.endswith("Money cannot be compared with int. Give both sides one type")


def test_a_repr_shows_no_cells() -> None:
    assert repr(tariff()) == "DecisionTable('tariff', 3 rows, hit='unique')"
