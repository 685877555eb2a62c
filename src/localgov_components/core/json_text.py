r"""JSON from outside, read strictly: exact numbers, no key twice, bounded time and memory.

`json.loads` takes what RFC 8259 does not allow or leaves open, and what a decision cannot stand on: it
makes a float of 0.1, keeps the last of two equal keys, reads NaN, passes on half of a surrogate pair,
and works on what is nested without end or has a million digits until it breaks. Here each is
refused, with the place. A whole number is an int; any other number is a `Decimal` with exactly
the digits that are written; there is no float.

>>> read_json('{"bins": 2, "rate": 0.10}', source="facts.json")
{'bins': 2, 'rate': Decimal('0.10')}
>>> read_json('{"bins": 2,\n "bins": 3}', source="facts.json")
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  facts.json, line 2, column 2: the key 'bins' is given twice in one object. Keep one
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import NoReturn, TypeAlias

from localgov_components.core.canonical import MOST_DEPTH, MOST_DIGITS
from localgov_components.core.errors import DefinitionError, Fault

__all__ = ["MOST_CHARACTERS", "MOST_ITEMS", "JsonData", "read_json"]

JsonData: TypeAlias = "bool | int | Decimal | str | list[JsonData] | dict[str, JsonData] | None"
"""What `read_json` gives."""

MOST_CHARACTERS = 10_000_000
"""Length of a text at most, or of its bytes, unless the caller says otherwise."""

MOST_ITEMS = 500_000
"""Commas and opening brackets at most, unless the caller says otherwise: as many values take some 100 MB."""

_MOST_FAULTS = 20
_LONGEST_KEY = 60  # characters of a key that a message quotes
_LONGEST_EXPONENT = 4  # digits; what has more is far past MOST_DIGITS, and perhaps past what Decimal takes

# A text in quotation marks, or all to the end where it is not closed. Possessive, so that no text is tried twice.
_TEXT = r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)'
_TEXTS = re.compile(_TEXT, re.DOTALL)
_MARKS = re.compile(rf"{_TEXT}|[\[\]{{}},]", re.DOTALL)
_MARKS_AND_COLONS = re.compile(rf"{_TEXT}|[\[\]{{}},:]", re.DOTALL)
_NUMERALS = re.compile(rf"{_TEXT}|(-?(?:NaN|Infinity|(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?))", re.DOTALL | re.ASCII)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class _NumeralError(Exception):
    """A numeral that is refused: its spelling, and why."""


def read_json(
    text: str | bytes,
    *,
    source: str,
    most_characters: int = MOST_CHARACTERS,
    most_depth: int = MOST_DEPTH,
    most_items: int = MOST_ITEMS,
) -> JsonData:
    """The value of a JSON text; bytes are UTF-8, and a byte order mark in front is passed over.

    Time and memory are linear in the length. A number may have `MOST_DIGITS` digits, written out without an
    exponent. Raises `DefinitionError`, with line and column, and never with a value.
    """
    if len(text) > most_characters:
        size = "bytes" if isinstance(text, bytes) else "characters"
        raise DefinitionError([Fault(source, f"more than {most_characters:,} {size}. Is it the right file?")])
    characters = _decoded(text, source) if isinstance(text, bytes) else text
    characters = characters.removeprefix("\ufeff")  # RFC 8259, section 8.1, lets a reader ignore it
    if not characters.strip():
        raise DefinitionError([Fault(source, "empty: there is no JSON in it")])
    _check_characters(characters, source)
    _check_shape(characters, source, most_depth=most_depth, most_items=most_items)
    return _value(characters, source)


def _decoded(content: bytes, source: str) -> str:
    encoding = json.detect_encoding(content)
    if not encoding.startswith("utf-8"):
        raise DefinitionError([Fault(source, f"not UTF-8 but {encoding.upper()}. Save it as UTF-8")])
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        raise _refusal(source, "not UTF-8. Save it as UTF-8", before, len(before)) from None


def _check_characters(text: str, source: str) -> None:
    """Refuse half of a surrogate pair, which is no character, as itself or escaped."""
    message = "half of a surrogate pair, which is no character. Write the character itself"
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise _refusal(source, message, text, error.start) from None
    if _SURROGATE.search(text):
        for found in _TEXTS.finditer(text):
            if _SURROGATE.search(found.group()) and not _is_whole(found.group()):
                raise _refusal(source, message, text, found.start())


def _is_whole(written: str) -> bool:
    try:
        json.loads(written).encode()
    except UnicodeEncodeError:
        return False
    except json.JSONDecodeError:  # told of later, in the order of the text
        return True
    return True


def _check_shape(text: str, source: str, *, most_depth: int, most_items: int) -> None:
    """Refuse what is too deep or too much before anything is made of it."""
    depth = items = 0
    for found in _MARKS.finditer(text):
        mark = text[found.start()]
        if mark == '"':
            continue
        if mark in "]}":
            depth -= 1
            continue
        items += 1
        depth += mark != ","
        if depth > most_depth:
            raise _refusal(source, f"more than {most_depth:,} lists and objects within each other", text, found.start())
        if items > most_items:
            raise _refusal(source, f"more than {most_items:,} values. Is it the right file?", text, found.start())


def _value(text: str, source: str) -> JsonData:
    repeated = False

    def unrepeated(pairs: list[tuple[str, JsonData]]) -> dict[str, JsonData]:
        nonlocal repeated
        found = dict(pairs)
        repeated = repeated or len(found) < len(pairs)
        return found

    decoder = json.JSONDecoder(
        object_pairs_hook=unrepeated, parse_int=_whole, parse_float=_decimal, parse_constant=_constant
    )
    try:
        value: JsonData = decoder.decode(text)
    except json.JSONDecodeError as error:
        raise _refusal(source, _told(error), text, error.pos) from None
    except _NumeralError as error:
        spelling, message = error.args
        raise _refusal(source, message, text, _place(spelling, text)) from None
    except RecursionError:
        raise DefinitionError([Fault(source, "too many lists and objects within each other")]) from None
    if repeated:
        raise DefinitionError(list(islice(_repetitions(text, source), _MOST_FAULTS)))
    return value


def _whole(numeral: str) -> int:
    if len(numeral.lstrip("-")) > MOST_DIGITS:
        raise _too_long(numeral)
    return int(numeral)


def _decimal(numeral: str) -> Decimal:
    digits, _, exponent = numeral.lower().partition("e")
    if len(digits) > MOST_DIGITS + len("-.") or len(exponent.lstrip("+-0")) > _LONGEST_EXPONENT:
        raise _too_long(numeral)
    number = Decimal(numeral)
    places = -int(number.as_tuple().exponent)
    if max(number.adjusted(), 0) + 1 + max(places, 0) > MOST_DIGITS:
        raise _too_long(numeral)
    return number


def _constant(name: str) -> NoReturn:
    raise _NumeralError(name, f"{name} is no number of JSON. Leave it out or give null")


def _too_long(numeral: str) -> _NumeralError:
    return _NumeralError(numeral, f"a number of more than {MOST_DIGITS} digits, written out. Give it as text")


def _told(error: json.JSONDecodeError) -> str:
    if error.msg.startswith("Extra data"):
        return "more text after the end: a file holds one JSON value"
    cut = error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated")
    message = error.msg.removesuffix(" at").removesuffix(" starting")
    return f"not JSON: {message}{'; the file may be cut short' if cut else ''}"


def _place(spelling: str, text: str) -> int:
    """Where a numeral stands first, outside texts."""
    return next(found.start() for found in _NUMERALS.finditer(text) if found.group(1) == spelling)


def _repetitions(text: str, source: str) -> Iterator[Fault]:
    """Where a key is given twice in one object, in text that is known to be JSON."""
    path: list[str | int] = []  # for each bracket that is open, the key or the number of the item
    keys: list[set[str]] = []
    name, at = "", 0
    for found in _MARKS_AND_COLONS.finditer(text):
        match found.group():
            case "{" | "[" as bracket:
                path.append("" if bracket == "{" else 1)
                keys.append(set())
            case "}" | "]":
                path.pop()
                keys.pop()
            case ",":
                last = path[-1]
                path[-1] = last + 1 if isinstance(last, int) else last
            case ":":
                key = json.loads(name)
                if key in keys[-1]:
                    message = f"the key '{_short(key)}' is given twice in {_told_path(path[:-1])}. Keep one"
                    yield _fault(source, message, text, at)
                keys[-1].add(key)
                path[-1] = key
            case written:
                name, at = written, found.start()


def _told_path(path: list[str | int]) -> str:
    """Keys with points between, and items counted from 1, as the paths of facts are written."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{_short(part)}" for part in path)
    return "".join(parts).removeprefix(".") or "one object"


def _short(key: str) -> str:
    return key if len(key) <= _LONGEST_KEY else f"{key[:_LONGEST_KEY]}…"


def _refusal(source: str, message: str, text: str, at: int) -> DefinitionError:
    return DefinitionError([_fault(source, message, text, at)])


def _fault(source: str, message: str, text: str, at: int) -> Fault:
    line = text.count("\n", 0, at) + 1
    return Fault(source, message, line=line, column=at - text.rfind("\n", 0, at))
