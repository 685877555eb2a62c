import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.address import Lpi, LpiStyle, StreetDescriptor, format_lpi, lpi_lines
from localgov_components.core import InvalidValueError
from localgov_components.identifiers import Postcode

LPI = {"uprn": "999900000017", "lpi_key": "K", "language": "ENG", "logical_status": "1", "usrn": "99000001"}
POSTCODE = Postcode.parse("DT97 1AA")


def lpi(**columns: str) -> Lpi:
    return Lpi.model_validate(LPI | columns)


def street(**columns: str) -> StreetDescriptor:
    cells = {"usrn": "99000001", "street_description": "HIGH STREET", "town_name": "AMBLEFORD", "language": "ENG"}
    return StreetDescriptor.model_validate(cells | columns)


@pytest.mark.parametrize(
    ("columns", "clean", "published"),
    [
        ({"pao_start_number": "12"}, "12 HIGH STREET", "12 HIGH STREET"),
        ({"pao_start_number": "12", "pao_start_suffix": "A"}, "12A HIGH STREET", "12A, HIGH STREET"),
        ({"pao_start_number": "12", "pao_start_suffix": "A1"}, "12A1 HIGH STREET", "12A1, HIGH STREET"),
        ({"pao_start_number": "12", "pao_end_number": "14"}, "12-14 HIGH STREET", "12-14 HIGH STREET"),
        (
            {"pao_start_number": "12", "pao_start_suffix": "A", "pao_end_number": "14", "pao_end_suffix": "B"},
            "12A-14B HIGH STREET",
            "12A-14B, HIGH STREET",
        ),
        (
            {"pao_start_number": "12", "pao_start_suffix": "A", "pao_end_number": "14"},
            "12A-14 HIGH STREET",
            "12A-14 HIGH STREET",
        ),
        ({"pao_text": "TITHE BARN"}, "TITHE BARN, HIGH STREET", "TITHE BARN, HIGH STREET"),
        (
            {"sao_start_number": "3", "sao_start_suffix": "A", "pao_text": "COTHAM MANSIONS"},
            "3A COTHAM MANSIONS, HIGH STREET",
            "3A, COTHAM MANSIONS, HIGH STREET",
        ),
        (
            {"sao_start_number": "3", "pao_text": "COTHAM MANSIONS", "pao_start_number": "12"},
            "3 COTHAM MANSIONS, 12 HIGH STREET",
            "3 COTHAM MANSIONS, 12 HIGH STREET",
        ),
        ({"sao_start_number": "3", "pao_start_number": "12"}, "3, 12 HIGH STREET", "3 12 HIGH STREET"),
        (
            {"sao_text": "FLAT 3", "pao_start_number": "12"},
            "FLAT 3, 12 HIGH STREET",
            "FLAT 3, 12 HIGH STREET",
        ),
        (
            {"sao_text": "ANNEXE", "sao_start_number": "3", "pao_text": "MANOR"},
            "ANNEXE, 3 MANOR, HIGH STREET",
            "ANNEXE, 3 MANOR, HIGH STREET",
        ),
        ({}, "HIGH STREET", "HIGH STREET"),
    ],
)
def test_both_styles_write_every_combination(columns: dict[str, str], clean: str, published: str) -> None:
    assert format_lpi(lpi(**columns), street(), postcode=POSTCODE) == f"{clean}, AMBLEFORD, DT97 1AA"
    assert (
        format_lpi(lpi(**columns), street(), postcode=POSTCODE, style=LpiStyle.AS_PUBLISHED)
        == f"{published}, AMBLEFORD, DT97 1AA"
    )


def test_the_published_style_ends_in_a_comma_where_there_is_no_postcode() -> None:
    assert format_lpi(lpi(), street(), style=LpiStyle.AS_PUBLISHED) == "HIGH STREET, AMBLEFORD, "
    assert format_lpi(lpi(), street()) == "HIGH STREET, AMBLEFORD"


@pytest.mark.parametrize(
    ("columns", "places"),
    [
        ({"locality": "AMBLEFORD"}, "AMBLEFORD"),
        ({"locality": "Ambleford", "administrative_area": "AMBLEFORD"}, "Ambleford"),
        ({"locality": "FORD END", "administrative_area": "AMBLESHIRE"}, "FORD END, AMBLEFORD, AMBLESHIRE"),
        ({"locality": "HIGH STREET"}, "AMBLEFORD"),
    ],
)
def test_a_place_is_said_once(columns: dict[str, str], places: str) -> None:
    assert format_lpi(lpi(), street(**columns)) == f"HIGH STREET, {places}"


@pytest.mark.parametrize("columns", [{"pao_text": "AMBLEFORD"}, {"sao_text": "AMBLEFORD", "pao_text": "THE MANOR"}])
def test_what_is_called_like_its_town_keeps_the_town(columns: dict[str, str]) -> None:
    assert lpi_lines(lpi(**columns), street())[-2:] == ("HIGH STREET", "AMBLEFORD")
    assert lpi_lines(lpi(), street(), organisation="AMBLEFORD") == ("AMBLEFORD", "HIGH STREET", "AMBLEFORD")


def test_the_published_style_repeats_what_is_repeated() -> None:
    columns = {"locality": "AMBLEFORD", "administrative_area": "AMBLEFORD"}
    written = format_lpi(lpi(), street(**columns), style=LpiStyle.AS_PUBLISHED)
    assert written == "HIGH STREET, AMBLEFORD, AMBLEFORD, "


def test_an_organisation_comes_first_and_is_said_once() -> None:
    assert lpi_lines(lpi(pao_text="VILLAGE HALL"), street(), organisation="VILLAGE HALL") == (
        "VILLAGE HALL",
        "HIGH STREET",
        "AMBLEFORD",
    )
    written = format_lpi(lpi(pao_start_number="2"), street(), organisation="SAILS", style=LpiStyle.AS_PUBLISHED)
    assert written == "SAILS, 2 HIGH STREET, AMBLEFORD, "


def test_welsh_is_written_with_the_welsh_descriptor() -> None:
    welsh = street(language="CYM", street_description="STRYD FAWR", town_name="RHYD AMBL")
    assert format_lpi(lpi(language="CYM", pao_start_number="2"), welsh) == "2 STRYD FAWR, RHYD AMBL"


@pytest.mark.parametrize("style", list(LpiStyle))
def test_the_descriptor_is_of_the_same_street_and_language(style: LpiStyle) -> None:
    with pytest.raises(InvalidValueError) as refused:
        format_lpi(lpi(), street(language="CYM"), style=style)
    assert refused.value.code == "lpi.language"
    with pytest.raises(InvalidValueError) as refused:
        format_lpi(lpi(), street(usrn="99000002"), style=style)
    assert refused.value.code == "lpi.street"


TEXT = st.none() | st.sampled_from(["FLAT", "MANOR", "BARN 2"])
NUMBER = st.none() | st.integers(0, 9_999).map(str)


@given(
    st.fixed_dictionaries({"sao_text": TEXT, "pao_text": TEXT, "sao_start_number": NUMBER, "pao_start_number": NUMBER})
)
def test_both_styles_say_the_same_words(columns: dict[str, str]) -> None:
    written = {style: format_lpi(lpi(**columns), street(), style=style) for style in LpiStyle}
    assert set(written[LpiStyle.CLEAN].replace(",", "").split()) == set(
        written[LpiStyle.AS_PUBLISHED].replace(",", "").split()
    )
