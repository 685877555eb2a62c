"""A file like OS Open UPRN of any size: its headings, its forms of number, its order and its line ends.

The places are scattered over Great Britain's rectangle and mean nothing. Which UPRN stands in which row can be
told without the file, so that look-ups can be made up.
"""

from collections.abc import Iterator
from pathlib import Path

__all__ = ["uprn_in_row", "write_open_uprn"]

HEADINGS = "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\r\n"
STEP = 2_500
"""Between one UPRN and the next on average: forty million reach to twelve digits, as the real ones do."""

ROWS_AT_ONCE = 50_000
GOLDEN = 2_654_435_761
"""Knuth's multiplier: scatters consecutive numbers."""


def uprn_in_row(row: int) -> int:
    """The UPRN in a row, counted from nought; they ascend with irregular gaps."""
    return row * STEP + row * GOLDEN % (STEP - 1) + 1


def write_open_uprn(path: Path, rows: int) -> None:
    """Write the file."""
    with path.open("w", encoding="ascii", newline="") as file:
        file.write(HEADINGS)
        for start in range(0, rows, ROWS_AT_ONCE):
            file.write("".join(lines(range(start, min(start + ROWS_AT_ONCE, rows)))))


def lines(rows: range) -> Iterator[str]:
    """One line for each row."""
    for row in rows:
        scattered = row * GOLDEN
        easting, northing = scattered % 65_000_000, scattered // 7 % 120_000_000
        latitude, longitude = 49_900_000 + scattered % 10_700_000, scattered // 11 % 8_000_000 - 7_000_000
        yield (
            f"{uprn_in_row(row)},{easting / 100:.2f},{northing / 100:.2f},"
            f"{latitude / 1_000_000:.7f},{longitude / 1_000_000:.7f}\r\n"
        )
