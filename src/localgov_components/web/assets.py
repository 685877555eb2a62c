"""What browsers fetch beside the pages: the stylesheet, the mark, the script, and each council's theme.

Their addresses carry a hash of their content, so that they may be kept for a year and are asked for
again as soon as they change.

>>> stylesheet().href.partition("?v=")[0]
'/assets/localgov.css'
>>> print(theme("/ambleford/theme.css", {"--govuk-brand-colour": "#1d4429"}).content.decode())
:root {
  --govuk-brand-colour: #1d4429;
}
<BLANKLINE>
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files

from localgov_components.core.libraries import needs_extra

with needs_extra("web"):
    from starlette.responses import Response

__all__ = ["Asset", "favicon", "stylesheet", "theme", "typeahead"]

_FOLDER = files("localgov_components.web").joinpath("assets")
_HASH_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, and what it is."""

    path: str
    media_type: str
    content: bytes = field(repr=False)

    @property
    def href(self) -> str:
        """Where pages link to it."""
        return f"{self.path}?v={hashlib.sha256(self.content).hexdigest()[:_HASH_LETTERS]}"

    def response(self) -> Response:
        """The file, for a browser to keep."""
        headers = {"cache-control": "public, max-age=31536000, immutable"}
        return Response(self.content, media_type=self.media_type, headers=headers)


def stylesheet() -> Asset:
    """The look of every page."""
    return Asset("/assets/localgov.css", "text/css", _FOLDER.joinpath("localgov.css").read_bytes())


def favicon() -> Asset:
    """The mark in a browser's tab."""
    return Asset("/assets/favicon.svg", "image/svg+xml", _FOLDER.joinpath("favicon.svg").read_bytes())


def typeahead() -> Asset:
    """The one script, of the pages that suggest while somebody types."""
    return Asset("/assets/typeahead.js", "text/javascript", _FOLDER.joinpath("typeahead.js").read_bytes())


def theme(path: str, colours: Mapping[str, str]) -> Asset:
    """Custom properties that a council sets; the council's own file has checked what they are."""
    lines = "".join(f"  {name}: {colour};\n" for name, colour in colours.items())
    return Asset(path, "text/css", f":root {{\n{lines}}}\n".encode())
