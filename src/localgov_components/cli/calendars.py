"""`localgov calendars`: a newer calendar of bank holidays, and deadlines that explain themselves."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from localgov_components.calendars import (
    REGIMES,
    BankHoliday,
    BankHolidays,
    CalendarChange,
    Division,
    HorizonError,
    deadline,
    format_date,
    parse_date,
)
from localgov_components.cli.errors import ExitCode
from localgov_components.cli.options import chosen_day

__all__ = ["calendars"]

_CALENDAR = "LOCALGOV_CALENDAR"


@click.group()
def calendars() -> None:
    """Bank holidays, and deadlines by the regimes that councils live by."""


@calendars.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--calendar",
    "target",
    default="localgov-calendar.json",  # not bank-holidays.json, as GOV.UK calls the file that is read
    show_default=True,
    envvar=_CALENDAR,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The council's calendar file, which is made or replaced.",
)
@click.option(
    "--retrieved",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which FILE was fetched, such as 2026-12-01. Today when left out.",
)
@click.option("--preview", is_flag=True, help="Show what would change and write nothing.")
@click.option("--allow-losses", is_flag=True, help="Take the file even where bank holidays are lost by it.")
def update(file: Path, target: Path, retrieved: datetime | None, *, preview: bool, allow_losses: bool) -> None:
    """Take up the bank holidays of FILE, the JSON that GOV.UK publishes.

    Shows what changes against the calendar in use: the council's own file, or the package's where there is none yet.
    """
    in_use = BankHolidays.load(target if target.exists() else None)
    change = CalendarChange.between(in_use, BankHolidays.load(file), retrieved=chosen_day(retrieved))
    for line in _lines(in_use, change):
        click.echo(line)
    if change.losses and not allow_losses:
        click.echo(
            f"{file.name} is older than the calendar in use, or not whole: it would lose {len(change.losses)} of its "
            "days. Nothing was written. If they were really withdrawn, use --allow-losses.",
            err=True,
        )
        raise click.exceptions.Exit(ExitCode.REFUSED)
    if preview:
        click.echo("Nothing was written.")
        return
    change.result.save(target)
    click.echo(f"Written to {target}")


@calendars.command("deadline")
@click.argument("regime", type=click.Choice(list(REGIMES)), metavar="REGIME")
@click.argument("received", metavar="DAY")
@click.option(
    "--calendar",
    envvar=_CALENDAR,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The council's calendar file; the package's own when left out.",
)
@click.option(
    "--area",
    type=click.Choice([division.value for division in Division]),
    help="Whose bank holidays count, where the rule leaves it open.",
)
@click.option("--project", is_flag=True, help="Beyond the announced bank holidays, go by the standing rules.")
@click.option("--language", type=click.Choice(["en", "cy"]), default="en", show_default=True)
def deadline_command(
    regime: str, received: str, calendar: Path | None, area: str | None, language: str, *, project: bool
) -> None:
    """Say when something received on DAY is due under REGIME, and count the days.

    Ends with 3 where the bank holidays are not announced so far ahead.
    """
    rule = REGIMES[regime].within(Division(area)) if area else REGIMES[regime]
    day, holidays = parse_date(received), BankHolidays.load(calendar)
    try:
        answer = deadline(day, rule, holidays=holidays, project=project)
    except HorizonError as error:
        if project:
            raise  # it reaches back further than projections do, and the error says so
        click.echo(
            f"bank holidays are known from {format_date(error.first)} to {format_date(error.last)}, and the answer "
            "needs a day outside. Name a newer calendar with --calendar, or ask for a projection with --project.",
            err=True,
        )
        raise click.exceptions.Exit(ExitCode.REFUSED) from None
    click.echo(answer.explain(language))


def _lines(in_use: BankHolidays, change: CalendarChange) -> Iterator[str]:
    for holiday in change.added:
        yield f"added    {_described(holiday)}"
    for before, after in change.moved:
        yield f"moved    {_described(before)} → {format_date(after.day, weekday=True)}"
    for before, after in change.renamed:
        yield f"renamed  {_described(before)} → {after.name}"
    for holiday in change.losses:
        yield f"lost     {_described(holiday)}"
    if change.is_empty:
        yield "no bank holiday changes"
    for holiday in change.by_no_rule:
        yield f"check    {_described(holiday)}: the standing rules do not give this day"
    for division in Division:
        known, then = in_use.last(division), change.result.last(division)
        horizon = format_date(then) if known == then else f"{format_date(then)}, before to {format_date(known)}"
        yield f"{division.value} is announced to {horizon}"


def _described(holiday: BankHoliday) -> str:
    note = f" ({holiday.note})" if holiday.note else ""
    return f"{holiday.division.value}, {format_date(holiday.day, weekday=True)}: {holiday.name}{note}"
