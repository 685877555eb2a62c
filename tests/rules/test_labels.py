import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.rules import labels


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Savings and investments", "savings and investments"),
        ("Somebody has a Blue Badge", "somebody has a Blue Badge"),
        ("number of bins", "number of bins"),
        ("A home in our area", "a home in our area"),
        ("The applicant's age", "the applicant's age"),
        ("Applicant’s age", "applicant’s age"),
        ("Non-dependants", "non-dependants"),
        ("Universal Credit award", "Universal Credit award"),
        ("Whether Universal Credit is paid", "whether Universal Credit is paid"),
        ("Gets Universal Credit", "Gets Universal Credit"),
        ("UPRN of the home", "UPRN of the home"),
        ("P60 is held", "P60 is held"),
        ("I live here", "I live here"),
        ("B road", "B road"),
        ("Élan", "élan"),
        ("  Rent \n paid ", "rent paid"),
        ("1 January", "1 January"),
        ("", ""),
        (" ", ""),
    ],
)
def test_a_label_begins_small_in_a_sentence_unless_it_begins_with_a_name(label: str, words: str) -> None:
    assert labels.in_sentence(label) == words


@pytest.mark.parametrize(
    ("label", "plural"),
    [
        ("savings and investments", True),
        ("the household's rent and council tax", True),
        ("savings", False),
        ("number of adults and children", False),
        ("income after tax and insurance", False),
        ("amount for heating and light", False),
        ("brand", False),
        ("", False),
    ],
)
def test_two_nouns_joined_are_plural(label: str, plural: bool) -> None:  # noqa: FBT001 - a case of the table
    assert labels.is_plural(label) is plural


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("is a partner", "is not a partner"),
        ("Is a partner", "is not a partner"),
        ("has a job", "does not have a job"),
        ("has been ill", "has not been ill"),
        ("have been ill", "have not been ill"),
        ("can walk", "cannot walk"),
        ("must pay", "need not pay"),
        ("is", None),
        ("island home", None),
        ("somebody is ill", None),
        ("", None),
    ],
)
def test_a_label_that_begins_with_a_verb_can_be_denied(label: str, words: str | None) -> None:
    assert labels.denied(label) == words


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("date of birth", "age"),
        ("the partner's date of birth", "the partner's age"),
        ("Date of birth of the child", "age of the child"),
        ("dyddiad geni", "age"),
        ("date of moving in", None),
        ("update of births", None),
    ],
)
def test_a_date_of_birth_becomes_an_age(label: str, words: str | None) -> None:
    assert labels.age_from(label, "age") == words


@pytest.mark.parametrize(
    ("noun", "has_one"), [("your children", True), ("The bins", True), ("bins", False), (" ", False)]
)
def test_a_noun_may_bring_its_own_determiner(noun: str, has_one: bool) -> None:  # noqa: FBT001 - a case of the table
    assert labels.with_determiner(noun) is has_one


@given(st.text())
def test_any_text_may_be_a_label(label: str) -> None:
    words = labels.in_sentence(label)
    assert words == " ".join(words.split())
    assert words.casefold() == " ".join(label.split()).casefold()
    labels.is_plural(label)
    assert labels.denied(label) != words or not words
