"""The mark that stands in place of a value which must not be shown.

>>> REDACTED
•••
"""

__all__ = ["REDACTED"]


class _Redacted:
    """One object, recognised by identity and by its `repr`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "•••"


REDACTED = _Redacted()
