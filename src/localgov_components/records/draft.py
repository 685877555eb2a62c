"""A draft: an application that somebody has begun and not yet sent.

>>> from datetime import UTC, datetime
>>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
>>> Draft("garden-waste", "ambleford", "1", {"email": "resident@example.com"}, 1, None, nine, nine)
Draft(service='garden-waste', council='ambleford', edition='1', version=1, reference=None, ...)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import JsonValue

from localgov_components.identifiers import CaseReference

__all__ = ["Draft", "StartedDraft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """An application as it was last saved.

    `version` counts the saves from 0. `edition` is that of the form it was begun with. `reference`
    is the case it became, or None while it has not been sent.
    """

    service: str
    council: str
    edition: str
    answers: Mapping[str, JsonValue] = field(repr=False)
    version: int
    reference: CaseReference | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class StartedDraft:
    """A new draft and the only copy of its token.

    The store keeps no more than the token's hash.
    """

    token: str = field(repr=False)
    draft: Draft
