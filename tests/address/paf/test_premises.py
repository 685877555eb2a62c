import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.address.paf.premises import is_exception, premises


@pytest.mark.parametrize(
    ("parts", "lines", "number", "unit"),
    [
        (("", "", ""), (), "", ""),
        (("", "", "16"), (), "16", ""),
        (("", "12A", ""), (), "12A", ""),
        (("", "110-114", ""), (), "110-114", ""),
        (("", "1to1", ""), (), "1to1", ""),
        (("", "100:1", ""), (), "100:1", ""),
        (("", "K", ""), (), "K", ""),
        (("", "The Manor", ""), ("The Manor",), "", ""),
        (("", "Flower House 189A", ""), ("Flower House",), "189A", ""),
        (("", "Oxford House 110-114", ""), ("Oxford House",), "110-114", ""),
        (("", "Oxford House 110A-114B", ""), ("Oxford House",), "110A-114B", ""),
        (("", "Centre 30", ""), ("Centre 30",), "", ""),
        (("", "10 Sellon Court", ""), ("10 Sellon Court",), "", ""),
        (("", "Unit 60", ""), ("Unit 60",), "", "Unit 60"),
        (("", "UNITS 3-4", ""), ("UNITS 3-4",), "", "UNITS 3-4"),
        (("", "Rear of 5a", ""), ("Rear of 5a",), "", "Rear of 5a"),
        (("", "Flat 1A", ""), ("Flat 1A",), "", "Flat 1A"),
        (("", "The Old Works Unit 1-3", ""), ("The Old Works Unit 1-3",), "", ""),
        (("", "Unit 5 Barn House 12-14", ""), ("Unit 5 Barn House",), "12-14", ""),
        (("", "Runit 12-14", ""), ("Runit",), "12-14", ""),
        (("", "(Smith)", ""), ("(Smith)",), "", ""),
        (("", "Victoria House", "15"), ("Victoria House",), "15", ""),
        (("", "Unit 2", "15"), ("Unit 2",), "15", "Unit 2"),
        (("", "12A", "15"), ("12A",), "15", ""),
        (("Flat 1", "", "12"), ("Flat 1",), "12", "Flat 1"),
        (("A", "", "12"), (), "12A", ""),
        (("1", "", "12"), ("1",), "12", "1"),
        (("A", "Priory Court", ""), ("A, Priory Court",), "", "A"),
        (("10B", "Barry Tower", ""), ("10B Barry Tower",), "", "10B"),
        (("Flat 8", "Oxford House 110-114", ""), ("Flat 8", "Oxford House"), "110-114", "Flat 8"),
        (("Caretakers Flat", "110-114", ""), ("Caretakers Flat",), "110-114", "Caretakers Flat"),
        (("A", "110-114", ""), ("A",), "110-114", "A"),
        (("(Smith)", "Rose Cottage", ""), ("(Smith)", "Rose Cottage"), "", ""),
        (("2B", "The Tower", "27"), ("2B The Tower",), "27", "2B"),
        (("Basement Flat", "Victoria House", "15"), ("Basement Flat", "Victoria House"), "15", "Basement Flat"),
        (("Flat 2", "", ""), ("Flat 2",), "", "Flat 2"),
        (("12A", "", ""), ("12A",), "", "12A"),
    ],
)
def test_each_rule_arranges_what_is_there(
    parts: tuple[str, str, str], lines: tuple[str, ...], number: str, unit: str
) -> None:
    assert premises(*parts) == (lines, number, unit)


@pytest.mark.parametrize("name", ["1", "12", "12A", "1-3", "A", "100:1", "1to1", "2 and 4"])
def test_a_name_that_is_really_a_number_is_an_exception(name: str) -> None:
    assert is_exception(name)


@pytest.mark.parametrize("name", ["", "AB", "A1", "12AB", "1st Floor", "12 Mill House", "(1)"])
def test_other_names_are_not(name: str) -> None:
    assert not is_exception(name)


WORDS = st.lists(
    st.one_of(
        st.sampled_from(["Unit", "Flat", "Rear of", "House", "A", "12", "12A", "1-3"]), st.text("abXY19-", min_size=1)
    ),
    max_size=4,
).map(" ".join)


@given(WORDS, WORDS, st.sampled_from(["", "7", "16"]))
def test_no_character_is_lost_and_none_is_added(sub_building: str, name: str, number: str) -> None:
    arranged = premises(sub_building, name, number)
    given_characters = sorted(f"{sub_building}{name}{number}".replace(" ", ""))
    assert sorted("".join((*arranged.lines, arranged.number)).replace(" ", "").replace(",", "")) == given_characters
    assert arranged.unit in {"", sub_building, name}


@given(WORDS, WORDS, st.sampled_from(["", "7", "16"]))
def test_what_is_arranged_stays_as_it_is(sub_building: str, name: str, number: str) -> None:
    arranged = premises("", name, number)
    if len(arranged.lines) == 1 and arranged.number:
        assert premises("", arranged.lines[0], arranged.number)[:2] == arranged[:2]


def test_a_name_of_any_length_is_arranged_at_once() -> None:
    name = "1 " * 50_000 + "x"
    assert premises("", name, "").lines == (name,)
    assert premises("", "9" * 100_000 + "-", "").lines == ("9" * 100_000 + "-",)
