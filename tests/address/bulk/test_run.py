import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.address.core_files import core_file, house
from tests.address.review.town import BUILDING, FLAT_2, TWELVE, built, decision

from localgov_components.address import Gazetteer, OpenUprn
from localgov_components.address.bulk import MatchJob, MatchSummary, match_file, match_frame
from localgov_components.address.bulk.summary import MATCH_CODES, MatchRejects
from localgov_components.address.review import Verdict, append_decisions, read_review
from localgov_components.core import ConflictError, DefinitionError, InvalidValueError, NotSupportedError
from localgov_components.core.grid import Grid
from localgov_components.tables import Work, open_table

from .files import ROWS, job, written

OUTPUTS = ("out.csv", "out.rejects.csv", "out.summary.json", "review.csv", "queries.csv")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("town"))


@pytest.fixture
def gazetteer(path: Path) -> Iterator[Gazetteer]:
    with Gazetteer.open(path) as gazetteer:
        yield gazetteer


def rows_of(path: Path) -> list[dict[str, Any]]:
    table = open_table(path)
    return [row for batch in table.batches(table.headings, rows=1000) for row in batch.frame.to_dicts()]


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in OUTPUTS}


def test_every_row_that_can_be_read_is_in_the_output_with_its_columns(gazetteer: Gazetteer, tmp_path: Path) -> None:
    written(tmp_path)
    summary = match_file(job(gazetteer, tmp_path))
    found = rows_of(tmp_path / "out.csv")
    assert list(found[0]) == ["Ref", "Addr", "PC", "Bins", "uprn", "match_outcome", "match_score", "parent_uprn"]
    assert [(row["Ref"], row["match_outcome"], row["uprn"]) for row in found] == [
        ("1", "matched", str(FLAT_2)),
        ("2", "parent-only", ""),
        ("3", "matched", str(TWELVE)),
        ("4", "not-found", ""),
        ("5", "parent-only", ""),
        ("6", "rejected", ""),
        ("8", "not-found", ""),
        ("9", "not-found", ""),
        ("10", "matched", "999900104222"),
    ]
    assert found[1]["parent_uprn"] == str(BUILDING)
    assert (summary.read, summary.matched, summary.parent_only, summary.not_found, summary.rejected) == (10, 3, 2, 3, 2)
    assert rows_of(tmp_path / "out.rejects.csv") == [
        {"row": "7", "column": "Addr", "code": "cell.empty"},
        {"row": "8", "column": "", "code": "row.cells"},
    ]
    assert not (tmp_path / "out.unfinished").exists()


def test_the_lists_have_each_different_address_once(gazetteer: Gazetteer, tmp_path: Path) -> None:
    written(tmp_path)
    summary = match_file(job(gazetteer, tmp_path))
    queries = rows_of(tmp_path / "queries.csv")
    assert [(row["rows"], row["row"], row["address"]) for row in queries] == [
        ("2", "5", "99 Mill Lane"),
        ("1", "6", "Flat 99, 10 Mill Lane"),
        ("1", "9", "The Old Weighbridge"),
    ]
    assert queries[0]["why"].startswith("number different")
    assert [bool(row["near_uprn"]) for row in queries] == [row["outcome"] == "not-found" for row in queries]
    review = rows_of(tmp_path / "review.csv")
    first = {row["address"]: row for row in reversed(review)}
    assert list(reversed(first)) == ["10 Mill Lane", "99 Mill Lane", "Flat 99, 10 Mill Lane", "The Old Weighbridge"]
    assert (first["10 Mill Lane"]["uprn"], first["99 Mill Lane"]["rows"]) == (str(BUILDING), "2")
    assert {row["epoch"] for row in review} == {"120"}
    assert (summary.to_review, summary.addresses_to_review, summary.queries) == (5, 4, 3)


