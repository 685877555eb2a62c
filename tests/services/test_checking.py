from datetime import date
from pathlib import Path

import pytest

from localgov_components.core.errors import DefinitionError
from localgov_components.services import check_service, load

DAY = date(2026, 5, 1)


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8", newline="\n")


def mistakes(folder: Path) -> list[str]:
    return [f"{fault.column}: {fault.message}" for fault in check_service(load(folder), on=DAY).mistakes]


@pytest.mark.parametrize("name", ["garden_waste", "ambleford", "brackwater"])
def test_the_examples_have_no_mistakes(examples: Path, name: str) -> None:
    assert mistakes(examples / name) == []


def test_a_definition_that_only_the_form_reads_is_used(examples: Path) -> None:
    service = examples / "garden_waste" / "service.py"
    edit(service, "# What we ask", 'few = define("few", Subscription.bins < 3)\n\n# What we ask')
    assert mistakes(examples / "garden_waste") == ["few: a definition that no rule reads. Use it or remove it"]
    edit(service, "ask_if=not_(gets_a_benefit)", "ask_if=any_of(not_(gets_a_benefit), few)")
    assert mistakes(examples / "garden_waste") == []


def test_policy_that_only_a_text_or_the_charge_reads_is_read(examples: Path) -> None:
    notes = check_service(load(examples / "garden_waste"), on=DAY).notes
    assert not any("policy value" in note.message for note in notes)


def test_days_without_a_price_are_a_mistake_for_everybody_who_runs_the_service(examples: Path) -> None:
    policy, lasting = examples / "garden_waste" / "policy.toml", 'from = 2026-04-01\nvalue = "24.00"'
    edit(policy, lasting, f"until = 2027-04-01\n{lasting}")
    edit(policy, 'from = 2025-04-01\nvalue = "22.50"', 'from = 2025-04-01\nuntil = 2026-04-01\nvalue = "22.50"')
    told = "concession_price: no value from 1 April 2027 on. What reads it stops there: add one"
    assert mistakes(examples / "garden_waste") == [told]


def test_a_council_is_not_told_notes_about_what_it_shares(examples: Path) -> None:
    assert check_service(load(examples / "garden_waste"), on=DAY).notes != ()
    assert check_service(load(examples / "brackwater"), on=DAY).notes == ()


def test_a_judgement_is_not_for_an_applicant_to_make(examples: Path) -> None:
    service = examples / "garden_waste" / "service.py"
    edit(service, '        sensitivity="special",\n', '        sensitivity="special",\n        judgement=True,\n')
    with pytest.raises(DefinitionError) as caught:
        load(examples / "garden_waste")
    assert "an officer's judgement, and the form sets it. Leave it to the officer" in str(caught.value)


def test_a_judgement_that_no_question_asks_is_as_it_should_be(examples: Path) -> None:
    service = examples / "garden_waste" / "service.py"
    judged = '    hardship: Fact[bool] = fact("an officer finds hardship", judgement=True)\n\n\nclass Subscription'
    edit(service, "\n\nclass Subscription", f"{judged}")
    edit(service, "    eligible=[\n", '    eligible=[\n        rule("hardship", Household.hardship),\n')
    assert mistakes(examples / "garden_waste") == []
