"""One request to a service, read and no more: the form that was sent, within limits.

Limits hold before anything is parsed, so that nobody can make a worker hold or sort more than a page
of this service could ever send.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from urllib.parse import parse_qs

from localgov_components.core.errors import NotFoundError
from localgov_components.core.libraries import needs_extra
from localgov_components.forms import Submitted
from localgov_components.records import Draft
from localgov_components.services import ServiceDesk
from localgov_components.web.allowance import Allowance
from localgov_components.web.paths import Paths
from localgov_components.web.words import Words

with needs_extra("web"):
    from starlette.exceptions import HTTPException
    from starlette.requests import Request

__all__ = ["MOST_BYTES", "MOST_FIELDS", "Visit", "read_form"]

MOST_BYTES = 64 * 1024
"""The longest form that is read."""

MOST_FIELDS = 200
"""The most fields that are read."""

_FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Visit:
    """What somebody asks of a service, and the draft they have, if any.

    `cookie` is the cookie's value, which is the draft's token when there is a draft. `page` is the
    page's id where the address names one. `return_url` is where the payment pages send people back
    to, and `pay_origin` the only origin that they may be on. `allowance` bounds how often suggestions are given.
    """

    desk: ServiceDesk
    paths: Paths
    words: Words
    return_url: str
    pay_origin: str
    now: datetime
    cookie: str = field(repr=False)
    draft: Draft | None
    form: Submitted = field(repr=False)
    page: str = ""
    changing: bool = False
    allowance: Allowance = field(default_factory=Allowance, repr=False)

    @property
    def kept(self) -> Draft:
        """The draft. Raises `NotFoundError` when there is none."""
        if self.draft is None:
            raise NotFoundError("nobody has begun here. Send them to the start page.", code="web.no-draft")
        return self.draft


async def read_form(request: Request) -> Submitted:
    """The fields of a form by name. Raises `HTTPException` (413) when there is more than a page could send.

    What is not a form of ours has no fields, and so no token, and is refused for that.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM_TYPE:
        return {}
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise _too_large()
    return _fields(body.decode("utf-8", "replace"))


def _fields(text: str) -> dict[str, Sequence[str]]:
    try:
        fields = parse_qs(text, keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise _too_large() from None
    return {name: tuple(values) for name, values in fields.items()}


def _too_large() -> HTTPException:
    return HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
