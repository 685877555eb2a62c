import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE, TEXT

from localgov_components.address import GridPoint, GridReference, IrishGridReference
from localgov_components.core import InvalidValueError
from localgov_components.core.model import Model

ON_THE_GRID = st.builds(GridPoint, st.floats(0, 700_000, exclude_max=True), st.floats(0, 1_300_000, exclude_max=True))
DIGITS = st.sampled_from([2, 4, 6, 8, 10])


@pytest.mark.parametrize(
    ("text", "reference", "corner", "side"),
    [
        ("TQ 30163 80334", "TQ 30163 80334", (530163, 180334), 1),
        ("tq3016380334", "TQ 30163 80334", (530163, 180334), 1),
        (" T Q 30 80 ", "TQ 30 80", (530000, 180000), 1000),
        ("TQ38", "TQ 3 8", (530000, 180000), 10_000),
        ("SV0000000000", "SV 00000 00000", (0, 0), 1),
        ("HP 6066 1967", "HP 6066 1967", (460660, 1219670), 10),
        ("NF 0 0", "NF 0 0", (0, 800000), 10_000),
        ("JM 99999 99999", "JM 99999 99999", (699999, 1299999), 1),
        ("OV 00 00", "OV 00 00", (500000, 500000), 1000),
        ("TQ301,803", "TQ 301 803", (530100, 180300), 100),
        ("TQ\u00a0301\t803", "TQ 301 803", (530100, 180300), 100),
        ("530163, 180334", "TQ 30163 80334", (530163, 180334), 1),
        ("530163 180334", "TQ 30163 80334", (530163, 180334), 1),
        ("530163.999,180334.999", "TQ 30163 80334", (530163, 180334), 1),
        ("088019, 8200", "SV 88019 08200", (88019, 8200), 1),
        ("460664 1219679", "HP 60664 19679", (460664, 1219679), 1),
    ],
)
def test_a_reference_is_read_in_letters_and_in_figures(
    text: str, reference: str, corner: tuple[int, int], side: int
) -> None:
    read = GridReference.parse(text)
    assert str(read) == reference
    assert read.point == GridPoint(*corner)
    assert read.side == side


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "form"),
        ("TQ", "form"),
        ("TQ 301 80", "form"),
        ("TQ 301638 803348", "form"),
        ("TI 301 803", "form"),
        ("IQ 301 803", "form"),
        ("TQ 30163 8033A", "form"),
        ("TQ ٣٠١ ٨٠٣", "form"),
        ("51.5007, 0.1246", "form"),
        ("51.5007, -0.1246", "form"),
        ("530163", "form"),
        ("ß 301 803", "form"),
        ("\ufb06301803", "form"),
        ("\u017fT 301 803", "form"),
        ("J 338 744", "irish"),
        ("J338744", "irish"),
        ("AA 00 00", "outside"),
        ("TX 00 00", "outside"),
        ("TQ 30163 803", "form"),
        ("TQ 30 16 38 03", "form"),
        ("JE 0 0", "outside"),
        ("700000, 180334", "outside"),
        ("180334, 1300000", "outside"),
        ("T" * 61, "type"),
    ],
)
def test_what_is_no_reference_is_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        GridReference.parse(text)
    assert refused.value.code == f"grid-reference.{code}"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_no_reference(text: str) -> None:
    assert not GridReference.is_valid(text)
    assert not IrishGridReference.is_valid(text)


@given(TEXT)
def test_no_text_breaks_the_readers(text: str) -> None:
    for kind in (GridReference, IrishGridReference):
        if kind.is_valid(text):
            assert kind.parse(str(kind.parse(text))) == kind.parse(text)


@pytest.mark.parametrize(
    ("digits", "written"),
    [(10, "TQ 99999 99999"), (8, "TQ 9999 9999"), (6, "TQ 999 999"), (4, "TQ 99 99"), (2, "TQ 9 9")],
)
def test_figures_are_cut_off_and_never_rounded(digits: int, written: str) -> None:
    point = GridPoint(599_999.999, 199_999.999)
    assert str(GridReference.of(point, digits=digits)) == written
    assert GridReference.of(point).format(digits=digits) == written


