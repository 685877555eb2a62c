from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.address.parsing import parse_address
from localgov_components.address.parsing.debris import once, without_debris, without_empty_fields
from localgov_components.address.parsing.folding import fold
from localgov_components.address.parsing.misread import other_reading
from localgov_components.address.parsing.parts import read_parts

PLAIN = "10 Mill Lane, Ambleford, DT97 1AF"


@pytest.mark.parametrize(
    "text",
    [
        "Address: 10 Mill Lane, Ambleford, Postcode: DT97 1AF",
        "Address line 1: 10 Mill Lane, Ambleford, DT97 1AF",
        "House No: 10, Street: Mill Lane, Town: Ambleford, Postcode: DT97 1AF",
        "addr1=10 Mill Lane;town=Ambleford;pc=DT97 1AF",
        "House No: 10 Street: Mill Lane Town: Ambleford Postcode: DT97 1AF",
        "Street: Mill Lane 10 Town: Ambleford, DT97 1AF",
        "10 Street: Mill Lane, Town: Ambleford, DT97 1AF",
        "10 Mill Lane: Ambleford: DT97 1AF",
        "10 Mill Lane, Ambleford, Post Code DT97 1AF",
        r"10 Mill Lane\nAmbleford\r\nDT97 1AF",
        "10 Mill Lane<br>Ambleford<br/>DT97 1AF",
        "10&nbsp;Mill Lane,&#32;Ambleford, DT97 1AF",
        '"10 Mill Lane","NULL","Ambleford","","DT97 1AF",""',
        "10 Mill Lane, N/A, Ambleford, DT97 1AF",
        "10 Mill Lane, #N/A, Ambleford, DT97 1AF, null",
        "*10 Mill Lane, Ambleford, DT97 1AF*",
        "10 Mill Lane|Ambleford|DT97 1AF",
        f"{PLAIN}, {PLAIN}",
        f"{PLAIN} {PLAIN}",
    ],
)
def test_what_forms_and_exports_leave_changes_nothing(text: str) -> None:
    parsed, plain = parse_address(text), parse_address(PLAIN)
    assert (parsed.number, parsed.street, parsed.town) == (plain.number, plain.street, plain.town)
    assert (parsed.postcode, parsed.building, parsed.flat) == (plain.postcode, None, None)


@pytest.mark.parametrize("text", ["Flat: 2, Mill House", "Flat (2), Mill House", "FLAT = 2, Mill House"])
def test_a_mark_between_a_flat_and_its_number_is_none(text: str) -> None:
    parsed = parse_address(text)
    assert (str(parsed.flat), parsed.building) == ("FLAT 2", "MILL HOUSE")


def test_two_labels_after_words_are_labels() -> None:
    assert without_debris("Oak House Street: Mill Lane Town: Ambleford")[0] == "Oak House ,Mill Lane ,Ambleford"


@pytest.mark.parametrize("number", ["1?", "?1", "1*", "*1", "_1", "1_", "1?2", "1_2", "|1", "1|"])
def test_a_number_that_is_not_legible_is_told_and_is_not_the_part_that_is(number: str) -> None:
    parts = read_parts(f"{number} Mill Lane, Ambleford, DT97 1AF")
    assert (parts.number, parts.flat, parts.strays) == (None, None, [number])


@pytest.mark.parametrize(
    "text",
    [
        "Is it 10 Mill Lane?",
        "High Street: 10",
        "10 High Street: Ambleford",
        "10_Mill_Lane, DT97_1AF",
        "10 | Mill Lane",
        "(see note *)",
    ],
)
def test_marks_that_hide_no_figure_are_left(text: str) -> None:
    assert without_debris(text) == (text, [])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Mill Lane, none, Ambleford", "MILL LANE , AMBLEFORD"),
        ("Mill Lane, Ambleford, TBC", "MILL LANE , AMBLEFORD"),
        ("Mill Lane Ambleford no postcode", "MILL LANE AMBLEFORD"),
        ("Mill Lane, 0, Ambleford 0", "MILL LANE , AMBLEFORD"),
        ("None Such House, Mill Lane", "NONE SUCH HOUSE , MILL LANE"),
        ("N Mill Lane", "N MILL LANE"),
    ],
)
def test_a_line_that_says_there_is_nothing_goes(text: str, kept: str) -> None:
    assert " ".join(without_empty_fields(fold(text))) == kept


def test_a_short_name_that_is_said_twice_is_left() -> None:
    assert once(fold("Ambleford, Ambleford")) == fold("Ambleford, Ambleford")


@given(st.text(alphabet="1?*_|<>&;:=\\nr (A)", max_size=60))
def test_any_marks_are_read(text: str) -> None:
    cleared, numbers = without_debris(text)
    assert len(cleared) <= len(text) + len(numbers)
    assert without_debris(f"{text} Mill Lane")[0].rstrip().endswith("Mill Lane")


@pytest.mark.parametrize(
    "piece",
    [
        "?",
        "1",
        "1?",
        "_",
        "1_",
        "|1",
        "(a",
        "\n",
        "flat ",
        "1 one ",
        " ",
        ",one      ",
        "address ",
        "addr  ",
        "< a",
        "&;",
        "\\n",
        "street:",
        ", ",
    ],
)
def test_ten_thousand_marks_are_read_as_fast_as_words(piece: str) -> None:
    start = process_time()
    without_debris((piece * 10_000)[:9_999] + "|")
    other_reading((piece * 10_000)[:10_000])
    assert process_time() - start < 0.5
