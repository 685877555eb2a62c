"""`localgov lint-codes`: whether the council codes in a file are right."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from localgov_components.cli.errors import ExitCode
from localgov_components.cli.options import ON, chosen_day
from localgov_components.councils import CodeFile, CodeFinding, lint_codes, render_github, render_json, render_sarif

__all__ = ["lint_codes_command"]

_UTF_8 = "utf-8-sig"


@click.command("lint-codes")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--column",
    "columns",
    required=True,
    multiple=True,
    help="Heading of a column of codes. May be given several times.",
)
@click.option("--name-column", help="Heading of the column of names, held against the first column of codes.")
@click.option("--allow-repeats", is_flag=True, help="One council may be in many rows.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="For people, for programs, or for code review.",
)
@ON
def lint_codes_command(
    file: Path,
    columns: tuple[str, ...],
    name_column: str | None,
    form: str,
    on: datetime | None,
    *,
    allow_repeats: bool,
) -> None:
    """Check the council codes in FILE, a CSV or a JSON array of objects.

    Reports codes that are unknown, retired, repeated, spoilt or of no council, and names that are another council's.
    Ends with 1 when there is anything to report.
    """
    codes = CodeFile(file, [*columns, name_column] if name_column else columns)
    if codes.encoding != _UTF_8:
        click.echo(f"{file.name} is not UTF-8 and was read as Windows-1252. Save it as 'CSV UTF-8'.", err=True)
    findings = lint_codes(
        codes, columns=columns, on=chosen_day(on), name_column=name_column, allow_repeats=allow_repeats
    )
    if _show(findings, file.as_posix(), form):
        raise click.exceptions.Exit(ExitCode.NO)


def _show(findings: Iterator[CodeFinding], file: str, form: str) -> int:
    """Show the findings, each as it comes where the form allows, and return how many there are."""
    if form in ("json", "sarif"):
        every = list(findings)
        click.echo((render_json if form == "json" else render_sarif)(every, file))
        return len(every)

    def show(finding: CodeFinding) -> None:
        click.echo(f"{file}, {finding}" if form == "text" else render_github(finding, file))

    number = sum(1 for _ in map(show, findings))
    if form == "text":
        click.echo(f"{file}: {number or 'no'} finding{'' if number == 1 else 's'}", err=True)
    return number
