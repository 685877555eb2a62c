from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.kinds_people import UPN_LETTERS, digits, upn_check_letter, valid_upn

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import Status, Upn

ENDS = "0123456789" + UPN_LETTERS


@given(digits(11), st.sampled_from(ENDS))
def test_one_check_letter_fits_and_it_is_that_of_the_catalogue(eleven: str, end: str) -> None:
    rest = eleven + end
    assert [letter for letter in UPN_LETTERS if Upn.is_valid(letter + rest)] == [upn_check_letter(rest)]


@given(valid_upn())
def test_every_single_wrong_character_is_caught_but_one_of_the_same_worth_at_the_end(upn: str) -> None:
    for place in range(13):
        for character in set(UPN_LETTERS if place == 0 else ENDS if place == 12 else "0123456789") - {upn[place]}:
            same_worth = place == 12 and ENDS.index(character) % 10 == ENDS.index(upn[12]) % 10
            changed = upn[:place] + character + upn[place + 1 :]
            if Upn.is_valid(changed):
                assert same_worth
                assert character.isdecimal() != upn[12].isdecimal()


def test_a_digit_for_the_letter_of_its_worth_is_not_caught() -> None:
    rest = "80120002400"
    assert upn_check_letter(rest + "1") == upn_check_letter(rest + "B")


@given(valid_upn())
def test_every_exchange_of_two_digits_is_caught(upn: str) -> None:
    for one, other in combinations(range(1, 13), 2):
        changed = list(upn)
        changed[one], changed[other] = changed[other], changed[one]
        if upn[one] != upn[other]:
            assert not Upn.is_valid("".join(changed))


@pytest.mark.parametrize("upn", ["K801200024001", "G838200124017", "B801200005001"])
def test_documented_numbers_are_valid(upn: str) -> None:
    assert Upn.parse(upn.lower()).status is Status.VALID


@pytest.mark.parametrize("authority", ["838", "839", "940", "941", "942", "943", "000", "999"])
def test_no_pupil_is_refused_for_an_authority(authority: str) -> None:
    rest = f"{authority}200124017"
    assert Upn.parse(upn_check_letter(rest) + rest).status is Status.VALID


@given(valid_upn())
def test_a_letter_at_the_end_makes_a_number_temporary(upn: str) -> None:
    assert Upn.parse(upn).status is (Status.TEMPORARY if upn[-1].isalpha() else Status.VALID)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "upn.format"),
        ("801200024001", "upn.format"),
        ("K80120002400", "upn.format"),
        ("K8012000240011", "upn.format"),
        ("I801200024001", "upn.format"),
        ("K80120002400S", "upn.format"),
        ("K8012000A4001", "upn.format"),
        ("A801200024001", "upn.check"),
        (801200024001, "upn.type"),
    ],
)
def test_what_is_no_number_is_refused_for_its_own_reason(text: str, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Upn.parse(text)
    assert caught.value.code == code


def test_a_letter_taken_for_a_digit_is_named() -> None:
    with pytest.raises(InvalidValueError, match="look exchanged"):
        Upn.parse("K8O1200024001")
