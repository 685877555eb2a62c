"""Finding councils by the way people spell them: by a rule, never by a guess.

A name is a place and what kind of council it is, in some order: "London Borough of Hackney", "Hackney LB",
"Cyngor Sir Ynys Môn", "Bristol, City of" (as the Office for National Statistics writes it). Case, accents,
apostrophes, hyphens, "&", "St." and "the" make no difference. The place must be the same; the kind
tells councils of one place apart, and refuses one that cannot be meant. What still fits several
councils finds all of them. There is no measure of likeness: "Northampton" is not "Northamptonshire".

>>> from localgov_components.councils import Register
>>> register = Register.load()
>>> register.find("LB of Hackney"), register.find("St. Helens MBC"), register.find("ynys mon")
((<Council hackney>,), (<Council st-helens>,), (<Council isle-of-anglesey>,))
>>> register.find("Dorset"), register.find("Dorset Council"), register.find("Dorset CC")
((<Council dorset>, <Council dorset-county>), (<Council dorset>,), (<Council dorset-county>,))
>>> register.find("Cambridge County Council")
()
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import TypeAlias

from localgov_components.councils.council import Council, CouncilKind, Nation

__all__ = ["Spellings"]

_MOST_TYPED = 200

_Words: TypeAlias = tuple[str, ...]


class _Says(Enum):
    """What a part of a name says about the kind of council."""

    COUNCIL = auto()
    LONDON = auto()
    ROYAL = auto()
    METROPOLITAN = auto()
    CITY = auto()
    BOROUGH = auto()
    DISTRICT = auto()
    COUNTY = auto()
    COUNTY_BOROUGH = auto()
    COMBINED = auto()


_NOTHING: frozenset[_Says] = frozenset()
_COUNCIL = frozenset({_Says.COUNCIL})
_LOWER_TIER = frozenset({_Says.CITY, _Says.BOROUGH, _Says.DISTRICT})
"""Used loosely for every council that was never a county council; "royal" is not."""
_KIND_SAID = {
    _Says.LONDON: CouncilKind.LONDON_BOROUGH,
    _Says.METROPOLITAN: CouncilKind.METROPOLITAN_DISTRICT,
    _Says.COUNTY: CouncilKind.COUNTY,
    _Says.COMBINED: CouncilKind.COMBINED_AUTHORITY,
}

_BEFORE: dict[str, frozenset[_Says]] = {
    "london borough of": frozenset({_Says.LONDON}),
    "lb of": frozenset({_Says.LONDON}),
    "lb": frozenset({_Says.LONDON}),
    "royal borough of": frozenset({_Says.ROYAL}),
    "rb of": frozenset({_Says.ROYAL}),
    "rb": frozenset({_Says.ROYAL}),
    "metropolitan borough of": frozenset({_Says.METROPOLITAN}),
    "city and county of": frozenset({_Says.CITY}),
    "city of": frozenset({_Says.CITY}),
    "borough council of": frozenset({_Says.BOROUGH}),
    "borough of": frozenset({_Says.BOROUGH}),
    "district of": frozenset({_Says.DISTRICT}),
    "county of": frozenset({_Says.COUNTY}),
    "county": frozenset({_Says.COUNTY}),
    "council of": _COUNCIL,
    "cyngor bwrdeistref sirol": frozenset({_Says.COUNTY_BOROUGH}),
    "bwrdeistref sirol": frozenset({_Says.COUNTY_BOROUGH}),
    "cyngor dinas a sir": frozenset({_Says.CITY}),
    "dinas a sir": frozenset({_Says.CITY}),
    "cyngor dinas": frozenset({_Says.CITY}),
    "dinas": frozenset({_Says.CITY}),
    "cyngor sir": frozenset({_Says.COUNTY}),
    "sir": frozenset({_Says.COUNTY}),
    "cyngor": _COUNCIL,
}
_AFTER: dict[str, frozenset[_Says]] = {
    "london borough council": frozenset({_Says.LONDON}),
    "london borough of": frozenset({_Says.LONDON}),
    "london borough": frozenset({_Says.LONDON}),
    "lbc": frozenset({_Says.LONDON}),
    "lb": frozenset({_Says.LONDON}),
    "royal borough of": frozenset({_Says.ROYAL}),
    "royal borough": frozenset({_Says.ROYAL}),
    "rb": frozenset({_Says.ROYAL}),
    "metropolitan borough council": frozenset({_Says.METROPOLITAN}),
    "metropolitan district council": frozenset({_Says.METROPOLITAN}),
    "metropolitan borough": frozenset({_Says.METROPOLITAN}),
    "metropolitan district": frozenset({_Says.METROPOLITAN}),
    "mbc": frozenset({_Says.METROPOLITAN}),
    "mdc": frozenset({_Says.METROPOLITAN}),
    "county borough council": frozenset({_Says.COUNTY_BOROUGH}),
    "county borough": frozenset({_Says.COUNTY_BOROUGH}),
    "cbc": frozenset({_Says.COUNTY_BOROUGH}),
    "city and district council": frozenset({_Says.CITY}),
    "city and district": frozenset({_Says.CITY}),
    "city council": frozenset({_Says.CITY}),
    "city of": frozenset({_Says.CITY}),
    "city": frozenset({_Says.CITY}),
    "borough council": frozenset({_Says.BOROUGH}),
    "borough": frozenset({_Says.BOROUGH}),
    "bc": frozenset({_Says.BOROUGH}),
    "district council": frozenset({_Says.DISTRICT}),
    "district": frozenset({_Says.DISTRICT}),
    "dc": frozenset({_Says.DISTRICT}),
    "county council": frozenset({_Says.COUNTY}),
    "county of": frozenset({_Says.COUNTY}),
    "county": frozenset({_Says.COUNTY}),
    "combined county authority": frozenset({_Says.COMBINED}),
    "mayoral combined authority": frozenset({_Says.COMBINED}),
    "combined authority": frozenset({_Says.COMBINED}),
    "unitary authority": _COUNCIL,
    "ua": _COUNCIL,
    "corporation": _COUNCIL,
    "council": _COUNCIL,
}
_LONGEST = 4
_CC = "cc"
"""County council or city council: both are tried."""

_WORDS = {
    "saint": "st", "ne": "north east", "nw": "north west", "se": "south east", "sw": "south west",
    "beds": "bedfordshire", "berks": "berkshire", "bucks": "buckinghamshire", "cambs": "cambridgeshire",
    "derbys": "derbyshire", "glos": "gloucestershire", "hants": "hampshire", "herts": "hertfordshire",
    "lancs": "lancashire", "leics": "leicestershire", "lincs": "lincolnshire", "northants": "northamptonshire",
    "notts": "nottinghamshire", "oxon": "oxfordshire", "salop": "shropshire", "staffs": "staffordshire",
    "warks": "warwickshire", "wilts": "wiltshire", "worcs": "worcestershire", "yorks": "yorkshire",
}  # fmt: skip
"""Words written short: points of the compass, and the counties' customary abbreviations."""

