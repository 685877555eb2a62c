import pytest
from hypothesis import given
from tests.identifiers.kinds_things import THINGS

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import PartialPostcode, Postcode, PostcodeLevel
from localgov_components.testing.strategies import postcodes


@pytest.mark.parametrize(
    ("text", "part", "level"),
    [
        ("sw", "SW", PostcodeLevel.AREA),
        ("B", "B", PostcodeLevel.AREA),
        ("sw1", "SW1", PostcodeLevel.DISTRICT),
        ("M11", "M11", PostcodeLevel.DISTRICT),
        ("M1 1", "M1 1", PostcodeLevel.SECTOR),
        ("SW1A", "SW1A", PostcodeLevel.SUB_DISTRICT),
        ("sw1a2", "SW1A 2", PostcodeLevel.SECTOR),
        ("SW1A  2", "SW1A 2", PostcodeLevel.SECTOR),
        ("SW12", "SW12", PostcodeLevel.DISTRICT),
        ("SW1 2", "SW1 2", PostcodeLevel.SECTOR),
        ("B123", "B12 3", PostcodeLevel.SECTOR),
        ("gir", "GIR", PostcodeLevel.AREA),
        ("NPT 1", "NPT 1", PostcodeLevel.SECTOR),
        ("ascn", "ASCN", PostcodeLevel.AREA),
        ("ZZ99", "ZZ99", PostcodeLevel.DISTRICT),
        ("zz993", "ZZ99 3", PostcodeLevel.SECTOR),
        ("XX10 1", "XX10 1", PostcodeLevel.SECTOR),
    ],
)
def test_each_part_is_read_as_what_it_is(text: str, part: str, level: PostcodeLevel) -> None:
    found = PartialPostcode.parse(text)
    assert (str(found), found.level) == (part, level)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SW1A 2AA", "partial-postcode.whole"),
        ("M11AE", "partial-postcode.whole"),
        ("HI", "partial-postcode.area"),
        ("SW1A 2A", "partial-postcode.format"),
        ("1", "partial-postcode.format"),
        ("SW1A 22", "partial-postcode.format"),
        ("", "partial-postcode.format"),
        ("QQ1", "partial-postcode.format"),
    ],
)
def test_what_is_no_part_is_refused_for_its_own_reason(text: str, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        PartialPostcode.parse(text)
    assert caught.value.code == code


@given(postcodes())
def test_a_postcode_is_covered_by_its_own_parts_and_no_other(code: Postcode) -> None:
    parts = code.parts
    for part in filter(None, [parts.district, parts.sub_district, parts.sector]):
        assert PartialPostcode.parse(part).covers(code)
    longer = Postcode.parse(f"{parts.area}{'11' if parts.district != f'{parts.area}11' else '12'} {code.inward}")
    assert not PartialPostcode.parse(str(parts.district)).covers(longer)


@given(THINGS[Postcode].filter(lambda text: text != "SAN TA1"))
def test_every_part_of_a_postcode_can_be_read(text: str) -> None:
    code = Postcode.parse(text)
    area = [code.area] if code.has_current_area else []
    for part in filter(None, [*area, code.district, code.sub_district, code.sector]):
        found = PartialPostcode.parse(part)
        assert str(found) == part
        assert found.covers(code)


@pytest.mark.parametrize(
    ("part", "code", "covered"),
    [
        ("SW", "SW1A 2AA", True),
        ("S", "SW1A 2AA", False),
        ("SW1", "SW1A 2AA", True),
        ("SW1", "SW11 2AA", False),
        ("SW1A", "SW1 2AA", False),
        ("M1", "M11 1AA", False),
        ("M1 1", "M1 1AE", True),
        ("M1 1", "M11 1AE", False),
        ("BF", "BF1 1AA", True),
    ],
)
def test_covering_goes_by_parts_and_not_by_how_a_text_begins(part: str, code: str, *, covered: bool) -> None:
    assert PartialPostcode.parse(part).covers(Postcode.parse(code)) == covered
