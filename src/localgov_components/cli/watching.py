"""Long work on a file, as somebody at a terminal sees it: how far it is, and how to go on when it was stopped."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

import click

if TYPE_CHECKING:
    from localgov_components.tables.outputs import Outputs

__all__ = ["Watch", "watched"]

Watch: TypeAlias = Callable[[str, int, int], object]
"""Told now and then what is done, how much of it, and of how much."""

_INTERRUPTED = 130  # what shells report for a program ended by Ctrl-C


@contextmanager
def watched(outputs: "Outputs") -> Iterator[Watch]:
    """Show on the error stream how far it is; say how to go on when it is stopped."""
    from rich.console import Console
    from rich.progress import Progress

    screen = Console(stderr=True)
    try:
        with Progress(console=screen, transient=True, disable=not screen.is_terminal) as progress:
            task = progress.add_task("Opening", total=None)
            yield lambda doing, done, of: progress.update(task, description=doing, completed=done, total=of)
    except KeyboardInterrupt:
        click.echo(_stopped(outputs), err=True)
        raise SystemExit(_INTERRUPTED) from None
    except OSError:  # such as a full disk; which it is, is told after this
        click.echo(_stopped(outputs), err=True)
        raise


def _stopped(outputs: "Outputs") -> str:
    advice = " Go on with the same call and --resume." if outputs.folder.is_dir() else ""
    return f"Stopped; nothing was written to {outputs.output}.{advice}"
