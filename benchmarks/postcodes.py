"""Postcodes to measure with: invented, in an area that exists."""

import random
from collections.abc import Callable, Sequence

__all__ = ["as_typed", "postcodes"]

DISTRICTS = [f"DT{number}" for number in range(50, 100)]
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # the inward code never has C, I, K, M, O or V
FORMS: Sequence[Callable[[str], str]] = (
    str,
    lambda text: text.replace(" ", ""),
    lambda text: text.replace(" ", "").lower(),
)


def postcodes(items: int) -> list[str]:
    """Postcodes in districts most of which were never issued, as they stand in a file."""
    chance = random.Random(97)
    inward = [f"{chance.randrange(10)}{chance.choice(LETTERS)}{chance.choice(LETTERS)}" for _ in range(items)]
    return [f"{chance.choice(DISTRICTS)} {each}" for each in inward]


def as_typed(texts: Sequence[str]) -> list[str]:
    """The same, spaced and in capitals as people do and do not."""
    chance = random.Random(98)
    return [chance.choice(FORMS)(text) for text in texts]
