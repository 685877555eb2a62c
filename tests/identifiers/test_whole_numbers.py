"""USRN, UDPRN and local custodian code, which differ from a UPRN in their length only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import LocalCustodianCode, Udprn, Usrn, Utr
from localgov_components.identifiers.digits import WholeNumber

KINDS = {Usrn: 8, Udprn: 8, LocalCustodianCode: 4}
each_kind = pytest.mark.parametrize(("kind", "digits"), KINDS.items(), ids=lambda value: getattr(value, "__name__", ""))


@each_kind
@given(data=st.data())
def test_every_way_to_write_a_number_is_one_value(kind: type[WholeNumber], digits: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, 10**digits - 1))
    value = kind.parse(number)
    assert value.number == number
    assert value.format() == f"{number:0{digits}}"
    for text in (str(number), f"{number}.0", f"{number:020}", f"'{number}", value.format(), str(value)):
        assert kind.parse(text) == value


@each_kind
def test_too_many_digits_zero_and_lost_digits_are_refused(kind: type[WholeNumber], digits: int) -> None:
    slug = kind.slug
    for text, code in (("1" * (digits + 1), "too-long"), (10**digits, "too-long"), ("0", "zero"), (0, "zero"),
                       ("1.2E+03", "scientific"), ("1 2", "format"), ("-1", "format"), (-1, "format"), ("", "format"),
                       (True, "type"), (1.0, "type")):  # fmt: skip
        with pytest.raises(InvalidValueError) as caught:
            kind.parse(text)  # type: ignore[arg-type]
        assert caught.value.code == f"{slug}.{code}"


def test_a_custodian_code_is_written_with_its_zeros() -> None:
    assert str(LocalCustodianCode.parse(114)) == "0114"


def test_numbers_are_ordered_as_numbers() -> None:
    assert Usrn.parse("9") < Usrn.parse("10")
    assert LocalCustodianCode.parse("114") < LocalCustodianCode.parse("1265")


class AnotherLibrarysNumber:
    """As NumPy's are: no int, and a whole number all the same."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __index__(self) -> int:
        return self.number


def test_another_librarys_whole_number_is_a_whole_number() -> None:
    assert Usrn.parse(AnotherLibrarysNumber(8400001)) == Usrn.parse("8400001")
    assert Utr.parse(AnotherLibrarysNumber(1955839661)) == Utr.parse("1955839661")
    with pytest.raises(InvalidValueError) as caught:
        Usrn.parse(AnotherLibrarysNumber(0))
    assert caught.value.code == "usrn.zero"
