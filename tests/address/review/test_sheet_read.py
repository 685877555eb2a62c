import sqlite3
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest

from localgov_components.address import Gazetteer
from localgov_components.address.review import ReviewRead, Verdict, read_review
from localgov_components.address.review.sheet import REVIEW_COLUMNS, ToReview, review_rows
from localgov_components.core import DefinitionError, InvalidValueError
from localgov_components.identifiers import Uprn
from localgov_components.tables import kind_of, writing

from .town import FLAT_1, FLAT_2, ON, ROLE, TWELVE, built

LINE = {
    "row": "2",
    "rows": "1",
    "address": "The Forge, Mill Lane",
    "postcode": "DT97 1AF",
    "outcome": "ambiguous",
    "uprn": str(FLAT_1),
    "epoch": "120",
}


def sheet(path: Path, *lines: Mapping[str, str | None]) -> Path:
    """A sheet with these lines."""
    frame = pl.DataFrame(
        [{name: {**LINE, **line}.get(name) for name in REVIEW_COLUMNS} for line in lines],
        dict.fromkeys(REVIEW_COLUMNS, pl.String),
    )
    with writing(path, kind_of(path), frame.clear(), {}) as write:
        write(frame)
    return path


def read(path: Path, gazetteer: Gazetteer | None = None) -> ReviewRead:
    return read_review(path, role=ROLE, on=ON, gazetteer=gazetteer)


@pytest.mark.parametrize("name", ["review.csv", "review.xlsx"])
def test_each_way_to_decide_is_read(tmp_path: Path, name: str) -> None:
    path = sheet(
        tmp_path / name,
        {"address": "A Lane", "decision": " Accept ", "note": "-seen on site"},
        {"address": "B Lane", "decision": "rejected"},
        {"address": "B Lane", "decision": "alias", "uprn": str(FLAT_2)},
        {"address": "C Lane", "decision": str(TWELVE)},
        {"address": "D Lane", "decision": f"ALIAS  {TWELVE}", "uprn": None},
        {"address": "E Lane", "decision": "  "},
        {"address": "E Lane", "decision": None},
    )
    found = read(path)
    assert [(each.text, each.verdict, each.uprn) for each in found.decisions] == [
        ("A LANE", Verdict.ACCEPTED, FLAT_1),
        ("B LANE", Verdict.REJECTED, FLAT_1),
        ("B LANE", Verdict.ALIAS, FLAT_2),
        ("C LANE", Verdict.ACCEPTED, TWELVE),
        ("D LANE", Verdict.ALIAS, TWELVE),
    ]
    first = found.decisions[0]
    assert (first.postcode, first.role, first.on, first.epoch, first.note) == (
        "DT97 1AF",
        ROLE,
        ON,
        "120",
        "-seen on site",
    )
    assert found.undecided == 1


def test_every_mistake_is_told_by_its_cell_and_nothing_is_taken_in(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "review.csv",
        {"decision": "yes"},
        {"decision": "accept", "uprn": None},
        {"decision": "accept", "uprn": "1.00023E+11"},
        {"decision": "reject 7"},
        {"decision": "alias 7 8"},
        {"decision": "accept", "address": None},
        {"decision": "accept"},
        {"decision": str(TWELVE)},
        {"decision": "1234567890123"},
    )
    with pytest.raises(DefinitionError) as error:
        read(path)
    assert [(each.line, each.column) for each in error.value.faults] == [
        (2, "decision"), (3, "decision"), (4, "uprn"), (5, "decision"), (6, "decision"), (7, "address"),
        (9, "decision"), (10, "decision"),
    ]  # fmt: skip
    assert "line 8 gives this address another property" in str(error.value)
    assert str(TWELVE) not in str(error.value)


def test_the_same_decision_on_two_lines_is_no_mistake(tmp_path: Path) -> None:
    path = sheet(tmp_path / "review.csv", {"decision": "accept"}, {"decision": str(FLAT_1), "uprn": str(FLAT_2)})
    assert [each.uprn for each in read(path).decisions] == [FLAT_1, FLAT_1]


@pytest.mark.parametrize("verdicts", [("accept", "reject"), ("reject", "alias"), ("reject", str(FLAT_1))])
def test_a_property_both_given_and_rejected_is_a_mistake(tmp_path: Path, verdicts: tuple[str, str]) -> None:
    with pytest.raises(DefinitionError) as error:
        read(sheet(tmp_path / "review.csv", *({"decision": each} for each in verdicts)))
    (fault,) = error.value.faults
    assert (fault.line, fault.column) == (3, "decision")
    assert fault.message.startswith("line 2 says the opposite")


def test_a_property_rejected_on_one_line_and_another_given_is_no_mistake(tmp_path: Path) -> None:
    lines: list[dict[str, str | None]] = [{"decision": "reject"}, {"decision": str(FLAT_2)}]
    assert len(read(sheet(tmp_path / "review.csv", *lines)).decisions) == 2


