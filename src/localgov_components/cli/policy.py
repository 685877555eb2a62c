"""`localgov policy`: what a council varies, and what an update of the shared service would change."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from localgov_components.cli.errors import ExitCode
from localgov_components.cli.options import FOLDER, ON, OUTPUT, chosen_day, write_text
from localgov_components.cli.tables import render_csv, render_html, render_markdown, render_text
from localgov_components.policy import PolicyValue, Variation
from localgov_components.rules.reading import read_value
from localgov_components.services import CouncilService, Upgrade, accept, preview

__all__ = ["policy"]

_RENDER: dict[str, Callable[[str, Sequence[str], Sequence[Sequence[str]]], str]] = {
    "text": render_text,
    "csv": render_csv,
    "markdown": render_markdown,
    "html": render_html,
}

_HEADINGS = (
    "What",
    "From",
    "To",
    "In force from",
    "Reason",
    "Decision",
    "Approved by",
    "Signed",
    "Review",
    "Set aside by",
)


@click.group()
def policy() -> None:
    """Values and sentences: which are shared, and which a council decided for itself."""


@policy.command()
@click.argument("folder", type=FOLDER)
@ON
@click.option("--strict", is_flag=True, help="Fail when nobody has signed a variation.")
@click.option("--format", "form", type=click.Choice(list(_RENDER)), default="text", show_default=True)
@OUTPUT
def variations(folder: Path, on: datetime | None, *, strict: bool, form: str, output: Path | None) -> None:
    """Where the council of FOLDER departs from the shared service, and who answers for it."""
    running, day = CouncilService.load(folder), chosen_day(on)
    found = running.variations(day)
    title = f"{running.council.name}: {len(found)} variation{'' if len(found) == 1 else 's'} on {read_value(day)}"
    write_text(_RENDER[form](title, _HEADINGS, [_row(each) for each in found]), output)
    unsigned = [each.declaration.label for each in found if not each.is_signed]
    for label in unsigned:
        click.echo(f"unsigned: {label}", err=True)
    if strict and unsigned:
        raise SystemExit(ExitCode.NO)


@policy.command()
@click.argument("folders", nargs=-1, required=True, type=FOLDER)
@ON
@click.option("--accept", "accepting", is_flag=True, help="Take the update up. Without it nothing changes.")
@click.option("--role", help="Who answers for accepting it, such as 'Head of Waste'. A role, not a name.")
def upgrade(folders: tuple[Path, ...], on: datetime | None, *, accepting: bool, role: str | None) -> None:
    """Show what the shared service as it is now would change for the councils of FOLDERS."""
    if accepting and not role:
        raise click.UsageError("accepting needs --role: who answers for it?")
    day = chosen_day(on)
    for folder in folders:
        _show(preview(folder, on=day), day)
        if accepting and role:
            adoption = accept(folder, role=role, on=day)
            click.echo(f"  accepted by {adoption.accepted_by} on {read_value(adoption.accepted)}")


def _show(upgrade: Upgrade, day: date) -> None:
    click.echo(f"{upgrade.council.name}: {_summary(upgrade)}")
    if upgrade.is_current or upgrade.adopted is None:
        return
    for change in upgrade.changes:
        when = "" if change.on == day else f" (from {read_value(change.on)})"
        click.echo(f"  {change.label}: {_value(change.before)} → {_value(change.after)}{when}")
    if not upgrade.changes:
        click.echo(f"  no value or sentence changes, on {read_value(day)} or later")
    if upgrade.rules:
        click.echo("  the scheme decides by other rules:")
    for line in upgrade.code:
        click.echo(f"    {line}")


def _summary(upgrade: Upgrade) -> str:
    if upgrade.adopted is None:
        return f"nothing is adopted yet; edition {upgrade.offered[:12]} is offered"
    if upgrade.is_current:
        return f"runs the shared service as it is (edition {upgrade.offered[:12]})"
    return f"runs edition {upgrade.adopted[:12]}, edition {upgrade.offered[:12]} is offered"


def _row(variation: Variation) -> tuple[str, ...]:
    after, signature = variation.after, variation.after.signature
    aside = after.set_aside
    return (
        variation.declaration.label,
        _value(variation.before),
        _value(after),
        read_value(after.effective_from),
        signature.reason,
        signature.decision,
        signature.approved_by,
        read_value(signature.signed) if signature.signed else "not signed",
        read_value(signature.review) if signature.review else "",
        f"{aside.role}, {read_value(aside.date)}: {aside.basis}" if aside else "",
    )


def _value(value: PolicyValue | None) -> str:
    return "nothing" if value is None else " ".join(read_value(value.value).split())
