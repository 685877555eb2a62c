"""The one cookie: it names a draft, and is the only thing that does.

It is strictly necessary (no consent is asked), is sent to this site alone and to no script, and
lasts a day. Over HTTPS its name begins with `__Host-`, so that no other host of the council's domain
can set it (RFC 6265bis, section 4.1.3.2); that asks for the path `/`, so the service is in the name.

>>> DraftCookie("ambleford", "garden-waste", secure=True).name
'__Host-localgov-ambleford-garden-waste'
>>> DraftCookie("ambleford", "garden-waste", secure=False).read({"localgov-ambleford-garden-waste": "<script>"})
''
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from localgov_components.core.libraries import needs_extra

with needs_extra("web"):
    from starlette.responses import Response

__all__ = ["LIFE", "DraftCookie", "new_value"]

LIFE = timedelta(hours=24)
"""How long an untouched draft can be taken up again: past the 20 hours from which WCAG 2.2 (2.2.1) asks no warning."""

_VALUE = re.compile(r"[A-Za-z0-9_-]{43}")
_BYTES = 32


@dataclass(frozen=True, slots=True)
class DraftCookie:
    """The cookie of one service of one council."""

    council_id: str
    service_id: str
    secure: bool = field(kw_only=True)

    @property
    def name(self) -> str:
        """Its name, one for each service of each council."""
        return f"{'__Host-' if self.secure else ''}localgov-{self.council_id}-{self.service_id}"

    def read(self, cookies: Mapping[str, str]) -> str:
        """Its value, or nothing when there is none or it cannot be one of ours."""
        value = cookies.get(self.name, "")
        return value if _VALUE.fullmatch(value) else ""

    def write(self, response: Response, value: str) -> None:
        """Set it, for a day from now."""
        response.set_cookie(
            self.name,
            value,
            max_age=int(LIFE.total_seconds()),
            path="/" if self.secure else f"/{self.council_id}/{self.service_id}",
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )


def new_value() -> str:
    """A value for somebody who has not begun: 256 random bits, that no draft has."""
    return secrets.token_urlsafe(_BYTES)
