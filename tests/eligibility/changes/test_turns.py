from hypothesis import given
from hypothesis import strategies as st

from localgov_components.eligibility.changes.turns import turns_of

STEPS = st.lists(st.integers(-1000, 1000), min_size=1, max_size=4, unique=True)


@given(STEPS, st.integers(-4, 4))
def test_every_turn_of_a_difference_that_only_grows_is_found(steps: list[int], less: int) -> None:
    def difference(number: int) -> int:
        return sum(number >= step for step in steps) - less

    sides = [(difference(number) > 0) - (difference(number) < 0) for number in range(-2000, 2001)]
    turns = [number - 2000 for number in range(4000) if sides[number] != sides[number + 1]]
    assert list(turns_of(difference, [-2000, 2000])) == turns


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_a_straight_line_is_followed_in_few_steps(crosses: int, steep: int) -> None:
    tried: list[int] = []

    def difference(number: int) -> int:
        tried.append(number)
        return steep * (number - crosses)

    assert list(turns_of(difference, [-(10**13), 10**13])) == [crosses - 1, crosses]
    assert len(tried) <= 6


def test_where_it_is_not_known_is_another_side() -> None:
    def difference(number: int) -> int | None:
        return None if 70 < number < 80 else 1

    assert list(turns_of(difference, [0, 75, 100])) == [70, 79]


def test_a_curve_takes_at_most_three_times_as_many_steps_as_halving() -> None:
    tried: list[int] = []

    def difference(number: int) -> int:
        tried.append(number)
        return max(number - 10**6, 0) ** 3 - 1000

    assert list(turns_of(difference, [0, 2**40])) == [1_000_009, 1_000_010]
    assert len(tried) <= 3 * 40 * 2
