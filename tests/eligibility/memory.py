"""An archive that keeps its documents in memory."""

from localgov_components.eligibility.archives.archive import (
    Document,
    archived_text,
    hash_of,
    not_archived,
    read_archived,
)

__all__ = ["MemoryArchive"]


class MemoryArchive:
    """Documents by their hash; `asked` are the hashes that were asked for."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}
        self.asked: list[str] = []

    def put(self, document: Document) -> str:
        """Keep a document."""
        content = archived_text(document)
        content_hash = hash_of(content)
        self.contents[content_hash] = content
        return content_hash

    def get(self, content_hash: str) -> Document:
        """The document of a hash."""
        self.asked.append(content_hash)
        if content_hash not in self.contents:
            raise not_archived(content_hash)
        return read_archived(self.contents[content_hash], content_hash, source=f"memory {content_hash}")

    def hashes(self) -> tuple[str, ...]:
        """Every hash."""
        return tuple(sorted(self.contents))
