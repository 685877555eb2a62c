"""`localgov calendars update` and `deadline`."""

import json
from pathlib import Path
from typing import Any

import pytest

from localgov_components.calendars import BankHolidays, Division
from localgov_components.calendars.calendar_file import write_calendar

from .conftest import Localgov

PACKAGE = BankHolidays.load()


@pytest.fixture
def official(tmp_path: Path) -> Path:
    """What GOV.UK might publish: the years from 2024 on, with New Year 2029."""
    table: dict[str, Any] = json.loads(write_calendar(PACKAGE.days, PACKAGE.provenance))["divisions"]
    for name, division in table.items():
        events = [event for event in division["events"] if event["date"] >= "2024"]
        events.append({"title": "New Year’s Day", "date": "2029-01-01", "notes": "", "bunting": True})
        table[name] = {"division": name, "events": events}
    path = tmp_path / "bank-holidays.json"
    path.write_text(json.dumps(table), encoding="utf-8")
    return path


def test_a_newer_file_is_taken_up_with_its_provenance(run: Localgov, official: Path, tmp_path: Path) -> None:
    target = tmp_path / "calendar.json"
    result = run("calendars", "update", str(official), "--calendar", str(target), "--retrieved", "2026-12-01")
    assert result.exit_code == 0, result.output
    assert "added    scotland, Monday 1 January 2029: New Year’s Day\n" in result.output
    assert "scotland is announced to 1 January 2029, before to 26 December 2028" in result.output
    council = BankHolidays.load(target)
    assert council.last(Division.SCOTLAND).isoformat() == "2029-01-01"
    assert council.first(Division.SCOTLAND).isoformat() == "2012-01-02"
    assert str(council.provenance.retrieved) == "2026-12-01"
    assert len(council.provenance.source_sha256) == 64