def test_the_gazetteers_wording_is_written_only_when_asked_for_and_with_its_licence(
    gazetteer: Gazetteer, tmp_path: Path
) -> None:
    written(tmp_path)
    summary = match_file(job(gazetteer, tmp_path))
    told = "Made-up addresses of Ambleford"
    assert (summary.address_text, told in summary.text()) == (None, False)
    assert all(told.encode() not in content for content in contents(tmp_path).values())
    summary = match_file(replace(job(gazetteer, tmp_path), with_address_text=True, overwrite=True))
    assert summary.address_text == told
    assert summary.text().endswith(f"Show with it: {told}")
    rows = rows_of(tmp_path / "out.csv")
    assert (rows[2]["gazetteer_address"], rows[2]["gazetteer_attribution"]) == (
        "12 Mill Lane, Ambleford, DT97 1AF",
        told,
    )
    assert (rows[3]["gazetteer_address"], rows[3]["gazetteer_attribution"]) == ("", "")
    assert rows_of(tmp_path / "review.csv")[1]["gazetteer_address"] == "Flat 1, 10 Mill Lane, Ambleford, DT97 1AF"


def test_a_gazetteer_without_a_licence_says_so(tmp_path: Path) -> None:
    Gazetteer.build(core_file(tmp_path, house()), tmp_path / "bare.gazetteer")
    written(tmp_path, ("1,12A Tithebarn Street,DT97 1AA,1",))
    with Gazetteer.open(tmp_path / "bare.gazetteer") as gazetteer:
        summary = match_file(replace(job(gazetteer, tmp_path), with_address_text=True))
    assert summary.address_text == "no attribution was given when the gazetteer was built"
    assert rows_of(tmp_path / "out.csv")[0]["gazetteer_attribution"] == summary.address_text


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_every_kind_of_file_goes_in_and_out(gazetteer: Gazetteer, tmp_path: Path, kind: str) -> None:
    source = pl.DataFrame(
        {"n": [1, 2], "house": ["12", "Flat 2, 10"], "street": ["Mill Lane"] * 2, "pc": ["DT97 1AF"] * 2}
    )
    path = tmp_path / f"bins.{kind}"
    if kind == "parquet":
        source.write_parquet(path)
    else:
        from localgov_components.tables import kind_of, writing

        with writing(path, kind_of(path), source.clear(), {}) as write:
            write(source)
    output = tmp_path / f"out.{kind}"
    done = MatchJob(gazetteer, path, ["HOUSE", "street"], output, "pc", with_address_text=True)
    assert match_file(done).matched == 2
    found = pl.read_parquet(output).to_dicts() if kind == "parquet" else rows_of(output)
    assert [row["uprn"] for row in found] == [str(TWELVE), str(FLAT_2)]
    assert found[0]["n"] == (1 if kind == "parquet" else "1")


