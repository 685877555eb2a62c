import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.tables.tables import Garden, Sketch, sketches

from localgov_components.core.errors import DefinitionError
from localgov_components.core.grid import Grid
from localgov_components.core.grid_cell import CellValue
from localgov_components.identifiers import Uprn
from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, Known, Per, content_hash, define, evaluate, fact
from localgov_components.rules.tables import DecisionTable, HitPolicy, Output, row
from localgov_components.rules.tables.sheet import grid_of_table, table_of_grid


class Tenure(StrEnum):
    OWNED = "owned"
    RENTED = "rented, from the council"


class Household(Facts, id="household"):
    capital: Fact[Money] = fact("savings and investments")
    pensioner: Fact[bool] = fact("somebody is of pension age")
    since: Fact[date] = fact("living there since")
    tenure: Fact[Tenure] = fact("tenure")
    home: Fact[Uprn] = fact("home")
    rooms: Fact[int] = fact("rooms")
    share: Fact[Decimal] = fact("share")
    band: Fact[str] = fact("band")


RATE = [Output("rate", Money)]
NOT_TEXT = (
    "not text: the spreadsheet made a number, a date or a truth of it. Format the cell as text, and type it again"
)


def table_of(
    *rows: Sequence[CellValue | None], outputs: Sequence[Output] = RATE, hit: HitPolicy | None = None
) -> DecisionTable:
    grid = Grid.of(rows, name="tariff.xlsx")
    return table_of_grid(grid, "tariff", inputs=[Household], outputs=outputs, hit=hit)


def refusals(*rows: Sequence[CellValue | None], **options: Any) -> list[str]:  # noqa: ANN401 - as of table_of
    with pytest.raises(DefinitionError) as refused:
        table_of(*rows, **options)
    return [str(fault).removeprefix("tariff.xlsx, ") for fault in refused.value.faults]


def same(one: DecisionTable, other: DecisionTable) -> bool:
    rows = all(
        (a.tests, a.operands, a.note, a.cites) == (b.tests, b.operands, b.note, b.cites)
        and content_hash(a.condition) == content_hash(b.condition)
        for a, b in zip(one.rows, other.rows, strict=True)
    )
    results = one.hit.is_list or [*map(content_hash, one.outputs.values())] == [
        *map(content_hash, other.outputs.values())
    ]
    return rows and results and (one.name, one.hit, one.otherwise) == (other.name, other.hit, other.otherwise)


@given(sketches(), st.sampled_from(["price.csv", "price.xlsx"]))
def test_a_table_is_the_same_after_it_was_saved_and_opened(sketch: Sketch, name: str) -> None:
    table = sketch.table()
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        table.write(path)
        again = DecisionTable.read(path, inputs=[Garden], outputs=table.output_columns)
    assert same(table, again)


def every_kind() -> DecisionTable:
    inputs = [
        getattr(Household, name)
        for name in ("capital", "pensioner", "since", "tenure", "home", "rooms", "share", "band")
    ]
    values = (
        Money("16000.10"),
        True,
        date(1890, 5, 1),
        Tenure.RENTED,
        Uprn.parse("100"),
        -3,
        Decimal("0.125"),
        '"=x, y"',
    )
    lists = ("£1, {limit}", "not(yes)", "[1890-01-01..{day}]", "owned", "1, 2", "< -3, 5", "(0.1..0.2)", 'A, "=B"')
    outputs = [Output("rate", Money, per=Per.WEEK), Output("why", str)]
    rows = [
        row(*values, then=(Money("-4.35"), "=1+1"), note="first", cites="SI 1"),
        row(*lists, then=("{rate}", " padded "), note="+second"),
    ]
    return DecisionTable("tariff", inputs=inputs, outputs=outputs, rows=rows, otherwise=("0", "-"), hit=HitPolicy.FIRST)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_cells_of_every_kind_are_the_same_after_they_were_saved(kind: str) -> None:
    table = every_kind()
    name = f"tariff.{kind}"
    grid = Grid.parse(grid_of_table(table, name).encode(kind=kind), name=name)
    again = table_of_grid(grid, "tariff", inputs=[Household], outputs=table.output_columns)
    assert same(table, again)


def test_a_saved_table_reads_like_one() -> None:
    text = grid_of_table(every_kind(), "tariff.csv").encode(kind="csv").decode("utf-8-sig")
    assert text.splitlines()[0].split(",")[:3] == ["first", "household.capital", "household.pensioner"]
    assert text.splitlines()[2].startswith('2,"£1.00, {limit}",not(yes),[1890-01-01..{day}],owned,"1, 2","< -3, 5"')
    assert text.splitlines()[3] == "otherwise,,,,,,,,,0.00,'-,,"


