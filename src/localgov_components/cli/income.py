"""`localgov income`: what was taken on a day, for finance."""

from datetime import datetime
from pathlib import Path

import click

from localgov_components.payments import income as read_income
from localgov_components.storage import Store

__all__ = ["income"]


@click.command()
@click.option("--day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day, in UK time.")
@click.option(
    "--database",
    required=True,
    envvar="LOCALGOV_DATABASE",
    help="Where the payments are, such as sqlite:///cases.db. [env: LOCALGOV_DATABASE]",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="CSV file. Default: income-DAY.csv")
def income(day: datetime, database: str, output: Path | None) -> None:
    """Write the payments of a day by income code and VAT treatment.

    Refused, and nothing written, when the total is not what was taken.
    """
    target = output or Path(f"income-{day.date()}.csv")
    with Store.open(database) as store:
        report = read_income(store, day.date())
    report.write_csv(target)
    for row in report.rows:
        click.echo(f"{row.income_code:<20} {row.vat.value:<14} {row.payments:>6} {row.gross.format():>14}")
    click.echo(f"{'Total':<42} {report.total.format():>14}")
    click.echo(f"Written to {target}")
