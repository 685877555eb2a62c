import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from localgov_components.address import AddressableObject


def numbered(start: object = None, suffix: object = None, end: object = None, end_suffix: object = None) -> object:
    return {"start_number": start, "start_suffix": suffix, "end_number": end, "end_suffix": end_suffix}


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (numbered(), ""),
        (numbered("12"), "12"),
        (numbered(13), "13"),
        (numbered("0012", "A"), "12A"),
        (numbered("0"), "0"),
        (numbered("9999", "AB"), "9999AB"),
        (numbered("12", "", "14", ""), "12-14"),
        (numbered("12", "A", "14", "B"), "12A-14B"),
        (numbered("12", "A", "12", "C"), "12A-12C"),
        (numbered("14", "", "12"), "14-12"),
    ],
)
def test_numbers_are_written_with_suffixes_and_as_ranges(cells: object, numbers: str) -> None:
    assert AddressableObject.model_validate(cells).numbers == numbers


@pytest.mark.parametrize("number", ["10000", "-1", "12A", "1.0", 12_345, -2, 1.5, True, "٣"])
def test_a_number_runs_from_0_to_9999(number: object) -> None:
    with pytest.raises(ValidationError, match="0 to 9999"):
        AddressableObject.model_validate(numbered(number))


@pytest.mark.parametrize("suffix", ["ABC", "-", "A B"])
def test_a_suffix_is_one_or_two_letters_or_digits(suffix: str) -> None:
    with pytest.raises(ValidationError, match="one or two letters or digits"):
        AddressableObject.model_validate(numbered("1", suffix))


@pytest.mark.parametrize(
    ("cells", "mistakes"),
    [
        (numbered(None, "A"), ["a suffix without its number"]),
        (numbered("1", None, None, "B"), ["a suffix at the end without its number"]),
        (numbered(None, None, "3"), ["an end of a range without its start"]),
        (
            numbered(None, "A", "3", "B"),
            ["2 mistakes", "a suffix without its number", "an end of a range without its start"],
        ),
        (numbered(None, "A", None, "B"), ["2 mistakes", "a suffix without", "a suffix at the end without"]),
    ],
)
def test_parts_that_do_not_belong_together_are_named_together(cells: object, mistakes: list[str]) -> None:
    with pytest.raises(ValidationError) as refused:
        AddressableObject.model_validate(cells)
    assert all(mistake in str(refused.value) for mistake in mistakes)
    assert refused.value.error_count() == 1


def test_it_does_not_show_itself() -> None:
    shown = repr(AddressableObject.model_validate({"start_number": "12", "text": "TITHE BARN"}))
    assert "12" not in shown
    assert "BARN" not in shown


@pytest.mark.parametrize(("cells", "empty"), [({}, True), ({"text": "X"}, False), ({"start_number": 0}, False)])
def test_number_nought_is_a_number(cells: object, *, empty: bool) -> None:
    assert AddressableObject.model_validate(cells).is_empty is empty


def test_objects_are_sorted_as_people_walk() -> None:
    cells = [
        {},
        numbered("2"),
        numbered("10"),
        numbered("12"),
        numbered("12", None, "14"),
        numbered("12", "A"),
        numbered("12", "a", "14"),
        numbered("12", "B"),
        numbered("14"),
        {"text": "ASH HOUSE"},
        {"text": "Beech House"},
    ]
    objects = [AddressableObject.model_validate(each) for each in cells]
    shuffled = objects[5:] + objects[:5]
    assert sorted(shuffled, key=lambda each: each.order) == objects


OBJECTS = st.builds(
    lambda start, suffix, end, text: AddressableObject(
        start_number=start,
        start_suffix=suffix if start is not None else None,
        end_number=end if start is not None else None,
        text=text,
    ),
    st.none() | st.integers(0, 9_999),
    st.none() | st.sampled_from(["A", "B1", "z"]),
    st.none() | st.integers(0, 9_999),
    st.none() | st.sampled_from(["FLAT", "Barn"]),
)


@given(OBJECTS)
def test_what_is_stored_is_read_back(each: AddressableObject) -> None:
    assert AddressableObject.model_validate_json(each.model_dump_json()) == each
    assert AddressableObject.model_validate({name: str(value) for name, value in each if value is not None}) == each


@given(OBJECTS, OBJECTS)
def test_the_order_tells_two_apart_unless_case_alone_differs(one: AddressableObject, other: AddressableObject) -> None:
    if one.order == other.order:
        assert one.model_dump_json().casefold() == other.model_dump_json().casefold()