def test_a_table_is_opened_from_what_an_officer_made_in_a_workbook(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    page.append(["household.capital", "household.since", "rate", "note"])
    page.append([16000, date(2026, 4, 1), 4.35, "typed as numbers"])
    page.append(["> 16000", "-", 0, None])
    page.append([None, None, "{usual}", None])
    path = tmp_path / "Capital tariff-2026.xlsx"
    made.save(path)
    table = DecisionTable.read(path, inputs=[Household], outputs=RATE, hit=HitPolicy.FIRST)
    assert (table.name, table.hit, table.rows[0].note) == ("capital_tariff_2026", HitPolicy.FIRST, "typed as numbers")
    known = Known({"household.capital": Money("16000"), "household.since": date(2026, 4, 1)})
    assert evaluate(table.expression, known) == Money("4.35")


def test_headings_name_definitions_too_and_stand_in_any_order() -> None:
    poor = define("poor", Household.capital < Money("6000"))
    rows: list[list[CellValue | None]] = [
        ["note", "rate", "poor", "cites"],
        [None, 5, True, "SI 1"],
        ["x", 6, False, None],
    ]
    table = table_of_grid(Grid.of(rows, name="t.csv"), "t", inputs=[poor], outputs=RATE)
    assert [each.condition.cites for each in table.rows] == ["SI 1", ""]
    assert evaluate(table.expression, Known({"household.capital": Money("1")})) == Money("5")


def test_the_hit_policy_stands_in_the_corner_or_is_given() -> None:
    rows: list[list[CellValue | None]] = [["C+", "household.rooms", "rate"], [1, "> 1", 5], [None, "> 2", 6]]
    assert table_of(*rows).hit is HitPolicy.SUM
    assert table_of(*rows, hit=HitPolicy.SUM).hit is HitPolicy.SUM
    assert table_of(["household.rooms", "rate"], [1, 5]).hit is HitPolicy.UNIQUE
    assert refusals(*rows, hit=HitPolicy.MIN) == [
        "cell A1: the hit policy is 'collect min' by hit=…. Give one of the two"
    ]


def test_every_mistake_in_headings_is_listed() -> None:
    outputs = [Output("rate", Money), Output("why", str)]
    assert refusals(["best", "household.capitol", "rate", "Note"], [1, "-", 5, "x"], outputs=outputs) == [
        "cell A1: 'best' is no fact, definition or output that was given.",
        "cell B1: 'household.capitol' is no fact, definition or output that was given. Is it household.capital?",
        "cell D1: 'Note' is no fact, definition or output that was given. Is it note?",
        "tariff.xlsx: no column for the output 'why'",
    ]


def test_every_mistake_in_cells_is_listed_by_its_cell() -> None:
    assert refusals(
        ["unique", "household.since", "household.rooms", "household.band", "rate", "note", "cites"],
        [1, "01/04/2026", Decimal("2.5"), 7, Decimal("1.234"), 3, date(2026, 4, 1)],
        [3, 46113, "> {rooms", "> A", None, None, None],
        ["otherwise", "-", "1", None, "x", None, None],
        ["4", "-", "-", "-", "(5)", None, None],
    ) == [
        f"cell F2: {NOT_TEXT}",
        f"cell G2: {NOT_TEXT}",
        "cell A3: this is row 2. Number the rows 1, 2, 3, or leave the numbers out",
        "cell A4: not the last row. Put what is given otherwise last",
        "cell C4: what is given otherwise asks nothing. Empty this cell",
        "cell B2: '01/04/2026' is not a date (write 2026-04-01)",
        "cell C2: '2.5' is not a whole number (write 16000)",
        f"cell D2: {NOT_TEXT}",
        "cell E2: '1.234' is not an amount of money (write £16,000.00 or 16000)",
        "cell B3: '46113' is not a date (write 2026-04-01)",
        "cell C3: '{rooms' is not a whole number (write 16000)",
        "cell D3: '> A' in a column of str, where nothing is more or less. Write values",
        "cell E3: no value to give. Fill the cell in",
        "cell E5: '(5)' is not an amount of money (write £16,000.00 or 16000)",
        "cell E4: 'x' is not an amount of money (write £16,000.00 or 16000)",
    ]  # fmt: skip


def test_a_file_without_rows_or_without_inputs_is_refused() -> None:
    assert refusals(["household.rooms", "rate"]) == [
        "tariff: no inputs, no outputs or no rows. Give at least one of each"
    ]
    assert refusals(["rate"], [5]) == ["tariff: no inputs, no outputs or no rows. Give at least one of each"]


def test_what_a_grid_refuses_a_table_refuses(tmp_path: Path) -> None:
    path = tmp_path / "tariff.csv"
    path.write_text("household.rooms,rate\n=1+1,5\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"tariff\.csv, cell A2: a formula"):
        DecisionTable.read(path, inputs=[Household], outputs=RATE)


def test_a_sheet_is_chosen_by_its_name(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.worksheets[0].append(["about this file"])
    page = made.create_sheet("Tariff")
    page.append(["household.rooms", "rate"])
    page.append([1, 5])
    content = io.BytesIO()
    made.save(content)
    path = tmp_path / "tariff.xlsx"
    path.write_bytes(content.getvalue())
    assert len(DecisionTable.read(path, inputs=[Household], outputs=RATE, sheet="Tariff").rows) == 1
    with pytest.raises(DefinitionError, match="several sheets"):
        DecisionTable.read(path, inputs=[Household], outputs=RATE)
