r"""What somebody may begin to type of an address, as keys of an index of text.

An address may be begun where its street begins, where its number or its name does, and where its flat or firm does;
a flat also by its number and that of the building; and a name with or without `the`. One more key has the number or
name, and the postcode. What follows the text of a key puts those with the same text in walking order.

>>> from localgov_components.address.model import GazetteerAddress
>>> flat = GazetteerAddress.model_validate({
...     "uprn": "999900000017", "single_line_address": "-", "sub_building": "Flat 2", "building_name": "Malt House",
...     "building_number": "5", "street_name": "Mill Lane", "post_town": "Ambleford", "postcode": "DT97 1AF",
... })
>>> for text in texts_of(flat):
...     print(text.replace(STREET_ENDS, " | "))
mill lane | ambleford
flat 2 malt house 5 mill lane | ambleford dt97 1af
malt house 5 mill lane | ambleford dt97 1af
flat 2 5 mill lane | ambleford dt97 1af
5 mill lane | ambleford dt97 1af
@5 dt97 1af
"""

from collections.abc import Iterable, Iterator

from localgov_components.address.format import address_lines
from localgov_components.address.gazetteer.typed_lines import numbers_in, readings_of_line
from localgov_components.address.gazetteer.typed_words import (
    NEAR_POSTCODE,
    STREET_ENDS,
    TypedText,
    in_order,
    order_on_street,
    plain_name,
    plain_text,
    without_the,
)
from localgov_components.address.model import GazetteerAddress
from localgov_components.address.paf.premises import premises, without_po_box
from localgov_components.address.parsing.parts import MOST_CHARACTERS, read_parts

__all__ = ["LONGEST_TEXT", "keys_of", "texts_of"]

LONGEST_TEXT = 100
"""Characters of a text that stand in its key; of what is typed no more are looked up."""

_LONGEST_ORDER = 60
_ABSENT_NUMBER = "0"


def keys_of(address: GazetteerAddress) -> list[str]:
    """The keys of an address and of its alternates, each once."""
    readings = _with_and_without_the(_readings(address))
    return list({text[:LONGEST_TEXT] + order[:_LONGEST_ORDER]: None for text, order in readings})


def texts_of(address: GazetteerAddress) -> list[str]:
    """The whole texts by which an address, or one of its alternates, may be begun, each once."""
    return list({reading.text: None for reading in _with_and_without_the(_readings(address))})


def _with_and_without_the(readings: Iterable[TypedText]) -> Iterator[TypedText]:
    for text, order in readings:
        yield TypedText(text, order)
        said = without_the(text)
        if said != text:
            yield TypedText(said, order)


def _readings(address: GazetteerAddress) -> Iterator[TypedText]:
    if _is_only_a_line(address):
        line = address.single_line_address
        more = address.locality or address.town_name or address.island or address.post_town
        parts = address_lines(address) if more else line.split(",")
        yield from readings_of_line(parts, street=_street_in(line), postcode=str(address.postcode or ""))
    else:
        yield from _readings_of_columns(address)
    if address.alternates:
        yield from _readings_of_alternates(address)


def _readings_of_alternates(address: GazetteerAddress) -> Iterator[TypedText]:
    """Of each alternate, in its line, that does not say what the address or another one says."""
    said = {_without_postcode(" ".join(address_lines(address)), str(address.postcode or ""))}
    for other in address.alternates:
        line, postcode = other.single_line_address, str(other.postcode or address.postcode or "")
        plain = _without_postcode(line, postcode)
        if plain not in said:
            said.add(plain)
            yield from readings_of_line(line.split(","), street=_street_in(line), postcode=postcode)


def _without_postcode(line: str, postcode: str) -> str:
    return plain_text(line).removesuffix(postcode.lower()).rstrip()


def _readings_of_columns(address: GazetteerAddress) -> Iterator[TypedText]:
    flat, name, number = _premises_of(address)
    firm = plain_name(address.organisation or "")
    box = plain_name(without_po_box(address.po_box) or "")
    street = plain_name(address.street_name or (number and address.locality) or "")
    places = _places_of(address, besides=street)
    postcode = str(address.postcode or "").lower()
    if address.street_name:
        yield TypedText(_text(street, places), order_on_street(number, name, flat, firm))
    ends = _text(street, f"{places} {postcode}".strip())
    before = [part for part in (firm, box and f"po box {box}", flat, name) if part]
    for at in range(len(before)):
        order = in_order(*(part if part in before[:at] else "" for part in (name, flat, firm)))
        yield TypedText(_joined(*before[at:], number, ends), order)
    if flat and name and number:
        yield TypedText(_joined(flat, number, ends), in_order(name))
    order = in_order(name, flat, firm)
    if number:
        yield from (TypedText(_joined(each, ends), mark + order) for each, mark in numbers_in(number))
    if postcode and (front := number or name or flat or firm):
        order = in_order(name if number else "", flat if number or name else "", firm)
        for each, mark in numbers_in(front):
            yield TypedText(f"{NEAR_POSTCODE}{each} {postcode}", mark + order)


def _premises_of(address: GazetteerAddress) -> tuple[str, str, str]:
    """Flat, name and number in plain form, arranged as they are written; any may be empty."""
    number = address.building_number or ""
    number = "" if number == _ABSENT_NUMBER else number
    flat, name = address.sub_building or "", address.building_name or ""
    own = premises("", name, number)
    if flat:
        whole = premises(flat, name, number)
        return plain_name(flat) if whole.lines else "", plain_name(" ".join(own.lines)), plain_name(whole.number)
    return "", plain_name(" ".join(own.lines)), plain_name(own.number)


def _places_of(address: GazetteerAddress, *, besides: str) -> str:
    """The places of an address, each at its last mention, as they stand at its end."""
    locality = address.locality if address.street_name or not besides else None
    names = [plain_name(place) for place in (locality, address.town_name, address.island, address.post_town) if place]
    return " ".join(reversed(dict.fromkeys(reversed(names)))) if len(names) > 1 else "".join(names)


def _street_in(line: str) -> str:
    """The street of a line, as the line is read; empty where it has none."""
    return " ".join(read_parts(line[:MOST_CHARACTERS]).street).lower()


def _text(street: str, places: str) -> str:
    return f"{street}{STREET_ENDS}{places}" if street and places else street or places


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _is_only_a_line(address: GazetteerAddress) -> bool:
    parts = (address.street_name, address.building_number, address.building_name, address.sub_building)
    return not any(parts) and not address.organisation
