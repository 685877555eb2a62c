"""What stands around an address and is no part of it: whom a letter is for, and where to look for the door.

A person, a department or `The Occupier` is nobody's address. `Opposite the chapel` tells where a property is, and the
chapel is not its name; but `rear of` before a number names something else, and stays.

>>> take_addressee(["THE", "OCCUPIER", ",", "10", "MILL", "LANE"])
(['10', 'MILL', 'LANE'], ['THE', 'OCCUPIER'])
>>> take_directions(["10", "MILL", "LANE", "BEHIND", "THE", "GARAGE", ",", "AMBLEFORD"])
(['10', 'MILL', 'LANE', ',', 'AMBLEFORD'], ['BEHIND', 'THE', 'GARAGE'])
"""

from localgov_components.address.parsing.vocabulary import BUILDING_WORDS, ORGANISATION_WORDS, UNIT_KINDS

__all__ = ["take_addressee", "take_directions"]

_TITLES = frozenset({"DR", "MISS", "MR", "MRS", "MS", "MX", "PROF", "REV", "REVD"})
"""Words that begin the name of a person."""
_FOR = frozenset({"ATTENTION", "ATTN", "FAO"})
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
_ADJACENT = frozenset({"ADJ", "ADJACENT", "ADJOINING"})
"""Those that also name land beside a property, unless a thing that it is beside is told."""
_ROADS = frozenset({"ACCESS", "CORNER", "JUNCTION", "OFF", "VIA"})
"""Those after which a street is told, which is not the property's."""
_NUMBER_AND_NAME = 2


def take_addressee(tokens: list[str]) -> tuple[list[str], list[str]]:
    """The tokens without whom they are for, and those words."""
    end = 0
    while end < len(tokens) and tokens[end] in _ANNOUNCING:
        end += 1
    line_end = tokens.index(",", end) if "," in tokens[end:] else len(tokens)
    line = tokens[end:line_end]
    if line and line_end < len(tokens) and (line[0] in _TITLES | _FOR or line[-1] in _ADDRESSEES):
        end = line_end + 1
    elif line and line[0] in _TITLES:
        figures = [at for at, token in enumerate(line) if token[0].isdigit()]
        end += figures[0] if figures and figures[0] <= _MOST_WORDS_OF_NAME else 0
    return tokens[end:], [word for word in tokens[:end] if word != ","]


def take_directions(tokens: list[str]) -> tuple[list[str], list[str]]:
    """The tokens without what tells where a property is, and those words.

    They stand after its number and name, and name a thing: `Near Sawrey` is a village.
    """
    if _TOWARDS.isdisjoint(tokens):
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
        before += bool(token[0].isdigit() or (before and token.isalpha()))
        kept.append(token)
        at += 1
    return kept, taken


def _names_landmark(words: list[str]) -> bool:
    if "THE" in words[1:3] or words[0] in _ROADS:
        return True
    return (words[0] not in _ADJACENT or words[1:2] == ["TO"]) and not _NOUNS.isdisjoint(words[1:])
