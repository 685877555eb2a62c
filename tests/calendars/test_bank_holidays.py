import json
import os
import pickle
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from localgov_components.calendars import FOIA, PENALTY_CHARGE, BankHoliday, BankHolidays, Division, HorizonError
from localgov_components.calendars.provenance import GOV_UK
from localgov_components.core.errors import InvalidValueError

PROCLAIMED_SINCE = {(date(2026, 6, 15), Division.SCOTLAND)}
"""The suite's copy was taken before the royal proclamation of February 2026."""


@pytest.mark.parametrize("division", list(Division))
def test_the_package_has_the_official_list_day_by_day(division: Division, suites: Path) -> None:
    table = json.loads((suites / "calendars" / "govuk_bank_holidays.json").read_text(encoding="utf-8"))
    official = {date.fromisoformat(event["date"]): event for event in table[division.value]["events"]}
    holidays = BankHolidays.load()
    day = min(official)
    while day <= max(official):
        found = holidays.on(day, division)
        if (day, division) in PROCLAIMED_SINCE:
            assert day not in official
            assert found is not None
        elif day in official:
            assert found is not None
            assert (found.name, found.note) == (official[day]["title"], official[day]["notes"])
        else:
            assert found is None
        day += timedelta(days=1)
    assert (holidays.first(division), holidays.last(division)) == (min(official), max(official))


def test_the_official_file_itself_is_read(suites: Path) -> None:
    holidays = BankHolidays.load(suites / "calendars" / "govuk_bank_holidays.json")
    assert len(holidays.days) == 471
    assert holidays.provenance.licence == "Open Government Licence v3.0"
    package = BankHolidays.load()
    assert holidays.provenance.source_sha256 == package.provenance.source_sha256
    assert {(each.day, each.division) for each in set(package.days) - set(holidays.days)} == PROCLAIMED_SINCE
    assert set(holidays.days) - set(package.days) == set()


def test_the_packages_calendar_says_where_it_comes_from_and_what_was_added() -> None:
    provenance = BankHolidays.load().provenance
    assert "GOV.UK" in provenance.source
    assert "Open Government Licence v3.0" in provenance.attribution
    assert provenance.retrieved == date(2026, 11, 23)
    assert any("15 June 2026" in note and "[unverified]" in note for note in provenance.notes)


def test_the_packages_calendar_is_read_once() -> None:
    assert BankHolidays.load() is BankHolidays.load()


@pytest.mark.parametrize("day", [date(2012, 1, 1), date(2028, 12, 27), date(1950, 1, 1), date(2500, 1, 1)])
def test_a_day_that_is_not_known_is_refused_with_what_is_known(day: date) -> None:
    with pytest.raises(HorizonError) as caught:
        BankHolidays.load().on(day, Division.SCOTLAND)
    assert caught.value.code == "calendar.horizon"
    assert (caught.value.first, caught.value.last) == (date(2012, 1, 2), date(2028, 12, 26))
    assert "BankHolidays.load(path)" in str(caught.value)
    assert str(day) not in str(caught.value)


def test_a_projected_day_says_that_it_is() -> None:
    holiday = BankHolidays.load().on(date(2029, 1, 2), Division.SCOTLAND, project=True)
    assert holiday == BankHoliday(date(2029, 1, 2), Division.SCOTLAND, "2nd January", "", is_projected=True)
    assert BankHolidays.load().on(date(2029, 1, 2), Division.ENGLAND_AND_WALES, project=True) is None


def test_a_bank_holiday_says_what_it_is() -> None:
    assert str(BankHolidays.load().on(date(2027, 7, 12), Division.NORTHERN_IRELAND)) == (
        "Battle of the Boyne (Orangemen’s Day), northern-ireland"
    )


def test_a_projection_does_not_reach_behind_the_rules() -> None:
    with pytest.raises(HorizonError, match="back to 2008 only"):
        BankHolidays.load().on(date(2007, 12, 31), Division.SCOTLAND, project=True)


def test_a_division_without_days_is_refused() -> None:
    days = [each for each in BankHolidays.load().days if each.division is not Division.SCOTLAND]
    with pytest.raises(InvalidValueError) as caught:
        BankHolidays(days, GOV_UK)
    assert caught.value.code == "calendar.division"


def test_a_regime_that_counts_every_day_has_no_working_days() -> None:
    with pytest.raises(InvalidValueError) as caught:
        BankHolidays.load().working_calendar(PENALTY_CHARGE)
    assert caught.value.code == "regime.no-working-days"


def test_a_calendar_is_saved_and_opened_again_with_its_provenance(tmp_path: Path) -> None:
    package = BankHolidays.load()
    package.save(tmp_path / "calendar.json")
    again = BankHolidays.load(tmp_path / "calendar.json")
    assert (again.days, again.provenance) == (package.days, package.provenance)
    assert again.working_calendar(FOIA) is again.working_calendar(FOIA)


def test_a_calendar_survives_pickling() -> None:
    package = BankHolidays.load()
    package.working_calendar(FOIA)
    again = pickle.loads(pickle.dumps(package))  # noqa: S301 - our own bytes
    assert (again.days, again.provenance) == (package.days, package.provenance)
    assert "2028-12-26" in repr(again)


def test_regimes_made_without_end_do_not_fill_the_memory() -> None:
    from dataclasses import replace

    holidays = BankHolidays(BankHolidays.load().days[-60:], GOV_UK)
    calendars = {id(holidays.working_calendar(replace(FOIA, id=f"foia-{number}"))) for number in range(130)}
    assert calendars
    assert len(holidays._calendars) <= 64  # noqa: SLF001 - what must not grow is inside


def test_importing_the_room_reads_no_calendar_and_loads_no_other_distribution() -> None:
    script = (
        "import sys\n"
        "import localgov_components.calendars\n"
        "from localgov_components.calendars.bank_holidays import package_holidays\n"
        "assert package_holidays.cache_info().currsize == 0\n"
        "print(*{name.partition('.')[0] for name in sys.modules})\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    ended = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, env=environment)
    loaded = set(ended.stdout.split())
    assert "localgov_components" in loaded
    assert not loaded & {"pydantic", "dateutil", "json", "hashlib", "tomllib", "zoneinfo"}