def test_without_a_name_the_councils_file_is_made_in_this_folder(
    run: Localgov, official: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = official.read_bytes()
    result = run("calendars", "update", official.name)
    assert (result.exit_code, "Written to localgov-calendar.json" in result.output) == (0, True)
    assert BankHolidays.load(tmp_path / "localgov-calendar.json").last(Division.SCOTLAND).isoformat() == "2029-01-01"
    assert official.read_bytes() == before


def test_taken_up_again_nothing_changes(run: Localgov, official: Path, tmp_path: Path) -> None:
    target = tmp_path / "calendar.json"
    run("calendars", "update", str(official), "--calendar", str(target), "--retrieved", "2026-12-01")
    before = target.read_bytes()
    result = run("calendars", "update", str(official), "--calendar", str(target), "--retrieved", "2026-12-01")
    assert (result.exit_code, "no bank holiday changes" in result.output) == (0, True)
    assert BankHolidays.load(target).days == BankHolidays(*_read(before)).days
    again = run("calendars", "update", str(official), "--calendar", str(target), "--retrieved", "2026-12-01")
    assert again.exit_code == 0
    assert len(BankHolidays.load(target).provenance.notes) <= 5


def _read(content: bytes) -> tuple[Any, Any]:
    from localgov_components.calendars.calendar_file import read_calendar

    return read_calendar(content, "before.json")


def test_a_preview_writes_nothing(run: Localgov, official: Path, tmp_path: Path) -> None:
    target = tmp_path / "calendar.json"
    result = run("calendars", "update", str(official), "--calendar", str(target), "--preview")
    assert (result.exit_code, target.exists()) == (0, False)
    assert "Nothing was written." in result.output


def test_a_day_that_the_rules_do_not_give_is_to_be_checked(run: Localgov, official: Path, tmp_path: Path) -> None:
    table = json.loads(official.read_text(encoding="utf-8"))
    table["scotland"]["events"][-1]["date"] = "2029-01-08"
    official.write_text(json.dumps(table), encoding="utf-8")
    result = run("calendars", "update", str(official), "--calendar", str(tmp_path / "calendar.json"), "--preview")
    assert "check    scotland, Monday 8 January 2029" in result.output


def test_a_day_that_moves_and_one_that_is_renamed_are_shown(run: Localgov, official: Path, tmp_path: Path) -> None:
    text = official.read_text(encoding="utf-8")
    text = text.replace("2028-08-28", "2028-08-29").replace("World Cup bank holiday", "Scotland at the World Cup")
    official.write_text(text, encoding="utf-8")
    result = run("calendars", "update", str(official), "--calendar", str(tmp_path / "calendar.json"), "--preview")
    assert (
        "moved    northern-ireland, Monday 28 August 2028: Summer bank holiday → Tuesday 29 August 2028\n"
    ) in result.output
    assert "World Cup bank holiday (Extra bank holiday) → Scotland at the World Cup\n" in result.output


def test_a_file_that_is_older_is_refused_and_says_what_it_would_lose(
    run: Localgov, suites: Path, tmp_path: Path
) -> None:
    target = tmp_path / "calendar.json"
    older = str(suites / "calendars" / "govuk_bank_holidays.json")
    refused = run("calendars", "update", older, "--calendar", str(target))
    assert (refused.exit_code, target.exists()) == (3, False)
    assert "lost     scotland, Monday 15 June 2026: World Cup bank holiday" in refused.output
    assert "--allow-losses" in refused.stderr
    allowed = run("calendars", "update", older, "--calendar", str(target), "--allow-losses")
    assert allowed.exit_code == 0
    assert len(BankHolidays.load(target).days) == 471


def test_a_file_that_is_wrong_is_refused_whole(run: Localgov, official: Path, tmp_path: Path) -> None:
    target = tmp_path / "calendar.json"
    official.write_text(official.read_text(encoding="utf-8")[:2_000], encoding="utf-8")
    result = run("calendars", "update", str(official), "--calendar", str(target))
    assert (result.exit_code, target.exists()) == (3, False)
    assert "bank-holidays.json, line 1" in result.stderr


def test_a_councils_file_that_is_damaged_is_not_replaced(run: Localgov, official: Path, tmp_path: Path) -> None:
    target = tmp_path / "calendar.json"
    target.write_text("{}", encoding="utf-8")
    assert run("calendars", "update", str(official), "--calendar", str(target)).exit_code == 3
    assert target.read_text(encoding="utf-8") == "{}"


def test_the_councils_file_may_be_named_in_the_environment(
    run: Localgov, official: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCALGOV_CALENDAR", str(tmp_path / "calendar.json"))
    assert run("calendars", "update", str(official)).exit_code == 0
    result = run("calendars", "deadline", "foia", "28 November 2028")
    assert result.exit_code == 0, result.output
    assert "due on Friday 29 December 2028" in result.output


def test_a_deadline_is_explained(run: Localgov) -> None:
    result = run("calendars", "deadline", "foia", "5 July 2027")
    assert result.exit_code == 0
    assert "due on Wednesday 4 August 2027" in result.output
    assert "Monday 2 August 2027: not counted, Summer bank holiday in Scotland" in result.output
    welsh = run("calendars", "deadline", "foia", "2027-07-05", "--language", "cy")
    assert "dyddiad terfyn: Dydd Mercher 4 Awst 2027" in welsh.output


def test_another_area_is_taken_where_the_rule_leaves_it_open(run: Localgov) -> None:
    result = run("calendars", "deadline", "uk-gdpr", "30/10/2026", "--area", "scotland")
    assert "due on Tuesday 1 December 2026" in result.output
    assert run("calendars", "deadline", "foia", "30/10/2026", "--area", "scotland").exit_code == 3


def test_beyond_the_horizon_the_answer_is_refused_or_projected(run: Localgov) -> None:
    refused = run("calendars", "deadline", "foia", "20 December 2028")
    assert (refused.exit_code, "to 26 December 2028" in refused.stderr) == (3, True)
    assert "--calendar, or ask for a projection with --project." in refused.stderr
    projected = run("calendars", "deadline", "foia", "20 December 2028", "--project")
    assert (projected.exit_code, "Projected:" in projected.output) == (0, True)
    too_early = run("calendars", "deadline", "foia", "1 May 2001", "--project")
    assert (too_early.exit_code, "Projections reach back to 2008 only." in too_early.stderr) == (3, True)


def test_a_day_or_a_regime_that_is_none_is_refused(run: Localgov) -> None:
    assert run("calendars", "deadline", "foia", "5/13/2027").exit_code == 3
    assert run("calendars", "deadline", "foi", "2027-07-05").exit_code == 2
