import csv
import os
import pickle
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from tests.address.postcodes.directories import HEADINGS, directory, onsud

from localgov_components.address import PostcodesFile
from localgov_components.address.grid import GridPoint
from localgov_components.address.postcodes.account import SourceAccount
from localgov_components.core import (
    ConflictError,
    DefinitionError,
    LocalGovError,
    NotFoundError,
    ProviderUnavailableError,
)
from localgov_components.identifiers import Postcode

HERE = Postcode.parse("DT97 1AA")


def built(folder: Path, *rows: dict[str, str], release: str = "November 2025") -> PostcodesFile:
    PostcodesFile.build(directory(folder / "ONSPD.csv", *rows, release=release), folder / "postcodes")
    return PostcodesFile.open(folder / "postcodes")


@pytest.mark.parametrize("release", HEADINGS)
def test_a_postcode_is_found_with_all_that_is_known_of_it(tmp_path: Path, release: str) -> None:
    with built(tmp_path, {"postcode": "DT97 1AA"}, release=release) as postcodes:
        entry = postcodes.get(HERE)
    assert (entry.postcode, entry.districts, entry.point) == (HERE, ("E07000240",), GridPoint(333000, 81000))
    assert (entry.quality, entry.is_large_user) == (1, False)
    assert (entry.introduced, entry.terminated, entry.is_live) == (date(1980, 1, 1), None, True)
    assert not entry.is_straddling


def test_names_that_are_no_text_are_no_obstacle(tmp_path: Path) -> None:
    source, target = (tmp_path / os.fsdecode(name) for name in (b"caf\xe9.csv", b"caf\xe9.postcodes"))
    try:
        directory(source, {"postcode": "DT97 1AA"}, *[{"postcode": "x"}], release="November 2025")
    except OSError:
        pytest.skip("needs a file system that takes names in any bytes, which this one does not")
    report = PostcodesFile.build(source, target, most_rejected=0.5)
    assert report.rejects
    assert report.rejects.read_text(encoding="utf-8").splitlines()[1].startswith("caf\ufffd.csv,3,")
    with PostcodesFile.open(target) as postcodes:
        assert postcodes.get(HERE).postcode == HERE


def test_a_postcode_that_has_ended_is_found_and_says_so(tmp_path: Path) -> None:
    with built(tmp_path, {"postcode": "DT97 1AA", "terminated": "199405", "user_type": "1"}) as postcodes:
        entry = postcodes.get(HERE)
    assert (entry.is_live, entry.terminated, entry.is_large_user) == (False, date(1994, 5, 1), True)


@pytest.mark.parametrize(
    ("row", "districts"),
    [
        ({"postcode": "IM1 1AA", "district": "M99999999", "easting": "", "northing": "", "quality": "9"}, ()),
        ({"postcode": "BT1 1AA", "district": "N09000003", "easting": "333000", "northing": "374000"}, ("N09000003",)),
        ({"postcode": "DT97 1AB", "district": "", "easting": "333000", "northing": ""}, ()),
        ({"postcode": "DT97 1AB", "district": "", "easting": "0", "northing": "0", "quality": "9"}, ()),
    ],
)
def test_where_there_is_no_place_on_the_national_grid_none_is_given(
    tmp_path: Path, row: dict[str, str], districts: tuple[str, ...]
) -> None:
    with built(tmp_path, row) as postcodes:
        entry = postcodes.get(Postcode.parse(row["postcode"]))
    assert (entry.point, entry.districts) == (None, districts)


def test_an_unknown_postcode_is_not_found_and_has_no_districts(tmp_path: Path) -> None:
    with built(tmp_path, {"postcode": "DT97 1AA"}) as postcodes:
        with pytest.raises(NotFoundError) as error:
            postcodes.get(Postcode.parse("DT97 9ZZ"))
        assert postcodes.districts(Postcode.parse("DT97 9ZZ")) == ()
    assert error.value.code == "postcodes.postcode"
    assert "DT97" not in str(error.value)


def test_properties_tell_which_postcodes_lie_in_several_districts(tmp_path: Path) -> None:
    rows = [{"postcode": f"DT97 1A{letter}"} for letter in "ABD"]
    first = onsud(
        tmp_path / "ONSUD_1.csv",
        ("DT97 1AA", "E07000241"),
        ("DT97 1AA", "E07000241"),
        ("DT97 1AA", "E07000240"),
        ("DT97 1AB", "E07000240"),
        ("DT97 1AD", "E07000241"),
        ("", "E07000240"),
        ("DT97 1AB", "W99999999"),
    )
    second = onsud(tmp_path / "ONSUD_2.csv", ("DT97 1AA", "E07000242"), ("DT97 1AB", "E07000240"))
    report = PostcodesFile.build(directory(tmp_path / "a.csv", *rows), tmp_path / "p", onsud=[first, second])
    with PostcodesFile.open(tmp_path / "p") as postcodes:
        found = {row["postcode"]: postcodes.districts(Postcode.parse(row["postcode"])) for row in rows}
        assert postcodes.get(HERE).is_straddling
    assert found["DT97 1AA"] == ("E07000241", "E07000240", "E07000242")
    assert found["DT97 1AB"] == ("E07000240",)
    assert found["DT97 1AD"] == ("E07000241", "E07000240")  # the directory says one, every property the other
    assert report.straddling == 2


