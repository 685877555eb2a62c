from hypothesis import given
from hypothesis import strategies as st

from localgov_components.rules.boundaries.crossing import crossings

NUMBERS = st.integers(-(10**12), 10**12)


@given(st.sets(NUMBERS, max_size=4), st.tuples(NUMBERS, NUMBERS))
def test_every_change_of_something_that_only_grows_is_found_between_the_ends(
    changes: set[int], ends: tuple[int, int]
) -> None:
    low, high = min(ends), max(ends)
    inside = {change for change in changes if low < change <= high}
    found = set(crossings(lambda number: sum(number >= change for change in changes), [low, high]))
    assert found == {near for change in inside for near in (change - 1, change)}


def test_a_change_back_is_found_when_a_number_between_is_tried() -> None:
    def inside(number: int) -> bool:
        return 3 <= number < 7

    assert list(crossings(inside, [0, 10])) == []
    assert sorted(crossings(inside, [0, 5, 10])) == [2, 3, 6, 7]


def test_it_ends_however_often_something_changes() -> None:
    asked: list[int] = []

    def parity(number: int) -> int:
        asked.append(number)
        return number % 2

    assert set(crossings(parity, [0, 10**12 + 1]))
    assert len(asked) < 1000


def test_one_number_has_no_neighbours() -> None:
    assert list(crossings(bool, [5])) == list(crossings(bool, [])) == []
