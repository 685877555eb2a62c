"""Explanations to the letter, in both languages."""

from datetime import date

import pytest

from localgov_components.calendars import (
    BACS_CYCLE,
    COUNCIL_TAX_REMINDER,
    FOIA,
    REGIMES,
    UK_GDPR,
    BankHolidays,
    Regime,
    deadline,
    format_date,
)

GOV_UK = "GOV.UK, bank holidays (https://www.gov.uk/bank-holidays.json)"


def test_a_period_of_days_is_explained_to_the_letter() -> None:
    assert deadline(date(2027, 7, 5), COUNCIL_TAX_REMINDER).explain() == (
        "Council tax reminder: payment\n"
        "Received on Monday 5 July 2027; due on Sunday 11 July 2027.\n"
        "7 days; the day of receipt is day one.\n"
        "Every day counts.\n"
        "Source: Council Tax (Administration and Enforcement) Regulations 1992 (SI 1992/613), regulation 23(3).\n"
        "[unverified] amendments since the Regulations were made.\n"
        "[unverified] that a period ending on a weekend or bank holiday is not carried on.\n"
        "\n"
        "Monday 5 July 2027: day 1\n"
        "Tuesday 6 July 2027: day 2\n"
        "Wednesday 7 July 2027: day 3\n"
        "Thursday 8 July 2027: day 4\n"
        "Friday 9 July 2027: day 5\n"
        "Saturday 10 July 2027: day 6\n"
        "Sunday 11 July 2027: day 7, due"
    )


def test_working_days_are_explained_in_welsh() -> None:
    assert deadline(date(2027, 5, 1), BACS_CYCLE).explain("cy") == (
        "Bacs: from input to entry\n"
        "Derbyniwyd: Dydd Sadwrn 1 Mai 2027; dyddiad terfyn: Dydd Iau 6 Mai 2027.\n"
        "3 diwrnod gwaith; y diwrnod derbyn yw diwrnod un.\n"
        "Nid yw'r rhain yn ddiwrnodau gwaith: Dydd Sadwrn a Dydd Sul; gwyliau banc (Lloegr a Chymru).\n"
        "Ffynhonnell: Bacs processing cycle: input, processing and entry day.\n"
        "[heb ei wirio] the scheme's own wording: the rules of Bacs are not public.\n"
        f"Gwyliau banc: {GOV_UK}, wedi'u cyhoeddi hyd at 26 Rhagfyr 2028.\n"
        "\n"
        "Dydd Sadwrn 1 Mai 2027: ddim yn cyfrif, penwythnos\n"
        "Dydd Sul 2 Mai 2027: ddim yn cyfrif, penwythnos\n"
        "Dydd Llun 3 Mai 2027: ddim yn cyfrif, Gŵyl Banc Dechrau Mai (Lloegr a Chymru)\n"
        "Dydd Mawrth 4 Mai 2027: diwrnod 1\n"
        "Dydd Mercher 5 Mai 2027: diwrnod 2\n"
        "Dydd Iau 6 Mai 2027: diwrnod 3, dyddiad terfyn"
    )


def test_a_last_day_that_is_carried_on_says_why_and_where_to() -> None:
    *_, last, next_one = deadline(date(2027, 4, 3), UK_GDPR).explain().splitlines()
    assert last == "Monday 3 May 2027: day 31, carried on, Early May bank holiday in England and Wales"
    assert next_one == "Tuesday 4 May 2027: the next working day, due"


def test_a_holiday_of_several_divisions_is_named_once_and_with_its_note() -> None:
    text = deadline(date(2027, 12, 20), FOIA).explain()
    everywhere = "England and Wales, Scotland and Northern Ireland"
    assert f"Monday 27 December 2027: not counted, Christmas Day in {everywhere} (Substitute day)\n" in text
    assert "Tuesday 4 January 2028: not counted, 2nd January in Scotland (Substitute day)\n" in text


def test_two_holidays_on_one_day_are_both_named() -> None:
    holidays = BankHolidays.load()
    extra = holidays.days[0]._replace(day=date(2027, 7, 12), name="Another occasion", note="")
    newer = BankHolidays([*holidays.days, extra], holidays.provenance)
    text = deadline(date(2027, 7, 5), FOIA, holidays=newer).explain()
    assert (
        "Monday 12 July 2027: not counted, Another occasion in England and Wales; "
        "Battle of the Boyne (Orangemen’s Day) in Northern Ireland\n"
    ) in text


@pytest.mark.parametrize("regime", list(REGIMES.values()), ids=lambda each: each.id)
def test_every_explanation_shows_its_source_and_all_that_is_unverified(regime: Regime) -> None:
    text = deadline(date(2026, 5, 1), regime).explain()
    assert f"Source: {regime.cites}.\n" in text
    for statement in regime.unverified:
        assert f"[unverified] {statement}.\n" in text
    assert text.count("[unverified]") == len(regime.unverified)


def test_holidays_of_every_kind_have_a_welsh_name() -> None:
    standing = {each.name for each in BankHolidays.load().days if each.day.year == 2027}
    asked = [date(2027, month, day) for month in range(1, 13) for day in (1, 15)]
    text = "".join(deadline(day, FOIA).explain("cy") for day in asked)
    days = {each.day for each in BankHolidays.load().days if each.day.year == 2027}
    assert {day for day in days if format_date(day, language="cy") not in text} == set()
    assert {name for name in standing if name in text} == set()
