"""`localgov gazetteer build`, `income` and `plugins`."""

import errno
import re
import zipfile
from pathlib import Path

import pytest

from localgov_components.address import Gazetteer
from localgov_components.cli import matching
from localgov_components.identifiers import Postcode, Uprn
from localgov_components.storage import Store

from .conftest import Localgov


def test_gazetteer_build_makes_a_gazetteer(run: Localgov, examples: Path) -> None:
    result = run("gazetteer", "build", "addresses.csv", "addresses.gazetteer", "--attribution", "Fictional")
    assert result.exit_code == 0
    assert "421 addresses at 30 postcodes" in result.output
    with Gazetteer.open(examples / "addresses.gazetteer") as gazetteer:
        assert gazetteer.get(Uprn.parse("999900104212")).postcode == Postcode.parse("DT97 1AA")


def test_a_list_of_ones_own_is_built_with_its_headings(run: Localgov, examples: Path) -> None:
    (examples / "list.csv").write_text("Key;Where\n1;Barn End, Ambleford\n2;3 Mill Lane\n", encoding="utf-16")
    result = run("gazetteer", "build", "list.csv", "own.gazetteer", "--uprn-column", "key", "--address-column", "where")
    assert result.exit_code == 0
    assert "list.csv: plain, UTF-16; 2 rows read, 2 kept, 0 rejected" in result.output


def test_a_uprn_without_an_address_is_told_with_its_place(run: Localgov, examples: Path) -> None:
    places = "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n9,333000.5,81000,50.5,-2\n"
    (examples / "places.csv").write_text(places, encoding="utf-8")
    assert run("gazetteer", "build", "places.csv", "places.gazetteer").exit_code == 0
    result = run("gazetteer", "find", "places.gazetteer", "--uprn", "9")
    assert "000000000009  no address; at 333000 81000\n" in result.output
    assert "no address" not in run("gazetteer", "find", "places.gazetteer", "--uprn", "10").output


def test_a_row_that_cannot_be_used_is_listed_and_the_rest_is_built(run: Localgov, examples: Path) -> None:
    spoil(examples / "addresses.csv")
    result = run("gazetteer", "build", "addresses.csv", "addresses.gazetteer")
    assert result.exit_code == 0
    assert "421 rows read, 420 kept, 1 rejected" in result.output
    assert "listed in addresses.gazetteer.rejects.csv" in result.output
    assert "addresses.csv,4,easting," in (examples / "addresses.gazetteer.rejects.csv").read_text(encoding="utf-8")


def test_too_many_rejects_name_file_line_and_column_and_build_nothing(run: Localgov, examples: Path) -> None:
    spoil(examples / "addresses.csv")
    result = run("gazetteer", "build", "addresses.csv", "addresses.gazetteer", "--most-rejected", "0")
    assert result.exit_code == 3
    assert "addresses.csv, line 4, column easting" in result.stderr
    assert not (examples / "addresses.gazetteer").exists()


def spoil(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[3] = lines[3].replace("333126.20", "somewhere")
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def test_a_folder_of_files_is_one_gazetteer(run: Localgov, examples: Path) -> None:
    (examples / "supply").mkdir()
    for number in (1, 2):
        text = f"uprn,address\n{number},{number} Mill Lane\n"
        (examples / "supply" / f"{number}.CSV").write_text(text, encoding="utf-8")
    result = run("gazetteer", "build", "supply", "own.gazetteer")
    assert "own.gazetteer: 2 addresses" in result.output
    (examples / "empty").mkdir()
    assert run("gazetteer", "build", "empty", "own.gazetteer").exit_code == 2


def test_columns_are_named_for_a_list_and_not_for_a_product_beside_it(run: Localgov, examples: Path) -> None:
    (examples / "own.csv").write_text("key,address\n5,5 Mill Lane\n", encoding="utf-8")
    result = run("gazetteer", "build", "addresses.csv", "own.csv", "own.gazetteer", "--uprn-column", "Key")
    assert "own.gazetteer: 422 addresses" in result.output


def test_a_folder_of_archives_is_one_gazetteer_and_beside_csv_files_they_are_passed_over(
    run: Localgov, examples: Path
) -> None:
    (examples / "supply").mkdir()
    for number in (1, 2):
        with zipfile.ZipFile(examples / "supply" / f"{number}.zip", "w") as archive:
            archive.writestr("data/list.csv", f"uprn,address\n{number},{number} Mill Lane\n")
    assert "own.gazetteer: 2 addresses" in run("gazetteer", "build", "supply", "own.gazetteer").output
    (examples / "supply" / "3.csv").write_text("uprn,address\n3,3 Mill Lane\n", encoding="utf-8")
    result = run("gazetteer", "build", "supply", "own.gazetteer")
    assert "own.gazetteer: 1 address at 0 postcodes, in" in result.output
    assert "2 archives beside the CSV files in 'supply' were passed over." in result.stderr


@pytest.mark.usefixtures("examples")
def test_a_question_that_cannot_be_asked_is_refused_in_the_words_of_what_is_wrong(run: Localgov) -> None:
    run("gazetteer", "build", "addresses.csv", "addresses.gazetteer")
    result = run("gazetteer", "find", "addresses.gazetteer", "--uprn", "9.99900E+11")
    assert result.exit_code == 2
    assert "Error: uprn: not a UPRN: scientific notation has lost digits. Export the column as text." in result.stderr


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("--postcode", "dt97 1aa", "--limit", "1"), "1 Tithebarn Street"),
        (("--uprn", "999900104212"), "Tithebarn Street"),
        (("--street", "Tithebarn St", "--limit", "1"), "1 Tithebarn Street"),
        (("--prefix", "12a tithe"), "12A Tithebarn Street"),
        (("--text", "12A Tithebarn St Ambleford"), "12A Tithebarn Street"),
        (("--near", "333126", "81000", "--limit", "1"), "Tithebarn Street"),
    ],
)
def test_find_shows_addresses_with_their_uprns(
    run: Localgov, examples: Path, asked: tuple[str, ...], found: str
) -> None:
    run("gazetteer", "build", "addresses.csv", "addresses.gazetteer")
    result = run("gazetteer", "find", "addresses.gazetteer", *asked)
    assert result.exit_code == 0
    assert result.stdout.startswith("9999")
    assert found in result.stdout


