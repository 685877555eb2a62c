from collections.abc import Callable
from typing import Any

import pytest
from tests.rules.trees import Household

from localgov_components.core.errors import DefinitionError, InvalidValueError
from localgov_components.rules import Known, all_of, any_of, evaluate, is_one_of, not_, require_sound, when


@pytest.mark.parametrize("join", [all_of, any_of])
def test_joining_needs_something_to_join(join: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError, match=rf"{join.__name__} needs at least one condition") as caught:
        join()
    assert caught.value.code == "rule.empty"


HOUSEHOLD: Any = Household
"""Without its types, so that mistakes reach the checks that are made when a rule is built."""

NO_CONDITIONS: dict[str, Callable[[], Any]] = {
    "a number": lambda: all_of(HOUSEHOLD.bins),
    "a condition and a number": lambda: any_of(HOUSEHOLD.badge, HOUSEHOLD.bins),
    "a text": lambda: not_(HOUSEHOLD.band),
    "an amount": lambda: when(HOUSEHOLD.capital, 1).otherwise(2),
    "a text in a later branch": lambda: when(HOUSEHOLD.badge, 1).when(HOUSEHOLD.band, 2).otherwise(3),
    "a list": lambda: all_of(HOUSEHOLD.members),
}


@pytest.mark.parametrize("make", NO_CONDITIONS.values(), ids=NO_CONDITIONS)
def test_only_conditions_are_joined(make: Callable[[], Any]) -> None:
    with pytest.raises(DefinitionError, match="one part is not true or false") as caught:
        require_sound(make())
    assert len(caught.value.faults) == 1


def test_a_written_truth_value_is_a_condition() -> None:
    always: Any = True
    assert evaluate(all_of(always), Known()) is True
    assert evaluate(any_of(HOUSEHOLD.badge, always), Known()) is True
    assert evaluate(when(always, 1).otherwise(2), Known()) == 1


def test_a_begun_choice_may_be_finished_in_two_ways() -> None:
    begun = when(HOUSEHOLD.badge, 1)
    first, second = begun.otherwise(2), begun.when(HOUSEHOLD.credit, 3).otherwise(4)
    known = Known({"household.badge": False, "household.credit": True})
    assert (evaluate(first, known), evaluate(second, known)) == (2, 3)


def test_membership_is_settled_by_one_option_though_others_are_unknown() -> None:
    either = is_one_of(Household.bins, Household.adults, 3)
    assert evaluate(either, Known({"household.bins": 3})) is True
    assert evaluate(either, Known({"household.bins": 2, "household.adults": 2})) is True
    assert evaluate(either, Known({"household.bins": 2, "household.adults": 1})) is False
    text: Any = "A"
    assert evaluate(is_one_of(text, Household.band, "B"), Known({"household.band": "A"})) is True
