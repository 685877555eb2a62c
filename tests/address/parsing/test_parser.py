import pickle
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE, TEXT

from localgov_components.address.parsing import NumberRange, ParsedAddress, Unit, parse_address
from localgov_components.address.parsing.parts import MOST_CHARACTERS, read_parts
from localgov_components.core import InvalidValueError
from localgov_components.identifiers import Postcode

WORDS = st.sampled_from([
    "FLAT", "2", "10", "12A", "12-14", "2/1", "2F1", "B7", ",", "MILL", "LANE", "HIGH", "ST", "ROAD", "HOUSE", "COURT",
    "THE", "GROUND", "FLOOR", "UNIT", "NO", "A", "AMBLEFORD", "DT97", "1AF", "PO", "BOX", "Heol", "y", "Bont", "REAR",
    "OF", "-", "/", "(", ")", "&", "Ltd", "1ST", "FL", "ABOVE", "N", "SAINT", "COTTAGE", "OFFICE", "LLAWR", "BROADWAY",
])  # fmt: skip
"""What addresses are made of, in any order."""


def parts_of(text: str) -> dict[str, str]:
    parsed = parse_address(text)
    named = ((field.name, getattr(parsed, field.name)) for field in fields(parsed))
    return {name: str(value) for name, value in named if value is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Houses: numbers, suffixes and ranges.
        (
            "10 Mill Lane, Ambleford, DT97 1AF",
            {"number": "10", "street": "MILL LANE", "town": "AMBLEFORD", "postcode": "DT97 1AF"},
        ),
        ("10B Mill Lane, Ambleford", {"number": "10B", "street": "MILL LANE", "town": "AMBLEFORD"}),
        ("10 b mill lane, ambleford", {"number": "10B", "street": "MILL LANE", "town": "AMBLEFORD"}),
        ("10-B Mill Lane, Ambleford", {"number": "10B", "street": "MILL LANE", "town": "AMBLEFORD"}),
        ("12-14 Mill Lane", {"number": "12-14", "street": "MILL LANE"}),
        ("12 to 14 Mill Lane", {"number": "12-14", "street": "MILL LANE"}),
        ("12 & 14 Mill Lane", {"number": "12-14", "street": "MILL LANE"}),
        ("12A-12C Mill Lane", {"number": "12A-12C", "street": "MILL LANE"}),
        ("12A-C Mill Lane", {"number": "12A-12C", "street": "MILL LANE"}),
        ("41 43 MILL STREET AMBLEFORD", {"number": "41-43", "street": "MILL STREET", "town": "AMBLEFORD"}),
        ("No. 10, Mill Lane, Ambleford", {"number": "10", "street": "MILL LANE", "town": "AMBLEFORD"}),
        ("10, Mill Lane", {"number": "10", "street": "MILL LANE"}),
        ("Mill Lane 10, Ambleford", {"number": "10", "street": "MILL LANE", "town": "AMBLEFORD"}),
        ("60 A Broadway, Ambleford", {"number": "60A", "street": "BROADWAY", "town": "AMBLEFORD"}),
        ("31 2nd Ave, Ambleford", {"number": "31", "street": "SECOND AVENUE", "town": "AMBLEFORD"}),
        # Flats.
        ("Flat 2, 10 High Street", {"flat": "FLAT 2", "number": "10", "street": "HIGH STREET"}),
        ("Flat 10, 2 High Street", {"flat": "FLAT 10", "number": "2", "street": "HIGH STREET"}),
        ("FLAT 2 10 HIGH STREET", {"flat": "FLAT 2", "number": "10", "street": "HIGH STREET"}),
        ("2, 10 High Street", {"flat": "2", "number": "10", "street": "HIGH STREET"}),
        ("Flat A, 12 High St", {"flat": "FLAT A", "number": "12", "street": "HIGH STREET"}),
        ("Apt 3B 12 High St", {"flat": "APARTMENT 3B", "number": "12", "street": "HIGH STREET"}),
        ("Flat Two, 12 High St", {"flat": "FLAT 2", "number": "12", "street": "HIGH STREET"}),
        ("Flat No 02, 12 High St", {"flat": "FLAT 2", "number": "12", "street": "HIGH STREET"}),
        ("10 High Street, Flat 2", {"flat": "FLAT 2", "number": "10", "street": "HIGH STREET"}),
        (
            "Rm 5 Flat 22, 38 High Street",
            {"room": "ROOM 5", "flat": "FLAT 22", "number": "38", "street": "HIGH STREET"},
        ),
        # Floors and sides.
        ("First Floor Flat, 12 High St", {"flat": "FLAT 1F", "number": "12", "street": "HIGH STREET"}),
        ("1ST FL FLT 12 HIGH ST", {"flat": "FLAT 1F", "number": "12", "street": "HIGH STREET"}),
        ("2nd Floor, 12 High St", {"flat": "2F", "number": "12", "street": "HIGH STREET"}),
        ("Floor 2, 12 High St", {"flat": "2F", "number": "12", "street": "HIGH STREET"}),
        ("Ground Floor Left, 12 High St", {"flat": "GROUND L", "number": "12", "street": "HIGH STREET"}),
        ("Lower Ground Floor Flat, 12 High St", {"flat": "FLAT BASEMENT", "number": "12", "street": "HIGH STREET"}),
        ("Basement Flat A 1 Ridge Road", {"flat": "FLAT BASEMENT A", "number": "1", "street": "RIDGE ROAD"}),
        ("Flat Above 32 Mill Lane", {"flat": "FLAT ABOVE", "number": "32", "street": "MILL LANE"}),
        ("Flat 1 First Floor 12 High Street", {"flat": "FLAT 1F 1", "number": "12", "street": "HIGH STREET"}),
        ("Upper Street, Ambleford", {"street": "UPPER STREET", "town": "AMBLEFORD"}),
        ("10 Garden Street", {"number": "10", "street": "GARDEN STREET"}),
        ("10 Flats Lane", {"number": "10", "street": "FLATS LANE"}),
        # Scotland.
        (
            "2/1, 10 Mill Street, Ambleford",
            {"flat": "2/1", "number": "10", "street": "MILL STREET", "town": "AMBLEFORD"},
        ),
        ("Flat 2/1, 10 Mill Street", {"flat": "FLAT 2/1", "number": "10", "street": "MILL STREET"}),
        ("2F1 10 Mill Street", {"flat": "2/1", "number": "10", "street": "MILL STREET"}),
        ("10/2 Mill Street", {"flat": "2", "number": "10", "street": "MILL STREET"}),
        # Buildings.
        (
            "18 Kings Court, 148 Hanham Road, Kingswood",
            {"flat": "18", "building": "KINGS COURT", "number": "148", "street": "HANHAM ROAD", "town": "KINGSWOOD"},
        ),
        ("22 Mill House, Mill Lane", {"flat": "22", "building": "MILL HOUSE", "street": "MILL LANE"}),
        ("22 MILL HOUSE MILL LANE", {"flat": "22", "building": "MILL HOUSE", "street": "MILL LANE"}),
        ("5 Manor House Lane", {"number": "5", "street": "MANOR HOUSE LANE"}),
        ("5 Tottenham Court Road", {"number": "5", "street": "TOTTENHAM COURT ROAD"}),
        (
            "Rose Cottage, Mill Lane, Ambleford",
            {"building": "ROSE COTTAGE", "street": "MILL LANE", "town": "AMBLEFORD"},
        ),
        ("BURNSIDE GAS LANE NAVENBY", {"building": "BURNSIDE", "street": "GAS LANE", "town": "NAVENBY"}),
        ("B7, Mill Court, Mill Lane", {"flat": "B7", "building": "MILL COURT", "street": "MILL LANE"}),
        ("Block B, 10 Mill Lane", {"building": "BLOCK B", "number": "10", "street": "MILL LANE"}),
        (
            "Brackwater Bakery Ltd, Unit 3, 10 Mill Lane",
            {"organisation": "BRACKWATER BAKERY LTD", "flat": "UNIT 3", "number": "10", "street": "MILL LANE"},
        ),
        (
            "Brackwater Bakery, Mill House, 10 Mill Lane",
            {"organisation": "BRACKWATER BAKERY", "building": "MILL HOUSE", "number": "10", "street": "MILL LANE"},
        ),
        (
            "79 Mill Lane, 14 Mill House",
            {"flat": "14", "building": "MILL HOUSE", "number": "79", "street": "MILL LANE"},
        ),
        (
            "Mrs A Resident, 10 Mill Lane, Ambleford",
            {"number": "10", "street": "MILL LANE", "town": "AMBLEFORD", "left_over": "MRS A RESIDENT"},
        ),
        # Streets on streets, places, counties.
        (
            "2 Cobble Mews, Mountgrove Road, Ambleford",
            {"number": "2", "dependent_street": "COBBLE MEWS", "street": "MOUNTGROVE ROAD", "town": "AMBLEFORD"},
        ),
        (
            "10 Mill Lane, Upper Otterstock, Ambleford, West Sussex, UK",
            {
                "number": "10",
                "street": "MILL LANE",
                "locality": "UPPER OTTERSTOCK",
                "town": "AMBLEFORD",
                "left_over": "WEST SUSSEX UK",
            },
        ),
        *(
            (
                f"10 Mill Lane, Ambleford, {beyond}",
                {
                    "number": "10",
                    "street": "MILL LANE",
                    "town": "AMBLEFORD",
                    "left_over": beyond.replace(".", "").upper(),
                },
            )
            for beyond in ("U.K.", "North Wales", "County of Ambershire", "Royal County of Ambershire", "Great Britain")
        ),
        (
            "10 Mill Lane, Ambleford, The North",
            {"number": "10", "street": "MILL LANE", "locality": "AMBLEFORD", "town": "THE NORTH"},
        ),
        ("10 St. Mary’s St, St Ives", {"number": "10", "street": "SAINT MARYS STREET", "town": "SAINT IVES"}),
        # Wales and the Channel Islands.
        ("12 Heol y Bont, Aberfarrog", {"number": "12", "street": "HEOL Y BONT", "town": "ABERFARROG"}),
        ("12 STRYD FAWR ABERFARROG", {"number": "12", "street": "STRYD FAWR", "town": "ABERFARROG"}),
        ("Fflat 2, 54 Lôn Las", {"flat": "FLAT 2", "number": "54", "street": "LON LAS"}),
        ("Llawr Gwaelod, 54 Lôn Las", {"flat": "GROUND", "number": "54", "street": "LON LAS"}),
        # Post.
        ("PO Box 12, Ambleford, DT97 1ZZ", {"po_box": "12", "town": "AMBLEFORD", "postcode": "DT97 1ZZ"}),
    ],
)
def test_each_part_of_an_address_is_found(text: str, expected: dict[str, str]) -> None:
    assert parts_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "10 Mill Lane, Ambleford, DT97 1AF",
        "10 Mill Lane\nAmbleford\nDT971AF",
        "DT97 1AF, 10 Mill Lane, Ambleford",
        "10 Mill Lane DT97 1AF Ambleford",
        "10 Mill Lane, Ambleford, dt97-1af.",
        "10 Mill Lane, Ambleford, DT97 IAF",
        "10 Mill Lane, Ambleford, DT97\n1AF",
        "\uff11\uff10 Mill Lane, Ambleford, DT97\u00a01AF",
    ],
)
def test_a_postcode_is_found_wherever_and_however_it_is_written(text: str) -> None:
    parsed = parse_address(text)
    assert (parsed.postcode, parsed.number, parsed.street, parsed.town) == (
        Postcode.parse("DT97 1AF"),
        NumberRange(10),
        "MILL LANE",
        "AMBLEFORD",
    )