@pytest.mark.parametrize("asked", [(), ("--postcode", "nowhere"), ("--uprn", "1", "--street", "x"), ("--radius", "5")])
def test_find_asks_one_thing(run: Localgov, examples: Path, asked: tuple[str, ...]) -> None:
    run("gazetteer", "build", "addresses.csv", "addresses.gazetteer")
    result = run("gazetteer", "find", "addresses.gazetteer", *asked)
    assert result.exit_code == 2
    assert "nowhere" not in result.stderr


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--near", "333126", "81000", "--radius", "-4"), "--radius"),
        (("--near", "333126", "81000", "--radius", "nan"), "radius: Input should be a finite number."),
        (("--postcode", "DT97"), "postcode: not a postcode"),
        (
            ("--near", "50.62", "-2.94"),
            "near: not a place on the National Grid. Give its easting and northing in metres",
        ),
        (("--near", "nan", "1"), "near: not a place on the National Grid."),
    ],
)
def test_find_names_the_option_that_is_wrong(run: Localgov, examples: Path, asked: tuple[str, ...], told: str) -> None:
    run("gazetteer", "build", "addresses.csv", "addresses.gazetteer")
    result = run("gazetteer", "find", "addresses.gazetteer", *asked)
    assert result.exit_code == 2
    assert told in result.stderr


def test_info_says_what_it_was_built_from(run: Localgov, examples: Path) -> None:
    run("gazetteer", "build", "addresses.csv", "addresses.gazetteer", "--epoch", "119", "--attribution", "Fictional")
    result = run("gazetteer", "info", "addresses.gazetteer")
    assert "Epoch: 119" in result.output
    assert "Attribution: Fictional" in result.output
    assert "addresses.csv: addressbase-core, UTF-8; 421 rows read, 421 kept, 0 rejected; SHA-256 " in result.output
    assert "421 addresses at 30 postcodes\n" in result.output


def test_info_tells_what_was_built_from_and_then_each_update(run: Localgov, examples: Path) -> None:
    heading, row, *_ = (examples / "addresses.csv").read_text(encoding="utf-8").splitlines()
    run("gazetteer", "build", "addresses.csv", "addresses.gazetteer", "--epoch", "118")
    for epoch, code in (("119", "D"), ("120", "I")):
        (examples / f"{epoch}.csv").write_text(f"{heading}\n{row.replace(',I', f',{code}')}\n", encoding="utf-8")
        run("gazetteer", "update", f"{epoch}.csv", "addresses.gazetteer", "--epoch", epoch)
    told = re.sub(r" on \S+ at \d\d:\d\d UTC|; SHA.*", "", run("gazetteer", "info", "addresses.gazetteer").output)
    assert told.splitlines() == [
        "421 addresses at 30 postcodes",
        "Epoch: 120",
        "Built, epoch 118, from:",
        "  addresses.csv: addressbase-core, UTF-8; 421 rows read, 421 kept, 0 rejected",
        "Updated, epoch 119, from:",
        "  119.csv: addressbase-core, UTF-8; 1 row read, 1 kept, 0 rejected",
        "Updated, epoch 120, from:",
        "  120.csv: addressbase-core, UTF-8; 1 row read, 1 kept, 0 rejected",
    ]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("build", "addresses.csv", "lists/new.gazetteer"), "There is no folder 'lists'. Make it, or name another."),
        (("build", "old.gazetteer", "new.gazetteer"), "'old.gazetteer' is a gazetteer. It stands last"),
        (("update", "old.gazetteer", "addresses.csv"), "'old.gazetteer' is a gazetteer. It stands last"),
        (("build", "empty", "new.gazetteer"), "There is no CSV in the folder 'empty'"),
        (("build", "addresses.csv", "new.gazetteer", "--most-rejected", "5"), "'5' is no share. Give one from 0 to 1"),
        (("build", "addresses.csv", "new.gazetteer", "--most-rejected", "nan"), "'nan' is no share"),
        (("build", "addresses.csv", "new.gazetteer", "--most-rejected", "1%"), "'1%' is no share"),
    ],
)
def test_a_call_that_is_off_is_told_with_what_to_do(
    run: Localgov, examples: Path, asked: tuple[str, ...], told: str
) -> None:
    run("gazetteer", "build", "addresses.csv", "old.gazetteer")
    (examples / "empty").mkdir()
    result = run("gazetteer", *asked)
    assert (result.exit_code, told in result.stderr) == (2, True), result.stderr
    assert not (examples / "new.gazetteer").exists()


