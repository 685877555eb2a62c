"""Reading a source in a test: what it gives, and what it rejects."""

from pathlib import Path

import pytest

from localgov_components.address import GazetteerAddress, GazetteerSource
from localgov_components.address.rejects import Reject, Rejects
from localgov_components.address.sources.batch import Batch
from localgov_components.address.sources.reading import SourceReading
from localgov_components.core import DefinitionError, Fault

SECRETS = ("Tithebarn", "Ambleford", "DT97", "9999000", "333000")
"""What must not be in a message about a row."""


def read(source: GazetteerSource) -> tuple[list[Batch], list[Reject]]:
    """All batches and rejects of a source, held against each other: what was read was kept or rejected."""
    rejects = Rejects()
    batches = list(source.batches(SourceReading(source.path), rejects))
    rows = sum(len(batch.addresses) + len(batch.points) + len(batch.districts) for batch in batches)
    assert sum(batch.read for batch in batches) == rows + rejects.rows
    listed = rejects.take()
    assert not [secret for secret in SECRETS if secret in repr(listed)]
    return batches, listed


def addresses(source: GazetteerSource) -> list[tuple[int, GazetteerAddress]]:
    """The addresses of a source of which nothing is rejected, with their lines."""
    batches, rejects = read(source)
    assert rejects == []
    return [row for batch in batches for row in batch.addresses]


def refusal(source: GazetteerSource) -> tuple[Fault, ...]:
    """The faults for which a source is refused as a whole."""
    with pytest.raises(DefinitionError) as refused:
        read(source)
    assert refused.value.code == "gazetteer.source"
    assert not [secret for secret in SECRETS if secret in str(refused.value)]
    return refused.value.faults


def written(folder: Path, content: bytes | str) -> Path:
    """A file with this content."""
    path = folder / "addresses.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
