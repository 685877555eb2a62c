"""What stands around an address and is no part of it: whom a letter is for, and where to look for the door.

A person, a department or `The Occupier` is nobody's address. `Opposite the chapel` tells where a property is, and the
chapel is not its name; but `rear of` before a number names something else, and stays.

>>> take_addressee(["THE", "OCCUPIER", ",", "10", "MILL", "LANE"])
(['10', 'MILL', 'LANE'], ['THE', 'OCCUPIER'])
>>> take_directions(["10", "MILL", "LANE", "BEHIND", "THE", "GARAGE", ",", "AMBLEFORD"])
(['10', 'MILL', 'LANE', ',', 'AMBLEFORD'], ['BEHIND', 'THE', 'GARAGE'])
"""

from localgov_components.address.parsing.vocabulary import BUILDING_WORDS, ORGANISATION_WORDS, SIDES, UNIT_KINDS

__all__ = ["AROUND", "take_addressee", "take_directions"]

_TITLES = frozenset({"DR", "MISS", "MR", "MRS", "MS", "MX", "PROF", "REV", "REVD"})
"""Words that begin the name of a person."""
_LEADING = _TITLES | {"ATTENTION", "ATTN", "FAO"}
"""Words that begin a line about whom a letter is for."""
_ADDRESSEES = frozenset({
    "DEPARTMENT", "DEPT", "HOMEOWNER", "HOUSEHOLDER", "OCCUPANT", "OCCUPIER", "OCCUPIERS", "OWNER", "RECEPTION",
    "RESIDENT", "RESIDENTS", "TENANT", "TENANTS",
})  # fmt: skip
"""Words that end a line about whom a letter is for."""
_ANNOUNCING = frozenset({"ADDRESS", "IS", "MY"})
_MOST_WORDS_OF_NAME = 4
_TOWARDS = frozenset({
    "ADJ", "ADJACENT", "ADJOINING", "ACCESS", "BEHIND", "BESIDE", "BETWEEN", "CORNER", "FACING", "JUNCTION", "NEAR",
    "NEXT", "NR", "OFF", "OPP", "OPPOSITE", "VIA",
})  # fmt: skip
"""Words that lead from a property to what it stands near."""
_LANDMARKS = frozenset({"BRIDGE", "CHAPEL", "GARAGE", "HARBOUR", "PARK", "PUB", "SCHOOL", "SHOPS", "STATION"})
_NOUNS = _LANDMARKS | BUILDING_WORDS | ORGANISATION_WORDS | UNIT_KINDS
_TO_A_THING = frozenset({"AT", "BY", "FROM", "TO"})
_THINGS = _LANDMARKS | UNIT_KINDS | frozenset(SIDES)
_ADJACENT = frozenset({"ADJ", "ADJACENT", "ADJOINING"})
"""Those that also name land beside a property, unless a thing that it is beside is told."""
_ROADS = frozenset({"ACCESS", "CORNER", "JUNCTION", "OFF", "VIA"})
"""Those after which a street is told, which is not the property's."""
_NUMBER_AND_NAME = 2
AROUND = _ANNOUNCING | _LEADING | _ADDRESSEES | _TOWARDS | _TO_A_THING
"""Words without which there is nothing around an address."""


def take_addressee(tokens: list[str]) -> tuple[list[str], list[str]]:
    """The tokens without whom they are for, and those words."""
    end, size = 0, len(tokens)
    while end < size and tokens[end] in _ANNOUNCING:
        end += 1
    line_end = tokens.index(",", end) if "," in tokens else size
    if end < line_end < size and (tokens[end] in _LEADING or tokens[line_end - 1] in _ADDRESSEES):
        end = line_end + 1
    elif end < line_end and tokens[end] in _TITLES:
        figures = [at for at in range(end, line_end) if tokens[at][0].isdigit() or tokens[at] in UNIT_KINDS]
        end = figures[0] if figures and figures[0] - end <= _MOST_WORDS_OF_NAME else end
    return (tokens[end:], [word for word in tokens[:end] if word != ","]) if end else (tokens, [])


def take_directions(tokens: list[str]) -> tuple[list[str], list[str]]:
    """The tokens without what tells where a property is, and those words.

    They stand after its number and name, and name a thing: `Near Sawrey` is a village.
    """
    if _TOWARDS.isdisjoint(tokens) and "THE" not in tokens:
        return tokens, []
    kept: list[str] = []
    taken: list[str] = []
    before = at = 0
    while at < len(tokens):
        token = tokens[at]
        if token in _TOWARDS and before >= _NUMBER_AND_NAME:
            end = tokens.index(",", at) if "," in tokens[at:] else len(tokens)
            if _names_landmark(tokens[at:end]):
                taken.extend(tokens[at:end])
                at = end
                continue
        elif token in _TO_A_THING and before >= _NUMBER_AND_NAME and _is_thing(tokens, at):
            taken.extend(tokens[at : at + 3])
            at += 3
            continue
        before += bool(token[0].isdigit() or (before and token.isalpha()))
        kept.append(token)
        at += 1
    return kept, taken


def _is_thing(tokens: list[str], at: int) -> bool:
    """Whether a line ends with a thing, `bins at the front`, which is no flat at the front."""
    article, thing, end = [*tokens[at + 1 : at + 4], ",", ",", ","][:3]
    return article == "THE" and thing in _THINGS and end == "," and tokens[at - 1] not in UNIT_KINDS


def _names_landmark(words: list[str]) -> bool:
    if "THE" in words[1:3] or words[0] in _ROADS:
        return True
    return (words[0] not in _ADJACENT or words[1:2] == ["TO"]) and not _NOUNS.isdisjoint(words[1:])
