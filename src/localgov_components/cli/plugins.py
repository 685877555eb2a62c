"""`localgov plugins`: what is installed, and what a council lets run."""

from pathlib import Path

import click

from localgov_components.address import ADDRESS_PROVIDERS
from localgov_components.cli.options import FOLDER
from localgov_components.notifications import NOTIFICATION_PROVIDERS
from localgov_components.payments import PAYMENT_PROVIDERS
from localgov_components.plugins import available
from localgov_components.services import read_council

__all__ = ["plugins"]


@click.command()
@click.argument("folder", type=FOLDER, required=False)
def plugins(folder: Path | None) -> None:
    """List installed plugins; with a council's FOLDER, which of them it allows. Runs none of them."""
    allowed = read_council(folder).allow_list if folder else None
    found = False
    for kind in (ADDRESS_PROVIDERS, NOTIFICATION_PROVIDERS, PAYMENT_PROVIDERS):
        for plugin in available(kind):
            found = True
            entry = allowed.find(plugin.name) if allowed else None
            fits = entry is not None and (entry.distribution, entry.version) == (plugin.distribution, plugin.version)
            state = "" if allowed is None else ", allowed" if fits else ", not allowed: its code never runs"
            click.echo(f"{kind.name}: {plugin.name} ({plugin.distribution} {plugin.version}){state}")
    if not found:
        click.echo("no plugins are installed")