@pytest.mark.parametrize(
    ("text", "left"), [("10 Mill Lane, Ambleford DT97", "DT97"), ("10 Mill Lane EC1 3MO", "EC1 3MO")]
)
def test_what_only_looks_like_a_postcode_is_left_over(text: str, left: str) -> None:
    parsed = parse_address(text)
    assert (parsed.postcode, parsed.left_over) == (None, left)


def test_an_ordinal_before_floor_is_no_postcode() -> None:
    assert parts_of("Flat B1 2nd Floor, 10 Mill Lane") == {"flat": "FLAT 2F B1", "number": "10", "street": "MILL LANE"}


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) <= MOST_CHARACTERS])
def test_any_text_has_parts_or_none(text: str) -> None:
    assert isinstance(parse_address(text), ParsedAddress)


@given(st.one_of(TEXT, st.lists(WORDS, max_size=30).map(" ".join)))
def test_parsing_never_raises_and_gives_the_same_again(text: str) -> None:
    assert parse_address(text) == parse_address(text)


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_case_and_spaces_do_not_matter(text: str) -> None:
    assert parse_address(text) == parse_address(f"  {text.lower()}  ")


@given(st.integers(0, 9999), st.sampled_from("ABC").map(str) | st.just(""), st.integers(1, 400))
def test_a_flat_and_a_number_are_never_exchanged(number: int, suffix: str, flat: int) -> None:
    parsed = parse_address(f"Flat {flat}, {number}{suffix} High Street, Ambleford")
    assert (parsed.flat, parsed.number) == (Unit("FLAT", str(flat)), NumberRange(number, suffix))