_MARKS = str.maketrans({"&": " and ", **dict.fromkeys("'`\u00b4\u02bc\u2018\u2019\u2032", "")})
"""Apostrophes go, whichever of the marks that are used for one was typed."""
_UNSEEN = frozenset({"Mn", "Cf"})
"""Unicode's categories of accents, once they stand apart from their letter, and of what cannot be seen."""

_ALSO = {
    "anglesey": "isle-of-anglesey", "barrow": "barrow-in-furness", "southend": "southend-on-sea",
    "armagh banbridge and craigavon": "armagh-city-banbridge-and-craigavon",
    "b and nes": "bath-and-north-east-somerset", "banes": "bath-and-north-east-somerset",
    "bcp": "bournemouth-christchurch-and-poole", "corporation of london": "city-of-london",
    "cwac": "cheshire-west-and-chester", "derry and strabane": "derry-city-and-strabane",
    "east riding": "east-riding-of-yorkshire", "eilean siar": "na-h-eileanan-siar", "fflint": "flintshire",
    "gla": "greater-london-authority", "gmca": "greater-manchester-combined-authority",
    "county of herefordshire": "herefordshire", "herefordshire county of": "herefordshire",
    "kingston": "kingston-upon-thames", "lbbd": "barking-and-dagenham", "lbhf": "hammersmith-and-fulham",
    "newcastle": "newcastle-under-lyme", "orkney": "orkney-islands", "rbk": "kingston-upon-thames",
    "rbkc": "kensington-and-chelsea", "rbwm": "windsor-and-maidenhead", "rhondda cynon taff": "rhondda-cynon-taf",
    "richmond": "richmond-upon-thames", "shetland": "shetland-islands", "sir benfro": "pembrokeshire",
    "sir gaerfyrddin": "carmarthenshire", "western isles": "na-h-eileanan-siar",
    "wmca": "west-midlands-combined-authority",
}  # fmt: skip
"""What councils call themselves beside their names. "Newcastle" is two councils: the other has it in its name."""

