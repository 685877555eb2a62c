r"""Text as people, spreadsheets and web pages write it, folded to plain capitals.

Full-width letters and digits become ordinary ones, every kind of space becomes a space and every kind of
dash a hyphen, and what cannot be seen (zero-width spaces, byte order marks, soft hyphens, marks of
writing direction) goes. Nothing else changes: a letter of another script stays what it is, to be
refused, and no letter is read as another that looks like it.

>>> fold("sw1a\u00a0\u200b\uff12aa")
'SW1A 2AA'
>>> fold("\u0421W1A 2AA").isascii()
False
>>> unspoilt("'00123"), unspoilt("123456.0")
('00123', '123456')
>>> unspoilt("12 34 56.0")
'12 34 56'
"""

import re
import unicodedata

__all__ = ["fold", "unspoilt", "without"]

_FULL_WIDTH, _ASCII_FROM, _ASCII_TO = 0xFEE0, 0x21, 0x7E
"""Full-width forms stand this far above the ASCII characters from ! to ~ (Unicode chart U+FF00)."""

_CAPITALS = {ord(small): ord(small.upper()) for small in "abcdefghijklmnopqrstuvwxyz"}
_MINUS = "\u2212"
_SPREADSHEET_TAIL = re.compile(r"([0-9]+)\.0+|([0-9 +()-]+)\.00?", re.ASCII)
"""After a number in groups one or two zeros, no more: `01632 960.001` has a dot between its groups."""
_TEXT_MARK = "'"
"""What a spreadsheet puts before a number that is to stay text."""


def fold(text: str) -> str:
    """The text in plain capitals; as long as it was, or shorter."""
    if text.isascii():
        return text.upper()
    return "".join(map(_folded, text)).translate(_CAPITALS)


def unspoilt(folded: str) -> str:
    """The text without what a spreadsheet adds: an apostrophe before it, or `.0` after digits."""
    bare = folded.strip().removeprefix(_TEXT_MARK)
    tailed = _SPREADSHEET_TAIL.fullmatch(bare)
    return tailed[1] or tailed[2] if tailed else bare


def without(text: str, characters: str) -> str:
    """The text without some characters."""
    return text.translate(dict.fromkeys(map(ord, characters))) if characters else text


def _folded(character: str) -> str:
    below = ord(character) - _FULL_WIDTH
    if _ASCII_FROM <= below <= _ASCII_TO:
        return chr(below)
    if character.isspace():
        return " "
    match unicodedata.category(character):
        case "Cf":
            return ""
        case "Pd":
            return "-"
        case _:
            return "-" if character == _MINUS else character
