import pytest
from hypothesis import given
from tests.identifiers.kinds_people import digits, utr_check_digit, valid_utr

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import Status, Utr

WEIGHTS = [6, 7, 8, 9, 10, 5, 4, 3, 2]


def remainder(utr: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, utr[1:], strict=True)) % 11


@given(digits(9))
def test_nine_digits_have_one_check_digit_and_it_is_never_zero(nine: str) -> None:
    assert [digit for digit in "0123456789" if Utr.is_valid(digit + nine)] == [utr_check_digit(nine)]
    assert utr_check_digit(nine) != "0"


@given(valid_utr())
def test_a_wrong_digit_is_caught_but_where_two_remainders_share_a_check_digit(utr: str) -> None:
    for place in range(10):
        for digit in set("0123456789") - {utr[place]}:
            changed = utr[:place] + digit + utr[place + 1 :]
            shared = {remainder(utr), remainder(changed)} in ({0, 9}, {1, 10})
            assert Utr.is_valid(changed) == (shared and place > 0)


@pytest.mark.parametrize(
    "text",
    [
        "1955839661",
        "19558 39661",
        "19558-39661",
        "1955839661K",
        "19558 39661 k",
        "1955839661.0",
        1955839661,
        "1955839661\uff2b",
    ],
    ids=repr,
)
def test_every_way_to_write_a_reference_is_one_reference(text: str | int) -> None:
    assert str(Utr.parse(text)) == "1955839661"
    assert Utr.parse(text).format() == "19558 39661"


def test_documented_references_are_valid() -> None:
    assert [Utr.parse(text).status for text in ("1955839661", "3282497350", "2222222222")] == [Status.VALID] * 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "utr.format"),
        ("K", "utr.format"),
        ("K1955839661", "utr.format"),
        ("1955839661KK", "utr.format"),
        ("2955839661", "utr.check"),
        ("1234567890", "utr.check"),
        ("0000000000", "utr.check"),
        ("955839661", "utr.too-short"),
        ("19558396611", "utr.too-long"),
        ("1.95584E+09", "utr.scientific"),
        (True, "utr.type"),
    ],
    ids=repr,
)
def test_what_is_no_reference_is_refused_for_its_own_reason(text: str | int, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Utr.parse(text)
    assert caught.value.code == code
