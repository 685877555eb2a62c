import locale
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from tests.rules.trees import Household, conditions

from localgov_components.core.messages import LANGUAGES
from localgov_components.money import Money
from localgov_components.rules import Condition, all_of, any_of, define, is_one_of, not_, policy_value, read_aloud, when
from localgov_components.rules.reading import read_value

A, B, C = Household.credit, Household.badge, Household.alone


@pytest.mark.parametrize(
    ("rule", "yes", "no"),
    [
        (A, "somebody gets Universal Credit", "nobody gets Universal Credit"),
        (C, "the applicant lives alone", "it is not so that the applicant lives alone"),
        (not_(A), "nobody gets Universal Credit", "somebody gets Universal Credit"),
        (Household.bins > 2, "number of bins is more than 2", "number of bins is not more than 2"),
        (Household.bins >= 2, "number of bins is at least 2", "number of bins is less than 2"),
        (Household.bins < 2, "number of bins is less than 2", "number of bins is at least 2"),
        (Household.bins <= 2, "number of bins is at most 2", "number of bins is more than 2"),
        (Household.bins == 2, "number of bins is 2", "number of bins is not 2"),
        (Household.bins != 2, "number of bins is not 2", "number of bins is 2"),
        (
            Household.capital + Money("1") > policy_value("capital_limit", Money) * 2,
            "the household's capital plus £1.00 is more than the capital limit times 2",
            "the household's capital plus £1.00 is not more than the capital limit times 2",
        ),
        (
            Household.moved < date(2026, 5, 1),
            "day of moving in is less than 1 May 2026",
            "day of moving in is at least 1 May 2026",
        ),
        (is_one_of(Household.band, "A", "B"), "council tax band is one of A, B", "council tax band is none of A, B"),
        (
            all_of(A, B, C),
            "somebody gets Universal Credit; somebody has a Blue Badge; and the applicant lives alone",
            (
                "not all of these are so: somebody gets Universal Credit; somebody has a Blue Badge; "
                "the applicant lives alone"
            ),
        ),
        (
            any_of(A, B),
            "somebody gets Universal Credit; or somebody has a Blue Badge",
            "none of these is so: somebody gets Universal Credit; somebody has a Blue Badge",
        ),
        (any_of(A), "somebody gets Universal Credit", "none of these is so: somebody gets Universal Credit"),
        (
            define("a_benefit", A, label="there is a benefit"),
            "there is a benefit",
            "it is not so that there is a benefit",
        ),
    ],
)
def test_a_rule_reads_aloud_when_it_holds_and_when_it_does_not(rule: Condition, yes: str, no: str) -> None:
    assert read_aloud(rule) == yes
    assert read_aloud(rule, holds=False) == no


def test_a_choice_reads_in_the_order_in_which_it_is_tried() -> None:
    fee = when(A, Money("1")).when(B, Money("2")).otherwise(Money("3"))
    assert read_aloud(fee) == (
        "£1.00 when somebody gets Universal Credit; £2.00 when somebody has a Blue Badge; otherwise £3.00"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@given(conditions)
def test_every_rule_reads_aloud_in_every_language(language: str, rule: Condition) -> None:
    for holds in (True, False):
        words = read_aloud(rule, holds=holds, language=language)
        assert words
        assert "{" not in words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Money("16000"), "£16,000.00"),
        (date(2026, 5, 1), "1 May 2026"),
        (date(2026, 12, 31), "31 December 2026"),
        (3, "3"),
        (Decimal("0.25"), "0.25"),
        ("A", "A"),
    ],
)
def test_a_value_reads_as_a_person_writes_it(value: object, words: str) -> None:
    assert read_value(value) == words


def test_a_day_reads_in_the_readers_language() -> None:
    assert read_value(date(2026, 5, 1), language="cy") == "1 Mai 2026"
    assert read_aloud(Household.moved == date(2026, 2, 3), language="cy").endswith("3 Chwefror 2026")


def test_a_day_reads_the_same_whatever_the_locale_of_the_process() -> None:
    before = locale.setlocale(locale.LC_TIME)
    found = []
    try:
        for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "cy_GB.UTF-8", "German_Germany", "C"):
            try:
                locale.setlocale(locale.LC_TIME, name)
            except locale.Error:
                continue
            found.append(read_value(date(2026, 5, 1)))
    finally:
        locale.setlocale(locale.LC_TIME, before)
    assert set(found) == {"1 May 2026"}
