"""`localgov gazetteer match`, `review` and `score`: addresses of a file matched, decided about, held against labels."""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from localgov_components.address import Gazetteer
from localgov_components.cli.errors import ExitCode
from localgov_components.cli.options import DAY, NEW_FILE, chosen_day
from localgov_components.cli.watching import watched
from localgov_components.core.files import replace_file
from localgov_components.core.plurals import counted

__all__ = ["match", "review", "score"]

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

_ADDRESS = click.option(
    "--address",
    multiple=True,
    required=True,
    help="The column of the address; given several times, those that it is divided into, in their order.",
)
_SHEET = click.option("--sheet", help="The sheet, where a workbook has several.")


@click.command()
@click.argument("file", type=_FILE)
@click.option("--gazetteer", "gazetteer_path", type=_FILE, required=True, help="The gazetteer to match to.")
@_ADDRESS
@click.option("--postcode", help="The column of the postcode, where it has one of its own.")
@click.option("--output", type=NEW_FILE, required=True, help="Write the UPRNs to this file: CSV, XLSX or Parquet.")
@click.option("--keep", multiple=True, help="Columns of the file to carry over, divided by commas; all when left out.")
@_SHEET
@click.option("--decisions", type=_FILE, help="The decisions file, whose decisions win.")
@click.option(
    "--follow-successors",
    is_flag=True,
    help="Let a decision about a property that is no more hold for the one that took its place.",
)
@click.option("--review", type=NEW_FILE, help="Write the review sheet to this file: XLSX or CSV.")
@click.option(
    "--review-below",
    type=click.FloatRange(0, 1),
    default=0.95,
    show_default=True,
    help="Put matches with a lower score on the review sheet too.",
)
@click.option(
    "--queries", type=NEW_FILE, help="Write the query list for the custodian to this file: CSV, XLSX or Parquet."
)
@click.option(
    "--with-address-text",
    is_flag=True,
    help="Write the gazetteer's own wording too, with what its licence asks to be shown.",
)
@click.option(
    "--processes",
    type=click.IntRange(min=1),
    help="How many processes match at the same time; one for each processor when left out.",
)
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped.")
@click.option("--overwrite", is_flag=True, help="Let the output take the place of an earlier one.")
@click.option("--strict", is_flag=True, help="End with 1 when any row is rejected.")
def match(  # noqa: PLR0913 - one parameter for each option
    *,
    file: Path,
    gazetteer_path: Path,
    address: Sequence[str],
    postcode: str | None,
    output: Path,
    keep: Sequence[str],
    sheet: str | None,
    decisions: Path | None,
    follow_successors: bool,
    review: Path | None,
    review_below: float,
    queries: Path | None,
    with_address_text: bool,
    processes: int | None,
    resume: bool,
    overwrite: bool,
    strict: bool,
) -> None:
    """Match every address in FILE to a gazetteer.

    OUTPUT has the columns of FILE, and beside them the UPRN, the outcome and the score. A list of rejected rows and a
    summary are written beside it.
    """
    from localgov_components.address.bulk import MatchJob, match_file

    with Gazetteer.open(gazetteer_path) as opened:
        columns = (postcode, keep or ("all",), sheet)
        job = MatchJob(
            *(opened, file, address, output, *columns, decisions),
            follow_successors=follow_successors,
            review=review,
            review_below=review_below,
            queries=queries,
            with_address_text=with_address_text,
            processes=processes or os.cpu_count() or 1,
            resume=resume,
            overwrite=overwrite,
        )
        with watched(job.outputs) as watch:
            summary = match_file(replace(job, watch=watch))
    click.echo(summary.text())
    if strict and summary.rejected:
        raise SystemExit(ExitCode.NO)


@click.command()
@click.argument("sheet_file", metavar="SHEET", type=_FILE)
@click.option("--decisions", type=NEW_FILE, required=True, help="The decisions file to add to, or a new one.")
@click.option("--role", required=True, help="The role of whoever decided, such as 'Address officer'. Not a name.")
@click.option(
    "--on",
    type=DAY,
    help="The day on which it was decided, such as 2026-05-01. Today when left out.",
)
@click.option("--gazetteer", "gazetteer_path", type=_FILE, help="Refuse UPRNs that this gazetteer does not have.")
@_SHEET
def review(
    *,
    sheet_file: Path,
    decisions: Path,
    role: str,
    on: datetime | None,
    gazetteer_path: Path | None,
    sheet: str | None,
) -> None:
    """Take the decisions of a filled-in review SHEET into the decisions file: all of them, or none."""
    from localgov_components.address.review import append_decisions, count_overtaken, read_review

    gazetteer = None if gazetteer_path is None else Gazetteer.open(gazetteer_path)
    try:
        read = read_review(sheet_file, role=role, on=chosen_day(on), gazetteer=gazetteer, sheet=sheet)
    finally:
        if gazetteer is not None:
            gazetteer.close()
    added = append_decisions(decisions, read.decisions)
    there = len(read.decisions) - added
    already = f", {there:,} there already" if there else ""
    click.echo(f"{decisions}: {counted(added, 'decision')} added{already}")
    if read.decisions and (overtaken := count_overtaken(decisions, read.decisions)):
        click.echo(f"overtaken by decisions of a later day, and not in force: {overtaken:,}")
    if read.undecided:
        click.echo(f"without a decision: {counted(read.undecided, 'address', 'addresses')}")


@click.command()
@click.argument("file", type=_FILE)
@click.option("--gazetteer", "gazetteer_path", type=_FILE, required=True, help="The gazetteer to match to.")
@_ADDRESS
@click.option("--postcode", help="The column of the postcode, where it has one of its own.")
@click.option("--label", required=True, help="The column of the right UPRN; empty where no one property can be told.")
@click.option("--group", help="A column by which results are told apart, such as the source of the address.")
@_SHEET
@click.option("--report", type=NEW_FILE, help="Write the report with charts to this HTML file.")
@click.option("--show-addresses", is_flag=True, help="Show the addresses that failed. They are about people's homes.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def score(  # noqa: PLR0913 - one parameter for each option
    *,
    file: Path,
    gazetteer_path: Path,
    address: Sequence[str],
    postcode: str | None,
    label: str,
    group: str | None,
    sheet: str | None,
    report: Path | None,
    show_addresses: bool,
    as_json: bool,
) -> None:
    """Match the addresses of FILE, and count how many answers are as somebody has labelled them."""
    from localgov_components.address.labelling import score_file

    if report is not None and report.resolve() in (file.resolve(), gazetteer_path.resolve()):
        raise click.UsageError(f"'{report}' is read, and would be written over. Give the report another name.")
    with Gazetteer.open(gazetteer_path) as opened:
        found = score_file(
            file,
            opened,
            address=address,
            label=label,
            postcode=postcode,
            group=group,
            sheet=sheet,
            processes=os.cpu_count() or 1,
            show_addresses=show_addresses,
        )
    if report is not None:
        replace_file(report, found.as_page().encode())
    click.echo(found.as_json() if as_json else found.as_text())
