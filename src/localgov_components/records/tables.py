"""The tables of the records room: drafts, cases, and each case's events.

>>> [column.name for column in case_events.primary_key]
['reference', 'number']
"""

from localgov_components.core.libraries import needs_extra
from localgov_components.storage import JsonText, UtcDateTime, metadata

with needs_extra("storage"):
    from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

__all__ = ["case_events", "cases", "drafts"]

_HASH = String(64)
"""SHA-256 in hexadecimal digits."""

_REFERENCE = String(40)
_NAME = String(100)

drafts = Table(
    "drafts",
    metadata,
    Column("token_hash", _HASH, primary_key=True),
    Column("service", _NAME, nullable=False),
    Column("council", _NAME, nullable=False),
    Column("edition", _NAME, nullable=False),
    Column("answers", JsonText, nullable=False),
    Column("version", Integer, nullable=False),
    Column("reference", _REFERENCE),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Index("ix_drafts_updated_at", "updated_at"),
)
"""Applications not yet sent, found by the hash of a token that only the applicant has."""

cases = Table(
    "cases",
    metadata,
    Column("reference", _REFERENCE, primary_key=True),
    Column("service", _NAME, nullable=False),
    Column("council", _NAME, nullable=False),
    Column("edition", _NAME, nullable=False),
    Column("answers", JsonText, nullable=False),
    Column("decision", JsonText, nullable=False),
    Column("charge", JsonText, nullable=False),
    Column("status", String(30), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("event_count", Integer, nullable=False),
    Column("chain_head", _HASH, nullable=False),
    Index("ix_cases_service_opened_at", "service", "opened_at"),
)
"""What was applied for and decided; `event_count` and `chain_head` say how its history ends."""

case_events = Table(
    "case_events",
    metadata,
    Column("reference", _REFERENCE, ForeignKey("cases.reference"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("event", _NAME, nullable=False),
    Column("status", String(30), nullable=False),
    Column("data", JsonText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("previous", _HASH, nullable=False),
    Column("hash", _HASH, nullable=False),
)
"""What happened to each case, numbered from 1; rows are added, never changed."""