def test_the_columns_that_are_kept_can_be_chosen(gazetteer: Gazetteer, tmp_path: Path) -> None:
    written(tmp_path)
    match_file(replace(job(gazetteer, tmp_path), keep=["bins, ref"]))
    assert list(rows_of(tmp_path / "out.csv")[0])[:3] == ["Bins", "Ref", "uprn"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_columns_without_a_heading_are_told_where_they_hold_something(
    gazetteer: Gazetteer, tmp_path: Path, kind: str
) -> None:
    rows = ["Ref,Addr,PC,,", "1,12 Mill Lane,DT97 1AF,,", *(f"{each},12 Mill Lane,DT97 1AF,,x" for each in range(2, 9))]
    (tmp_path / "bins.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    if kind == "xlsx":
        Grid.of([[cell or None for cell in row.split(",")] for row in rows], name="x").write(tmp_path / "bins.xlsx")
    asked = replace(job(gazetteer, tmp_path), file=tmp_path / f"bins.{kind}", processes=1)
    summary = match_file(asked)
    assert summary.notes == [f"bins.{kind}: column E has no heading: left out, in 7 rows: 3, 4, 5, 6, 7, …"]
    assert match_file(replace(asked, keep=["Ref"], overwrite=True)).notes == []


def test_what_is_written_does_not_depend_on_pieces_or_processes(
    gazetteer: Gazetteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("localgov_components.address.matching.many._FEW", 256)
    written(tmp_path, times=60)
    match_file(job(gazetteer, tmp_path))
    before = contents(tmp_path)
    match_file(replace(job(gazetteer, tmp_path), overwrite=True, processes=2, rows_in_batch=100))
    assert contents(tmp_path) == before


class StoppedError(Exception):
    """Somebody pulled the plug."""


def test_a_run_that_was_stopped_anywhere_goes_on_to_the_same_bytes(
    gazetteer: Gazetteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path)
    match_file(job(gazetteer, tmp_path))
    whole = contents(tmp_path)
    make = Work.make
    stops = 0
    while True:
        for name in OUTPUTS:
            (tmp_path / name).unlink(missing_ok=True)
        made = iter(range(stops, -1, -1))

        def stop(work: Work, name: str, write: Any, made: Iterator[int] = made) -> Path:  # noqa: ANN401 - as `make` has it
            if not next(made, 0):
                raise StoppedError
            return make(work, name, write)

        monkeypatch.setattr(Work, "make", stop)
        try:
            match_file(job(gazetteer, tmp_path))
        except StoppedError:
            pass
        else:
            break
        monkeypatch.setattr(Work, "make", make)
        if (tmp_path / "out.unfinished" / "begun.json").exists():
            match_file(replace(job(gazetteer, tmp_path), resume=True))
            assert contents(tmp_path) == whole
        stops += 1
    assert stops > 12


@pytest.mark.parametrize("name", ["matched-000000.arrow", "matched-000001.arrow", "matched-000003.rejects.arrow"])
def test_a_piece_that_was_damaged_is_told_and_made_again_when_it_is_deleted(
    gazetteer: Gazetteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    written(tmp_path)
    match_file(job(gazetteer, tmp_path))
    whole = contents(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(Work, "finish", lambda *_: (_ for _ in ()).throw(StoppedError))
        with pytest.raises(StoppedError):
            match_file(replace(job(gazetteer, tmp_path), overwrite=True))
    piece = tmp_path / "out.unfinished" / name
    piece.write_bytes(piece.read_bytes()[:-20])
    with pytest.raises(ConflictError) as error:
        match_file(replace(job(gazetteer, tmp_path), resume=True))
    assert error.value.code == "work.damaged"
    piece.unlink()
    match_file(replace(job(gazetteer, tmp_path), resume=True))
    assert contents(tmp_path) == whole


def test_decisions_win_and_are_counted(gazetteer: Gazetteer, tmp_path: Path) -> None:
    written(tmp_path)
    decisions = tmp_path / "decisions.csv"
    append_decisions(
        decisions,
        [
            decision("The Old Weighbridge", TWELVE, Verdict.ALIAS, postcode="DT97 1AF"),
            decision("99 Mill Lane", FLAT_2, postcode="DT97 1AF"),
            decision("12, Mill Lane", TWELVE, Verdict.REJECTED, postcode="DT97 1AF"),
        ],
    )
    summary = match_file(replace(job(gazetteer, tmp_path), decisions=decisions))
    found = {row["Ref"]: row for row in rows_of(tmp_path / "out.csv")}
    assert [found[ref]["uprn"] for ref in ("8", "4", "9", "3")] == [str(TWELVE), str(FLAT_2), str(FLAT_2), ""]
    assert found["8"]["match_score"] == "1.0"
    assert summary.decided == 4
    assert "settled by a decision: 4 rows" in summary.text()


def test_a_sheet_that_was_filled_in_settles_the_next_run(gazetteer: Gazetteer, tmp_path: Path) -> None:
    written(tmp_path)
    match_file(job(gazetteer, tmp_path))
    frame = pl.read_csv(tmp_path / "review.csv", infer_schema=False)
    is_building = pl.col("uprn") == str(BUILDING)
    frame = frame.with_columns(decision=pl.when(is_building).then(pl.lit("accept")).otherwise(pl.lit("")))
    frame.write_csv(tmp_path / "review.csv")
    read = read_review(tmp_path / "review.csv", role="Officer", on=decision("x", TWELVE).on)
    assert len(read.decisions) == 2
    assert append_decisions(tmp_path / "decisions.csv", read.decisions) == 2
    again = replace(job(gazetteer, tmp_path), decisions=tmp_path / "decisions.csv", overwrite=True)
    assert (match_file(again).matched, match_file(again).parent_only) == (5, 0)


def test_an_output_that_is_there_stays_unless_it_may_be_written_over(gazetteer: Gazetteer, tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "review.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(ConflictError) as error:
        match_file(job(gazetteer, tmp_path))
    assert error.value.code == "work.output"
    assert (tmp_path / "review.csv").read_text(encoding="utf-8") == "mine"


def test_a_gazetteer_without_addresses_is_refused(tmp_path: Path) -> None:
    written(tmp_path)
    points = tmp_path / "points.csv"
    points.write_text("UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n9,1.5,2.5,50,-2\n", encoding="utf-8")
    Gazetteer.build(OpenUprn(points), tmp_path / "points.gazetteer")
    with Gazetteer.open(tmp_path / "points.gazetteer") as places, pytest.raises(ConflictError) as error:
        match_file(job(places, tmp_path))
    assert error.value.code == "matching.no-addresses"


def test_mistakes_of_the_call_are_told_together(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "bins.csv"
    path.write_text("uprn,Addres,PC,PC\n1,a,b,c\n", encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        match_file(job(gazetteer, tmp_path))
    told = [(each.column, each.message.partition(".")[0]) for each in error.value.faults]
    assert told == [
        ("Addr", "there is no such column"),
        ("PC", "the column is there 2 times"),
        ("PC", "the column is there 2 times"),
        ("uprn", "the output has a column of this name"),
    ]
    assert "Is it 'Addres'?" in str(error.value)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["bins.csv"]


@pytest.mark.parametrize("address", [[], "Addr"])
def test_the_columns_of_the_address_are_a_list(gazetteer: Gazetteer, tmp_path: Path, address: Any) -> None:  # noqa: ANN401 - one is wrong
    written(tmp_path)
    with pytest.raises(DefinitionError, match="no list of columns of the address"):
        match_file(replace(job(gazetteer, tmp_path), address=address))


def test_columns_that_hold_lists_are_refused(gazetteer: Gazetteer, tmp_path: Path) -> None:
    frame = pl.DataFrame({"a": ["12 Mill Lane"], "pc": [["DT97 1AF"]], "more": [{"x": 1}]})
    frame.write_parquet(tmp_path / "bins.parquet")
    nested = MatchJob(gazetteer, tmp_path / "bins.parquet", ["more", "a"], tmp_path / "out.csv", "pc")
    with pytest.raises(DefinitionError) as error:
        match_file(nested)
    assert [(each.column, "holds lists" in each.message) for each in error.value.faults] == [
        ("more", True),
        ("pc", True),
    ]
    assert match_file(replace(nested, address=["A"], postcode=None, keep=["a"])).read == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"output": "bins.csv"}, "is read, and would be written over"),
        ({"review": "out.csv"}, "is to be written twice"),
        ({"queries": "nowhere/q.csv"}, "there is no folder"),
        ({"output": "nowhere/out.csv"}, "there is no folder"),
        ({"output": "out.pdf"}, "neither Parquet nor CSV nor XLSX"),
        ({"review": "review.parquet"}, "nobody fills in a Parquet file"),
    ],
)
def test_places_that_cannot_be_written_are_refused_before_the_work(
    gazetteer: Gazetteer, tmp_path: Path, change: dict[str, str], says: str
) -> None:
    written(tmp_path)
    places: dict[str, Any] = {name: tmp_path / place for name, place in change.items()}
    changed = replace(job(gazetteer, tmp_path), **places)
    with pytest.raises((DefinitionError, NotSupportedError), match=says):
        match_file(changed)
    assert [each.name for each in tmp_path.iterdir()] == ["bins.csv"]


def test_a_gazetteer_is_not_written_over_whatever_it_is_called(path: Path, tmp_path: Path) -> None:
    written(tmp_path)
    named = shutil.copy(path, tmp_path / "town.csv")
    with Gazetteer.open(named) as gazetteer, pytest.raises(DefinitionError, match=r"town\.csv: is read"):
        match_file(replace(job(gazetteer, tmp_path, "town.csv"), overwrite=True))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="There is no second disk.")
def test_a_list_on_another_disk_is_refused_before_the_work(gazetteer: Gazetteer, tmp_path: Path) -> None:
    written(tmp_path)
    with pytest.raises(DefinitionError, match="on another disk"):
        match_file(replace(job(gazetteer, tmp_path), review=Path("/proc/review.csv")))


@pytest.mark.parametrize(("name", "value"), [("review_below", 1.5), ("review_below", float("nan")), ("processes", 0)])
def test_numbers_that_mean_nothing_are_refused(gazetteer: Gazetteer, tmp_path: Path, name: str, value: float) -> None:
    written(tmp_path)
    change: dict[str, Any] = {name: value}
    with pytest.raises(InvalidValueError):
        match_file(replace(job(gazetteer, tmp_path), **change))


def test_a_run_does_not_go_on_with_another_file_or_other_decisions(
    gazetteer: Gazetteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(Work, "finish", lambda *_: (_ for _ in ()).throw(StoppedError))
        with pytest.raises(StoppedError):
            match_file(job(gazetteer, tmp_path))
    with pytest.raises(ConflictError, match="is not finished"):
        match_file(job(gazetteer, tmp_path))
    append_decisions(tmp_path / "decisions.csv", [decision("x", TWELVE)])
    changed = replace(
        job(gazetteer, tmp_path), resume=True, decisions=tmp_path / "decisions.csv", with_address_text=True
    )
    with pytest.raises(ConflictError, match="the decisions, whether the gazetteer's wording is written"):
        match_file(changed)
    written(tmp_path, (*ROWS, "11,1 Mill Lane,,1"))
    with pytest.raises(ConflictError, match="the input"):
        match_file(replace(job(gazetteer, tmp_path), resume=True))


@pytest.mark.skipif(os.name != "posix", reason="Windows does not replace a file that is open.")
def test_a_gazetteer_that_is_replaced_meanwhile_is_told(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.gazetteer"
    copy.write_bytes(path.read_bytes())
    written(tmp_path)
    with Gazetteer.open(copy) as gazetteer:

        def replaced(doing: str, _: int, __: int) -> None:
            if doing.startswith("Matching"):
                Gazetteer.build(core_file(tmp_path, house()), copy)

        with pytest.raises(ConflictError) as error:
            match_file(replace(job(gazetteer, tmp_path), watch=replaced))
    assert error.value.code == "matching.edition"
    assert not (tmp_path / "out.csv").exists()


def test_a_cell_that_is_only_carried_over_may_hold_a_formula(gazetteer: Gazetteer, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["Addr", "Sum"], ["12 Mill Lane DT97 1AF", "=1+1"], ["=A2", "3"]):
        book.active.append(row)
    book.save(tmp_path / "bins.xlsx")
    summary = match_file(MatchJob(gazetteer, tmp_path / "bins.xlsx", ["Addr"], tmp_path / "out.csv"))
    assert (summary.matched, summary.rejected) == (1, 1)
    assert [(each.column, each.code, each.first) for each in summary.rejects] == [
        ("Addr", "cell.sheet", (3,)),
        ("Sum", "cell.sheet", (2,)),
    ]


def test_what_no_workbook_holds_goes_to_another_kind_of_output(gazetteer: Gazetteer, tmp_path: Path) -> None:
    written(tmp_path, (f"{'x' * 40_000},12 Mill Lane,DT97 1AF,1",))
    with pytest.raises(NotSupportedError) as error:
        match_file(job(gazetteer, tmp_path, "out.xlsx"))
    assert error.value.code == "matching.cell"
    assert match_file(replace(job(gazetteer, tmp_path), resume=True)).matched == 1


def test_an_address_that_is_too_long_is_rejected_alone(gazetteer: Gazetteer, tmp_path: Path) -> None:
    written(tmp_path, (f"1,{'x' * 10_001},,1", "2,12 Mill Lane,DT97 1AF,1"))
    summary = match_file(job(gazetteer, tmp_path))
    assert (summary.matched, summary.rejected, summary.rejects[0].code) == (1, 1, "cell.long")


@pytest.mark.parametrize("rows", [(), ("", ""), ("bad",)])
def test_a_file_without_addresses_has_an_output_without_rows(
    gazetteer: Gazetteer, tmp_path: Path, rows: tuple[str, ...]
) -> None:
    written(tmp_path, rows)
    summary = match_file(job(gazetteer, tmp_path))
    assert (summary.read, rows_of(tmp_path / "out.csv")) == (summary.rejected, [])


ADDRESSES = st.one_of(
    st.builds("{} {}".format, st.integers(1, 20), st.sampled_from(["Mill Lane", "Mill Ln, Ambleford", "Nowhere Road"])),
    st.sampled_from(["", " ", "10 Mill Lane", "Flat 3, 10 Mill Lane", "The Annexe", "\u00a0", "=1+1", "💷", '"']),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(ADDRESSES, st.sampled_from(["DT97 1AF", "", "n/k", "DT97 1AE"])), max_size=12))
def test_totals_add_up_and_each_row_is_as_it_is_alone(
    path: Path, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("random")
    frame = pl.DataFrame(rows, pl.Schema({"Addr": pl.String, "PC": pl.String}), orient="row")
    frame.write_parquet(folder / "bins.parquet")
    with Gazetteer.open(path) as gazetteer:
        done = replace(job(gazetteer, folder, "out.parquet"), file=folder / "bins.parquet")
        summary = match_file(done)
        found = pl.read_parquet(folder / "out.parquet")
        assert found.select("Addr", "PC").equals(frame)
        framed = match_frame(frame, gazetteer, address=["Addr"], postcode="PC")
        assert framed.select("uprn", "parent_uprn").equals(found.select("uprn", "parent_uprn"))
        for address, postcode, uprn, outcome, *_ in found.iter_rows():
            alone = gazetteer.match(address, postcode=postcode)
            assert (uprn, outcome) in [(alone.uprn and str(alone.uprn), alone.outcome), (None, "rejected")]
            assert (outcome == "rejected") == (not address.strip("\u2060\u200b\ufeff \u00a0") or not address.split())
    assert summary.read == len(rows)


def test_totals_that_do_not_add_up_are_a_defect() -> None:
    counts: dict[str, Any] = dict.fromkeys(
        (
            "matched",
            "ambiguous",
            "parent_only",
            "not_found",
            "rejected",
            "decided",
            "to_review",
            "set_aside",
            "followed",
        ),
        0,
    )
    about: dict[str, Any] = {"file": "", "sha256": "", "gazetteer": [], "epoch": None, "address_text": None}
    with pytest.raises(AssertionError, match="rows read are not rows matched"):
        MatchSummary(**about, **counts, read=1, addresses_to_review=None, queries=None)


def test_a_summary_says_everything_in_words_and_in_json(gazetteer: Gazetteer, tmp_path: Path) -> None:
    written(tmp_path)
    summary = match_file(job(gazetteer, tmp_path))
    data = json.loads((tmp_path / "out.summary.json").read_text(encoding="utf-8"))
    assert (data["summary_format"], data["read"], data["epoch"]) == (1, 10, "120")
    assert "Mill" not in (tmp_path / "out.summary.json").read_text(encoding="utf-8")
    aside = replace(summary, set_aside=1, followed=2, notes=["n"])
    assert aside.text().splitlines()[3:5] == [
        "decisions that follow to the property that took the place of another: 2",
        "decisions that do not hold, because their property is gone or retired: 1",
    ]
    assert str(MatchRejects(None, "row.cells", 7, (1, 2))) == f"{MATCH_CODES['row.cells']}, in 7 rows: 1, 2, …"
