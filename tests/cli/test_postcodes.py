"""`localgov postcodes`."""

from pathlib import Path

import pytest
from tests.address.postcodes.directories import directory, onsud

from .conftest import Localgov


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a directory of three postcodes, as the current folder."""
    monkeypatch.chdir(tmp_path)
    rows = [
        {"postcode": "DT97 1AA", "district": "E07000008"},
        {"postcode": "DT97 1AB", "district": "E07000026", "terminated": "199405", "user_type": "1"},
        {"postcode": "IM1 1AA", "district": "M99999999", "easting": "", "northing": ""},
    ]
    directory(tmp_path / "ONSPD.csv", *rows)
    return tmp_path


def test_build_makes_a_file_and_find_tells_where_postcodes_lie(run: Localgov, here: Path) -> None:
    built = run("postcodes", "build", "ONSPD.csv", "postcodes")
    assert built.exit_code == 0
    assert "postcodes: 3 postcodes in" in built.output
    found = run("postcodes", "find", "postcodes", "dt971aa", "DT97 1AB", "IM1 1AA", "--on", "2026-05-01")
    assert found.exit_code == 0
    assert found.output.splitlines() == [
        "DT97 1AA: Cambridge City Council, 333000 81000",
        "DT97 1AB: Cumberland Council, 333000 81000, a large user's, ended in 1994-05",
        "IM1 1AA: no council is known",
    ]


def test_with_an_onsud_the_councils_of_a_boundary_are_told(run: Localgov, here: Path) -> None:
    onsud(here / "ONSUD.csv", ("DT97 1AA", "E07000008"), ("DT97 1AA", "E07000012"))
    built = run("postcodes", "build", "ONSPD.csv", "postcodes", "--onsud", "ONSUD.csv")
    assert "1 of them lies in several councils" in built.output
    found = run("postcodes", "find", "postcodes", "DT97 1AA", "--on", "2026-05-01")
    assert "Cambridge City Council or South Cambridgeshire District Council" in found.output


def test_what_is_not_there_or_no_postcode_is_told_and_the_answer_is_no(run: Localgov, here: Path) -> None:
    run("postcodes", "build", "ONSPD.csv", "postcodes")
    found = run("postcodes", "find", "postcodes", "DT97 9ZZ", "nowhere", "DT97 1AA")
    assert found.exit_code == 1
    first, second, third = found.output.splitlines()
    assert "does not have this postcode" in first
    assert "not a postcode" in second
    assert third.startswith("DT97 1AA: Cambridge")


def test_rows_left_out_are_counted_and_a_wrong_file_is_refused(run: Localgov, here: Path) -> None:
    rows = [{"postcode": f"DT97 {digit}A{letter}"} for digit in range(10) for letter in "ABDEFGHJLN"]
    directory(here / "ONSPD.csv", *rows, {"postcode": "nowhere"})
    built = run("postcodes", "build", "ONSPD.csv", "postcodes")
    assert "1 of 101 rows left out: see postcodes.rejects.csv" in built.output
    (here / "other.csv").write_text("uprn,address\n1,1 Mill Lane\n")
    refused = run("postcodes", "build", "other.csv", "elsewhere")
    assert refused.exit_code == 3
    assert "other.csv, line 1, column pcds" in refused.stderr
    assert run("postcodes", "find", "ONSPD.csv", "DT97 1AA").exit_code == 3
