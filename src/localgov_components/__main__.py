"""`python -m localgov_components` is the `localgov` command."""

import sys

from localgov_components.core.errors import MissingLibraryError

__all__ = ["main"]

_USAGE = 2


def main() -> None:
    """Run the command, or say in a sentence which extra brings what it needs."""
    try:
        from localgov_components.cli import localgov
    except MissingLibraryError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the command line without its library
        sys.exit(_USAGE)
    localgov(prog_name="localgov")


if __name__ == "__main__":
    main()
