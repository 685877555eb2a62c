from pathlib import Path

import pytest
from tests.address.core_files import core_file, house
from tests.address.sources.reads import read, refusal, written

from localgov_components.address import Gazetteer, Onsud
from localgov_components.address.sources.onsud import is_onsud_file
from localgov_components.core import NotFoundError
from localgov_components.identifiers import Uprn


@pytest.mark.parametrize("heading", ["uprn,lad", "UPRN,LAD25CD", "uprn,oslaua", "Uprn,lad21cd"])
def test_the_district_is_known_by_its_stem(tmp_path: Path, heading: str) -> None:
    ((batch,), rejects) = read(Onsud(written(tmp_path, f"{heading}\n0011,e07999001\n")))
    assert (batch.districts, rejects) == ([(2, 11, "E07999001")], [])


def test_a_row_without_uprn_or_district_is_rejected(tmp_path: Path) -> None:
    text = "uprn,lad\nx,E07999001\n1,\n2,E99999999\n3,Ambleford\n4,E07999001\n"
    _, rejects = read(Onsud(written(tmp_path, text)))
    assert [reject.line for reject in rejects] == [2, 3, 4, 5]


@pytest.mark.parametrize(("text", "column"), [("lad,oa21\na,b\n", "uprn"), ("uprn,ward\n1,b\n", "lad")])
def test_a_missing_column_refuses_the_file(tmp_path: Path, text: str, column: str) -> None:
    (fault,) = refusal(Onsud(written(tmp_path, text)))
    assert (fault.line, fault.column) == (1, column)


def test_it_is_told_from_a_list_of_addresses_by_its_small_areas() -> None:
    assert is_onsud_file(["UPRN", "LAD25CD", "OA21CD"])
    assert not is_onsud_file(["uprn", "lad", "address"])
    assert not is_onsud_file(["uprn", "oa11"])


def test_districts_are_joined_to_addresses_that_have_none_and_kept_for_the_rest(tmp_path: Path) -> None:
    core = core_file(tmp_path, house(uprn="1", gss_code=""), house(uprn="2", gss_code="E07999002"))
    (tmp_path / "onsud").mkdir()
    directory = written(tmp_path / "onsud", "uprn,lad\n1,E07999001\n2,E07999001\n3,E07999003\n1,E07999004\n")
    report = Gazetteer.build([core, Onsud(directory)], tmp_path / "a.gazetteer", most_rejected=0.5)
    assert [(source.kept, source.rejected) for source in report.sources] == [(2, 0), (3, 1)]
    with Gazetteer.open(tmp_path / "a.gazetteer") as gazetteer:
        assert gazetteer.get(Uprn.parse("1")).gss_code == "E07999001"
        codes = [str(gazetteer.district(Uprn.parse(uprn))) for uprn in "123"]
        with pytest.raises(NotFoundError, match="no district"):
            gazetteer.district(Uprn.parse("4"))
    assert codes == ["E07999001", "E07999002", "E07999003"]


def test_the_published_example_is_read_whole(suites: Path) -> None:
    ((batch,), rejects) = read(Onsud(suites / "address" / "products" / "onsud" / "onsud_test.csv"))
    assert (len(batch.districts), rejects) == (batch.read, [])
