import pytest

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import SortCode, Status


@pytest.mark.parametrize(
    "text",
    ["200000", "20-00-00", "20 00 00", "20\u201300\u201300", "20.00.00", "200000.0", "'200000", 200000],
    ids=repr,
)
def test_every_way_to_write_a_sort_code_is_one_sort_code(text: str | int) -> None:
    assert str(SortCode.parse(text)) == "200000"
    assert SortCode.parse(text).format() == "20-00-00"


def test_zeros_in_front_are_kept_and_nothing_is_verified() -> None:
    code = SortCode.parse("08-99-99")
    assert (str(code), code.format(), code.status) == ("089999", "08-99-99", Status.WELL_FORMED)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "sort-code.format"),
        ("20/00/00", "sort-code.format"),
        ("20-OO-00", "sort-code.format"),
        ("8-99-99", "sort-code.too-short"),
        (89999, "sort-code.too-short"),
        ("20-00-000", "sort-code.too-long"),
        (1_000_000, "sort-code.too-long"),
        ("2E+05", "sort-code.scientific"),
        (200000.0, "sort-code.type"),
    ],
    ids=repr,
)
def test_what_is_no_sort_code_is_refused_for_its_own_reason(text: str | int, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        SortCode.parse(text)
    assert caught.value.code == code


def test_five_digits_are_told_about_zeros_and_not_padded() -> None:
    with pytest.raises(InvalidValueError, match=r"5 digits, it has 6 .* a spreadsheet drops zeros in front"):
        SortCode.parse("89999")
    with pytest.raises(InvalidValueError, match="1 digit, it has 6"):
        SortCode.parse("8")