def test_rows_that_cannot_be_used_are_listed_with_line_and_column(tmp_path: Path) -> None:
    rows = [
        {"postcode": "DT97 1AA"},
        {"postcode": "nowhere"},
        {"postcode": "DT97 1AB", "district": "Ambleford"},
        {"postcode": "DT97 1AD", "easting": "33x", "quality": "0"},
        {"postcode": "DT97 1AE", "introduced": "198013"},
        {"postcode": "DT97 1AF", "user_type": "2"},
        {"postcode": "dt971aa"},
        {"postcode": "DT97 1AG"},
        {"postcode": "DT97 1AH", "easting": "700001", "northing": "1300001"},
        {"postcode": "DT97 1AJ", "terminated": "000001"},
    ]
    source = directory(tmp_path / "ONSPD.csv", *rows)
    report = PostcodesFile.build(source, tmp_path / "postcodes", most_rejected=1)
    assert (report.read, report.kept, report.rejected) == (10, 2, 8)
    assert report.rejects is not None
    with report.rejects.open(encoding="utf-8", newline="") as file:
        listed = [(row["source"], row["line"], row["column"]) for row in csv.DictReader(file)]
    assert listed == [
        ("ONSPD.csv", "3", "postcode"),
        ("ONSPD.csv", "4", "district"),
        ("ONSPD.csv", "5", "easting"),
        ("ONSPD.csv", "5", "quality"),
        ("ONSPD.csv", "6", "introduced"),
        ("ONSPD.csv", "7", "user_type"),
        ("ONSPD.csv", "10", "easting"),
        ("ONSPD.csv", "10", "northing"),
        ("ONSPD.csv", "11", "terminated"),
        ("ONSPD.csv", "8", "postcode"),
    ]
    assert "nowhere" not in report.rejects.read_text(encoding="utf-8")


def test_a_file_with_too_many_of_them_is_refused_and_the_old_one_stays(tmp_path: Path) -> None:
    built(tmp_path, {"postcode": "DT97 1AA"}).close()
    bad = directory(tmp_path / "bad.csv", {"postcode": "DT97 1AB"}, {"postcode": "nowhere"})
    with pytest.raises(DefinitionError, match=r"1 of 2 rows cannot be used"):
        PostcodesFile.build(bad, tmp_path / "postcodes")
    with PostcodesFile.open(tmp_path / "postcodes") as postcodes:
        assert postcodes.get(HERE).is_live
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ONSPD.csv", "bad.csv", "postcodes"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "nothing in it"),
        ("pcds,dointr\n", "lad25cd"),
        (HEADINGS["November 2025"] + "\n", "no rows"),
        ("uprn,address\n1,1 Mill Lane\n", "pcds"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "other.csv").write_text(text)
    with pytest.raises(DefinitionError, match=message):
        PostcodesFile.build(tmp_path / "other.csv", tmp_path / "postcodes")
    assert not (tmp_path / "postcodes").exists()


def test_an_onsud_without_postcodes_is_refused(tmp_path: Path, suites: Path) -> None:
    source = directory(tmp_path / "ONSPD.csv", {"postcode": "DT97 1AA"})
    older = suites / "address" / "products" / "onsud" / "onsud_test.csv"
    with pytest.raises(DefinitionError, match="column pcds"):
        PostcodesFile.build(source, tmp_path / "postcodes", onsud=[older])


def test_a_postcode_directory_in_place_of_an_onsud_is_refused(tmp_path: Path) -> None:
    source = directory(tmp_path / "ONSPD.csv", {"postcode": "DT97 1AA"})
    with pytest.raises(DefinitionError, match="column uprn"):
        PostcodesFile.build(source, tmp_path / "postcodes", onsud=[source])
    assert not (tmp_path / "postcodes").exists()


def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    source = directory(tmp_path / "ONSPD.csv", {"postcode": "DT97 1AA"})
    (tmp_path / "notes").write_text("mine")
    with pytest.raises(ConflictError) as error:
        PostcodesFile.build(source, tmp_path / "notes")
    assert error.value.code == "postcodes.target"
    assert (tmp_path / "notes").read_text() == "mine"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    source = directory(tmp_path / "ONSPD.csv", {"postcode": "DT97 1AA"})
    with pytest.raises(LocalGovError, match="could not be written") as error:
        PostcodesFile.build(source, tmp_path / "none" / "postcodes")
    assert error.value.code == "postcodes.not-written"


def test_what_is_not_a_whole_postcodes_file_is_refused(tmp_path: Path) -> None:
    built(tmp_path, *({"postcode": f"DT97 {digit}A{letter}"} for digit in range(10) for letter in "ABDEFGH")).close()
    whole = (tmp_path / "postcodes").read_bytes()
    (tmp_path / "cut").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text").write_text("not one")
    with sqlite3.connect(tmp_path / "other") as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    (tmp_path / "newer").write_bytes(whole)
    with sqlite3.connect(tmp_path / "newer") as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    for name, why in [
        ("cut", "damaged|cut short"),
        ("text", "not a postcodes"),
        ("other", "not a postcodes"),
        ("newer", "Upgrade"),
    ]:
        with pytest.raises(DefinitionError, match=why) as error:
            PostcodesFile.open(tmp_path / name)
        assert error.value.code == "postcodes.file"
    with pytest.raises(NotFoundError):
        PostcodesFile.open(tmp_path / "none")


