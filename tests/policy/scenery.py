"""Policy values to test with."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from localgov_components.money import Money
from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue

PRICE = PolicyDeclaration("price", Money, "Yearly price of a bin")
CONCESSION = PolicyDeclaration("concession", Money, "Price with a concession")
NUMBER = PolicyDeclaration("number", int, "Most bins")


def instant(year: int, month: int = 1, day: int = 1) -> datetime:
    """Midnight, UTC."""
    return datetime(year, month, day, tzinfo=UTC)


def value(
    amount: object,
    effective_from: date = date(2026, 4, 1),
    *,
    key: str = "price",
    layer: Layer = Layer.GROUP,
    recorded: datetime = instant(2026),  # noqa: B008 - a constant
    **more: Any,  # noqa: ANN401 - fields of PolicyValue
) -> PolicyValue:
    """A value of a key; text is pounds."""
    owner = more.pop("owner", f"the {layer}")
    read = Money(amount) if isinstance(amount, str) else amount
    return PolicyValue(key, read, layer, owner, effective_from, recorded, **more)


def prices(*values: PolicyValue) -> PolicySet:
    """A set of one key, the price."""
    return PolicySet([PRICE], values)


def values_of_a_number(days: Sequence[date], recorded: Sequence[datetime]) -> st.SearchStrategy[list[PolicyValue]]:
    """Any values of one key in any layers, that begin on these days and were recorded at these instants.

    Some end, after up to three days; some are withdrawn; no two are recorded as one.
    """
    drawn = st.builds(
        lambda amount, begin, length, layer, at: value(
            amount,
            begin,
            key="number",
            layer=layer,
            recorded=at,
            effective_until=None if length is None else begin + timedelta(days=length),
        ),
        st.integers(0, 3),
        st.sampled_from(days),
        st.none() | st.integers(0, 3),
        st.sampled_from(Layer),
        st.sampled_from(recorded),
    )
    return st.lists(drawn, max_size=8, unique_by=lambda each: (each.layer, each.effective_from, each.recorded))
