"""The areas that postcodes begin with, and what each kind of postcode stands for.

>>> kind_of("SW"), kind_of("BF")
(<PostcodeKind.GEOGRAPHIC: 'geographic'>, <PostcodeKind.BFPO: 'bfpo'>)
>>> is_current("DT"), is_current("XQ")
(True, False)
"""

import re
from enum import StrEnum

from localgov_components.identifiers.postcode_grammar import TERRITORIES

__all__ = ["PostcodeKind", "is_current", "kind_of"]

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH "
    "EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M "
    "ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST "
    "SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
_GEOGRAPHIC = frozenset(re.findall("[A-Z]+", _AREAS))
"""The 124 geographic areas, those of the Crown dependencies (GY, IM, JE) among them (Royal Mail)."""


class PostcodeKind(StrEnum):
    """What a postcode stands for.

    `GEOGRAPHIC`: addresses in the United Kingdom. `BFPO`: the forces. `GIROBANK`: GIR 0AA. `CROWN_DEPENDENCY`:
    Guernsey, Jersey, Isle of Man. `OVERSEAS_TERRITORY`: one code for each, Gibraltar's among them. `NON_GEOGRAPHIC`:
    banks and offices (BX), returned mail (XX), Father Christmas. `PSEUDO`: ZZ99, by which the health service counts
    people without a postcode, such as those with no fixed abode: no place.
    """

    GEOGRAPHIC = "geographic"
    BFPO = "bfpo"
    GIROBANK = "girobank"
    CROWN_DEPENDENCY = "crown-dependency"
    OVERSEAS_TERRITORY = "overseas-territory"
    NON_GEOGRAPHIC = "non-geographic"
    PSEUDO = "pseudo"


_KIND_OF_AREA = {
    "BF": PostcodeKind.BFPO,
    "GIR": PostcodeKind.GIROBANK,
    **dict.fromkeys(("GY", "IM", "JE"), PostcodeKind.CROWN_DEPENDENCY),
    **dict.fromkeys((*TERRITORIES, "GX"), PostcodeKind.OVERSEAS_TERRITORY),
    **dict.fromkeys(("BX", "SAN", "XM", "XX"), PostcodeKind.NON_GEOGRAPHIC),
    "ZZ": PostcodeKind.PSEUDO,
}


def kind_of(area: str) -> PostcodeKind:
    """What the postcodes of an area stand for."""
    return _KIND_OF_AREA.get(area, PostcodeKind.GEOGRAPHIC)


def is_current(area: str) -> bool:
    """Whether an area is in use: one of the 124 geographic ones, or of a kind of its own."""
    return area in _GEOGRAPHIC or area in _KIND_OF_AREA