def test_it_is_shared_between_threads_and_sent_to_another_process(tmp_path: Path) -> None:
    postcodes = built(tmp_path, {"postcode": "DT97 1AA"})
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(postcodes.districts, [HERE] * 200)) == {("E07000240",)}
    with pickle.loads(pickle.dumps(postcodes)) as copy:  # noqa: S301 - our own
        assert copy.districts(HERE) == ("E07000240",)
    postcodes.close()
    with pytest.raises(ConflictError, match="closed"):
        postcodes.get(HERE)


def test_no_postcode_is_in_a_repr(tmp_path: Path) -> None:
    with built(tmp_path, {"postcode": "DT97 1AA"}) as postcodes:
        shown = f"{postcodes!r}{postcodes.get(HERE)!r}"
    assert "DT97" not in shown
    assert "333000" not in shown


@pytest.mark.parametrize("release", ["onspd_may2018", "onspd_aug2024"])
def test_true_releases_are_read(tmp_path: Path, suites: Path, release: str) -> None:
    source = suites / "address" / "products" / release / "onspd_test.csv"
    report = PostcodesFile.build(source, tmp_path / "postcodes")
    assert (report.read, report.kept, report.rejected, report.straddling) == (4, 4, 0, None)
    with PostcodesFile.open(tmp_path / "postcodes") as postcodes:
        ended, island = (postcodes.get(Postcode.parse(code)) for code in ("AL1 1AA", "IM1 1AD"))
    assert (ended.districts, ended.point, ended.terminated) == (
        ("E07000240",),
        GridPoint(514600, 206900),
        date(1994, 5, 1),
    )
    assert ended.is_large_user
    assert (island.districts, island.point, island.quality, island.is_live) == ((), None, 9, True)


@pytest.mark.parametrize(("postcode", "district"), [("DT97 1AA", "Ambleford"), ("nowhere", "E07000240")])
def test_a_property_that_cannot_be_read_is_listed_with_its_file(tmp_path: Path, postcode: str, district: str) -> None:
    source = directory(tmp_path / "ONSPD.csv", {"postcode": "DT97 1AA"})
    rows = onsud(tmp_path / "ONSUD.csv", ("DT97 1AA", "E07000240"), (postcode, district))
    report = PostcodesFile.build(source, tmp_path / "postcodes", onsud=[rows], most_rejected=0.5)
    assert (report.read, report.kept, report.rejected, report.straddling) == (1, 1, 0, 0)
    assert report.rejects is not None
    assert "ONSUD.csv,3," in report.rejects.read_text(encoding="utf-8")


def test_a_file_of_nothing_but_mistakes_is_not_read_to_its_end(tmp_path: Path) -> None:
    account = SourceAccount(tmp_path / "ONSUD.csv", most_rejected=0.01)
    account.rejects.rows = 100_001
    with pytest.raises(DefinitionError, match="100,001 of 200,000 rows"):
        account.took(200_000)


def test_a_target_that_is_open_elsewhere_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Path) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr("localgov_components.address.postcodes.build.place_file", refuse)
    with pytest.raises(ConflictError) as error:
        built(tmp_path, {"postcode": "DT97 1AA"})
    assert error.value.code == "postcodes.in-use"
    assert [path.name for path in tmp_path.iterdir()] == ["ONSPD.csv"]


FORK = """
import os, sys
from localgov_components.address import PostcodesFile
from localgov_components.identifiers import Postcode

postcodes, here = PostcodesFile.open(sys.argv[1]), Postcode.parse("DT97 1AA")
before = postcodes.get(here)
child = os.fork()
for _ in range(200):
    assert postcodes.get(here) == before
if child == 0:
    postcodes.close()
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
assert postcodes.get(here) == before
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows does not fork.")
def test_parent_and_child_of_a_fork_read_for_themselves(tmp_path: Path) -> None:
    built(tmp_path, {"postcode": "DT97 1AA"}).close()
    command = [sys.executable, "-W", "error", "-c", FORK, str(tmp_path / "postcodes")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_file_that_is_spoilt_while_it_is_open_is_unavailable(tmp_path: Path) -> None:
    rows = [{"postcode": f"DT97 {digit}A{letter}"} for digit in range(10) for letter in "ABDEFGHJLNPQRSTUWXYZ"]
    with built(tmp_path, *rows) as postcodes:
        size = (tmp_path / "postcodes").stat().st_size
        (tmp_path / "postcodes").write_bytes(b"?" * size)
        with pytest.raises(ProviderUnavailableError) as error:
            [postcodes.get(Postcode.parse(row["postcode"])) for row in rows]
    assert error.value.code == "postcodes.unavailable"
