"""A column of postcodes, read at once.

>>> from localgov_components.identifiers import Postcode
>>> column = Postcode.read_column(["SW1A 2AA", "sw1a2aa", None, "", "unknown"])
>>> column.texts
['SW1A 2AA', 'SW1A 2AA', None, None, None]
>>> column.empty, column.refused
([2, 3], [4])
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product

from localgov_components.identifiers.postcode_grammar import INWARD_LETTERS, OUTWARD, canonical

__all__ = ["PostcodeColumn", "read_column"]


@dataclass(frozen=True, slots=True)
class PostcodeColumn:
    """What was made of a column; every list is in its order, and rows count from 0.

    `texts` holds a postcode as it is properly written for each row, or None. `empty` are the rows that held nothing,
    `refused` those that held something else; neither is ever both.
    """

    texts: list[str | None]
    empty: list[int]
    refused: list[int]


def read_column(column: Iterable[str | None]) -> PostcodeColumn:
    """Read a column; a row that is neither text nor None is refused. Never raises for what a row holds."""
    inwards, outwards = _inwards(), dict[str, str]()
    texts, empty, refused = list[str | None](), list[int](), list[int]()
    add, first, last = texts.append, slice(None, -3), slice(-3, None)
    for text in column:
        try:
            # A column has few outward codes: what stood before an inward code once need not be looked at again.
            add(outwards[text[first]] + inwards[text[last]])  # type: ignore[index] # None has no parts either
        except (KeyError, TypeError):
            written = canonical(text) if isinstance(text, str) else None
            if text is not None and written is not None:
                outward = written[:-4]
                if text[last] in inwards and text[first].rstrip(" ").upper() == outward and OUTWARD.fullmatch(outward):
                    outwards[text[first]] = f"{outward} "
            else:
                is_empty = text is None or (isinstance(text, str) and not text.strip())
                (empty if is_empty else refused).append(len(texts))
            add(written)
    return PostcodeColumn(texts, empty, refused)


@cache
def _inwards() -> dict[str, str]:
    """Every ordinary inward code, in capitals and in small letters, with its proper form."""
    codes = ["".join(parts) for parts in product("0123456789", INWARD_LETTERS, INWARD_LETTERS)]
    return {**dict(zip(codes, codes, strict=True)), **{code.lower(): code for code in codes}}
