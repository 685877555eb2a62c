import pytest
from tests.forms.garden import Household, Property, Subscription

from localgov_components.core import InvalidValueError
from localgov_components.forms import Text, YesNo
from localgov_components.forms.fact_values import as_json, declaration, typed
from localgov_components.identifiers import Uprn


def test_a_value_goes_to_json_and_back() -> None:
    fact = declaration(Property.uprn)
    assert typed(fact, as_json(fact, Uprn.parse("999900000001"))) == Uprn.parse("999900000001")


def test_a_question_refuses_a_rule_in_place_of_a_fact() -> None:
    with pytest.raises(InvalidValueError, match="Give one fact"):
        YesNo(Subscription.bins > 1)


def test_a_question_refuses_a_fact_of_another_type() -> None:
    with pytest.raises(InvalidValueError, match=r"'household\.badge' is bool\. Give this question a fact of str"):
        Text(Household.badge)  # type: ignore[arg-type]


def test_the_error_for_a_wrong_value_does_not_hold_the_value() -> None:
    with pytest.raises(InvalidValueError) as caught:
        typed(declaration(Property.uprn), "a secret")
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("answer", ["on", "1", 0, None, "checked"])
def test_what_a_browser_sends_for_a_tick_is_no_truth_until_a_question_made_one_of_it(answer: object) -> None:
    with pytest.raises(InvalidValueError, match=r"'household\.badge': neither true nor false\. Write true or false\."):
        typed(declaration(Household.badge), answer)  # type: ignore[arg-type]
    assert typed(declaration(Household.badge), True) is True  # noqa: FBT003
