from typing import Any

import pytest
from tests.rules.trees import Household

from localgov_components.core.errors import DefinitionError, InvalidValueError
from localgov_components.money import Money
from localgov_components.rules import Known, define, evaluate, require_sound


def test_a_definition_reads_as_its_name_or_its_label() -> None:
    assert define("gets_a_benefit", Household.credit).label == "gets a benefit"
    named = define("benefit", Household.credit, label="somebody gets a benefit", cites="Policy 2026, section 4")
    assert (named.name, named.label, named.cites) == ("benefit", "somebody gets a benefit", "Policy 2026, section 4")


@pytest.mark.parametrize("name", ["", "Benefit", "a benefit", "9a", "a-b", "é", "a" * 65, "a\n"])
def test_a_name_is_small_letters_digits_and_underscores(name: str) -> None:
    with pytest.raises(InvalidValueError, match="small letters, digits and underscores"):
        define(name, Household.credit)


def test_a_definition_has_the_type_and_the_measure_of_what_it_names() -> None:
    named = define("income", Household.income)
    assert (named.value_type, named.measure) == (Money, Household.income.measure)


def test_a_written_value_may_be_named_and_what_is_no_value_is_a_mistake() -> None:
    limit: Any = Money("16000")
    assert evaluate(define("limit", limit), Known()) == Money("16000")
    nothing: Any = None
    with pytest.raises(DefinitionError, match="NoneType is not a kind of value"):
        require_sound(define("limit", nothing))
