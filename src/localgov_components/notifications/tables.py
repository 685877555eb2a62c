"""The table of messages that wait for a provider, or were given to one.

>>> outbox_messages.primary_key.columns.keys()
['id']
"""

from localgov_components.core.libraries import needs_extra
from localgov_components.storage import UtcDateTime, metadata

with needs_extra("storage"):
    from sqlalchemy import Column, Index, Integer, String, Table, Text

__all__ = ["outbox_messages"]

outbox_messages = Table(
    "outbox_messages",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("reference", String(500), nullable=False),
    Column("recipient", String(500), nullable=False),
    Column("subject", String(500), nullable=False),
    Column("body", Text, nullable=False),
    Column("language", String(50), nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("queued_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("error_code", String(100)),
    Column("provider", String(100)),
    Column("provider_reference", String(500)),
    Index("ix_outbox_messages_state_due_at", "state", "due_at"),
)
"""Each message once. `due_at` is when it may next be tried; a claimed message is due again when its claim lapses."""
