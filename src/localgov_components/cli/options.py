"""Options that several commands share."""

import math
import os
from datetime import UTC, date, datetime
from pathlib import Path

import click

from localgov_components.core.clock import uk_date

__all__ = ["DAY", "FOLDER", "NEW_FILE", "ON", "OUTPUT", "SECONDS", "SHARE", "chosen_day", "now", "write_text"]

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
"""A folder that is there."""


class _NewFile(click.Path):
    """A file in a folder that is there: found before the work, and not when its result is to be written."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(
        self, value: "str | os.PathLike[str]", param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not path.parent.is_dir():
            self.fail(f"There is no folder '{path.parent}'. Make it, or name another.", param, ctx)
        return path


class _Share(click.FloatRange):
    """A part of one; `nan` is a float, and no share."""

    name = "share"

    def __init__(self) -> None:
        super().__init__(0, 1)

    def convert(self, value: float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            share = float(value)
        except ValueError:
            share = math.nan
        if not 0 <= share <= 1:
            self.fail(f"'{value}' is no share. Give one from 0 to 1, such as 0.05 for five in a hundred.", param, ctx)
        return share


class _Day(click.DateTime):
    """A day, as a person is told to write it."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return value if isinstance(value, datetime) else datetime.strptime(str(value), "%Y-%m-%d")  # noqa: DTZ007
        except ValueError:
            self.fail(f"'{value}' is no day. Give one such as 2026-05-01.", param, ctx)


class _Seconds(click.FloatRange):
    """A time; `nan` and `inf` are floats, and no time."""

    name = "seconds"

    def convert(self, value: float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        seconds = float(super().convert(value, param, ctx))
        if not math.isfinite(seconds):
            self.fail(f"'{value}' is no number of seconds. Give one such as 60.", param, ctx)
        return seconds


NEW_FILE = _NewFile()
"""A file that may be written."""

SECONDS = _Seconds(min=0.1)
"""How long something may take."""

OUTPUT = click.option("--output", type=NEW_FILE, help="Write to this file instead of the screen.")

SHARE = _Share()
"""A part of one."""

DAY = _Day()
"""A day of the calendar."""

ON = click.option("--on", "on", type=DAY, help="The day to look at, such as 2026-05-01. Today when left out.")


def now() -> datetime:
    """The instant of the call: commands pass it on, and nothing below them reads a clock."""
    return datetime.now(UTC)


def chosen_day(on: datetime | None) -> date:
    """The day that was asked for, or today in the United Kingdom."""
    return on.date() if on else uk_date(now())


def write_text(text: str, output: Path | None) -> None:
    """Show a text, or write it to a file."""
    if output is None:
        click.echo(text)
    else:
        output.write_text(text + "\n", encoding="utf-8", newline="\n")
        click.echo(f"Written to {output}")
