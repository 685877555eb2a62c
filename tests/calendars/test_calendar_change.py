from datetime import date, timedelta
from pathlib import Path

import pytest

from localgov_components.calendars import BankHoliday, BankHolidays, CalendarChange, Division
from localgov_components.calendars.provenance import GOV_UK
from localgov_components.calendars.standing_rules import standing_holidays
from localgov_components.core.errors import InvalidValueError

PACKAGE = BankHolidays.load()


def calendar(first: int, last: int, *, but: dict[BankHoliday, BankHoliday | None] | None = None) -> BankHolidays:
    """The package's days of some years, those after its horizon by rule, with some changed or left out."""
    days = [each for each in PACKAGE.days if first <= each.day.year <= last]
    days += [
        BankHoliday(date.fromordinal(day), division, *said)
        for year in range(2029, last + 1)
        for division in Division
        for day, said in standing_holidays(year, division).items()
    ]
    replaced = [(but or {}).get(each, each) for each in days]
    return BankHolidays([each for each in replaced if each], GOV_UK._replace(source_sha256="ab12"))


def holiday(day: date, division: Division = Division.SCOTLAND) -> BankHoliday:
    found = PACKAGE.on(day, division)
    assert found is not None
    return found


def test_nothing_changes_against_itself() -> None:
    change = CalendarChange.between(PACKAGE, PACKAGE)
    assert change.is_empty
    assert change.result.days == PACKAGE.days


def test_a_new_year_is_added_and_the_years_before_the_newer_file_are_kept() -> None:
    change = CalendarChange.between(PACKAGE, calendar(2024, 2029), retrieved=date(2027, 1, 4))
    assert {each.day.year for each in change.added} == {2029}
    assert len(change.added) == 8 + 9 + 10
    assert (change.moved, change.renamed, change.losses, change.by_no_rule) == ((), (), (), ())
    assert change.result.first(Division.SCOTLAND) == date(2012, 1, 2)
    assert change.result.last(Division.SCOTLAND) == date(2029, 12, 26)
    assert set(PACKAGE.days) < set(change.result.days)


def test_the_result_says_what_was_kept_and_keeps_older_notes() -> None:
    provenance = CalendarChange.between(PACKAGE, calendar(2024, 2029), retrieved=date(2027, 1, 4)).result.provenance
    assert (provenance.retrieved, provenance.source_sha256) == (date(2027, 1, 4), "ab12")
    assert "Days before 2024-01-01 are those of the calendar in use until then" in provenance.notes[-1]
    assert PACKAGE.provenance.source_sha256 in provenance.notes[-1]
    assert any("15 June 2026" in note for note in provenance.notes)


def test_a_day_that_moves_is_one_change_and_to_be_looked_at() -> None:
    before = holiday(date(2027, 5, 3))
    after = before._replace(day=date(2027, 5, 7))
    change = CalendarChange.between(PACKAGE, calendar(2024, 2028, but={before: after}))
    assert change.moved == ((before, after),)
    assert (change.added, change.losses) == ((), ())
    assert change.by_no_rule == (after,)


def test_an_extra_day_is_added_and_to_be_looked_at() -> None:
    extra = BankHoliday(date(2027, 6, 14), Division.SCOTLAND, "Another occasion")
    newer = BankHolidays([*calendar(2024, 2028).days, extra], GOV_UK)
    change = CalendarChange.between(PACKAGE, newer)
    assert change.added == change.by_no_rule == (extra,)


def test_another_name_for_a_day_is_no_loss() -> None:
    before = holiday(date(2026, 6, 15))
    change = CalendarChange.between(PACKAGE, calendar(2024, 2028, but={before: before._replace(name="World Cup")}))
    assert [(pair.before.name, pair.after.name) for pair in change.renamed] == [("World Cup bank holiday", "World Cup")]
    assert change.losses == ()
    assert not change.is_empty


def test_days_that_vanish_are_losses_whether_within_or_at_the_end() -> None:
    gone = holiday(date(2026, 6, 15))
    within = CalendarChange.between(PACKAGE, calendar(2024, 2028, but={gone: None}))
    assert within.losses == (gone,)
    at_the_end = CalendarChange.between(PACKAGE, calendar(2024, 2027))
    assert {each.day.year for each in at_the_end.losses} == {2028}
    assert len(at_the_end.losses) == 8 + 9 + 10


def test_two_days_of_one_name_are_not_taken_for_one_that_moved() -> None:
    before = holiday(date(2027, 5, 3))
    twins = [before._replace(day=date(2027, 5, 3) + timedelta(days=number)) for number in (1, 2)]
    newer = BankHolidays([*calendar(2024, 2028, but={before: None}).days, *twins], GOV_UK)
    change = CalendarChange.between(PACKAGE, newer)
    assert (change.moved, change.losses, change.added) == ((), (before,), tuple(twins))


def test_calendars_that_do_not_meet_are_not_put_together() -> None:
    with pytest.raises(InvalidValueError) as caught:
        CalendarChange.between(calendar(2012, 2020), calendar(2022, 2028))
    assert caught.value.code == "calendar.gap"


def test_the_result_can_be_saved_and_opened(tmp_path: Path) -> None:
    result = CalendarChange.between(PACKAGE, calendar(2024, 2030)).result
    result.save(tmp_path / "calendar.json")
    again = BankHolidays.load(tmp_path / "calendar.json")
    assert (again.days, again.provenance) == (result.days, result.provenance)


def test_a_file_that_is_taken_up_again_is_not_named_as_the_source_of_what_was_kept() -> None:
    newer = calendar(2024, 2029)
    once = CalendarChange.between(PACKAGE, newer).result
    twice = CalendarChange.between(once, newer).result
    assert twice.provenance.notes == once.provenance.notes
    assert not any("ab12" in note for note in twice.provenance.notes)
