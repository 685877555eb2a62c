import pytest

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import GssCode, Status


@pytest.mark.parametrize(
    ("text", "nation", "entity", "kind"),
    [
        ("E06000066", "england", "E06", "unitary"),
        ("e07000008", "england", "E07", "district"),
        ("E08000038", "england", "E08", "metropolitan-district"),
        ("E09000001", "england", "E09", "london-borough"),
        ("E10000003", "england", "E10", "county"),
        ("E47000001", "england", "E47", "combined-authority"),
        ("E61000001", "england", "E61", "strategic"),
        ("S12000033", "scotland", "S12", "unitary"),
        ("W06000015", "wales", "W06", "unitary"),
        ("N09000003", "northern-ireland", "N09", "ni-district"),
        ("E05000026", "england", "E05", None),
        ("K02000001", None, "K02", None),
        ("L93000001", None, "L93", None),
        (" E07 000 008 ", "england", "E07", "district"),
    ],
)
def test_a_code_says_its_nation_and_what_kind_of_area_it_is(
    text: str, nation: str | None, entity: str, kind: str | None
) -> None:
    code = GssCode.parse(text)
    assert (code.nation, code.entity, code.council_kind) == (nation, entity, kind)
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
