"""Where a file is, as SQLite is told it: one way for all files of this room, whatever is in their names.

A name may begin as an address of the web does, hold the marks that divide one, or be bytes that are no text
(https://www.sqlite.org/uri.html).

>>> file_uri(Path("/srv/100% sure?.gazetteer"))
'file:///srv/100%25%20sure%3F.gazetteer'
"""

import os
from pathlib import Path
from urllib.parse import quote

__all__ = ["file_uri", "unchanging_uri"]


def file_uri(path: Path) -> str:
    """Where a file is that may be written to."""
    # With the path made absolute, `file://` also holds for drive letters and network shares.
    location = path.absolute().as_posix()
    return f"file://{quote(os.fsencode(location if location.startswith('/') else f'/{location}'), safe='/:')}"


def unchanging_uri(path: Path) -> str:
    """Where a file is that is read without locks, because it never changes in its place."""
    return f"{file_uri(path)}?mode=ro&immutable=1"
