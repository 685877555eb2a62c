"""The table of archived documents.

>>> [column.name for column in archived_documents.columns]
['content_hash', 'content']
"""

from localgov_components.core.libraries import needs_extra
from localgov_components.storage import metadata

with needs_extra("storage"):
    from sqlalchemy import Column, String, Table, Text

__all__ = ["archived_documents"]

archived_documents = Table(
    "archived_documents",
    metadata,
    Column("content_hash", String(64), primary_key=True),
    Column("content", Text, nullable=False),
)
"""Documents by their hash, as canonical text; rows are added, never changed or taken away."""
