import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.address.parsing.number import NumberRange


@pytest.mark.parametrize(
    ("number", "held"),
    [
        (NumberRange(11), False),
        (NumberRange(12), True),
        (NumberRange(13), False),  # the other side of the street
        (NumberRange(14), True),
        (NumberRange(16), True),
        (NumberRange(17), False),
        (NumberRange(12, "A"), False),
        (NumberRange(12, end=14), False),
    ],
)
def test_a_range_holds_the_numbers_of_its_side(number: NumberRange, held: bool) -> None:  # noqa: FBT001 - a parameter
    assert NumberRange(12, end=16).holds(number) is held


def test_a_range_of_both_sides_holds_every_number() -> None:
    assert all(NumberRange(33, end=52).holds(NumberRange(number)) for number in range(33, 53))


def test_a_range_of_suffixes_holds_those_between() -> None:
    numbers = NumberRange(12, "A", 12, "C")
    assert numbers.holds(NumberRange(12, "B"))
    assert not numbers.holds(NumberRange(12, "D"))


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_a_single_number_holds_none(first: int, second: int) -> None:
    assert not NumberRange(first).holds(NumberRange(second))


def test_a_single_number_ends_where_it_starts() -> None:
    assert NumberRange(12, "A").last == NumberRange(12, "A").first == (12, "A")
    assert NumberRange(12, end=14).last == (14, None)
    assert not NumberRange(12, end=12).is_range
