"""Policy values to test with."""

from datetime import UTC, date, datetime
from typing import Any

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
