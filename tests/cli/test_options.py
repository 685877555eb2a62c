"""Options that several commands share."""

from pathlib import Path

import pytest

from .conftest import Localgov


@pytest.mark.parametrize("seconds", ["nan", "inf", "-inf", "-1", "0", "soon"])
def test_a_time_is_a_finite_number_of_seconds(run: Localgov, support: Path, seconds: str) -> None:
    result = run("check", "council_support", "--prove", "--seconds", seconds)
    assert result.exit_code == 2
    assert "Invalid value for '--seconds'" in result.stderr
    assert not result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("check", "council_support", "--prove", "--format", "json"),
        ("diagram", "garden_waste"),
        ("policy", "variations", "brackwater"),
    ],
)
def test_a_folder_that_is_not_there_is_found_before_the_work(
    run: Localgov, examples: Path, support: Path, words: tuple[str, ...]
) -> None:
    result = run(*words, "--output", "reports/found.txt")
    assert result.exit_code == 2
    assert "There is no folder 'reports'. Make it, or name another." in result.stderr
    assert not result.stdout
