"""The rules that stand, held against every bank holiday that was announced."""

import json
from datetime import date
from pathlib import Path

import pytest
from dateutil.easter import easter as easter_of_dateutil

from localgov_components.calendars import BankHolidays, Division
from localgov_components.calendars.standing_rules import STANDING_SINCE, easter, standing_holidays
from localgov_components.core.errors import InvalidValueError

JUBILEE_2012 = {"2012-05-28": "moved away", "2012-06-04": "moved to", "2012-06-05": "Queen’s Diamond Jubilee"}
VE_DAY_2020 = {"2020-05-04": "moved away", "2020-05-08": "moved to"}
JUBILEE_2022 = {"2022-05-30": "moved away", "2022-06-02": "moved to", "2022-06-03": "Platinum Jubilee"}
FUNERAL = {"2022-09-19": "State Funeral of Queen Elizabeth II"}
CORONATION = {"2023-05-08": "Coronation of King Charles III"}
ONE_OFF = {**JUBILEE_2012, **VE_DAY_2020, **JUBILEE_2022, **FUNERAL, **CORONATION}
ONE_OFF_SCOTLAND = {**ONE_OFF, "2026-06-15": "World Cup"}


def by_rule(division: Division) -> set[str]:
    return {
        date.fromordinal(day).isoformat() for year in range(2012, 2029) for day in standing_holidays(year, division)
    }


def announced(division: Division) -> set[str]:
    return {each.day.isoformat() for each in BankHolidays.load().days if each.division is division}


@pytest.mark.parametrize("division", list(Division))
def test_the_rules_give_what_was_announced_but_for_the_one_off_days(division: Division) -> None:
    expected = ONE_OFF_SCOTLAND if division is Division.SCOTLAND else ONE_OFF
    assert by_rule(division) ^ announced(division) == set(expected)


@pytest.mark.parametrize("division", list(Division))
def test_the_rules_give_the_names_and_notes_too(division: Division, suites: Path) -> None:
    events = json.loads((suites / "calendars" / "govuk_bank_holidays.json").read_text(encoding="utf-8"))
    rules = {
        date.fromordinal(day).isoformat(): said
        for year in range(2012, 2029)
        for day, said in standing_holidays(year, division).items()
    }
    differ = {
        event["date"]
        for event in events[division.value]["events"]
        if event["date"] in rules and rules[event["date"]] != (event["title"], event["notes"])
    }
    # 1 and 2 January 2023 were a Sunday and a Monday: the list gives the two their names the other way round.
    assert differ == ({"2023-01-02", "2023-01-03"} if division is Division.SCOTLAND else set())


def test_easter_is_that_of_dateutil_in_every_year() -> None:
    assert [year for year in range(1583, 4100) if easter(year) != easter_of_dateutil(year)] == []


def test_no_rule_is_claimed_for_the_years_before_it_stood() -> None:
    assert standing_holidays(STANDING_SINCE, Division.SCOTLAND)
    with pytest.raises(InvalidValueError) as caught:
        standing_holidays(STANDING_SINCE - 1, Division.SCOTLAND)
    assert caught.value.code == "calendar.standing"


@pytest.mark.parametrize("division", list(Division))
@pytest.mark.parametrize("year", [2008, 2033, 2044, 2050, 2101, 9998])
def test_every_projected_day_is_a_weekday_and_none_is_lost(year: int, division: Division) -> None:
    days = [date.fromordinal(day) for day in standing_holidays(year, division)]
    assert days == sorted(days)
    assert all(day.weekday() < 5 for day in days)
    assert len(days) == {"england-and-wales": 8, "scotland": 9, "northern-ireland": 10}[division.value]