@pytest.mark.parametrize(
    ("text", "left_over"),
    [
        ("1? Mill Lane, Ambleford", "1?"),
        ("12 Mill Lane and 7 High Street, Ambleford", "12 MILL LANE AND"),
        ("Flat 60, Mill House, 30, 54 Mill Lane, Ambleford", "30"),
        ("12 Mill Lane, Ambleford, DT97 1AF, DT97 1AG", "DT97 1AF"),
        ("12 Mill Lane, 14, Ambleford", None),
    ],
)
def test_what_belongs_to_no_part_is_left_over(text: str, left_over: str | None) -> None:
    assert parse_address(text).left_over == left_over


def test_a_number_after_a_block_is_not_lost() -> None:
    assert read_parts("10 Block B 12").strays == ["12"]


def test_a_text_has_at_most_ten_thousand_characters() -> None:
    assert parse_address("A, " * 3_333).left_over is not None
    with pytest.raises(InvalidValueError) as caught:
        parse_address("A" * 10_001)
    assert caught.value.code == "address.too-long"


def test_an_address_is_text() -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_address(10)  # type: ignore[arg-type]
    assert caught.value.code == "address.not-text"


def test_parts_are_not_shown() -> None:
    assert repr(parse_address("10 Mill Lane DT97 1AF")) == "ParsedAddress(number=•••, street=•••, postcode=•••)"


def test_parts_can_be_sent_to_another_process() -> None:
    parsed = parse_address("Flat 2, 10 Mill Lane, Ambleford, DT97 1AF")
    assert pickle.loads(pickle.dumps(parsed)) == parsed  # noqa: S301 - our own bytes
