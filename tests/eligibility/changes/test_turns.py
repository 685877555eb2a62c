from hypothesis import given
from hypothesis import strategies as st

from localgov_components.eligibility.changes.turns import Turns

STEPS = st.lists(st.integers(-1000, 1000), min_size=1, max_size=4, unique=True)


@given(st.lists(STEPS, min_size=1, max_size=4))
def test_every_turn_of_a_row_whose_values_only_grow_is_found(rows: list[list[int]]) -> None:
    turns = Turns(lambda number: [sum(number >= step for step in steps) for steps in rows], most=10_000)
    found = turns.around([-2000, 0, 2000])
    assert found >= {near for steps in rows for step in steps for near in (step - 1, step)}
    assert not turns.is_cut


def test_a_window_is_found_by_the_turns_of_what_stands_before_it_in_the_row() -> None:
    turns = Turns(lambda number: (number >= 70, number >= 72, 70 <= number < 72), most=1000)
    assert {69, 70, 71, 72} <= turns.around([0, 1000])
    assert turns.noted[71][2] is True


def test_no_more_numbers_are_tried_than_may_be() -> None:
    turns = Turns(lambda number: (number >= 500,), most=5)
    turns.around([0, 1000])
    assert turns.is_cut
    assert len(turns.noted) == 5
