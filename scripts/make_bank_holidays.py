"""Make the calendars room's package data from a folder of facts.

    python scripts/make_bank_holidays.py FOLDER             makes the calendar that the package ships
    python scripts/make_bank_holidays.py FOLDER --into OUT  makes it elsewhere, for BankHolidays.load(OUT)

FOLDER holds bank_holidays.csv, with the columns date, division, name and note: the days as GOV.UK published
them, in the copy named below. Days proclaimed after that copy was taken are added here, each with its source.
What is written is read back, and when anything in it is wrong every fault is shown, and the exit code is 1.
"""

import argparse
import csv
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

from localgov_components.calendars.bank_holiday import BankHoliday
from localgov_components.calendars.calendar_file import read_calendar, write_calendar
from localgov_components.calendars.division import Division
from localgov_components.calendars.provenance import GOV_UK, Provenance
from localgov_components.core.errors import DefinitionError
from localgov_components.core.files import replace_file

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src" / "localgov_components" / "calendars" / "data" / "bank_holidays.json"
TABLE = "bank_holidays.csv"

RETRIEVED = date(2026, 11, 23)
"""The day on which the facts were compiled."""

COPY = (
    "Read from the copy in ministryofjustice/govuk-bank-holidays, govuk_bank_holidays/bank-holidays.json at 35fc755 "
    "(MIT licence)."
)
COPY_SHA256 = "1dce6df4476b5c311a9ea63d3237c78188da20d718d073c0667b236e3b9a23a7"
"""Of that JSON, from which the table of facts was made."""


class Added(NamedTuple):
    """A day that was proclaimed after the copy was taken, and where that was read."""

    holiday: BankHoliday
    why: str


ADDED = (
    Added(
        BankHoliday(date(2026, 6, 15), Division.SCOTLAND, "World Cup bank holiday", "Extra bank holiday"),
        "Scotland, 15 June 2026: appointed by royal proclamation under the Banking and Financial Dealings Act 1971, "
        "section 1(3), announced by the Scottish Government on 5 February 2026, after the copy was taken. The name is "
        "ours: the title that GOV.UK gives the day is [unverified].",
    ),
)


def main(arguments: list[str]) -> int:
    """Make the calendar and say what came of it."""
    parser = argparse.ArgumentParser(description="Make the calendars room's package data from a folder of facts.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--into", type=Path, default=DATA)
    chosen = parser.parse_args(arguments)
    table = (chosen.folder / TABLE).read_bytes()
    provenance = Provenance(
        source=GOV_UK.source,
        licence=GOV_UK.licence,
        attribution=GOV_UK.attribution,
        retrieved=RETRIEVED,
        source_sha256=COPY_SHA256,
        notes=(COPY, *(added.why for added in ADDED)),
    )
    content = write_calendar([*read_table(table), *(added.holiday for added in ADDED)], provenance)
    try:
        days, _ = read_calendar(content, chosen.into.name)
    except DefinitionError as error:
        print(error, file=sys.stderr)
        return 1
    replace_file(chosen.into, content)
    print(f"{len(days)} bank holidays written to {chosen.into.name}")
    return 0


def read_table(content: bytes) -> list[BankHoliday]:
    """The rows of the table of facts."""
    rows = csv.DictReader(content.decode("utf-8").splitlines(), strict=True)
    return [
        BankHoliday(date.fromisoformat(row["date"]), Division(row["division"]), row["name"], row["note"])
        for row in rows
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
