from itertools import product
from string import ascii_uppercase

import pytest

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import Nino, Status

ADMINISTRATIVE = {"CR", "FY", "MW", "NC", "OO", "PP", "PY", "PZ"}


def may_begin(first: str, second: str) -> bool:
    """HMRC, NIM39110, sentence by sentence."""
    if first in "DFIQUV" or second in "DFIQUV":
        return False
    if second == "O":
        return False
    return first + second not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}


def test_every_pair_of_letters_is_issued_administrative_an_example_or_refused() -> None:
    for first, second in product(ascii_uppercase, repeat=2):
        prefix = first + second
        text = f"{prefix}123456C"
        if prefix == "QQ":
            assert Nino.parse(text, allow_example=True).status is Status.EXAMPLE
            assert not Nino.is_valid(text)
        elif prefix in ADMINISTRATIVE:
            assert Nino.parse(text).status is Status.ADMINISTRATIVE
        elif may_begin(first, second):
            assert Nino.parse(text).status is Status.WELL_FORMED
        else:
            with pytest.raises(InvalidValueError, match="first two letters") as caught:
                Nino.parse(text, allow_example=True)
            assert caught.value.code == "nino.prefix"


@pytest.mark.parametrize("prefix", ["GY", "JY", "HN", "MA", "BT"])
def test_real_prefixes_that_other_software_has_refused_are_read(prefix: str) -> None:
    assert str(Nino.parse(f"{prefix}123456A")) == f"{prefix}123456A"


@pytest.mark.parametrize(
    "text",
    [
        "AB123456C",
        "ab 12 34 56 c",
        " AB-12-34-56-C ",
        "AB.123456.C",
        "\uff21\uff22123456\uff23",
        "AB\u00a0123456\u200bC",
    ],
)
def test_every_way_to_write_a_number_is_one_number(text: str) -> None:
    assert str(Nino.parse(text)) == "AB123456C"
    assert Nino.parse(text).format() == "AB 12 34 56 C"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "nino.format"),
        ("AB123456E", "nino.format"),
        ("AB12345C", "nino.format"),
        ("A1123456C", "nino.format"),
        ("AB1234567C", "nino.format"),
        ("AB123456", "nino.suffix"),
        ("11 A1 11 11", "nino.temporary-reference"),
        ("TN010170M", "nino.temporary-number"),
        ("NC010170F", "nino.temporary-number"),
        ("PP999999P", "nino.temporary-number"),
        ("BG123456A", "nino.prefix"),
        ("QQ123456C", "nino.example"),
        ("AB123456C" * 10, "nino.too-long"),
        (123456, "nino.type"),
    ],
)
def test_what_is_no_number_is_refused_for_its_own_reason(text: str, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Nino.parse(text)
    assert caught.value.code == code


@pytest.mark.parametrize("text", ["AB12345OC", "AB1O3OOOC", "AB I23456 C", "1Z123456A"])
def test_a_letter_taken_for_a_digit_is_named_and_never_changed(text: str) -> None:
    with pytest.raises(InvalidValueError, match="look exchanged"):
        Nino.parse(text)


def test_text_that_no_exchange_would_mend_is_not_said_to_be_exchanged() -> None:
    with pytest.raises(InvalidValueError, match="Give all nine characters"):
        Nino.parse("AB12345OCC")
    with pytest.raises(InvalidValueError, match="Give all nine characters"):
        Nino.parse("O0" * 20)
