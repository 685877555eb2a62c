"""Counties and countries at the end of an address: they say little, and are left over.

>>> parts = Parts(places=[["AMBLEFORD", "WEST", "SUSSEX"], ["UNITED", "KINGDOM"]])
>>> leave_out_counties(parts)
>>> parts.places, parts.left_over
([['AMBLEFORD']], ['WEST', 'SUSSEX', 'UNITED', 'KINGDOM'])
"""

from localgov_components.address.parsing.draft import Parts
from localgov_components.address.parsing.vocabulary import COUNTIES, COUNTRIES

__all__ = ["leave_out_counties"]

_LONG_NAMES = frozenset({("UNITED", "KINGDOM"), ("GREAT", "BRITAIN"), ("NORTHERN", "IRELAND")})
_LAST_WORDS = COUNTRIES | COUNTIES | {name[-1] for name in _LONG_NAMES}
_BEFORE_COUNTIES = frozenset({"NORTH", "SOUTH", "EAST", "WEST", "N", "S", "E", "W", "MID", "GREATER", "CO", "COUNTY"})


def leave_out_counties(parts: Parts) -> None:
    """Move them from the places to what is left over; a county that is all there is stays."""
    places = parts.places
    while places:
        last = places[-1]
        if last[-1] not in _LAST_WORDS and not last[-1].endswith("SHIRE"):
            return
        words = _words_of_country(last) or _words_of_county(last, alone=len(places) == 1)
        if not words:
            return
        parts.left_over = [*last[-words:], *parts.left_over]
        places[-1] = last[:-words]
        if not places[-1]:
            places.pop()


def _words_of_country(place: list[str]) -> int:
    if place[-1] == "WALES" and place[-2:-1] and place[-2] in _BEFORE_COUNTIES:
        return 2
    return 2 if tuple(place[-2:]) in _LONG_NAMES else int(place[-1] in COUNTRIES)


def _words_of_county(place: list[str], *, alone: bool) -> int:
    county = place[-1] in COUNTIES or place[-1].endswith("SHIRE")
    if not county or (alone and len(place) == 1):
        return 0
    if place[-3:-1] == ["COUNTY", "OF"]:
        return 4 if place[-4:-3] == ["ROYAL"] else 3
    return 2 if len(place) > 1 and place[-2] in _BEFORE_COUNTIES else 1
