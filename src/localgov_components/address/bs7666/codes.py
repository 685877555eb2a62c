"""Code lists of the gazetteer, each code with what it means.

BS 7666-2 and the conventions by which councils keep their gazetteers (GeoPlace, DEC-Addresses,
https://guidance.geoplace.co.uk), as AddressBase delivers them (https://docs.os.uk, AddressBase Premium, code lists). A
code that is in none of these is refused. What the kinds of street and the accuracies 2 and 3 mean is [unverified].

>>> LogicalStatus(3).meaning, PostalCode("D").meaning
('alternative', "linked to Royal Mail's file")
>>> LogicalStatus.APPROVED.may_have(LogicalStatus.HISTORICAL), LogicalStatus.HISTORICAL.may_have(LogicalStatus.APPROVED)
(True, False)
>>> LogicalStatus(2)
Traceback (most recent call last):
    ...
ValueError: 2 is not a valid LogicalStatus
"""

from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Self

__all__ = [
    "BlpuState",
    "Country",
    "Language",
    "LogicalStatus",
    "PositionalAccuracy",
    "PostalCode",
    "PrimaryClass",
    "StreetKind",
    "UsrnMatch",
]


class _Number(IntEnum):
    """A code that is a number."""

    meaning: str

    def __new__(cls, code: int, meaning: str = "") -> Self:
        """Keep beside the code what it means."""
        member = int.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member


class _Letters(StrEnum):
    """A code of letters."""

    meaning: str

    def __new__(cls, code: str, meaning: str = "") -> Self:
        """Keep beside the code what it means."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member


class LogicalStatus(_Number):
    """How far a BLPU or an LPI has come in its life (DEC-Addresses 7.3.4.4)."""

    APPROVED = 1, "approved, and preferred"
    ALTERNATIVE = 3, "alternative"
    CANDIDATE = 5, "candidate for the custodian to review"
    PROVISIONAL = 6, "provisional"
    REJECTED_OUTSIDE = 7, "rejected, from outside"
    HISTORICAL = 8, "historical"
    REJECTED_INSIDE = 9, "rejected, from inside"

    def may_have(self, lpi: "LogicalStatus") -> bool:
        """Whether a BLPU of this status may have an LPI of that status (DEC-Addresses 7.3.4.6)."""
        return lpi in _LPIS_OF_BLPU.get(self, ())


_LPIS_OF_BLPU = MappingProxyType(
    {
        1: frozenset({1, 3, 5, 6, 7, 8, 9}),
        5: frozenset({5}),
        6: frozenset({6, 7, 8, 9}),
        7: frozenset({7, 9}),
        8: frozenset({7, 8, 9}),
        9: frozenset({7, 9}),
    }
)


class BlpuState(_Number):
    """What is to be seen at the place."""

    UNDER_CONSTRUCTION = 1, "under construction"
    IN_USE = 2, "in use"
    UNOCCUPIED = 3, "unoccupied, vacant or derelict"
    DEMOLISHED = 4, "no longer existing"
    PLANNED = 6, "planning permission granted"


class PositionalAccuracy(_Number):
    """How near the coordinates are to the place: the representative point code (RPC)."""

    VISUAL_CENTRE = 1, "the visual centre, within 2.5 metres of it"
    GENERAL_INTERNAL = 2, "somewhere inside"
    EXTERNAL = 3, "the end of a road or path that leads there"
    STREET = 4, "the street"
    POSTCODE_UNIT = 5, "the postcode"
    LOW = 9, "low, to be put right"


class PostalCode(_Letters):
    """Whether post is delivered there; S and M are of older files."""

    DELIVERY_POINT = "D", "linked to Royal Mail's file"
    LOCAL = "L", "postal according to the custodian"
    CHILD = "C", "a child of a postal parent"
    NOT_POSTAL = "N", "not postal"
    SINGLE = "S", "a single address"
    MULTIPLE = "M", "a parent with children"


class Language(_Letters):
    """The language in which an address is worded; BIL, two languages, is said only of a whole file."""

    ENGLISH = "ENG", "English"
    WELSH = "CYM", "Welsh"
    GAELIC = "GAE", "Scottish Gaelic"


class UsrnMatch(_Number):
    """How a property came by its street."""

    MANUAL = 1, "by hand, to the street that gives access"
    SPATIAL = 2, "by place, to the nearest street"


class Country(_Letters):
    """The country a property is in."""

    ENGLAND = "E", "England"
    WALES = "W", "Wales"
    SCOTLAND = "S", "Scotland"
    NORTHERN_IRELAND = "N", "Northern Ireland"
    CHANNEL_ISLANDS = "L", "Channel Islands"
    ISLE_OF_MAN = "M", "Isle of Man"
    NOT_ASSIGNED = "J", "not assigned to a country"


class PrimaryClass(_Letters):
    """The first letter of a classification."""

    COMMERCIAL = "C", "commercial"
    LAND = "L", "land"
    MILITARY = "M", "military"
    OTHER = "O", "other, of Ordnance Survey alone"
    PARENT_SHELL = "P", "a parent shell, which holds addresses"
    RESIDENTIAL = "R", "residential"
    UNCLASSIFIED = "U", "unclassified"
    DUAL_USE = "X", "dual use"
    OBJECT_OF_INTEREST = "Z", "an object of interest"


class StreetKind(_Number):
    """What a street is called by [unverified]."""

    NAMED = 1, "an officially designated name"
    DESCRIBED = 2, "a description"
    NUMBERED = 3, "a number"
    UNOFFICIAL = 4, "an unofficial description"
    ACCESS = 9, "a description for access in the gazetteer"
