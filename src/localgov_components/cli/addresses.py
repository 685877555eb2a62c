"""`localgov gazetteer`: building, updating and asking the file in which addresses are looked up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, repeat
from pathlib import Path

import click
from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress

from localgov_components.address import (
    AddressQuery,
    BuildProgress,
    BuildReport,
    Gazetteer,
    GazetteerEdition,
    GazetteerSource,
    GazetteerSourceRead,
    GridPoint,
    PlainAddresses,
    gazetteer_difference,
)
from localgov_components.address.gazetteer.build import MOST_REJECTED
from localgov_components.address.gazetteer.file import is_gazetteer_file
from localgov_components.address.rejects import reasons_of
from localgov_components.address.sources import recognised
from localgov_components.cli.options import NEW_FILE, SHARE, now
from localgov_components.core import InvalidValueError, NotFoundError
from localgov_components.core.plurals import counted
from localgov_components.identifiers import Uprn

__all__ = ["gazetteer"]

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_SOURCE = click.Path(exists=True, path_type=Path)
_MOST_SHOWN = 20

_REJECTED = click.option(
    "--most-rejected",
    type=SHARE,
    default=MOST_REJECTED,
    show_default=True,
    help="The share of a source's rows that may be left out because they cannot be used.",
)


@click.group()
def gazetteer() -> None:
    """The file in which addresses are looked up."""


@gazetteer.command()
@click.argument("sources", type=_SOURCE, nargs=-1, required=True)
@click.argument("target", type=NEW_FILE)
@click.option("--attribution", help="What the licence of the source asks to be shown beside its addresses.")
@click.option("--epoch", help="The release of the product, such as 119.")
@click.option("--uprn-column", help="The heading of the UPRNs in a list of your own.")
@click.option("--address-column", help="The heading of the addresses in a list of your own.")
@click.option("--postcode-column", help="The heading of the postcodes in a list of your own.")
@_REJECTED
def build(
    sources: tuple[Path, ...],
    target: Path,
    attribution: str | None,
    epoch: str | None,
    uprn_column: str | None,
    address_column: str | None,
    postcode_column: str | None,
    most_rejected: float,
) -> None:
    """Build TARGET from SOURCES: CSV files, or folders of them, whose product is known by their headings.

    A zip archive stands for the one CSV in it. Of a UPRN in several sources the first is kept. Rows that cannot
    be used are listed in TARGET.rejects.csv. A build that was interrupted goes on where it was when the same
    command is given again.
    """
    started = time.monotonic()
    named = (uprn_column, address_column, postcode_column)
    with _shown("Reading") as reading, _shown("Indexing") as indexing:
        report = Gazetteer.build(
            [_source(path, named) for source in sources for path in _files(source)],
            target,
            attribution=attribution,
            epoch=epoch,
            built_at=now(),
            most_rejected=most_rejected,
            progress=reading,
            indexing=indexing,
        )
    for source in report.sources:
        click.echo(_told(source))
    seconds = time.monotonic() - started
    click.echo(f"{click.format_filename(target)}: {_held(report)}, in {seconds:.1f} s")
    if report.resumed:
        click.echo("The build went on where an earlier one was interrupted.")
    if report.without_parent:
        have = "has" if report.without_parent == 1 else "have"
        click.echo(f"{_addresses(report.without_parent)} {have} a parent that is in no source.")
    _show_rejects(report.rejects)


@gazetteer.command()
@click.argument("sources", type=_SOURCE, nargs=-1, required=True)
@click.argument("target", type=_FILE)
@click.option("--epoch", help="The epoch of the update, which follows that of TARGET.")
@_REJECTED
def update(sources: tuple[Path, ...], target: Path, epoch: str | None, most_rejected: float) -> None:
    """Apply SOURCES, a change-only update of AddressBase in one file or several, to the gazetteer TARGET."""
    files = [path for source in sources for path in _files(source)]
    with _shown("Reading") as reading:
        report = Gazetteer.update(
            files, target, epoch=epoch, built_at=now(), most_rejected=most_rejected, progress=reading
        )
    changed = f"{report.inserted:,} inserted, {report.updated:,} updated, {report.deleted:,} deleted"
    left = f"{report.unchanged:,} unchanged, {report.rejected:,} rejected; {_addresses(report.addresses)}"
    click.echo(f"{click.format_filename(target)}: {changed}, {left}")
    _show_rejects(report.rejects)


@gazetteer.command()
@click.argument("path", metavar="GAZETTEER", type=_FILE)
@click.option("--postcode", help="All addresses at a postcode.")
@click.option("--uprn", help="One property.")
@click.option("--usrn", help="All addresses of one street.")
@click.option("--street", help="All addresses of the streets of this name, such as 'Mill Lane, Ambleford'.")
@click.option("--prefix", help="Addresses that begin so.")
@click.option("--text", help="What an address in free text may mean.")
@click.option("--near", type=(float, float), metavar="EASTING NORTHING", help="The nearest to a point.")
@click.option("--radius", type=click.FloatRange(min=0, min_open=True), help="With --near: only within so many metres.")
@click.option("--offset", type=click.IntRange(0), default=0, help="How many to pass over.")
@click.option("--limit", type=click.IntRange(1), default=_MOST_SHOWN, show_default=True, help="How many to show.")
def find(path: Path, near: tuple[float, float] | None, **asked: object) -> None:
    """Show addresses of GAZETTEER by one of the options, each with its UPRN."""
    given = {name: value for name, value in asked.items() if value is not None}
    try:
        point = {} if near is None else {"near": GridPoint(*near)}
    except InvalidValueError as error:
        advice = "Give its easting and northing in metres, such as 333108 81199."
        raise click.UsageError(f"near: not a place on the National Grid. {advice}") from error
    try:
        query = AddressQuery.model_validate(given | point)
    except ValidationError as error:
        reasons = (f"{name}: {why}" if name else why for name, why in reasons_of(error))
        raise click.UsageError("\n".join(reasons)) from error
    with Gazetteer.open(path) as opened:
        page = opened.find(query)
        if query.uprn and not page.addresses:
            for line in _without_address(opened, query.uprn):
                click.echo(line)
    for address in page.addresses:
        click.echo(f"{address.uprn.format()}  {address.single_line_address}")
    if page.total == 0:
        click.echo("No address was found.", err=True)
    elif page.total is not None:
        click.echo(f"{len(page.addresses):,} of {page.total:,}", err=True)


@gazetteer.command()
@click.argument("path", metavar="GAZETTEER", type=_FILE)
def info(path: Path) -> None:
    """Say how much is in GAZETTEER, what it was built from and when, and which updates were applied since."""
    with Gazetteer.open(path) as opened:
        edition = opened.edition
    click.echo(_held(edition))
    for label, value in (("Epoch", edition.epoch), ("Attribution", edition.attribution)):
        if value is not None:
            click.echo(f"{label}: {value}")
    for done, supply in zip(chain(("Built",), repeat("Updated")), edition.supplies, strict=False):
        at = supply.taken_at and f" on {supply.taken_at:%Y-%m-%d at %H:%M %Z}"
        epoch = supply.epoch and f", epoch {supply.epoch}"
        click.echo(f"{done}{at or ''}{epoch or ''}, from:")
        for source in supply.sources:
            click.echo(f"  {_told(source)}; SHA-256 {source.sha256}")


@gazetteer.command()
@click.argument("before", type=_FILE)
@click.argument("after", type=_FILE)
def diff(before: Path, after: Path) -> None:
    """Say which UPRNs AFTER has that BEFORE had not, which are gone, and which changed, and how."""
    difference = gazetteer_difference(before, after)
    successors = dict(difference.succeeded)
    for uprn in difference.added:
        click.echo(f"added    {uprn.format()}")
    for uprn in difference.removed:
        followed = ", ".join(successor.format() for successor in successors.get(uprn, ()))
        click.echo(f"removed  {uprn.format()}{followed and f'  now {followed}'}")
    for change in difference.changed:
        click.echo(f"changed  {change.uprn.format()}  {', '.join(change.columns)}")
    click.echo(
        f"{len(difference.added):,} added, {len(difference.removed):,} removed, {len(difference.changed):,} changed",
        err=True,
    )


def _files(path: Path) -> list[Path]:
    """The file, or the CSV files in a folder, in the order of their names; where there are none, its archives."""
    if not path.is_dir():
        if is_gazetteer_file(path):
            raise click.UsageError(f"'{path}' is a gazetteer. It stands last, behind the files of its addresses.")
        return [path]
    tables, archives = (
        sorted(each for each in path.rglob("*") if each.suffix.lower() == suffix and not each.name.startswith("."))
        for suffix in (".csv", ".zip")
    )
    if not tables and not archives:
        raise click.UsageError(
            f"There is no CSV in the folder '{path}', and no archive of one. Give one that has them."
        )
    if tables and archives:
        beside, was = counted(len(archives), "archive"), "was" if len(archives) == 1 else "were"
        click.echo(f"{beside} beside the CSV files in '{path}' {was} passed over.", err=True)
    return tables or archives


def _source(path: Path, named: tuple[str | None, str | None, str | None]) -> GazetteerSource:
    """What a file is; columns that were named are those of a list, and not of a product beside it."""
    source = recognised(path)
    if not isinstance(source, PlainAddresses):
        return source
    uprn, address, postcode = named
    return PlainAddresses(path, uprn=uprn, address=address, postcode=postcode)


def _without_address(opened: Gazetteer, uprn: Uprn) -> Iterator[str]:
    """What a gazetteer knows of a UPRN that has no address in it: where it is, and what took its place."""
    with suppress(NotFoundError):
        place = opened.locate(uprn)
        yield f"{uprn.format()}  no address; at {place.easting:.0f} {place.northing:.0f}"
    for successor in opened.successors(uprn):
        yield f"{uprn.format()}  no address; now {successor.format()}"


def _held(held: BuildReport | GazetteerEdition) -> str:
    """How much is in a gazetteer; places of UPRNs are those of a source without addresses."""
    points = f" and {counted(held.points, 'place of a UPRN', 'places of UPRNs')}" if held.points else ""
    return f"{_addresses(held.addresses)} at {counted(held.postcodes, 'postcode')}{points}"


def _told(source: GazetteerSourceRead) -> str:
    """What a file is, and how many of its rows could be used."""
    rows = f"{counted(source.read, 'row')} read, {source.kept:,} kept, {source.rejected:,} rejected"
    return f"{source.name}: {source.kind}, {source.encoding}; {rows}"


def _addresses(number: int) -> str:
    return counted(number, "address", "addresses")


def _show_rejects(path: Path | None) -> None:
    if path is not None:
        click.echo(f"What was rejected, and why, is listed in {click.format_filename(path)}")


@contextmanager
def _shown(title: str) -> Iterator[BuildProgress]:
    """Progress on a screen, and nothing where there is none."""
    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
