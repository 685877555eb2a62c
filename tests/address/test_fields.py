import pytest
from tests.address.core_files import address

from localgov_components.address import GazetteerAddress


@pytest.mark.parametrize(
    ("text", "longitude"),
    [("-2.948", -2.948), ("-.077", -0.077), (".077", 0.077), ("-0.077", -0.077), ("1.", 1.0), (" 1 ", 1.0)],
)
def test_a_decimal_number_may_leave_out_a_nought_on_either_side(text: str, longitude: float) -> None:
    assert address(latitude="50.6", longitude=text).longitude == longitude


@pytest.mark.parametrize("text", [".", "-", "-.", "1e0", "nan", "inf", "1_0", "1,0", "--1", "1.0.0", "²", "\uff11"])
def test_what_is_no_decimal_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a decimal number such as 330000\.00"):
        address(longitude=text)


def test_an_empty_cell_is_no_place() -> None:
    read = GazetteerAddress.model_validate({"uprn": "1", "single_line_address": "Barn End", "easting": "  "})
    assert read.easting is None
