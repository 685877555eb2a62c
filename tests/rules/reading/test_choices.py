from tests.rules.reading.wording import Household

from localgov_components.money import Money
from localgov_components.rules import (
    Expression,
    all_of,
    any_of,
    bands,
    count_of,
    define,
    larger_of,
    policy_value,
    read_aloud,
    when,
)

A, B = Household.credit, Household.badge


def test_a_choice_reads_in_the_order_in_which_it_is_tried() -> None:
    fee = when(A, Money("1")).when(B, Money("2")).otherwise(Money("3"))
    assert read_aloud(fee) == (
        "£1.00 when somebody gets Universal Credit; £2.00 when somebody has a Blue Badge; otherwise £3.00"
    )


def test_a_condition_that_is_a_list_stands_in_brackets() -> None:
    fee = when(any_of(A, B), Money("1")).otherwise(Money("3"))
    assert read_aloud(fee) == (
        "£1.00 when (somebody gets Universal Credit; or somebody has a Blue Badge); otherwise £3.00"
    )


def test_a_choice_within_a_choice_stands_in_brackets_where_more_follows() -> None:
    inner = when(B, Money("1")).otherwise(Money("2"))
    assert read_aloud(when(A, inner).otherwise(inner)) == (
        "(£1.00 when somebody has a Blue Badge; otherwise £2.00) when somebody gets Universal Credit; "
        "otherwise £1.00 when somebody has a Blue Badge; otherwise £2.00"
    )


def test_written_values_are_for_the_period_of_the_others() -> None:
    premium = when(A, Household.income).when(B, Money("2")).otherwise(Money("0"))
    assert read_aloud(premium) == (
        "net weekly income when somebody gets Universal Credit; £2.00 a week when somebody has a Blue Badge; "
        "otherwise £0.00 a week"
    )


def test_written_values_are_for_the_period_of_what_they_meet() -> None:
    premium = when(A, Money("2")).otherwise(Money("0"))
    assert read_aloud(larger_of(Household.income, premium) > premium) == (
        "the larger of net weekly income and "
        "(£2.00 a week when somebody gets Universal Credit; otherwise £0.00 a week) is more than "
        "(£2.00 a week when somebody gets Universal Credit; otherwise £0.00 a week)"
    )


def test_bands_read_by_what_they_depend_on() -> None:
    limit = policy_value("limit", Money)
    tariff = bands(Household.capital, (Money("6000"), Money("1")), (limit, Money("2")), below=Money("0"))
    assert read_aloud(tariff) == (
        "by savings and investments: £2.00 from the limit; £1.00 from £6,000.00; otherwise £0.00"
    )


def test_bands_are_known_again_when_each_step_names_its_subject_anew() -> None:
    choice = when(Household.capital >= Money("2"), 2).when(Household.capital >= Money("1"), 1).otherwise(0)
    assert read_aloud(choice) == "by savings and investments: 2 from £2.00; 1 from £1.00; otherwise 0"
    excess = define("excess", Household.capital - Money("5"))
    assert read_aloud(bands(excess, (Money("1"), 1), (Money("2"), 2), below=0)).startswith("by excess: 2 from £2.00; ")


def test_conditions_on_two_things_are_no_bands() -> None:
    choice = when(Household.capital >= Money("2"), 2).when(Household.debts >= Money("1"), 1).otherwise(0)
    assert read_aloud(choice) == (
        "2 when savings and investments are at least £2.00; 1 when debts are at least £1.00; otherwise 0"
    )


def test_a_choice_between_statements_is_a_conditional() -> None:
    rule = when(A, Household.bins > 2).when(all_of(A, B), B).otherwise(Household.bins > 4)
    assert read_aloud(rule) == (
        "if somebody gets Universal Credit, number of bins is more than 2; "
        "if (somebody gets Universal Credit; and somebody has a Blue Badge), somebody has a Blue Badge; "
        "otherwise number of bins is more than 4"
    )
    assert read_aloud(rule, holds=False) == (
        "if somebody gets Universal Credit, number of bins is not more than 2; "
        "if (somebody gets Universal Credit; and somebody has a Blue Badge), nobody has a Blue Badge; "
        "otherwise number of bins is not more than 4"
    )


def test_bands_of_members_are_known_again_by_what_they_say() -> None:
    def young(least: int) -> Expression[int]:
        return count_of(Household.members, lambda member: member.age > least)

    again = when(young(1) >= 2, Money("2")).when(young(1) >= 1, Money("1")).otherwise(Money("0"))
    assert read_aloud(again).startswith(
        "by the number of members of the household (where age is more than 1): £2.00 from 2"
    )
    other = when(young(1) >= 2, Money("2")).when(young(2) >= 1, Money("1")).otherwise(Money("0"))
    assert read_aloud(other).startswith("£2.00 when the number of members")
    mixed = when(young(1) >= 2, Money("2")).when(Household.bins >= 1, Money("1")).otherwise(Money("0"))
    assert read_aloud(mixed).startswith("£2.00 when the number of members")
