"""Pieces of a sentence, and where they need brackets to be understood in one way only.

>>> both = Phrase("rent plus council tax", Shape.SUM)
>>> both.within(Shape.SUM), both.within(Shape.PRODUCT)
('rent plus council tax', '(rent plus council tax)')
"""

from enum import Enum, auto
from typing import NamedTuple

__all__ = ["BESIDE_A_VERB", "Phrase", "Shape"]


class Shape(Enum):
    """How the words of a piece hang together."""

    WORD = auto()
    """A noun, a value or a plain statement: never in brackets."""
    PRODUCT = auto()
    SUM = auto()
    CLAUSE = auto()
    """A noun with more words after it, such as "the larger of … and …"."""
    LIST = auto()
    """Parts with semicolons between them."""


BESIDE_A_VERB = (Shape.PRODUCT, Shape.SUM, Shape.CLAUSE)
"""What stands beside a verb without brackets."""


class Phrase(NamedTuple):
    """Words, how they hang together, and whether they take a verb in the plural."""

    text: str
    shape: Shape = Shape.WORD
    plural: bool = False

    def within(self, *shapes: Shape) -> str:
        """The words as part of something bigger: in brackets, unless they are a word or of one of the shapes."""
        return self.text if self.shape is Shape.WORD or self.shape in shapes else f"({self.text})"
