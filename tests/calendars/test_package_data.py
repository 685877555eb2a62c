"""The data that ships is what the script makes from the table of facts."""

import csv
import hashlib
import subprocess
import sys
from pathlib import Path

from localgov_components.calendars import BankHoliday, BankHolidays
from localgov_components.calendars import bank_holidays as module
from localgov_components.calendars.calendar_file import write_calendar

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "make_bank_holidays.py"
DATA = Path(module.__file__).with_name("data") / "bank_holidays.json"
ADDED = "World Cup bank holiday"


def make(folder: Path, days: list[BankHoliday]) -> subprocess.CompletedProcess[str]:
    with (folder / "bank_holidays.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["date", "division", "name", "note"])
        writer.writerows([each.day, each.division.value, each.name, each.note] for each in days)
    command = [sys.executable, str(SCRIPT), str(folder), "--into", str(folder / "made.json")]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")


def test_the_script_makes_the_data_that_ships_to_the_byte(tmp_path: Path) -> None:
    facts = [each for each in BankHolidays.load().days if each.name != ADDED]
    assert len(facts) == 471
    ended = make(tmp_path, facts)
    assert (ended.returncode, ended.stderr) == (0, "")
    made = (tmp_path / "made.json").read_bytes()
    assert hashlib.sha256(made).hexdigest() == hashlib.sha256(DATA.read_bytes()).hexdigest()


def test_the_script_refuses_facts_that_are_wrong_and_writes_nothing(tmp_path: Path) -> None:
    facts = [each for each in BankHolidays.load().days if each.day.year != 2020]
    ended = make(tmp_path, facts)
    assert ended.returncode == 1
    assert "only 0 bank holidays in 2020" in ended.stderr
    assert not (tmp_path / "made.json").exists()


def test_the_data_is_in_its_canonical_form() -> None:
    package = BankHolidays.load()
    assert DATA.read_bytes() == write_calendar(package.days, package.provenance)
