r"""Whether bytes are UTF-16, as spreadsheets save what they call Unicode text.

It begins with a byte order mark (The Unicode Standard, section 23.8). What lacks it is known by its NUL bytes: in Latin
letters every other byte is one, and UTF-8 and Windows-1252 have none.

>>> utf_16_of("uprn\tT\u0177".encode("utf-16")), utf_16_of("uprn\tT\u0177".encode("utf-16-be"))
('utf-16', 'utf-16-be')
>>> utf_16_of("uprn\tT\u0177".encode()) is None
True
"""

import codecs

__all__ = ["utf_16_of"]

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE = 512
_FEWEST = 0.3
"""Share of NUL bytes in every other place from which a text without a mark is taken for UTF-16."""
_TIMES = 4
"""How many times more they are than in the places between, where a few letters and signs have one."""


def utf_16_of(first: bytes) -> str | None:
    """The codec of a text that begins so, which takes its mark away; None where it is not UTF-16."""
    if first.startswith(_MARKS):
        return "utf-16"
    sample = first[:_SAMPLE]
    for codec, place in (("utf-16-le", 1), ("utf-16-be", 0)):
        half, other = sample[place::2], sample[1 - place :: 2]
        if half.count(0) > max(_FEWEST * len(half), _TIMES * other.count(0)):
            return codec
    return None