def test_a_reference_is_written_with_its_own_digits_unless_others_are_asked_for() -> None:
    assert GridReference.parse("tq301803").format() == "TQ 301 803"
    assert GridReference.parse("tq301803").format(digits=6) == "TQ 301 803"


def test_a_reference_does_not_become_finer() -> None:
    with pytest.raises(InvalidValueError) as refused:
        GridReference.parse("TQ 301 803").format(digits=8)
    assert refused.value.code == "grid-reference.digits"


@pytest.mark.parametrize("digits", [0, 1, 3, 12, -2])
def test_digits_are_shared_by_two_axes(digits: int) -> None:
    with pytest.raises(InvalidValueError) as refused:
        GridReference.of(GridPoint(0, 0), digits=digits)
    assert refused.value.code == "grid-reference.digits"


@pytest.mark.parametrize("point", [GridPoint(700_000, 0), GridPoint(0, 1_300_000)])
def test_the_outer_edges_lie_in_no_square(point: GridPoint) -> None:
    with pytest.raises(InvalidValueError) as refused:
        GridReference.of(point)
    assert refused.value.code == "grid-reference.outside"


@given(ON_THE_GRID, DIGITS)
def test_a_square_holds_its_point_and_is_read_back(point: GridPoint, digits: int) -> None:
    square = GridReference.of(point, digits=digits)
    assert square.digits == digits
    assert 0 <= point.easting - square.point.easting < square.side
    assert 0 <= point.northing - square.point.northing < square.side
    assert square.centre.easting - square.point.easting == square.side / 2
    assert GridReference.parse(str(square)) == square
    assert GridReference.parse(str(square).replace(" ", "").lower()) == square
    assert GridReference.of(square.centre, digits=digits) == square


@given(ON_THE_GRID)
def test_metres_are_read_back(point: GridPoint) -> None:
    square = GridReference.of(point)
    if min(point.easting, point.northing) >= 1_000:
        assert GridReference.parse(square.in_metres()) == square


MAP = """
HL HM HN HO HP JL JM
HQ HR HS HT HU JQ JR
HV HW HX HY HZ JV JW
NA NB NC ND NE OA OB
NF NG NH NJ NK OF OG
NL NM NN NO NP OL OM
NQ NR NS NT NU OQ OR
NV NW NX NY NZ OV OW
SA SB SC SD SE TA TB
SF SG SH SJ SK TF TG
SL SM SN SO SP TL TM
SQ SR SS ST SU TQ TR
SV SW SX SY SZ TV TW
"""
"""The squares as Ordnance Survey's maps show them, north at the top."""


def test_the_squares_lie_as_on_the_map() -> None:
    for north, row in enumerate(reversed(MAP.split("\n")[1:-1])):
        for east, letters in enumerate(row.split()):
            corner = GridPoint(east * 100_000, north * 100_000)
            far = GridPoint(east * 100_000 + 99_999.999, north * 100_000 + 99_999.999)
            assert GridReference.parse(f"{letters} 0 0").point == corner
            assert str(GridReference.of(corner)) == f"{letters} 00000 00000"
            assert str(GridReference.of(far)) == f"{letters} 99999 99999"


def test_every_square_of_a_hundred_kilometres_has_letters_of_its_own() -> None:
    corners = [GridPoint(east * 100_000, north * 100_000) for east in range(7) for north in range(13)]
    letters = {GridReference.of(corner).square for corner in corners}
    assert len(letters) == 91
    assert {"SV", "NT", "HP", "TQ", "OV", "JM"} <= letters


class Site(Model):
    where: GridReference


def test_a_field_takes_text_and_json_has_it() -> None:
    assert Site.model_validate({"where": "tq301803"}).model_dump_json() == '{"where":"TQ 301 803"}'


@given(ON_THE_GRID, DIGITS)
def test_json_schema_holds_for_what_is_written(point: GridPoint, digits: int) -> None:
    pattern = Site.model_json_schema()["properties"]["where"]["pattern"]
    assert re.search(pattern, str(GridReference.of(point, digits=digits)))
