"""Documents to archive, and how to make many."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from pydantic import JsonValue

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
DOCUMENTS: st.SearchStrategy[dict[str, Any]] = st.dictionaries(TEXTS, JSON, max_size=5)

SCHEME: dict[str, JsonValue] = {"scheme": "concession", "rules": [{"id": "gets-a-benefit", "cites": "Fees 2026/27"}]}
POLICY: dict[str, JsonValue] = {"policy": 1, "values": {"price": "48.00", "bins": 4, "tŷ": "Llanfair-ym-Muallt"}}
GOLDEN = "3d68eb756deb6e2aab3a48ab7305fb42cc135dc3a91d5561309c6b5b8d8529f5"


def many(count: int) -> Iterator[dict[str, JsonValue]]:
    """Documents that differ, some of them large enough to take several writes."""
    for number in range(count):
        yield {"number": number, "filling": "x" * (number % 7) * 5_000}


def numbered(count: int) -> Iterator[dict[str, JsonValue]]:
    """Small documents that differ."""
    for number in range(count):
        yield {"number": number}
