"""`localgov policy variations` and `upgrade`."""

import csv
import io
from pathlib import Path

import pytest

from .conftest import Localgov


def test_variations_prints_exactly_the_three_with_all_that_answers_for_them(run: Localgov, examples: Path) -> None:
    result = run("policy", "variations", "brackwater", "--on", "2026-05-01", "--format", "csv")
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert [(row["What"], row["From"], row["To"]) for row in rows[:2]] == [
        ("Yearly price of one bin", "£48.00", "£54.00"),
        ("Yearly price of one bin with a concession", "£24.00", "£18.00"),
    ]
    assert rows[2]["What"] == "Wording: confirmation.next"
    assert len(rows) == 3
    for row in rows:
        assert row["Reason"]
        assert row["Decision"]
        assert row["Approved by"]
        assert row["Signed"].endswith("2026")


def test_a_council_that_varies_nothing_has_none(run: Localgov, examples: Path) -> None:
    assert "0 variations on 1 May 2026" in run("policy", "variations", "ambleford", "--on", "2026-05-01").output


def test_an_unsigned_variation_fails_only_in_strict_mode(run: Localgov, examples: Path) -> None:
    path = examples / "brackwater" / "variations.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("signed = 2026-03-05\n", ""), encoding="utf-8")
    lenient = run("policy", "variations", "brackwater", "--on", "2026-05-01")
    assert (lenient.exit_code, "not signed" in lenient.output) == (0, True)
    strict = run("policy", "variations", "brackwater", "--on", "2026-05-01", "--strict")
    assert strict.exit_code == 1
    assert "unsigned: Wording: confirmation.next" in strict.stderr


def test_signed_variations_pass_in_strict_mode(run: Localgov, examples: Path) -> None:
    assert run("policy", "variations", "brackwater", "--strict").exit_code == 0


@pytest.mark.parametrize(
    ("form", "begins"), [("markdown", "# Brackwater"), ("html", "<!DOCTYPE html>"), ("text", "Brackwater")]
)
def test_variations_are_written_for_publication(run: Localgov, examples: Path, form: str, begins: str) -> None:
    result = run("policy", "variations", "brackwater", "--format", form, "--output", "report", "--on", "2026-05-01")
    assert result.exit_code == 0
    text = (examples / "report").read_text(encoding="utf-8")
    assert text.startswith(begins)
    assert "Cabinet, 9 February 2026, minute 47" in text


def test_upgrade_shows_each_council_what_would_change_and_changes_nothing(run: Localgov, examples: Path) -> None:
    path = examples / "garden_waste" / "policy.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"48.00"', '"50.00"'), encoding="utf-8")
    before = {council: (examples / council / "adopted.zip").read_bytes() for council in ("ambleford", "brackwater")}
    result = run("policy", "upgrade", "ambleford", "brackwater", "--on", "2026-05-01")
    assert result.exit_code == 0
    ambleford, brackwater = result.output.split("Brackwater")
    assert "Yearly price of one bin: £48.00 → £50.00" in ambleford
    assert "→" not in brackwater
    assert before == {council: (examples / council / "adopted.zip").read_bytes() for council in before}


def test_accepting_an_update_needs_a_role(run: Localgov, examples: Path) -> None:
    assert run("policy", "upgrade", "ambleford", "--accept").exit_code == 2
    accepted = run("policy", "upgrade", "ambleford", "--accept", "--role", "Head of Waste", "--on", "2026-05-01")
    assert "accepted by Head of Waste on 1 May 2026" in accepted.output
