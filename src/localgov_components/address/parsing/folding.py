r"""Text of an address as plain tokens: capitals, no accents, standard words, commas where parts end.

What looks alike to a reader becomes alike: case, accents, apostrophes, kinds of dash, `&` and `and`, abbreviations.
The tokens are words, numbers, and the marks `,`, `-` and `/`, which mean something between numbers.

>>> fold("12–14 St. John’s Rd\nLlanfair-ym-Muallt & Tŷ Gwyn")
['12', '-', '14', 'ST', 'JOHNS', 'ROAD', ',', 'LLANFAIR', '-', 'YM', '-', 'MUALLT', 'AND', 'TY', 'GWYN']
>>> fold("\u0000💷")
[]
"""

import re
from unicodedata import normalize

from localgov_components.address.parsing.vocabulary import STANDARD

__all__ = ["fold", "plain"]

_ENDS = ',;:|()[]{}"\n\r\t\v\f'
"""Marks that end a part of an address."""
_MARKS = str.maketrans(
    dict.fromkeys("‘’\u00b4\u02bc", "'")
    | dict.fromkeys("“”\x85\u2028\u2029•·", ",")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | {"\u2044": "/", "½": " HALF "}
)
_UNMARKED = dict.fromkeys((*range(0x300, 0x370), 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), "") | {
    ord(letter): plain for letter, plain in zip("øłđð", "oldd", strict=True)
}
"""Accents that stand apart from their letter, marks that nobody sees, and letters with a stroke through them."""
_TOKEN = re.compile(r"[A-Z0-9]+|[,;:|()\[\]{}\"\n\r\t\v\f/\\&+#-]", re.ASCII)
_WORDS = STANDARD | dict.fromkeys(_ENDS, ",") | {"\\": "/", "&": "AND", "+": "AND", "#": "NUMBER"}


def fold(text: str) -> list[str]:
    """The tokens of a text. Linear in the text."""
    tokens = _TOKEN.findall(plain(text))
    return list(map(_WORDS.get, tokens, tokens))


def plain(text: str) -> str:
    """Capitals without accents or apostrophes, with one mark for all that look alike."""
    if not text.isascii():
        text = normalize("NFKD", text.translate(_MARKS).lower()).translate(_UNMARKED)
    return text.replace("'", "").replace("`", "").upper()
