import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.address import DeliveryPointAddress, format_paf
from localgov_components.core import InvalidValueError

SPELLED = {
    "po_box": "po_box_number",
    "dependant_thoroughfare": "dependent_thoroughfare",
    "dependant_locality": "dependent_locality",
    "double_dependant_locality": "double_dependent_locality",
}
PLACE = {"post_town": "Ambleford", "postcode": "DT97 1AA"}


def point(**fields: str) -> DeliveryPointAddress:
    return DeliveryPointAddress.model_validate(PLACE | fields)


def test_published_addresses_are_written_as_published(suites: Path) -> None:
    cases = json.loads((suites / "address" / "paf_visible.json").read_text(encoding="utf-8"))["fixtures"]
    assert len(cases) == 32
    for case in cases:
        fields = {SPELLED.get(name, name): value for name, value in case["fixture"].items()}
        written = format_paf(DeliveryPointAddress.model_validate(fields))
        expected = case["expected"]
        lines = [line for line in (expected["line_1"], expected["line_2"], expected["line_3"]) if line]
        assert list(written.in_lines(3)) == lines, case["description"]
        assert (written.post_town, written.postcode) == (expected["post_town"], expected["postcode"])
        assert (written.premise, written.number, written.unit) == (
            expected["premise"],
            expected["number"],
            expected["unit"],
        )


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({}, ()),
        ({"organisation_name": "Council", "department_name": "Rates"}, ("Council", "Rates")),
        ({"organisation_name": "Council", "po_box_number": "12"}, ("Council", "PO Box 12")),
        ({"po_box_number": "PO BOX 12", "building_name": "Barn"}, ("PO Box 12",)),
        ({"building_number": "3", "dependent_locality": "Hagworth"}, ("3 Hagworth",)),
        ({"building_number": "3", "double_dependent_locality": "Green", "dependent_locality": "H"}, ("3 Green", "H")),
        ({"building_number": "3"}, ("3",)),
        ({"building_number": "0", "building_name": "7", "thoroughfare": "Mill Lane"}, ("7 Mill Lane",)),
        (
            {"building_number": "3", "thoroughfare": "Mill Lane", "dependent_thoroughfare": "Mill Mews"},
            ("3 Mill Mews", "Mill Lane"),
        ),
    ],
)
def test_lines_come_in_royal_mail_s_order(fields: dict[str, str], lines: tuple[str, ...]) -> None:
    assert format_paf(point(**fields)).lines == lines


LONG = {
    "organisation_name": "Sails",
    "department_name": "Repairs",
    "sub_building_name": "Unit 3",
    "building_name": "The Net Loft",
    "building_number": "4",
    "dependent_thoroughfare": "Quay Mews",
    "thoroughfare": "Quay Street",
    "double_dependent_locality": "Old Quay",
    "dependent_locality": "Harbour",
}


def test_the_longest_address_keeps_every_line() -> None:
    written = format_paf(point(**LONG))
    assert written.all_lines == (
        *("Sails", "Repairs", "Unit 3", "The Net Loft", "4 Quay Mews", "Quay Street", "Old Quay", "Harbour"),
        *("AMBLEFORD", "DT97 1AA"),
    )


@pytest.mark.parametrize("most", range(1, 11))
def test_fewer_lines_hold_as_much(most: int) -> None:
    written = format_paf(point(**LONG))
    lines = written.in_lines(most)
    assert len(lines) == min(most, len(written.lines))
    assert ", ".join(lines) == ", ".join(written.lines)


def test_no_line_at_all_is_no_address() -> None:
    with pytest.raises(InvalidValueError) as refused:
        format_paf(point(**LONG)).in_lines(0)
    assert refused.value.code == "paf.lines"


WELSH = {
    "building_name": "Y Felin",
    "dependent_thoroughfare": "Mill Mews",
    "thoroughfare": "Mill Lane",
    "dependent_locality": "Nether Ambleford",
    "welsh_thoroughfare": "Lôn y Felin",
    "welsh_post_town": "Rhyd Ambl",
}


def test_welsh_takes_what_there_is_in_welsh() -> None:
    assert format_paf(point(**WELSH), language="cy").all_lines == (
        *("Y Felin", "Mill Mews", "Lôn y Felin", "Nether Ambleford"),
        *("RHYD AMBL", "DT97 1AA"),
    )
    assert format_paf(point(**WELSH)).single_line == (
        "Y Felin, Mill Mews, Mill Lane, Nether Ambleford, AMBLEFORD, DT97 1AA"
    )


def test_there_is_no_third_language() -> None:
    with pytest.raises(InvalidValueError) as refused:
        format_paf(point(**WELSH), language="fr")
    assert refused.value.code == "paf.language"


def test_a_letter_with_an_accent_has_its_capital() -> None:
    assert format_paf(point(welsh_post_town="Tŷ Ambl"), language="cy").post_town == "TŶ AMBL"


def test_a_written_address_does_not_show_itself() -> None:
    assert "Quay" not in repr(format_paf(point(**LONG)))


NAMES = st.text("abcXYZ 129-()", max_size=30)
FIELDS = st.fixed_dictionaries({}, optional={name: NAMES for name in LONG if name != "building_number"})


@given(FIELDS, st.sampled_from(["", "0", "7", "0016"]), st.integers(1, 9))
def test_no_field_is_lost(fields: dict[str, str], number: str, most: int) -> None:
    written = format_paf(point(**fields, building_number=number))
    text = " ".join(written.in_lines(most)).replace(",", "")
    for value in (*fields.values(), number.lstrip("0")):
        for word in value.split():
            assert word in text


@given(FIELDS)
def test_what_is_stored_is_written_alike(fields: dict[str, str]) -> None:
    stored = DeliveryPointAddress.model_validate_json(point(**fields).model_dump_json())
    assert format_paf(stored) == format_paf(point(**fields))
