"""How the command speaks of what went wrong: a sentence and an exit code, never a traceback."""

import errno
from enum import IntEnum

import click

from localgov_components.core.errors import LocalGovError, ProviderError

__all__ = ["CommandGroup", "ExitCode"]


class ExitCode(IntEnum):
    """Exit codes of every command."""

    DONE = 0
    NO = 1
    USAGE = 2
    REFUSED = 3
    UNAVAILABLE = 4


_ADVICE = {
    errno.ENOSPC: "Make room on the disk.",
    errno.EDQUOT: "Make room on the disk.",
    errno.EACCES: "Let this program use it, or give another.",
    errno.EPERM: "Let this program use it, or give another.",
    errno.EROFS: "Give a place that can be written to.",
}


class CommandGroup(click.Group):
    """A group whose commands end in a sentence when the package refuses something."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn the package's own errors, and those of files, into sentences."""
        try:
            return super().invoke(ctx)
        except LocalGovError as error:
            click.echo(str(error), err=True)
            ctx.exit(ExitCode.UNAVAILABLE if isinstance(error, ProviderError) else ExitCode.REFUSED)
        except BrokenPipeError:
            raise  # whoever reads the output has enough; click ends quietly
        except OSError as error:
            click.echo(_told(error), err=True)
            ctx.exit(ExitCode.REFUSED)


def _told(error: OSError) -> str:
    """Which file it is, where that is known, what is the matter, and what to do."""
    name = f"{click.format_filename(error.filename)}: " if error.filename else ""
    advice = _ADVICE.get(error.errno or 0)
    return f"{name}{error.strerror or error}{f'. {advice}' if advice else ''}"
