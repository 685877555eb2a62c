"""A council sees what an update would change, and nothing changes until it is accepted."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from localgov_components.core.errors import DefinitionError, NotFoundError
from localgov_components.money import Money
from localgov_components.services import CouncilService, accept, preview

DAY = date(2026, 5, 1)


def edit(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert before != after
    path.write_text(after, encoding="utf-8", newline="\n")


def price(folder: Path) -> Money:
    found: Money = CouncilService.load(folder).policy.on(DAY).value("price_per_bin")
    return found


@pytest.mark.parametrize("council", ["ambleford", "brackwater"])
def test_the_example_councils_run_the_shared_service_as_it_is(examples: Path, council: str) -> None:
    assert preview(examples / council, on=DAY).is_current


def test_an_update_of_the_price_shows_only_where_the_price_is_inherited(examples: Path) -> None:
    edit(examples / "garden_waste" / "policy.toml", lambda text: text.replace('"48.00"', '"50.00"'))
    assert [change.key for change in preview(examples / "ambleford", on=DAY).changes] == ["price_per_bin"]
    brackwater = preview(examples / "brackwater", on=DAY)
    assert brackwater.changes == ()
    assert not brackwater.is_current


def test_an_update_alters_no_council_until_it_is_accepted(examples: Path) -> None:
    edit(examples / "garden_waste" / "policy.toml", lambda text: text.replace('"48.00"', '"50.00"'))
    preview(examples / "ambleford", on=DAY)
    assert (price(examples / "ambleford"), price(examples / "brackwater")) == (Money("48.00"), Money("54.00"))
    accept(examples / "ambleford", role="Head of Waste", on=DAY)
    assert (price(examples / "ambleford"), price(examples / "brackwater")) == (Money("50.00"), Money("54.00"))


def test_a_council_runs_on_after_the_shared_folder_is_gone(examples: Path) -> None:
    shutil.rmtree(examples / "garden_waste")
    assert price(examples / "brackwater") == Money("54.00")
    with pytest.raises(NotFoundError):
        preview(examples / "brackwater", on=DAY)


def test_a_change_of_a_rule_is_shown_as_one_with_its_lines(examples: Path) -> None:
    edit(
        examples / "garden_waste" / "service.py",
        lambda text: text.replace(", Household.pension_credit),", "),"),
    )
    upgrade = preview(examples / "ambleford", on=DAY)
    assert upgrade.rules
    assert any(line.startswith("-") and "pension_credit" in line for line in upgrade.code)


def test_a_sentence_that_changes_is_shown(examples: Path) -> None:
    edit(
        examples / "garden_waste" / "wording.en.toml",
        lambda text: text.replace("within 10 working days", "within 5 working days"),
    )
    assert [change.key for change in preview(examples / "ambleford", on=DAY).changes] == [
        "wording.en.confirmation.next"
    ]
    assert preview(examples / "brackwater", on=DAY).changes == ()


def test_an_update_that_takes_away_what_a_council_varies_cannot_be_accepted(examples: Path) -> None:
    edit(
        examples / "garden_waste" / "wording.en.toml",
        lambda text: text.replace("Your bins arrive within 10 working days.", "{surprise}"),
    )
    with pytest.raises(DefinitionError, match="surprise"):
        accept(examples / "brackwater", role="Head of Waste", on=DAY)
    assert price(examples / "brackwater") == Money("54.00")


def test_line_endings_do_not_make_another_edition(examples: Path) -> None:
    for name in ("service.py", "policy.toml", "wording.en.toml", "scenarios.yaml"):
        path = examples / "garden_waste" / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert preview(examples / "ambleford", on=DAY).is_current


def test_an_adopted_file_that_was_tampered_with_is_refused(examples: Path) -> None:
    first = (examples / "ambleford" / "adopted.zip").read_bytes()
    edit(examples / "garden_waste" / "policy.toml", lambda text: text.replace('"48.00"', '"49.00"'))
    accept(examples / "brackwater", role="Head of Waste", on=DAY)
    shutil.copy(examples / "brackwater" / "adopted.zip", examples / "ambleford" / "adopted.zip")
    with pytest.raises(DefinitionError, match="not the edition"):
        CouncilService.load(examples / "ambleford")
    (examples / "ambleford" / "adopted.zip").write_bytes(first[:100])
    with pytest.raises(DefinitionError, match="damaged"):
        CouncilService.load(examples / "ambleford")


def test_nothing_adopted_says_what_to_run(examples: Path) -> None:
    (examples / "ambleford" / "adopted.toml").unlink()
    with pytest.raises(NotFoundError, match="localgov policy upgrade"):
        CouncilService.load(examples / "ambleford")


def test_a_first_adoption_is_previewed_and_signed(examples: Path) -> None:
    for name in ("adopted.toml", "adopted.zip"):
        (examples / "ambleford" / name).unlink()
    assert preview(examples / "ambleford", on=DAY).adopted is None
    adoption = accept(examples / "ambleford", role='Head of "Waste"', on=DAY)
    assert CouncilService.load(examples / "ambleford").adoption == adoption


def test_the_same_edition_makes_the_same_file(examples: Path) -> None:
    before = (examples / "ambleford" / "adopted.zip").read_bytes()
    accept(examples / "ambleford", role="Head of Waste", on=DAY)
    assert (examples / "ambleford" / "adopted.zip").read_bytes() == before