def test_a_uprn_that_the_gazetteer_does_not_have_is_a_mistake(tmp_path: Path) -> None:
    slip = Uprn.parse(str(TWELVE.number + 1))
    path = sheet(tmp_path / "review.csv", {"decision": "accept"}, {"address": "B Lane", "decision": str(slip)})
    assert len(read(path).decisions) == 2
    with Gazetteer.open(built(tmp_path)) as gazetteer, pytest.raises(DefinitionError) as error:
        read(path, gazetteer)
    assert [(each.line, each.column) for each in error.value.faults] == [(3, "decision")]


def test_a_retired_uprn_is_a_mistake_except_where_it_is_rejected(tmp_path: Path) -> None:
    gazetteer_path = built(tmp_path)
    with sqlite3.connect(gazetteer_path, isolation_level=None) as connection:
        connection.execute("UPDATE address SET logical_status = 8 WHERE uprn = ?", (TWELVE.number,))
    connection.close()
    lines: list[dict[str, str | None]] = [
        {"address": "A Lane", "decision": str(TWELVE)},
        {"address": "B Lane", "decision": "accept", "uprn": str(TWELVE)},
        {"address": "C Lane", "decision": "reject", "uprn": str(TWELVE)},
    ]
    with Gazetteer.open(gazetteer_path) as gazetteer:
        with pytest.raises(DefinitionError, match="a UPRN that is retired") as error:
            read(sheet(tmp_path / "review.csv", *lines), gazetteer)
        assert len(read(sheet(tmp_path / "rejected.csv", lines[-1]), gazetteer).decisions) == 1
    assert [(each.line, each.column) for each in error.value.faults] == [(2, "decision"), (3, "uprn")]


@pytest.mark.parametrize("decision", [f"alias: {TWELVE}", f"Alias, {TWELVE}", f"alias;{TWELVE}"])
def test_marks_between_a_word_and_a_uprn_make_no_difference(tmp_path: Path, decision: str) -> None:
    (found,) = read(sheet(tmp_path / "review.csv", {"decision": decision})).decisions
    assert (found.verdict, found.uprn) == (Verdict.ALIAS, TWELVE)


def test_a_decision_that_lost_digits_says_so(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="column decision: not a UPRN: scientific notation has lost digits"):
        read(sheet(tmp_path / "review.csv", {"decision": "9.999E+11"}))


def test_a_formula_in_a_cell_that_is_read_is_a_mistake(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = sheet(tmp_path / "review.xlsx", {"decision": "accept"})
    book = openpyxl.load_workbook(path)
    book.active.cell(2, REVIEW_COLUMNS.index("decision") + 1).value = "=F2"
    book.save(path)
    with pytest.raises(DefinitionError, match="line 2, column decision: a formula"):
        read(path)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_a_sheet_that_a_spreadsheet_saved_as_csv_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "review.csv"
    path.write_bytes(
        f"Decision;UPRN;Address;Postcode;Note;Epoch;Mine\naccept;{FLAT_1};Caf\u00e9, Mill Lane;;seen;;x\n".encode(
            encoding
        )
    )
    (found,) = read(path).decisions
    assert (found.text, found.postcode, found.epoch) == ("CAFE, MILL LANE", None, None)


def test_what_is_no_review_sheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("address,decision,decision\nx,accept,accept\n", encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        read(path)
    assert {each.column for each in error.value.faults} == {"postcode", "uprn", "decision", "note", "epoch"}


ROWS = [ToReview(2, 1, "1-2\nT\u0177 Isaf, M\xf4r Street", "DT97 1AF", "ambiguous", [(str(FLAT_1), 0.5, "")])]


def test_an_address_that_a_spreadsheet_altered_is_a_mistake(tmp_path: Path) -> None:
    (line,) = review_rows(ROWS, epoch="120", wording=None, attribution="")
    kept = {name: str(value or "") for name, value in line.items()} | {"decision": "accept"}
    assert len(read(sheet(tmp_path / "kept.xlsx", kept)).decisions) == 1
    assert len(read(sheet(tmp_path / "moved.csv", kept | {"address": kept["address"].upper()})).decisions) == 1
    for name, altered in (("dropped", "1-2, T? Isaf, M\xf4r Street"), ("dated", "01-Feb, T\u0177 Isaf, M\xf4r Street")):
        path = sheet(tmp_path / f"{name}.csv", kept | {"address": altered})
        with pytest.raises(DefinitionError) as error:
            read(path)
        assert read(sheet(path, kept | {"address": altered, "decision": ""})).undecided == 1
        (fault,) = error.value.faults
        assert (fault.line, fault.column, fault.message[:22]) == (2, "address", "this or the postcode i")
        assert "Isaf" not in str(fault)
    assert len(read(sheet(tmp_path / "meant.csv", kept | {"address": "2 Mill Lane", "check": ""})).decisions) == 1


@pytest.mark.parametrize("role", ["", "  ", "a\nb", "x" * 101])
def test_a_role_is_one_line(tmp_path: Path, role: str) -> None:
    path = sheet(tmp_path / "review.csv", {"decision": "accept"})
    with pytest.raises(InvalidValueError) as error:
        read_review(path, role=role, on=ON)
    assert error.value.code == "decision.role"


def test_an_empty_sheet_has_no_decisions(tmp_path: Path) -> None:
    assert read(sheet(tmp_path / "review.csv")) == ReviewRead((), 0)