def test_a_title_above_the_headings_is_told_by_build_as_by_match(run: Localgov, examples: Path) -> None:
    (examples / "list.csv").write_text("Our addresses\n\nUPRN,Address\n1,2 Mill Lane\n", encoding="utf-8")
    run("gazetteer", "build", "addresses.csv", "addresses.gazetteer")
    asked = ("--gazetteer", "addresses.gazetteer", "--address", "Address", "--output", "found.csv")
    for result in (
        run("gazetteer", "build", "list.csv", "new.gazetteer"),
        run("gazetteer", "match", "list.csv", *asked),
    ):
        assert result.exit_code == 3
        assert "list.csv, line 1: the headings seem to be on line 3. Delete what stands above them" in result.stderr


def test_an_answer_of_none_is_a_sentence(run: Localgov, examples: Path) -> None:
    run("gazetteer", "build", "addresses.csv", "addresses.gazetteer")
    result = run("gazetteer", "find", "addresses.gazetteer", "--prefix", "nowhere")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No address was found.\n")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device. Make room on the disk"),
        (PermissionError(errno.EACCES, "Permission denied", "found.html"), "found.html: Permission denied. Let this"),
    ],
)
def test_a_disk_that_refuses_is_told_with_what_to_do(
    run: Localgov, examples: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, told: str
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise error

    run("gazetteer", "build", "addresses.csv", "addresses.gazetteer")
    (examples / "typed.csv").write_text("Address,UPRN\n2 Mill Lane,\n", encoding="utf-8")
    monkeypatch.setattr(matching, "replace_file", refuse)
    asked = ("--gazetteer", "addresses.gazetteer", "--address", "Address", "--label", "UPRN", "--report", "found.html")
    result = run("gazetteer", "score", "typed.csv", *asked)
    assert (result.exit_code, result.stderr.startswith(told)) == (3, True), result.stderr


def test_update_applies_a_change_and_diff_shows_it(run: Localgov, examples: Path) -> None:
    run("gazetteer", "build", "addresses.csv", "addresses.gazetteer", "--epoch", "118")
    (examples / "before.gazetteer").write_bytes((examples / "addresses.gazetteer").read_bytes())
    heading, *rows = (examples / "addresses.csv").read_text(encoding="utf-8").splitlines()
    (examples / "changes.csv").write_text(f"{heading}\n{rows[0].replace(',I', ',D')}\n", encoding="utf-8")
    late = run("gazetteer", "update", "changes.csv", "addresses.gazetteer", "--epoch", "120")
    assert late.exit_code == 3
    result = run("gazetteer", "update", "changes.csv", "addresses.gazetteer", "--epoch", "119")
    assert "0 inserted, 0 updated, 1 deleted" in result.output
    shown = run("gazetteer", "diff", "before.gazetteer", "addresses.gazetteer")
    assert shown.stdout.startswith("removed  9999")


def test_an_update_may_be_in_several_files_of_a_folder(run: Localgov, examples: Path) -> None:
    run("gazetteer", "build", "addresses.csv", "addresses.gazetteer", "--epoch", "118")
    heading, *rows = (examples / "addresses.csv").read_text(encoding="utf-8").splitlines()
    (examples / "volumes").mkdir()
    for number, row in enumerate(rows[:2]):
        text = f"{heading}\n{row.replace(',I', ',D')}\n"
        (examples / "volumes" / f"{number}.csv").write_text(text, encoding="utf-8")
    result = run("gazetteer", "update", "volumes", "addresses.gazetteer", "--epoch", "119")
    assert "0 inserted, 0 updated, 2 deleted" in result.output


def test_income_of_a_day_without_payments_is_nothing(run: Localgov, examples: Path) -> None:
    with Store.open(examples / "cases.db") as store:
        store.migrate()
    result = run("income", "--day", "2026-05-01", "--database", "sqlite:///cases.db")
    assert result.exit_code == 0
    assert "£0.00" in result.output
    assert (examples / "income-2026-05-01.csv").read_text(encoding="utf-8").startswith("day,income_code")


def test_a_database_that_is_not_one_is_a_sentence(run: Localgov, examples: Path) -> None:
    result = run("income", "--day", "2026-05-01", "--database", "mysql://localhost/x")
    assert result.exit_code == 3
    assert "sqlite:///" in result.stderr


def test_plugins_says_when_there_are_none(run: Localgov, examples: Path) -> None:
    result = run("plugins", "brackwater")
    assert result.exit_code == 0
    assert result.output
