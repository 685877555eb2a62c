from datetime import date
from pathlib import Path

import pytest

from localgov_components.core.errors import DefinitionError
from localgov_components.core.grid import Grid
from localgov_components.core.grid_cell import CellValue
from localgov_components.money import Money
from localgov_components.services import Edition, load, parse_scenarios, read_scenarios, run_scenarios

HEADINGS = "name,date,household.universal_credit,subscription.bins,outcome,total"


def differences(folder: Path, *rows: str) -> list[tuple[str, ...]]:
    found = load(folder)
    cases = parse_scenarios("\n".join([HEADINGS, *rows]).encode(), name="x.csv", service=found.service)
    return [result.differences for result in run_scenarios(cases, service=found.service, policy=found.policy)]


def test_what_is_charged_is_compared_where_it_is_expected(examples: Path) -> None:
    rows = ("A,2026-05-01,yes,2,eligible,48.00", "B,2026-05-01,yes,2,eligible,50", "C,2026-05-01,yes,2,eligible,")
    assert differences(examples / "garden_waste", *rows) == [(), ("total: expected £50.00, was £48.00",), ()]
    assert differences(examples / "brackwater", rows[0]) == [("total: expected £48.00, was £36.00",)]


def test_a_total_that_cannot_be_worked_out_says_why(examples: Path) -> None:
    (told,) = differences(examples / "garden_waste", "A,2026-05-01,yes,,eligible,48.00")
    assert told == ("not decided: a fact that sets the charge is unknown. Ask for it first.",)


def test_facts_may_be_of_every_vocabulary_of_the_service(examples: Path) -> None:
    service = load(examples / "garden_waste").service
    with pytest.raises(DefinitionError, match="cell C1: no such heading"):
        parse_scenarios(b"name,date,subscription.bin,outcome\nA,2026-05-01,2,eligible\n", name="x.csv", service=service)


def test_a_workbook_is_read_as_a_csv_file_is(examples: Path) -> None:
    row: list[CellValue | None] = ["A", date(2026, 5, 1), True, 2, "eligible", 48]
    path = examples / "cases.xlsx"
    Grid.of([HEADINGS.split(","), row], name=path.name, sheet="May").write(path)
    (scenario,) = read_scenarios(path, service=load(examples / "garden_waste").service, sheet="May")
    assert (scenario.known["subscription.bins"], scenario.expect.also["total"]) == (2, Money("48"))


def test_a_workbook_of_scenarios_is_part_of_the_edition_byte_for_byte(examples: Path) -> None:
    before = Edition.from_folder(examples / "garden_waste")
    path = examples / "garden_waste" / "scenarios.xlsx"
    Grid.of([HEADINGS.split(","), ["A", date(2026, 5, 1), True, 2, "eligible", 48]], name=path.name).write(path)
    content = path.read_bytes() + b"\r\n"
    path.write_bytes(content)
    edition = Edition.from_folder(examples / "garden_waste")
    assert edition.hash != before.hash
    assert edition.files["scenarios.xlsx"] == content
    (examples / "kept.zip").write_bytes(edition.to_zip())
    assert Edition.from_zip(examples / "kept.zip").hash == edition.hash
