from pathlib import Path

import pytest
from pydantic import ValidationError
from tests.address.core_files import address

from localgov_components.address.rejects import Reject, Rejects, reasons_of, rejects_path, write_rejects
from localgov_components.core import LocalGovError


def test_a_row_counts_once_with_each_of_its_mistakes() -> None:
    rejects = Rejects(5)
    rejects.add(2, [("uprn", "a."), ("rpc", "b.")])
    assert (rejects.rows, rejects.take()) == (6, [Reject(2, "uprn", "a."), Reject(2, "rpc", "b.")])
    assert (rejects.rows, rejects.take()) == (6, [])


def test_the_list_lies_beside_the_gazetteer_and_goes_with_its_rejects(tmp_path: Path) -> None:
    target = tmp_path / "a.gazetteer"
    path = write_rejects(target, [("s.csv", 2, "uprn", 'not "a" UPRN.'), ("s.csv", 3, None, "not CSV.")])
    assert path == rejects_path(target) == tmp_path / "a.gazetteer.rejects.csv"
    assert path.read_bytes() == (b'source,line,column,why\r\ns.csv,2,uprn,"not ""a"" UPRN."\r\ns.csv,3,,not CSV.\r\n')
    assert write_rejects(target, []) is None
    assert not path.exists()
    assert write_rejects(target, []) is None


@pytest.mark.parametrize("rejects", [[("s.csv", 2, "uprn", "not a UPRN.")], []])
def test_a_list_that_cannot_be_written_or_taken_away_is_said_by_name(
    tmp_path: Path, rejects: list[tuple[str, int, str, str]]
) -> None:
    rejects_path(tmp_path / "a.gazetteer").mkdir()
    with pytest.raises(LocalGovError, match=r"'a\.gazetteer\.rejects\.csv' could not be written: .* Close it") as error:
        write_rejects(tmp_path / "a.gazetteer", rejects)
    assert error.value.code == "rejects.not-written"


@pytest.mark.parametrize(
    ("cells", "reasons"),
    [
        ({"rpc": "7"}, [("rpc", "not a positional accuracy: give 1, 2, 3, 4, 5 or 9.")]),
        ({"single_line_address": ""}, [("single_line_address", "this cell is empty, and every address has one.")]),
        ({"parent_uprn": "999900000017"}, [(None, "parent_uprn is the address's own uprn.")]),
    ],
)
def test_reasons_are_in_words_without_what_was_typed(cells: dict[str, str], reasons: list[tuple[str, str]]) -> None:
    with pytest.raises(ValidationError) as refused:
        address(**cells)
    assert reasons_of(refused.value) == reasons
