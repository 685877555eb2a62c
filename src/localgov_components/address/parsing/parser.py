"""Read the parts of a UK address out of free text.

An address is read without a directory, by the words that end its parts and by where its numbers stand. So it is quick
and always the same, and where a text has no commas the border of two names may be wrong: a matcher compares words, not
borders.

>>> parsed = parse_address("Flat 2, 10-12 St. Mary's Rd, Ambleford, DT97 1AF")
>>> str(parsed.flat), str(parsed.number), parsed.street, parsed.town, str(parsed.postcode)
('FLAT 2', '10-12', 'SAINT MARYS ROAD', 'AMBLEFORD', 'DT97 1AF')
>>> parse_address("somewhere behind the town hall").street is None
True
>>> parse_address("A" * 10_001)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not an address: more than 10,000 characters. \
Give the lines of one address.
"""

from localgov_components.address.parsing.parsed import ParsedAddress
from localgov_components.address.parsing.parts import read_parts
from localgov_components.address.parsing.vocabulary import STREET_WORDS
from localgov_components.core import InvalidValueError
from localgov_components.identifiers import Postcode

__all__ = ["parse_address"]


def parse_address(text: str) -> ParsedAddress:
    """The parts of an address in one line or several.

    Any text of up to 10,000 characters has parts, perhaps none but `left_over`; a longer one raises
    `InvalidValueError`. After 120 words and marks the rest is left over. A postcode is found wherever it stands, and
    one in which characters that look alike were exchanged is put right when it ends the text.
    """
    parts = read_parts(text)
    placed = {word for place in parts.places for word in place}
    postcode, left_over = None, [*parts.left_over, *(each for each in parts.strays if each not in placed)]
    if parts.postcode is not None:
        try:
            postcode = Postcode.parse(parts.postcode)
        except InvalidValueError:  # it has the shape of one, and letters that none has
            left_over.append(parts.postcode)
    return ParsedAddress(
        organisation=_name(parts.organisation),
        room=parts.room,
        flat=parts.flat,
        building=_name(parts.building),
        number=parts.number,
        dependent_street=_street(parts.dependent),
        street=_street(parts.street),
        locality=" ".join(map(_shown, parts.places[:-1])) or None,
        town=_shown(parts.places[-1]) if parts.places else None,
        postcode=postcode,
        po_box=parts.po_box,
        left_over=_name(left_over),
    )


def _name(words: list[str]) -> str | None:
    return _shown(words) or None


def _shown(words: list[str]) -> str:
    """Words with Saint written out; in the name of a place `St` is nothing else."""
    return " ".join(words) if "ST" not in words else " ".join("SAINT" if word == "ST" else word for word in words)


def _street(words: list[str]) -> str | None:
    """The name of a street, in which `St` is Street after its name and Saint before one."""
    if "ST" not in words:
        return " ".join(words) or None
    last = len(words) - 1
    return " ".join(
        ("STREET" if at and (at == last or words[at + 1] in STREET_WORDS) else "SAINT") if word == "ST" else word
        for at, word in enumerate(words)
    )
