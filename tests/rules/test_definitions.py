import pytest
from tests.rules.trees import Household

from localgov_components.core.errors import InvalidValueError
from localgov_components.rules import define


def test_a_definition_reads_as_its_name_or_its_label() -> None:
    assert define("gets_a_benefit", Household.credit).label == "gets a benefit"
    named = define("benefit", Household.credit, label="somebody gets a benefit", cites="Policy 2026, section 4")
    assert (named.name, named.label, named.cites) == ("benefit", "somebody gets a benefit", "Policy 2026, section 4")


@pytest.mark.parametrize("name", ["", "Benefit", "a benefit", "9a", "a-b", "é", "a" * 65, "a\n"])
def test_a_name_is_small_letters_digits_and_underscores(name: str) -> None:
    with pytest.raises(InvalidValueError, match="small letters, digits and underscores"):
        define(name, Household.credit)
