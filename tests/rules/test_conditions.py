from collections.abc import Callable
from typing import Any

import pytest
from tests.rules.trees import Household

from localgov_components.core.errors import InvalidValueError
from localgov_components.rules import Known, all_of, any_of, evaluate, not_, when


@pytest.mark.parametrize("join", [all_of, any_of])
def test_joining_needs_something_to_join(join: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError, match=rf"{join.__name__} needs at least one condition") as caught:
        join()
    assert caught.value.code == "rule.empty"


HOUSEHOLD: Any = Household
"""Without its types, so that mistakes reach the checks that are made when a rule is built."""
NOTHING: Any = None
TRUE: Any = True

NO_CONDITIONS: dict[str, Callable[[], object]] = {
    "a number": lambda: all_of(HOUSEHOLD.bins),
    "a condition and a number": lambda: any_of(HOUSEHOLD.badge, HOUSEHOLD.bins),
    "nothing": lambda: not_(NOTHING),
    "a truth value": lambda: all_of(TRUE),
    "an amount": lambda: when(HOUSEHOLD.capital, 1),
    "a text in a later branch": lambda: when(HOUSEHOLD.badge, 1).when(HOUSEHOLD.band, 2),
}


@pytest.mark.parametrize("make", NO_CONDITIONS.values(), ids=NO_CONDITIONS)
def test_only_conditions_are_joined(make: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError, match="one part is not true or false") as caught:
        make()
    assert caught.value.code == "rule.types"


def test_a_begun_choice_may_be_finished_in_two_ways() -> None:
    begun = when(HOUSEHOLD.badge, 1)
    first, second = begun.otherwise(2), begun.when(HOUSEHOLD.credit, 3).otherwise(4)
    known = Known({"household.badge": False, "household.credit": True})
    assert (evaluate(first, known), evaluate(second, known)) == (2, 3)
