"""`localgov population`: everybody in a file decided."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from localgov_components.cli.errors import ExitCode
from localgov_components.cli.options import NEW_FILE, ON, chosen_day
from localgov_components.cli.schemes import POLICY, SCHEME, Opened, open_scheme
from localgov_components.cli.watching import watched

__all__ = ["FILE", "MEMBERS", "SHEETS", "population"]

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class _Sheet(click.ParamType[tuple[str, str]]):
    """A sheet, of the input or of a list's file: `Households`, `household.members=People`."""

    name = "[LIST=]SHEET"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:  # noqa: ARG002 - as click calls it
        if isinstance(value, tuple):
            return value
        id_, divider, sheet = str(value).partition("=")
        return (id_, sheet) if divider else ("", id_)


class _Member(click.ParamType[tuple[str, Path]]):
    """A list and the file of its members: `household.members=people.csv`."""

    name = "LIST=FILE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        if isinstance(value, tuple):
            return value
        id_, divider, path = str(value).partition("=")
        if not divider:
            self.fail("Write the list and its file: household.members=people.csv", param, ctx)
        return id_, FILE.convert(path, param, ctx)


def _once(ctx: click.Context, param: click.Parameter, value: Sequence[tuple[str, object]]) -> object:
    """Refuse two files, or two sheets, for one list: only the last would be read."""
    lists = [id_ for id_, _ in value]
    for id_ in lists:
        if lists.count(id_) > 1:
            what = f"'{id_}'" if id_ else "the input"
            raise click.BadParameter(f"{what} is there {lists.count(id_)} times. Give one.", ctx, param)
    return value


MEMBERS = click.option(
    "--members",
    type=_Member(),
    multiple=True,
    callback=_once,
    help="The file of a list's members. May be given for several lists.",
)

SHEETS = click.option(
    "--sheet",
    "sheets",
    type=_Sheet(),
    multiple=True,
    callback=_once,
    help="The sheet of the input, or of a list's members, where a workbook has several.",
)


@click.command()
@click.argument("scheme", type=SCHEME)
@click.option("--input", "cases", type=FILE, required=True, help="The file of cases: Parquet, CSV or XLSX.")
@click.option("--mapping", type=FILE, help="The mapping file (TOML): which column holds which fact, and how.")
@MEMBERS
@click.option("--output", type=NEW_FILE, help="Write the decisions to this file: Parquet, CSV or XLSX.")
@click.option(
    "--keep", multiple=True, help="Columns of the input to carry over, divided by commas; 'all' for all of them."
)
@SHEETS
@ON
@POLICY
@click.option("--suggest", "suggested", type=NEW_FILE, help="Draft a mapping to this new file, and decide nothing.")
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped.")
@click.option("--overwrite", is_flag=True, help="Let the output take the place of an earlier one.")
@click.option("--strict", is_flag=True, help="End with 1 when any row is rejected.")
def population(  # noqa: PLR0913 - one parameter for each option
    *,
    scheme: Path,
    cases: Path,
    mapping: Path | None,
    members: Sequence[tuple[str, Path]],
    output: Path | None,
    keep: Sequence[str],
    sheets: Sequence[tuple[str, str]],
    on: datetime | None,
    policy: Path | None,
    suggested: Path | None,
    resume: bool,
    overwrite: bool,
    strict: bool,
) -> None:
    """Decide everybody in a file by SCHEME: the folder of a service or of a scheme, or a scheme document.

    Beside OUTPUT it writes a list of rejected rows and a summary. Draft a mapping first, with --suggest.
    """
    opened = open_scheme(scheme, policy)
    if suggested is not None:
        _suggest(opened, {"": cases, **dict(members)}, dict(sheets), suggested)
        return
    if mapping is None or output is None:
        raise click.UsageError("--mapping and --output are needed. Draft a mapping with --suggest mapping.toml.")
    from localgov_components.eligibility.population.files import Job, decide_file, read_mapping

    job = Job(
        opened.scheme.on(chosen_day(on), policy=opened.policy),
        cases,
        read_mapping(mapping.read_bytes(), scheme=opened.scheme, source=mapping.name),
        output,
        dict(members),
        keep,
        dict(sheets),
        resume=resume,
        overwrite=overwrite,
    )
    with watched(job.outputs) as watch:
        summary = decide_file(replace(job, watch=watch))
    click.echo(summary.text())
    if strict and (summary.rejected or any(each.rejected for each in summary.files)):
        raise SystemExit(ExitCode.NO)


def _suggest(opened: Opened, files: Mapping[str, Path], sheets: Mapping[str, str], suggested: Path) -> None:
    from localgov_components.eligibility.population.files import open_table, suggest_mapping

    if suggested.exists():
        raise click.UsageError(f"'{suggested}' is there already. Give another name: nothing is written over.")
    tables = {name: open_table(path, sheet=sheets.get(name), list_name=name) for name, path in files.items()}
    text = suggest_mapping(opened.scheme, tables.pop(""), tables)
    suggested.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"Drafted in {suggested}: look through every line")
