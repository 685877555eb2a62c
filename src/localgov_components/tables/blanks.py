r"""What stands around a text and is no part of it: spaces of every kind, and marks that nobody can see.

Web pages and databases leave them behind, and so do files that were put one after another, each with a byte order mark.

>>> trimmed(pl.Series([" 1001\u200b", "\ufeff\u00a0Y ", None])).to_list()
['1001', 'Y', None]
>>> heading("\ufeff Net\n income"), folded("  Not  Known ")
('Net income', 'not known')
"""

from localgov_components.core.libraries import needs_extra

with needs_extra("population"):
    import polars as pl

__all__ = ["folded", "heading", "trimmed"]

_UNSEEN = "\u200b\u2060\ufeff"
"""Zero width space, word joiner, and zero width no-break space or byte order mark (Unicode, chapter 23)."""

_LAST_SPACE = 0x3000
_BLANKS = "".join(filter(str.isspace, map(chr, range(_LAST_SPACE + 1)))) + _UNSEEN


def trimmed(text: pl.Series) -> pl.Series:
    """Texts without what stands around them."""
    return text.str.strip_chars(_BLANKS)


def heading(text: str) -> str:
    """A heading on one line, without what stands around it."""
    return " ".join(text.strip(_BLANKS).split())


def folded(word: str) -> str:
    """A word as words are compared: in small letters, with single spaces."""
    return " ".join(word.split()).lower()
