"""`localgov gazetteer build`, `income` and `plugins`."""

from pathlib import Path

from localgov_components.address import Gazetteer
from localgov_components.identifiers import Postcode, Uprn
from localgov_components.storage import Store

from .conftest import Localgov


def test_gazetteer_build_makes_a_gazetteer(run: Localgov, examples: Path) -> None:
    result = run("gazetteer", "build", "addresses.csv", "addresses.gazetteer", "--attribution", "Fictional")
    assert result.exit_code == 0
    assert "421 addresses at 30 postcodes" in result.output
    with Gazetteer.open(examples / "addresses.gazetteer") as gazetteer:
        assert gazetteer.get(Uprn.parse("999900104212")).postcode == Postcode.parse("DT97 1AA")


def test_a_malformed_csv_names_file_line_and_column_and_builds_nothing(run: Localgov, examples: Path) -> None:
    path = examples / "addresses.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[3] = lines[3].replace("333126.20", "somewhere")
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    result = run("gazetteer", "build", "addresses.csv", "addresses.gazetteer")
    assert result.exit_code == 3
    assert "addresses.csv, line 4, column easting" in result.stderr
    assert not (examples / "addresses.gazetteer").exists()


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
