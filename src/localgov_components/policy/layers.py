"""Who may decide a value, from the widest to the nearest: UK, nation, group, council, service.

The nearest layer that holds a value for the date wins.

>>> Layer.COUNCIL.is_nearer_than(Layer.UK)
True
>>> Layer("parish")
Traceback (most recent call last):
    ...
ValueError: 'parish' is not a valid Layer
"""

from enum import StrEnum

__all__ = ["Layer"]


class Layer(StrEnum):
    """A level of government, or of sharing, that may set a value.

    `GROUP` is whatever councils share: a county's districts, a partnership, a shared service.
    """

    UK = "uk"
    NATION = "nation"
    GROUP = "group"
    COUNCIL = "council"
    SERVICE = "service"

    @property
    def depth(self) -> int:
        """0 for the widest layer, 4 for the nearest."""
        return list(Layer).index(self)

    def is_nearer_than(self, other: "Layer") -> bool:
        """Whether this layer's values win over the other's."""
        return self.depth > other.depth
