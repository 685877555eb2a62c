r"""How wide words are, and how they are broken into lines, where no font can be asked.

Widths are those of Helvetica, which Arial and Liberation Sans share (Adobe Font Metrics, Helvetica), in
thousandths of the size. Fonts that stand in for it are wider, so a line is filled to nine tenths.

>>> wrapped("savings and investments are more than £16,000.00", 150, size=13)
['savings and', 'investments are more', 'than £16,000.00']
>>> one_line("two\nlines\x00")
'two lines�'
"""

import unicodedata
from collections.abc import Iterator

__all__ = ["one_line", "width_of", "wrapped"]

_WIDTHS = {
    letter: width
    for width, letters in {
        191: "'",
        222: "ijl\u2018\u2019",
        278: " !,./:;I[]\\ft",
        333: "()-`r",
        334: "{}",
        355: '"',
        389: "*",
        469: "^",
        500: "Jcksvxyz",
        556: "#$?0123456789L_abdeghnopqu£\u2013",
        584: "+<=>~",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1015: "@",
    }.items()
    for letter in letters
}
_OTHER, _WIDE = 700, 1100
_FILLED = 0.9
_UNSEEN = frozenset({"Mn", "Me", "Cf"})
_NOT_DRAWN = frozenset({"Cc", "Cs"})
_NOT_XML = frozenset("\ufffe\uffff")
_TURNS_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """Text on one line; what cannot be drawn, or would turn the words around it, becomes U+FFFD."""
    return "".join(_drawable(character) for character in " ".join(text.split()))


def width_of(text: str, *, size: float) -> float:
    """About how wide a line of text is."""
    return sum(map(_width, text)) * size / 1000


def wrapped(text: str, width: float, *, size: float) -> list[str]:
    """Text in lines of at most a width; a word that is longer is cut."""
    lines: list[str] = []
    for word in one_line(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size=size) <= width * _FILLED:
            lines[-1] = longer
        else:
            lines += _cut(word, width * _FILLED * 1000 / size)
    return lines


def _cut(word: str, most: float) -> Iterator[str]:
    start, total = 0, 0.0
    for place, character in enumerate(word):
        total += _width(character)
        if total > most and place > start:
            yield word[start:place]
            start, total = place, _width(character)
    yield word[start:]


def _width(character: str) -> float:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if unicodedata.category(character) in _UNSEEN:
        return 0
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _OTHER


def _drawable(character: str) -> str:
    hidden = unicodedata.category(character) in _NOT_DRAWN or character in _NOT_XML or character in _TURNS_DIRECTION
    return "\ufffd" if hidden else character
