import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE, TEXT

from localgov_components.address.review import AddressDecision, AddressKey, Verdict, address_key, folded_address
from localgov_components.address.review.sheet import one_line

from .town import FLAT_1, ON, decision

WRITTEN = st.lists(
    st.sampled_from(
        ["12", "12a", "Flat 2", "Mill Ln", "St. John's Rd", ",", "\n", "-", "/", "DT97 1AF", "SE1", "\u00a0"]
    ),
    max_size=8,
).map(" ".join)


@pytest.mark.parametrize(
    "text",
    [
        "12 MILL LANE, AMBLEFORD, DT97 1AF",
        "12 Mill Ln Ambleford DT971AF",
        "12 mill lane\nAmbleford\nDT97 1AF",
        " 12, Mill Lane; Ambleford",
    ],
)
def test_what_is_written_the_same_has_one_key(text: str) -> None:
    assert address_key(text, "DT97 1AF") == AddressKey("12 MILL LANE AMBLEFORD", "DT97 1AF")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1, 2 Mill Lane", "1 2 Mill Lane"),
        ("12 Mill Lane", "12A Mill Lane"),
        ("12-14 Mill Lane", "12 14 Mill Lane"),
        ("12 Mill Lane DT97 1AF", "12 Mill Lane DT97 1AE"),
        ("12 Mill Lane DT97 1AF", "12 Mill Lane"),
        ("12 Mill Lane, London SE1", "12 Mill Lane, London"),
    ],
)
def test_what_may_be_another_address_has_another_key(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


def test_a_postcode_of_its_own_goes_before_one_in_the_text_unless_it_is_none() -> None:
    assert address_key("12 Mill Lane DT97 1AF", "dt98 1ae").postcode == "DT98 1AE"
    assert address_key("12 Mill Lane DT97 1AF", "n/k").postcode == "DT97 1AF"


@given(st.one_of(TEXT, WRITTEN), st.one_of(st.none(), TEXT))
@example("AB1 1AA, DT97 1AF", None)
def test_the_folded_form_keeps_the_key(text: str, postcode: str | None) -> None:
    folded, written = folded_address(text, postcode)
    kept = AddressDecision(folded, written, Verdict.REJECTED, FLAT_1, "Officer", ON)
    assert kept.key == address_key(text, postcode)
    assert folded_address(folded, written)[1] == written


@given(st.one_of(TEXT, WRITTEN))
def test_what_a_sheet_shows_has_the_key_of_what_was_written(text: str) -> None:
    assert address_key(one_line(text)) == address_key(text)
    assert one_line(text).isprintable()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_has_a_key(text: str) -> None:
    assert isinstance(address_key(text, text), AddressKey)


def test_neither_address_nor_property_is_in_a_repr() -> None:
    found = decision("12 Mill Lane", FLAT_1)
    assert "MILL" not in f"{found!r} {found.key!r}"
    assert str(FLAT_1) not in repr(found)
