from tests.rules.tables.tariffs import Household, refusals

from localgov_components.money import Money
from localgov_components.rules import (
    Per,
)
from localgov_components.rules.tables import HitPolicy, Output


def test_every_mistake_of_shape_is_listed() -> None:
    assert refusals(name="T t", inputs=[], rows=[]) == [
        "decision table, column T t: not a name: give up to 50 small letters, digits and underscores",
        "T t: no inputs, no outputs or no rows. Give at least one of each",
    ]
    assert refusals(
        inputs=[Household.capital, Household.capital, Household.capital > Money("1"), Household.members],
        outputs=[Output("note", Money, values=[1]), Output("Rate", float), Output("x", str, per=Per.WEEK)],
    ) == [
        "tariff, column 3: neither a fact nor a definition. Give it a name with define(…)",
        "tariff, column household.members: a list is no column. Define what is asked about it, with exists(…) or so",
        "tariff, column note: among its values, int in a column of Money. Give Money",
        "tariff, column Rate: float is not a type of column. Give bool, int, Decimal, Money, date, str or an enum",
        "tariff, column x: per, places and at_most are for numbers and money. Remove them",
        "tariff, column Rate: not a name for an output: small letters, digits and underscores, 63 with the table's",
        "tariff, column household.capital: there are 2 columns of this heading. Keep one",
        "tariff, column note: this heading is for a column about the rows. Choose another name",
    ]


def test_an_unknown_hit_policy_is_refused_with_those_there_are() -> None:
    (said,) = refusals(hit="best")
    assert said.startswith("tariff: no such hit policy. There are: unique, any, priority")


def test_what_a_hit_policy_needs_is_asked_for() -> None:
    assert refusals(hit=HitPolicy.PRIORITY) == [
        "tariff: the hit policy 'priority' ranks outputs. Declare values=[…] of one, from the first in rank to the last"
    ]
    two = [Output("rate", Money), Output("why", str)]
    assert refusals(hit=HitPolicy.MIN, outputs=two) == [
        "tariff: the hit policy 'collect min' makes one value of one output. Make a table for each output",
        "tariff: the hit policy 'collect min' has no meaning for str. Give an amount or a number",
    ]
    assert refusals(hit=HitPolicy.COUNT, otherwise="0") == [
        "tariff: the hit policy 'collect count' gives 0 where no row applies. Remove otherwise"
    ]
    assert refusals(hit=HitPolicy.COLLECT, otherwise="0") == [
        "tariff: the hit policy 'collect' gives no value where no row applies. Remove otherwise"
    ]
