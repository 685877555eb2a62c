"""Say which extra brings a library that is missing.

A room that stands on an optional library opens with

    with needs_extra("storage"):
        import sqlalchemy

and somebody without it reads which words to type:

>>> with needs_extra("storage"):
...     import a_library_nobody_has
Traceback (most recent call last):
    ...
localgov_components.core.errors.MissingLibraryError: 'a_library_nobody_has' is not installed. \
Install it with: pip install "localgov-components[storage]"
"""

from collections.abc import Iterator
from contextlib import contextmanager

from localgov_components.core.errors import MissingLibraryError

__all__ = ["needs_extra"]


@contextmanager
def needs_extra(extra: str) -> Iterator[None]:
    """Turn the import error of a third-party library into the name of the extra that brings it.

    A fault inside this package, or inside a library that is installed, passes unchanged.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        library = error.name or ""
        if library in {"", "localgov_components"} or "." in library:  # with a dot: its parent was found
            raise
        raise MissingLibraryError(
            f"'{library}' is not installed. Install it with: pip install \"localgov-components[{extra}]\"",
            code="library.missing",
        ) from error
