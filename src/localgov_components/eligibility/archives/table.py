"""An archive in the database, beside the cases whose decisions it explains.

>>> from localgov_components.storage import Store
>>> store = Store.open("sqlite://")
>>> store.migrate()
>>> archive = ArchiveTable(store)
>>> name = archive.put({"scheme": "concession"})
>>> archive.get(name), archive.hashes() == (name,)
({'scheme': 'concession'}, True)
>>> store.close()
"""

from typing import TYPE_CHECKING

from localgov_components.eligibility.archives.archive import (
    Document,
    archived_text,
    hash_of,
    not_archived,
    read_archived,
    require_hash,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from localgov_components.storage import Store

__all__ = ["ArchiveTable"]


class ArchiveTable:
    """An `Archive` in a store, in its table `archived_documents`.

    `put` and `get` may join the caller's transaction by its connection, so that a case and what decided it
    are kept together or not at all. The database itself refuses to change or delete a document.
    """

    def __init__(self, store: "Store") -> None:
        self._store = store

    def put(self, document: Document, *, connection: "Connection | None" = None) -> str:
        """Keep a document, and give its hash; `DefinitionError` when a damaged copy is in its place."""
        from localgov_components.eligibility.tables import archived_documents
        from localgov_components.storage import insert_once

        content = archived_text(document)
        content_hash = hash_of(content)
        with self._store.within(connection) as joined:
            row = {"content_hash": content_hash, "content": content.decode()}
            if not insert_once(joined, archived_documents, row):
                _read(joined, content_hash)
        return content_hash

    def get(self, content_hash: str, *, connection: "Connection | None" = None) -> Document:
        """The document of this hash."""
        require_hash(content_hash)
        if connection is not None:
            return _read(connection, content_hash)
        with self._store.read() as own:
            return _read(own, content_hash)

    def hashes(self) -> tuple[str, ...]:
        """The hash of every document, in order."""
        from sqlalchemy import select

        from localgov_components.eligibility.tables import archived_documents

        with self._store.read() as own:
            return tuple(sorted(own.execute(select(archived_documents.c.content_hash)).scalars()))

    def __repr__(self) -> str:
        """Where it is, without a password."""
        return f"ArchiveTable({self._store!r})"


def _read(connection: "Connection", content_hash: str) -> Document:
    from sqlalchemy import select

    from localgov_components.eligibility.tables import archived_documents

    chosen = select(archived_documents.c.content).where(archived_documents.c.content_hash == content_hash)
    content = connection.execute(chosen).scalar_one_or_none()
    if content is None:
        raise not_archived(content_hash)
    return read_archived(content.encode(), content_hash, source=f"archived_documents {content_hash}")