_NO_PLACE = frozenset({("london",)})
"""What is left of "City of London" is not a name of that council."""


class Spellings:
    """Every spelling of every council of a register."""

    def __init__(self, councils: Sequence[Council]) -> None:
        self._order = {council: number for number, council in enumerate(councils)}
        self._full: dict[_Words, list[Council]] = {}
        self._places: dict[_Words, list[Council]] = {}
        self._says: dict[Council, frozenset[_Says]] = {}
        by_slug = {council.slug: council for council in councils}
        for council in councils:
            self._add(council)
        for spelling, slug in _ALSO.items():
            if slug in by_slug:
                _put(self._places, tuple(spelling.split()), by_slug[slug])

    def find(self, text: str) -> tuple[Council, ...]:
        """Councils that a name may mean, in the order of the register.

        A full name comes first, then one that says no more than the council's own names do, then any that may be meant.
        """
        words = _words(text)
        if words in self._full:
            return self._sorted(self._full[words])
        senses = [(council, says) for place, says in _readings(words) for council in self._places.get(place, ())]
        exact = [council for council, says in senses if says <= self._says[council]]
        return self._sorted(exact or [council for council, says in senses if self._may_mean(council, says)])

    def _add(self, council: Council) -> None:
        names = {style.name for style in council.styles} | {council.name_cy} - {""}
        says = {_Says.COUNCIL} if council.is_principal else set()
        for name in names:
            words = _words(name)
            _put(self._full, words, council)
            for place, part in _readings(words):
                _put(self._places, place, council)
                says |= part
        _put(self._places, tuple(_words(council.slug)), council)
        self._says[council] = frozenset(says)

    def _may_mean(self, council: Council, says: frozenset[_Says]) -> bool:
        return all(each in self._says[council] or _may_be(council, each) for each in says)

    def _sorted(self, councils: Iterable[Council]) -> tuple[Council, ...]:
        return tuple(sorted(set(councils), key=self._order.__getitem__))


def _put(index: dict[_Words, list[Council]], words: _Words, council: Council) -> None:
    found = index.setdefault(words, [])
    if council not in found:
        found.append(council)


def _words(text: str) -> _Words:
    """A name in small plain letters, word by word."""
    if len(text) > _MOST_TYPED:
        return ()
    plain = "".join(map(_plain, unicodedata.normalize("NFKD", text.translate(_MARKS)).casefold()))
    return tuple(word for each in plain.split() for word in _WORDS.get(each, each).split() if word != "the")


def _plain(character: str) -> str:
    if character.isalnum():
        return character
    return "" if unicodedata.category(character) in _UNSEEN else " "


def _readings(words: _Words) -> Iterator[tuple[_Words, frozenset[_Says]]]:
    """Every way to part a name into a place and what it says of the council."""
    for rest, before in _parted_before(words):
        for place, after in _parted_after(rest):
            if place and place not in _NO_PLACE:
                yield place, before | after


def _parted_before(words: _Words) -> Iterator[tuple[_Words, frozenset[_Says]]]:
    yield words, _NOTHING
    for number in range(1, _LONGEST + 1):
        says = _BEFORE.get(" ".join(words[:number]))
        if says is not None and len(words) > number:
            yield words[number:], says


def _parted_after(words: _Words) -> Iterator[tuple[_Words, frozenset[_Says]]]:
    yield words, _NOTHING
    for number in range(1, _LONGEST + 1):
        says = _AFTER.get(" ".join(words[-number:]))
        if says is not None and len(words) > number:
            yield words[:-number], says
    if words[-1:] == (_CC,):
        yield words[:-1], frozenset({_Says.COUNTY})
        yield words[:-1], frozenset({_Says.CITY})


def _may_be(council: Council, says: _Says) -> bool:
    """Whether what is not in a council's names can still be said of it."""
    kinds = {style.kind for style in council.styles}
    if says in _KIND_SAID:
        return _KIND_SAID[says] in kinds or (says is _Says.COUNTY and council.nation is Nation.WALES)
    if says is _Says.COUNTY_BOROUGH:
        return council.nation is Nation.WALES
    return says in _LOWER_TIER and council.is_principal and CouncilKind.COUNTY not in kinds
