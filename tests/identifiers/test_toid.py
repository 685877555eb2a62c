import pytest

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import Toid


@pytest.mark.parametrize("digits", ["1000002309000257", "0000002309000257", "4000000012345"])
def test_case_does_not_matter_and_zeros_do(digits: str) -> None:
    assert str(Toid.parse(f"OSGB{digits}")) == str(Toid.parse(f" osgb{digits}")) == f"osgb{digits}"


@pytest.mark.parametrize(
    "text", ["1000002309000257", "osgb100000230900025", "osgb40000000123456", "osgb", "osni1000002309000257", ""]
)
def test_what_is_no_toid_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Toid.parse(text)
    assert caught.value.code == "toid.format"
