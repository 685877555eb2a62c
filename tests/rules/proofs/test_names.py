from enum import Enum, StrEnum

import pytest

from localgov_components.core.errors import NotSupportedError
from localgov_components.core.value import Value
from localgov_components.identifiers import Email, NhsNumber, Nino, Postcode, Uprn
from localgov_components.rules.proofs.names import Invented, Names


class Tenure(StrEnum):
    OWNED = "owned"
    RENTED = "rented"


class LaterTenure(StrEnum):
    SHARED = "shared"
    RENTED = "rented"


class Colour(Enum):
    RED = 1
    BLUE = 2


class LaterColour(Enum):
    BLUE = 2
    GREEN = 3


class Unheard(Value):
    """A kind of value of which nobody has an example."""


def test_two_versions_of_an_enumeration_have_the_same_numbers() -> None:
    names = Names()
    numbers = [names.number(Tenure, each) for each in Tenure]
    assert numbers == [0, 1]
    assert [names.number(LaterTenure, each) for each in LaterTenure] == [2, 1]
    assert Invented(names).value(LaterTenure, 1) is LaterTenure.RENTED
    assert Invented(names).value(Tenure, 1) is Tenure.RENTED


def test_what_an_enumeration_is_made_of_need_not_be_text() -> None:
    names = Names()
    assert [names.number(Colour, each) for each in Colour] == [0, 1]
    assert [names.number(LaterColour, each) for each in LaterColour] == [1, 2]
    assert Invented(names).value(LaterColour, 1) is LaterColour.BLUE


def test_a_text_and_an_identifier_are_numbered_apart() -> None:
    names = Names()
    assert names.number(str, "SW1A 1AA") == names.number(Postcode, Postcode.parse("SW1A 1AA")) == 0


@pytest.mark.parametrize("kind", [str, Email, NhsNumber, Nino, Postcode, Uprn])
def test_values_that_no_rule_names_are_made_up_and_differ(kind: type) -> None:
    names = Names()
    named = Invented(names).value(kind, -1)
    names.number(kind, named)
    invented = Invented(names)
    made = [invented.value(kind, number) for number in range(6)]
    assert made[0] == named
    assert len(set(made)) == 6
    assert {type(each) for each in made} == {kind}
    assert [invented.value(kind, number) for number in range(6)] == made


def test_a_value_of_which_nobody_has_an_example_cannot_be_made_up() -> None:
    with pytest.raises(NotSupportedError, match="no further value of Unheard") as raised:
        Invented(Names()).value(Unheard, 0)
    assert raised.value.code == "proof.value"
