import pytest

from localgov_components.rules.reading.phrase import BESIDE_A_VERB, Phrase, Shape


@pytest.mark.parametrize("shape", Shape)
def test_only_a_word_and_what_fits_stand_without_brackets(shape: Shape) -> None:
    phrase = Phrase("a and b", shape)
    assert phrase.within(shape) == "a and b"
    assert phrase.within() == ("a and b" if shape is Shape.WORD else "(a and b)")


def test_a_list_stands_in_brackets_beside_a_verb() -> None:
    assert Phrase("a; or b", Shape.LIST).within(*BESIDE_A_VERB) == "(a; or b)"
    assert Phrase("the larger of a and b", Shape.CLAUSE).within(*BESIDE_A_VERB) == "the larger of a and b"
