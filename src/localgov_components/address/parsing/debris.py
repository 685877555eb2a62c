r"""What forms, exports and web pages leave in an address, and figures that nobody can read.

Labels of fields, escaped line ends, tags and entities say nothing and go. A figure that is not legible, as in `1? Mill
Lane`, is a number that is told and not known: nothing may be matched as if it had not been told.

>>> without_debris("Address: 12 Mill Lane\\nAmbleford<br/>Postcode: DT97 1AA")
(',12 Mill Lane\nAmbleford,,DT97 1AA', [])
>>> without_debris("1? Mill Lane")
(', Mill Lane', ['1?'])
>>> without_empty_fields(["MILL", "LANE", ",", "NULL", ",", "AMBLEFORD", "N", "/", "A"])
['MILL', 'LANE', ',', 'AMBLEFORD']
"""

import re

__all__ = ["once", "without_debris", "without_empty_fields"]

_MARKS = re.compile(r"[\\<&?*_:=|(]")
"""What debris has, and most addresses have not."""
_LINE_END = re.compile(r"(?:\\r)?\\n|\\r")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,40}>")
_KINDS = r"\b(flat|flt|apartment|apt|unit|suite|room|shop|workshop|store)"
_ID = r"([0-9]{1,4}[A-Z]?|[A-Z][0-9]{0,3})"
_UNIT_APART = re.compile(rf"{_KINDS}\s{{0,3}}(?:[:=]\s{{0,3}}{_ID}\b|\(\s?{_ID}\s?\))", re.IGNORECASE)
"""`Unit: 3` and `Flat (3)`."""
_FIELD = r"\b(?:city|county|locality|street(?: name)?|town) ?[:=]\s?(?=[A-Za-z])"
_LABEL = re.compile(
    r"\b(?:(?:delivery|full|home|postal|property|service) )?(?:addr(?:ess)?(?: ?line)? ?[0-9]?|deliver to"
    r"|house (?:name|no|number)|location|pc|post ?code|property|site) ?[:=]\s?"
    rf"|(?:^|(?<=[,;|(\"\n\t0-9])) *{_FIELD}",
    re.IGNORECASE,
)
_LABEL_AFTER_A_WORD = re.compile(_FIELD, re.IGNORECASE)
"""A label says what follows it: `High Street: Ambleford` has none, unless the text has others."""
_NOT_LEGIBLE = re.compile(
    r"(?<![A-Za-z0-9?*_])(?:[0-9]+(?:[?*]| [?])[0-9?*]*|[?*]+[0-9][0-9?*]*|_+[0-9]+|[0-9]+_+[0-9]*)(?![A-Za-z0-9_])"
)
_STROKE_FOR_ONE = re.compile(r"(?:(?<=\s)|^)[0-9]{0,4}\|[0-9]{1,4}|\b[0-9]{1,4}\|(?=\s|$)")
"""`|2` and `2|`: an upright stroke that ends a part has its part on both sides, or a space."""
_EMPTY = frozenset(
    tuple(words.split())
    for words in (
        "0", "BLANK", "N / A", "NA", "NIL", "NO POSTCODE", "NONE", "NULL", "NUMBER N / A", "POST CODE", "POSTCODE",
        "TBC", "UNKNOWN",
    )
)  # fmt: skip
"""What fills a field that has nothing in it."""
_NULL = "NULL"
_IN_EMPTY = frozenset({"0", "BLANK", "CODE", "N", "NA", "NIL", "NONE", "NULL", "POSTCODE", "TBC", "UNKNOWN"})
_LONGEST_EMPTY = 4
_SHORTEST_TWICE = 7
"""Fewer tokens may be a name that is said twice: `Ambleford, Ambleford`."""


def without_debris(text: str) -> tuple[str, list[str]]:
    """The text without what is no part of it, and the numbers that are not legible."""
    if not _MARKS.search(text):
        return text, []
    if "\\" in text:
        text = _LINE_END.sub("\n", text)
    if "<" in text:
        text = _TAG.sub(",", text)
    if "&" in text and ";" in text:
        from html import unescape

        text = unescape(text)
    text = _UNIT_APART.sub(lambda found: f"{found[1]} {found[2] or found[3]} ", text)
    text, labels = _LABEL.subn(",", text)
    without, more_labels = _LABEL_AFTER_A_WORD.subn(",", text)
    return _without_illegible(without if labels + more_labels > 1 else text)


def _without_illegible(text: str) -> tuple[str, list[str]]:
    if text[:1] == text[-1:] == "*":
        text = text.strip("*")
    numbers = _NOT_LEGIBLE.findall(text)
    text = _NOT_LEGIBLE.sub(",", text) if numbers else text
    if text.count("|") == 1 and (stroke := _STROKE_FOR_ONE.search(text)):
        numbers.append(stroke[0])
        text = f"{text[: stroke.start()]},{text[stroke.end() :]}"
    return text, numbers


def without_empty_fields(tokens: list[str]) -> list[str]:
    """The tokens without lines that say there is nothing, and without such words at the end."""
    if _IN_EMPTY.isdisjoint(tokens):
        return tokens
    kept: list[str] = []
    start = 0
    for end in [*(at for at, word in enumerate(tokens) if word == ","), len(tokens)]:
        line = [token for token in tokens[start:end] if token != _NULL]
        if end == len(tokens):
            line = line[: _end_of_filled(line)]
        if line and tuple(line) not in _EMPTY:
            kept += [",", *line] if kept else line
        start = end + 1
    return kept


def _end_of_filled(line: list[str]) -> int:
    size = len(line)
    return next((size - length for length in range(_LONGEST_EMPTY, 0, -1) if tuple(line[-length:]) in _EMPTY), size)


def once(tokens: list[str]) -> list[str]:
    """The tokens, or half of them where the whole address is said twice."""
    size = len(tokens)
    half = size // 2
    if size < _SHORTEST_TWICE or tokens[0] != tokens[size - half]:
        return tokens
    return tokens[:half] if tokens[:half] == tokens[size - half :] else tokens
