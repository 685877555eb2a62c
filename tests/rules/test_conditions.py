from collections.abc import Callable

import pytest

from localgov_components.core.errors import InvalidValueError
from localgov_components.rules import Known, all_of, any_of, evaluate, not_, when
from tests.rules.trees import Household


@pytest.mark.parametrize("join", [all_of, any_of])
def test_joining_needs_something_to_join(join: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError, match=rf"{join.__name__} needs at least one condition") as caught:
        join()
    assert caught.value.code == "rule.empty"


NO_CONDITIONS: dict[str, Callable[[], object]] = {
    "all_of(Household.bins)": lambda: all_of(Household.bins),
    "any_of(Household.badge, True)": lambda: any_of(Household.badge, True),
    "not_(None)": lambda: not_(None),
    "all_of(lambda: True)": lambda: all_of(lambda: True),
    "when(Household.capital, 1)": lambda: when(Household.capital, 1),
    "when(Household.badge, 1).when(Household.band, 2)": lambda: when(Household.badge, 1).when(Household.band, 2),
}


@pytest.mark.parametrize("make", NO_CONDITIONS.values(), ids=NO_CONDITIONS)
def test_only_conditions_are_joined(make: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError, match="one part is not true or false") as caught:
        make()
    assert caught.value.code == "rule.types"


def test_a_begun_choice_may_be_finished_in_two_ways() -> None:
    begun = when(Household.badge, 1)
    first, second = begun.otherwise(2), begun.when(Household.credit, 3).otherwise(4)
    known = Known({"household.badge": False, "household.credit": True})
    assert (evaluate(first, known), evaluate(second, known)) == (2, 3)
