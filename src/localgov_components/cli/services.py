"""`localgov check` and `diagram`: services and schemes looked at without running them."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

import click

from localgov_components.cli.errors import ExitCode
from localgov_components.cli.options import FOLDER, ON, OUTPUT, chosen_day, write_text
from localgov_components.cli.proving import Proving, proving_options
from localgov_components.cli.schemes import POLICY, SCHEME, Opened, open_scheme
from localgov_components.core.errors import DefinitionError, Fault, NotFoundError
from localgov_components.core.messages import Catalogue
from localgov_components.eligibility.checking import Checked, check_scheme
from localgov_components.eligibility.scheme_files import LoadedScheme
from localgov_components.forms import diagram as draw
from localgov_components.services import CouncilService, check_service, load

__all__ = ["check", "diagram"]


@click.command()
@click.argument("schemes", nargs=-1, required=True, type=SCHEME)
@ON
@POLICY
@click.option("--notes", is_flag=True, help="Show what is no mistake and worth a look, too.")
@proving_options
def check(
    schemes: tuple[Path, ...], on: datetime | None, policy: Path | None, *, notes: bool, proving: Proving
) -> None:
    """Look for mistakes in SCHEMES: services, what councils made of them, schemes by themselves, scheme documents.

    A gap in policy dates is a mistake from the day --on, today when left out. With --prove, what no household can break
    is proved, and what one breaks is shown with a made-up household.
    """
    refused, day = False, chosen_day(on)
    for path in schemes:
        try:
            opened = open_scheme(path, policy)
            refused = _show(path, _checked(opened, day), notes=notes, err=proving.is_for_programs) or refused
            refused = (proving.prove and proving.verify(path, opened, day)) or refused
        except (DefinitionError, NotFoundError) as error:
            refused = True
            click.echo(f"{path}: {error}", err=True)
    proving.tell()
    if refused:
        raise SystemExit(ExitCode.REFUSED)


@click.command()
@click.argument("folder", type=FOLDER)
@ON
@OUTPUT
def diagram(folder: Path, on: datetime | None, output: Path | None) -> None:
    """Draw every route through the form of FOLDER, as Mermaid text."""
    found = load(folder)
    words: Catalogue = found.words(chosen_day(on)) if isinstance(found, CouncilService) else found.words
    write_text(draw(found.service.form, words).rstrip("\n"), output)


def _checked(opened: Opened, day: date) -> Checked:
    found = opened.found
    if isinstance(found, LoadedScheme):
        return check_scheme(found.scheme, on=day, policy=found.policy, written=found.written)
    return check_service(found, on=day)


def _show(path: Path, found: Checked, *, notes: bool, err: bool) -> bool:
    """Show what was found of one scheme; whether there is a mistake."""
    if found.mistakes:
        number = len(found.mistakes)
        click.echo(f"{path}: {number} mistake{'' if number == 1 else 's'}:", err=True)
        for fault in found.mistakes:
            click.echo(f"  {fault}", err=True)
    else:
        click.echo(f"{path}: no mistakes", err=err)
    for line in _told(found.notes) if notes else _counted(found.notes):
        click.echo(f"  {line}", err=err)
    return bool(found.mistakes)


def _counted(notes: tuple[Fault, ...]) -> Iterator[str]:
    if notes:
        yield "1 note: see it with --notes" if len(notes) == 1 else f"{len(notes)} notes: see them with --notes"


def _told(notes: Iterable[Fault]) -> Iterator[str]:
    """Notes that say the same, in one line."""
    for message, group in groupby(sorted(notes, key=lambda note: note.message), key=lambda note: note.message):
        yield f"note: {message}: {', '.join(str(note.column) for note in group)}"
