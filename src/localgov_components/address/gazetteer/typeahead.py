r"""What is typed of an address, letter by letter, as keys that an index of text finds it under.

An address has a key that begins with its street, one that begins with its building (`12a tithebarn street…`)
and, where it is read out in another way, as a flat is, a third that begins so. Under the first two, addresses
stand in walking order. Case, accents and punctuation do not count.

>>> typed_text("12A St. Mary's Rd,")
'12a st marys rd'
>>> from localgov_components.address.model import GazetteerAddress
>>> house = GazetteerAddress.model_validate({
...     "uprn": "999900000017", "single_line_address": "12A Tithebarn Street, Ambleford", "building_number": "12A",
...     "street_name": "Tithebarn Street", "post_town": "Ambleford",
... })
>>> [key.partition("\x01")[0] for key in keys_of(house, street_of(house))]
['tithebarn street ambleford', '12a tithebarn street ambleford']
"""

import re
import unicodedata
from functools import lru_cache

from localgov_components.address.format import address_lines, number_and_name
from localgov_components.address.model import GazetteerAddress
from localgov_components.address.order import NaturalOrder, natural_order, walking_order
from localgov_components.address.parsing.folding import fold
from localgov_components.address.parsing.parts import MOST_CHARACTERS, read_parts

__all__ = ["keys_of", "postcode_beginnings", "street_of", "street_text", "typed_in_full", "typed_text", "typed_turned"]

_LONGEST_KEY = 100
_PARTS_THAT_DECIDE = 4
"""Number, name, flat and organisation: the rest is the same in a street, or decides nothing."""

_DROPPED = re.compile(r"['’`.]")
_DIVIDING = re.compile(r"[\W_]+")
_ASCII = {
    code: chr(code).lower() if chr(code).isalnum() else None if chr(code) in "'`." else " " for code in range(128)
}
_REMEMBERED = 10_000
"""Names that were compared and are kept for the next row: those of streets and towns come again and again."""

_END = "\x01"
"""Between the parts of a key: before all that can be typed."""

_FIRST_LENGTH = 2
_MOST_DIGITS = 20
_LETTERS = "\x1f"
"""Before a run of letters, as a run of digits begins with how many they are: fewer and then smaller come first."""

_BEGINNING_OF_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]{0,5}", re.ASCII)
_BEGINNING_OF_INWARD = re.compile(r"[0-9][A-Z]{0,2}", re.ASCII)
_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?", re.ASCII)


def typed_text(text: str) -> str:
    """Text as it is compared while somebody types: small letters without accents, single spaces."""
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    plain = unicodedata.normalize("NFKD", _DROPPED.sub("", text)).casefold()
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(_DIVIDING.sub(" ", letters).split())


def street_text(name: str) -> str | None:
    """The name of a street as it is compared: `Mill Ln` and `MILL LANE` are one."""
    return " ".join(token for token in fold(name) if token.isalnum()).lower() or None


def street_of(address: GazetteerAddress) -> str | None:
    """The street of an address as it is compared; of one that is only a line, as the line is read."""
    if address.street_name:
        return _remembered_street(address.street_name)
    if _is_only_a_line(address):
        street = read_parts(address.single_line_address[:MOST_CHARACTERS]).street
        return " ".join(street).lower() or None
    return None


def keys_of(address: GazetteerAddress, street: str | None) -> list[str]:
    """The keys of an address in this street: as it is read out, from its building on, and from its street on."""
    read_out = " ".join(map(_remembered_text, address_lines(address)))[:_LONGEST_KEY]
    if not address.street_name:
        return _keys_of_line(address, read_out, street)
    name = _remembered_text(address.street_name)
    places = map(_remembered_text, filter(None, (address.locality, address.town_name, address.post_town)))
    at_street = " ".join(dict.fromkeys((name, *places)))
    within = _END + _sortable(address)
    keys = [at_street[:_LONGEST_KEY] + within]
    building = _remembered_text(next(filter(None, number_and_name(address)), ""))
    if building:
        at_building = f"{building} {at_street} {_remembered_text(str(address.postcode or ''))}".rstrip()
        keys.append(at_building[:_LONGEST_KEY] + within)
    if not read_out.startswith(f"{building} {name}".lstrip()):
        keys.append(read_out)
    return keys


def typed_in_full(typed: str) -> str | None:
    """`mill ln` as `mill lane`; None where nothing is short. `St` stays, for it may be a saint."""
    full = " ".join(_in_full(word) for word in typed.split())
    return None if full == typed else full


def typed_turned(typed: str) -> str | None:
    """`mill lane 12` as `12 mill lane`; None where the last word is no number."""
    words = typed.split()
    if len(words) > 1 and words[-1][0].isdigit():
        return " ".join((words[-1], *words[:-1]))
    return None


def postcode_beginnings(text: str) -> list[str]:
    """What a postcode would begin with if this is the beginning of one, with its space in every place it can have."""
    compact = "".join(text.split()).upper()
    if not _BEGINNING_OF_POSTCODE.fullmatch(compact):
        return []
    divided = [
        f"{compact[:place]} {compact[place:]}"
        for place in range(2, len(compact))
        if _OUTWARD.fullmatch(compact[:place]) and _BEGINNING_OF_INWARD.fullmatch(compact[place:])
    ]
    return [compact, *divided] if _OUTWARD.fullmatch(compact) else divided


_remembered_text = lru_cache(_REMEMBERED)(typed_text)
_remembered_street = lru_cache(_REMEMBERED)(street_text)


def _keys_of_line(address: GazetteerAddress, read_out: str, street: str | None) -> list[str]:
    """The keys of an address in one line: as it is, and from its number and its street on, as these are written."""
    words = read_out.split()
    at = _place_of((street or "").split(), words)
    starts = {at - 1, at} if at and words[at - 1][0].isdigit() else {at}
    within = _END + _sortable(address)
    return [read_out, *(" ".join(words[start:]) + within for start in sorted(starts - {0}))]


def _place_of(street: list[str], words: list[str]) -> int:
    """Where the words of a street begin among those of a line, whichever way they are written; nought if nowhere."""
    standard = [_remembered_street(word) for word in words]
    places = range(len(words) - len(street) + 1) if street else ()
    return next((place for place in places if standard[place : place + len(street)] == street), 0)


@lru_cache(_REMEMBERED)
def _in_full(word: str) -> str:
    full = street_text(word) or word
    return full if len(full) > len(word) else word


def _is_only_a_line(address: GazetteerAddress) -> bool:
    parts = (address.street_name, address.building_number, address.building_name, address.sub_building)
    return not any(parts) and not address.organisation


def _sortable(address: GazetteerAddress) -> str:
    """The walking order of an address within its street, as text that sorts so."""
    if _is_only_a_line(address):
        return _in_order(natural_order(address.single_line_address))[:_LONGEST_KEY]
    _, _, kind, parts, _ = walking_order(address)
    return _END.join((str(kind), *map(_in_order, parts[:_PARTS_THAT_DECIDE])))[:_LONGEST_KEY]


def _in_order(order: NaturalOrder) -> str:
    return "".join(_run(*run) for run in order)


def _run(kind: int, length: int, text: str) -> str:
    return f"{_LETTERS}{text}" if kind else f"{chr(_FIRST_LENGTH + min(length, _MOST_DIGITS))}{text}"
