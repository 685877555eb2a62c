import pytest

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import GssCode, Status


@pytest.mark.parametrize(
    ("text", "nation", "entity"),
    [
        ("E06000066", "england", "E06"),
        ("e07000008", "england", "E07"),
        ("E08000038", "england", "E08"),
        ("E09000001", "england", "E09"),
        ("E10000003", "england", "E10"),
        ("E47000001", "england", "E47"),
        ("E61000001", "england", "E61"),
        ("S12000033", "scotland", "S12"),
        ("W06000015", "wales", "W06"),
        ("N09000003", "northern-ireland", "N09"),
        ("E05000026", "england", "E05"),
        ("K02000001", None, "K02"),
        ("L93000001", None, "L93"),
        (" E07 000 008 ", "england", "E07"),
    ],
)
def test_a_code_says_its_nation_and_what_kind_of_area_it_is(text: str, nation: str | None, entity: str) -> None:
    code = GssCode.parse(text)
    assert (code.nation, code.entity) == (nation, entity)
    assert code.status is Status.WELL_FORMED


@pytest.mark.parametrize("letter", "ENSWLM")
def test_a_code_that_says_that_no_area_applies_is_administrative(letter: str) -> None:
    assert GssCode.parse(f"{letter}99999999").status is Status.ADMINISTRATIVE


@pytest.mark.parametrize("text", ["E0700008", "E070000081", "A07000008", "07000008E", "E0700000O", "EE7000008", ""])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        GssCode.parse(text)
    assert caught.value.code == "gss-code.format"
    assert caught.value.source == "Office for National Statistics, Register of Geographic Codes"
