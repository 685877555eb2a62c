"""`localgov postcodes`: the file that tells where postcodes lie, and in which councils."""

import time
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from localgov_components.address import PostcodeEntry, PostcodesFile, responsible_councils
from localgov_components.cli.errors import ExitCode
from localgov_components.cli.options import ON, chosen_day
from localgov_components.core.errors import InvalidValueError, NotFoundError
from localgov_components.core.plurals import counted
from localgov_components.identifiers import Postcode

__all__ = ["postcodes"]

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def postcodes() -> None:
    """The file that tells where postcodes lie, and in which councils."""


@postcodes.command()
@click.argument("source", type=FILE)
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--onsud", type=FILE, multiple=True, help="A file of an ONSUD, which tells the postcodes on a boundary.")
def build(source: Path, target: Path, onsud: tuple[Path, ...]) -> None:
    """Build TARGET from SOURCE, the CSV of an ONS Postcode Directory (ONSPD).

    Rows that cannot be used are listed beside TARGET, each with its line, column and reason. Where they are more than
    one in a hundred nothing is built.
    """
    started = time.monotonic()
    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as progress:
        task = progress.add_task("Reading", total=None)
        report = PostcodesFile.build(
            source,
            target,
            onsud=onsud,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    click.echo(f"{target}: {counted(report.kept, 'postcode')} in {time.monotonic() - started:.1f} s")
    if report.straddling is not None:
        lie = "lies" if report.straddling == 1 else "lie"
        click.echo(f"{report.straddling:,} of them {lie} in several councils")
    if report.rejects is not None:
        click.echo(f"{report.rejected:,} of {counted(report.read, 'row')} left out: see {report.rejects}")


@postcodes.command()
@click.argument("file", type=FILE)
@click.argument("postcode", nargs=-1, required=True)
@ON
def find(file: Path, postcode: tuple[str, ...], on: datetime | None) -> None:
    """Tell where each POSTCODE lies. Exit code 1 when FILE lacks one, or one is no postcode."""
    day, found_all = chosen_day(on), True
    with PostcodesFile.open(file) as opened:
        for text in postcode:
            try:
                entry = opened.get(Postcode.parse(text))
            except (InvalidValueError, NotFoundError) as error:
                found_all = False
                click.echo(f"{text}: {error}")
                continue
            councils = responsible_councils(entry.postcode, on=day, postcodes=opened).councils
            click.echo(f"{entry.postcode}: {' or '.join(map(str, councils)) or 'no council is known'}{_more(entry)}")
    if not found_all:
        raise SystemExit(ExitCode.NO)


def _more(entry: PostcodeEntry) -> str:
    told = [
        f"{entry.point.easting:.0f} {entry.point.northing:.0f}" if entry.point else "",
        "a large user's" if entry.is_large_user else "",
        f"ended in {entry.terminated:%Y-%m}" if entry.terminated else "",
    ]
    return "".join(f", {each}" for each in told if each)
