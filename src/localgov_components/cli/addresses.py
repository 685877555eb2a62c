"""`localgov gazetteer`: building the file in which addresses are looked up."""

import time
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from localgov_components.address import Gazetteer
from localgov_components.cli.options import now

__all__ = ["gazetteer"]


@click.group()
def gazetteer() -> None:
    """The file in which addresses are looked up."""


@gazetteer.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--attribution", help="What the licence of the source asks to be shown beside its addresses.")
def build(source: Path, target: Path, attribution: str | None) -> None:
    """Build TARGET from SOURCE, a CSV with AddressBase Core column names.

    Nothing is built when anything in the CSV is wrong; each mistake is named by line and column.
    """
    started = time.monotonic()
    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as progress:
        task = progress.add_task(f"Reading {source.name}", total=None)
        report = Gazetteer.build(
            source,
            target,
            attribution=attribution,
            built_at=now(),
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    seconds = time.monotonic() - started
    click.echo(f"{target}: {report.addresses:,} addresses at {report.postcodes:,} postcodes, in {seconds:.1f} s")
