"""An archive: what decided, kept for good under the hash of its content.

A decision record names the rules and the policy that decided by their hashes. An archive finds them
again, years later, by those names: each document is a JSON object, kept as its canonical text, and
its name is the SHA-256 of that text. So nothing can be changed behind its name, one document put in
twice is kept once, and whoever has the `sha256sum` of any computer can check a copy.

It is for what is about nobody: schemes and policies. A decision record is about a person and has to be
deleted one day, which nothing in an archive ever is; it belongs with the case.

>>> content = archived_text({"scheme": "concession"})
>>> hash_of(content)[:12]
'cfd728844639'
>>> read_archived(content, hash_of(content), source="a copy")
{'scheme': 'concession'}
>>> read_archived(content + b" ", hash_of(content), source="a copy")
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  a copy: damaged: its content is not what its name says. Restore it from another copy
"""

import hashlib
import re
from typing import Protocol, TypeAlias, cast

from pydantic import JsonValue

from localgov_components.core.canonical import canonical_json
from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError, NotFoundError
from localgov_components.core.json_text import read_json

__all__ = [
    "MOST_BYTES",
    "Archive",
    "Document",
    "archived_text",
    "hash_of",
    "not_archived",
    "read_archived",
    "require_hash",
]

MOST_BYTES = 10_000_000
"""Size of the largest document; a policy of a thousand values has some 300 kB."""

Document: TypeAlias = dict[str, JsonValue]
"""A JSON object, such as a scheme or a policy."""

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Archive(Protocol):
    """Where documents are kept under the hash of their content.

    Any number of threads and processes may use one archive at once.
    """

    def put(self, document: Document) -> str:
        """Keep a document, and give the hash that finds it. What is there already stays as it is.

        Raises `InvalidValueError` for anything but a JSON object of up to 10 MB in which every number is whole.
        """
        ...

    def get(self, content_hash: str) -> Document:
        """The document of this hash.

        Raises `NotFoundError` when there is none, and `DefinitionError` (`archive.damaged`) when what is there
        is not what was put in.
        """
        ...

    def hashes(self) -> tuple[str, ...]:
        """The hash of every document, in order."""
        ...


def archived_text(document: Document) -> bytes:
    """The text that is kept: canonical JSON in UTF-8. Raises `InvalidValueError` for what could not be read back."""
    content = canonical_json(document).encode()
    try:
        _read(content, source="document")
    except DefinitionError as error:
        reason = error.faults[0].message.partition(". ")[0]
        raise InvalidValueError(
            f"not a document for an archive: {reason}. Give a JSON object of at most 10 MB, with fractions as text.",
            code="archive.document",
        ) from None
    return content


def hash_of(content: bytes) -> str:
    """The name of a document: SHA-256 of its text, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read_archived(content: bytes, content_hash: str, *, source: str) -> Document:
    """The document that a text holds. Raises `DefinitionError` unless it is the one of this hash."""
    if hash_of(content) != content_hash:
        raise _damaged(source, "damaged: its content is not what its name says. Restore it from another copy")
    return _read(content, source)


def _read(content: bytes, source: str) -> Document:
    """What canonical text holds; one document under two spellings would have two names."""
    try:
        read = read_json(content, source=source, most_characters=MOST_BYTES)
    except DefinitionError as error:
        raise DefinitionError(error.faults, code="archive.damaged") from None
    if not isinstance(read, dict):
        raise _damaged(source, "not a JSON object")
    document = cast("Document", read)  # true once canonical_json has refused a Decimal in it
    try:
        canonical = canonical_json(document)
    except InvalidValueError:
        raise _damaged(source, "a number with a point or an exponent. Give it as text") from None
    if canonical.encode() != content:
        raise _damaged(source, "not in canonical form. Sort its keys and leave out spaces, under the hash of that text")
    return document


def require_hash(content_hash: str) -> None:
    """Refuse what is no hash, before it becomes part of a path or a query."""
    if not isinstance(content_hash, str) or not _HASH.fullmatch(content_hash):
        raise InvalidValueError(
            "not a hash: give the 64 digits from 0 to f that put returned or a decision record holds.",
            code="archive.hash",
        )


def not_archived(content_hash: str) -> NotFoundError:
    """What `get` raises where there is no such document."""
    return NotFoundError(
        f"the archive has no document {content_hash}. Import the archive that the decision was made with.",
        code="archive.unknown",
    )


def _damaged(source: str, message: str) -> DefinitionError:
    return DefinitionError([Fault(source, message)], code="archive.damaged")
