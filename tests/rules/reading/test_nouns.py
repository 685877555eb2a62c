from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.rules.reading.wording import Household

from localgov_components.calendars import LeapDayBirthday
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Expression,
    Per,
    UnknownReason,
    age_on,
    converted,
    count_of,
    days,
    days_between,
    decision_date,
    define,
    divided,
    larger_of,
    max_of,
    min_of,
    months,
    months_between,
    policy_value,
    read_aloud,
    rounded,
    smaller_of,
    sum_of,
    taper,
    weeks,
    weeks_between,
    years,
)
from localgov_components.rules.building import as_expression
from localgov_components.rules.tree import Elapsed, Undefined

CAPITAL, DEBTS, INCOME, BINS = Household.capital, Household.debts, Household.income, Household.bins
MEMBERS = Household.members
HALF_UP, UP = Rounding.HALF_UP, Rounding.UP


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (CAPITAL, "savings and investments"),
        (define("fair_rent", CAPITAL, label=" "), "fair rent"),
        (as_expression(Money("12")), "£12.00"),
        (policy_value("capital_limit", Money), "the capital limit"),
        (decision_date(), "the day of the decision"),
        (CAPITAL + DEBTS - Money("1"), "savings and investments plus debts less £1.00"),
        (CAPITAL + (DEBTS - Money("1")), "savings and investments plus debts less £1.00"),
        (CAPITAL - (DEBTS + Money("1")), "savings and investments less (debts plus £1.00)"),
        (CAPITAL + DEBTS * 2, "savings and investments plus (debts times 2)"),
        ((CAPITAL + DEBTS) * 2, "(savings and investments plus debts) times 2"),
        (BINS * BINS * 2, "number of bins times number of bins times 2"),
        (INCOME + Money("5"), "net weekly income plus £5.00 a week"),
        (INCOME * Decimal("0.20"), "net weekly income times 0.2"),
        (larger_of(CAPITAL, Money("0")), "the larger of savings and investments and £0.00"),
        (smaller_of(INCOME, Money("9")), "the smaller of net weekly income and £9.00 a week"),
        (larger_of(BINS, 1, 2), "the largest of number of bins, 1 and 2"),
        (larger_of(BINS + 1, 2) * 3, "(the larger of (number of bins plus 1) and 2) times 3"),
        (larger_of(Household.moved, date(2026, 5, 1)), "the later of day of moving in and 1 May 2026"),
        (
            smaller_of(Household.moved, Household.born, decision_date()),
            "the earliest of day of moving in, the applicant's date of birth and the day of the decision",
        ),
        (Undefined(UnknownReason.CONTRADICTION, "fees", Money), "no answer, because the table ‘fees’ gives two"),
    ],
)
def test_a_value_reads_as_a_noun(value: Expression[Any], words: str) -> None:
    assert read_aloud(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            rounded(CAPITAL * Decimal("0.5"), HALF_UP),
            "(savings and investments times 0.5) rounded to the penny (half up)",
        ),
        (rounded(CAPITAL, UP, places=0), "savings and investments rounded to the pound (up)"),
        (rounded(CAPITAL, UP, places=1), "savings and investments rounded to 1 decimal place of a pound (up)"),
        (rounded(CAPITAL, UP, places=3), "savings and investments rounded to 3 decimal places of a pound (up)"),
        (rounded(Household.rate, Rounding.FLOOR), "rate rounded to a whole number (to the lesser)"),
        (rounded(Household.rate, Rounding.CEILING, places=1), "rate rounded to 1 decimal place (to the greater)"),
        (rounded(Household.rate, Rounding.HALF_EVEN, places=2), "rate rounded to 2 decimal places (half to even)"),
        (
            divided(CAPITAL, Money("250"), rounding=UP),
            "savings and investments divided by £250.00, rounded to a whole number (up)",
        ),
        (
            divided(CAPITAL + DEBTS, BINS, rounding=HALF_UP, if_zero=Money("0")),
            (
                "(savings and investments plus debts) divided by number of bins, rounded to the penny (half up), "
                "or £0.00 when dividing by zero"
            ),
        ),
        (
            divided(INCOME, BINS, rounding=HALF_UP, if_zero=Money("0")),
            (
                "net weekly income divided by number of bins, rounded to the penny (half up), "
                "or £0.00 a week when dividing by zero"
            ),
        ),
        (
            converted(Household.rent, to=Per.WEEK, rounding=Rounding.HALF_DOWN),
            "rent as an amount a week, rounded to the penny (half down)",
        ),
        (
            taper(Household.capital, Household.debts, Decimal("0.2"), rounding=Rounding.DOWN),
            (
                "(the larger of (savings and investments less ((the larger of debts and £0.00) times 0.2)) and £0.00) "
                "rounded to the penny (down)"
            ),
        ),
    ],
)
def test_rounding_is_always_told(value: Expression[Any], words: str) -> None:
    assert read_aloud(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (age_on(Household.born), "the applicant's age on the day of the decision"),
        (age_on(Household.born, date(2026, 5, 1)), "the applicant's age on 1 May 2026"),
        (
            age_on(Household.born, leap_day=LeapDayBirthday.FEBRUARY_28),
            ("the applicant's age on the day of the decision (a birthday on 29 February is kept on 28 February)"),
        ),
        (
            age_on(Household.moved),
            "the number of whole years from day of moving in to the day of the decision",
        ),
        (
            Elapsed("years", as_expression(date(2026, 5, 1)), decision_date()),
            "the number of whole years from 1 May 2026 to the day of the decision",
        ),
        (
            days_between(Household.moved, decision_date()),
            "the number of days from day of moving in to the day of the decision",
        ),
        (
            weeks_between(Household.moved + days(1), decision_date()),
            "the number of whole weeks from (1 day after day of moving in) to the day of the decision",
        ),
        (
            months_between(Household.moved, decision_date()) + 1,
            "(the number of whole months from day of moving in to the day of the decision) plus 1",
        ),
        (Household.moved + weeks(2), "2 weeks after day of moving in"),
        (Household.moved - months(1), "1 month before day of moving in"),
        (Household.moved + years(-3), "3 years before day of moving in"),
        (Household.moved - days(-3), "3 days after day of moving in"),
        (Household.moved + days(0), "0 days after day of moving in"),
        (Household.moved + days(1000), "1,000 days after day of moving in"),
        (
            Household.moved - weeks(policy_value("notice_period", int)),
            "as many weeks as the notice period before day of moving in",
        ),
        (Household.moved + years(BINS + 1), "as many years as (number of bins plus 1) after day of moving in"),
    ],
)
def test_dates_and_times_between_them_read_as_people_say_them(value: Expression[Any], words: str) -> None:
    assert read_aloud(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (count_of(MEMBERS), "the number of members of the household"),
        (count_of(Household.children), "the number of your children"),
        (
            count_of(MEMBERS, lambda member: member.age < 18),
            "the number of members of the household (where age is less than 18)",
        ),
        (
            sum_of(MEMBERS, lambda member: member.share),
            "the total of share of the rent for the members of the household",
        ),
        (
            sum_of(MEMBERS, lambda member: member.share, where=lambda member: member.partner),
            "the total of share of the rent for the members of the household (where is a partner)",
        ),
        (
            min_of(MEMBERS, lambda member: member.share + Money("1"), if_none=Money("5")),
            (
                "the lowest of (share of the rent plus £1.00) for the members of the household, "
                "or £5.00 if there are none"
            ),
        ),
        (
            max_of(MEMBERS, lambda member: member.born, if_none=date(2026, 5, 1)),
            "the latest of date of birth for the members of the household, or 1 May 2026 if there are none",
        ),
        (
            min_of(
                MEMBERS, lambda member: max_of(member.jobs, lambda job: job.pay, if_none=Money("0")), if_none=Money("9")
            ),
            (
                "the lowest of (the highest of pay for the jobs, or £0.00 a week if there are none) "
                "for the members of the household, or £9.00 a week if there are none"
            ),
        ),
        (
            min_of(MEMBERS, lambda member: age_on(member.born), if_none=0),
            "the lowest of (age on the day of the decision) for the members of the household, or 0 if there are none",
        ),
    ],
)
def test_values_over_members_read_with_the_members(value: Expression[Any], words: str) -> None:
    assert read_aloud(value) == words
