"""The number of a building: one, with a suffix, or a range of them.

BS 7666 keeps a start number, a start suffix, an end number and an end suffix, each number from 0 to 9999.

>>> str(NumberRange(12, "A")), str(NumberRange(12, end=14)), str(NumberRange(12, "A", 12, "C"))
('12A', '12-14', '12A-12C')
>>> NumberRange(12, end=16).holds(NumberRange(14)), NumberRange(12, end=16).holds(NumberRange(13))
(True, False)
"""

from dataclasses import dataclass

__all__ = ["NumberRange"]


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A building number such as 12, 12A, 12-14 or 12A-12C.

    `end` is None for a single one.
    """

    start: int
    suffix: str = ""
    end: int | None = None
    end_suffix: str = ""

    def __str__(self) -> str:
        """As it is written on an envelope."""
        first = f"{self.start}{self.suffix}"
        return first if self.end is None else f"{first}-{self.end}{self.end_suffix}"

    @property
    def first(self) -> tuple[int, str | None]:
        """Number and suffix that it starts with."""
        return self.start, self.suffix or None

    @property
    def last(self) -> tuple[int, str | None]:
        """Number and suffix that it ends with, which for a single number is itself."""
        return self.first if self.end is None else (self.end, self.end_suffix or None)

    @property
    def is_range(self) -> bool:
        """Whether it stands for several numbers."""
        return self.end is not None and (self.end, self.end_suffix) != (self.start, self.suffix)

    def holds(self, other: "NumberRange") -> bool:
        """Whether it is a range that another number lies in.

        A street numbers its sides apart: where both ends are even, or both odd, so is every number between.
        """
        if self.end is None or other.is_range or not self.start <= other.start <= self.end:
            return False
        if (self.end - self.start) % 2 == 0 and (other.start - self.start) % 2:
            return False
        if not other.suffix:
            return True
        return bool(self.suffix and self.end_suffix) and self.suffix <= other.suffix <= self.end_suffix
