from typing import Any

from tests.rules.tables.tariffs import Household, refusals

from localgov_components.money import Money
from localgov_components.rules import (
    Known,
    Members,
    Per,
    count_of,
    define,
    evaluate,
    policy_read,
    sum_of,
)
from localgov_components.rules.tables import DecisionTable, Output, row


def test_a_policy_value_has_the_type_and_the_period_of_its_column() -> None:
    rows = [row("> {limit}", then="{most}"), row("<= {limit}", then="{most}")]
    outputs = [Output("award", Money, per=Per.MONTH, at_most=500)]
    table = DecisionTable("t", inputs=[Household.income], outputs=outputs, rows=rows)
    limit, most = (ref.measure for ref in policy_read(table.expression))
    assert (limit and limit.per, most and (most.per, most.most)) == (Per.WEEK, (Per.MONTH, 500))
    assert table.expression.measure == most


def test_a_table_may_ask_about_each_member() -> None:
    def rate(income: Any) -> Any:  # noqa: ANN401 - the fact of a bound member
        rows = [row("< 100", then="1"), row(">= 100", then="2")]
        return DecisionTable("deduction", inputs=[income], outputs=[Output("rate", Money)], rows=rows).expression

    total = sum_of(Household.members, lambda member: rate(member.income))
    members = Members([Known({"member.income": Money("50")}), Known({"member.income": Money("150")})])
    assert evaluate(total, Known({"household.members": members})) == Money("3.00")


def test_a_definition_may_be_an_input() -> None:
    size = define("household_size", count_of(Household.members))
    rows = [row("0", then="0"), row("> 0", then="5")]
    table = DecisionTable("t", inputs=[size], outputs=[Output("o", Money)], rows=rows)
    assert table.input_columns[0].heading == "household_size"
    assert evaluate(table.expression, Known({"household.members": Members([])})) == Money("0.00")


def test_an_output_with_declared_values_gives_one_of_them() -> None:
    said = "not one of the values that this output is declared to have"
    outputs = [Output("o", str, values=["a", "b"])]
    assert refusals(outputs=outputs, rows=[row("-", then="c"), row("-", then="{d}")], otherwise="e") == [
        f"tariff, row 1, column o: {said}",
        f"tariff, row 2, column o: {said}",
        f"tariff, otherwise, column o: {said}",
    ]
