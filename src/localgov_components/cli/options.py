"""Options that several commands share."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from localgov_components.core.clock import uk_date

__all__ = ["FOLDER", "ON", "OUTPUT", "chosen_day", "now", "write_text"]

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
"""A folder that is there."""

OUTPUT = click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of the screen."
)

ON = click.option(
    "--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="The day to look at, such as 2026-05-01. Today when left out."
)


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
