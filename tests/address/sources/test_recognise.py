from pathlib import Path

import pytest
from tests.address.core_files import EXAMPLES
from tests.address.sources.reads import written

from localgov_components.address.sources import recognised
from localgov_components.address.sources.addressbase_plus import PLUS_COLUMNS
from localgov_components.core import DefinitionError


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (EXAMPLES.read_text(encoding="utf-8").split("\n")[0].upper(), "addressbase-core"),
        ("UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE", "open-uprn"),
        ("uprn,address", "plain"),
        ("UPRN;Full Address;X_COORDINATE;Y_COORDINATE;LATITUDE;LONGITUDE", "plain"),
        ("uprn,cty,lad,oa11,lsoa11", "onsud"),
        ("1" + "," * (len(PLUS_COLUMNS) - 1), "addressbase-plus"),
        ('10,"AMBLEFORD",9055', "addressbase-premium"),
        ("RECORD_IDENTIFIER,CHANGE_TYPE,PRO_ORDER,UPRN", "addressbase-premium"),
        ("colour,size", "plain"),
    ],
)
def test_a_file_is_known_by_its_first_line(tmp_path: Path, first: str, kind: str) -> None:
    assert recognised(written(tmp_path, f"{first}\n")).kind == kind


def test_a_title_above_the_headings_is_told_with_their_line(tmp_path: Path) -> None:
    path = written(tmp_path, "Addresses of Ambleford\n\nUPRN,Address\n1,2 Mill Lane\n")
    with pytest.raises(DefinitionError, match="line 1: the headings seem to be on line 3"):
        recognised(path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="cannot be read"):
        recognised(tmp_path / "absent.csv")


def test_the_published_files_are_recognised(suites: Path) -> None:
    products = suites / "address" / "products"
    kinds = {
        folder: {recognised(path).kind for path in (products / folder).glob("*.csv") if path.stem != "hierarchy"}
        for folder in ("addressbase_plus", "addressbase_premium", "onsud")
    }
    assert kinds == {
        "addressbase_plus": {"addressbase-plus"},
        "addressbase_premium": {"addressbase-premium"},
        "onsud": {"onsud"},
    }
