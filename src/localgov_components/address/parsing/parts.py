"""Read an address into parts in plain words, as a comparison needs them.

>>> parts = read_parts("Flat 2, 10 Mill Ln, Ambleford DT97 1AF")
>>> str(parts.flat), str(parts.number), parts.street, parts.places, parts.postcode
('FLAT 2', '10', ['MILL', 'LANE'], [['AMBLEFORD']], 'DT97 1AF')
"""

from localgov_components.address.parsing.addressees import AROUND, take_addressee, take_directions
from localgov_components.address.parsing.apart import is_whole, taken_apart
from localgov_components.address.parsing.debris import once, without_debris, without_empty_fields
from localgov_components.address.parsing.draft import Parts
from localgov_components.address.parsing.folding import fold
from localgov_components.address.parsing.items import read_lines
from localgov_components.address.parsing.lines import words_of
from localgov_components.address.parsing.number import NumberRange
from localgov_components.address.parsing.numbered import places_of_numbers, read_numbered
from localgov_components.address.parsing.places import leave_out_counties
from localgov_components.address.parsing.postcodes import take_other_postcodes, take_postcode
from localgov_components.address.parsing.unit import Unit
from localgov_components.address.parsing.units import take_units
from localgov_components.address.parsing.unnumbered import read_unnumbered
from localgov_components.core import InvalidValueError

__all__ = ["MOST_CHARACTERS", "Parts", "read_parts"]

MOST_CHARACTERS = 10_000
_MOST_TOKENS = 120
"""More words and marks than any address has; those after them are left over unread."""
_LONGEST_WORD = 60
"""More letters than any word of an address has: `Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch` has 58."""
_BOX = frozenset({"BOX", "POB", "POBOX"})
_MARKS = frozenset(",-/")


def read_parts(text: str) -> Parts:
    """Read an address. Raises `InvalidValueError` for what is no text, or has more than 10,000 characters."""
    if not isinstance(text, str):
        raise InvalidValueError("not an address: it is not text. Give text.", code="address.not-text")
    if len(text) > MOST_CHARACTERS:
        raise InvalidValueError(
            f"not an address: more than {MOST_CHARACTERS:,} characters. Give the lines of one address.",
            code="address.too-long",
        )
    text, illegible = without_debris(text)
    tokens, left_over = _tokens_of(text)
    parts = Parts(left_over=left_over, strays=illegible)
    tokens, parts.postcode, stray = take_postcode(once(tokens))
    whole = is_whole(tokens)
    if not whole:
        tokens, others = take_other_postcodes(tokens, parts.postcode)
        parts.strays += others
    tokens = without_empty_fields(tokens)
    if not _BOX.isdisjoint(tokens):
        tokens, parts.po_box = _take_po_box(tokens)
    if not AROUND.isdisjoint(tokens):
        tokens, addressee = take_addressee(tokens)
        tokens, directions = take_directions(tokens)
        stray = [*addressee, *directions, *stray]
    lines, kinds = read_lines(tokens if whole else taken_apart(tokens))
    if Unit in kinds:
        lines = take_units(parts, lines, numbered=NumberRange in kinds)
    numbers = places_of_numbers(lines)
    if numbers:
        read_numbered(parts, lines, numbers)
    else:
        read_unnumbered(parts, [words_of(line) for line in lines])
    if parts.po_box and not parts.places and not parts.organisation:
        parts.places, parts.building = [parts.building] if parts.building else [], []
    leave_out_counties(parts)
    if parts.left_over or stray:
        parts.left_over = [word for word in [*parts.left_over, *stray] if word not in _MARKS]
    return parts


def _tokens_of(text: str) -> tuple[list[str], list[str]]:
    """The tokens to be read, and those that are too many or too long."""
    tokens = fold(text)
    if len(text) <= _LONGEST_WORD:
        return tokens, []
    if len(tokens) <= _MOST_TOKENS and max(map(len, tokens), default=0) <= _LONGEST_WORD:
        return tokens, []
    words = [token for token in tokens if len(token) <= _LONGEST_WORD]
    too_long = [token for token in tokens if len(token) > _LONGEST_WORD]
    return words[:_MOST_TOKENS], [*too_long, *words[_MOST_TOKENS:]]


def _take_po_box(tokens: list[str]) -> tuple[list[str], str | None]:
    """Tokens without `PO Box 12`, and its number."""
    for end in range(2, len(tokens) + 1):
        number = tokens[end - 1]
        for start in (end - 2, end - 3, end - 4):
            if start >= 0 and number.isdecimal() and "".join(tokens[start : end - 1]) in _BOX:
                start -= start > 0 and tokens[start - 1] == "PO"  # noqa: PLW2901 - `PO` belongs to it
                return [*tokens[:start], ",", *tokens[end:]], number
    return tokens, None
