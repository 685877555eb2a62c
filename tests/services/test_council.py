"""A council's folder: what it varies is exact, signed or not, within the law, and every mistake is listed."""

from datetime import date
from pathlib import Path

import pytest

from localgov_components.core.errors import DefinitionError
from localgov_components.services import CouncilService, LoadedEdition, load
from localgov_components.services.edition import Edition

DAY = date(2026, 5, 1)

_BLUE_BADGE_PAGE = 'Page("blue-badge", YesNo(Household.blue_badge), ask_if=not_(gets_a_benefit)),'


def write(folder: Path, text: str) -> None:
    (folder / "variations.toml").write_text(text, encoding="utf-8")


def variation(key: str, value: str, more: str = "") -> str:
    lines = f'key = "{key}"\nfrom = 2026-04-01\nvalue = {value}\nrecorded = 2026-03-01T09:00:00Z\n{more}'
    return f"[[variation]]\n{lines}\n"


def test_brackwater_departs_in_price_concession_and_one_sentence(examples: Path) -> None:
    found = CouncilService.load(examples / "brackwater").variations(DAY)
    assert [each.declaration.key for each in found] == [
        "price_per_bin",
        "concession_price",
        "wording.en.confirmation.next",
    ]
    assert all(each.is_signed for each in found)
    assert CouncilService.load(examples / "ambleford").variations(DAY) == ()


def test_a_value_equal_to_the_shared_one_is_not_a_variation(examples: Path) -> None:
    write(examples / "ambleford", variation("price_per_bin", '"48.00"'))
    assert CouncilService.load(examples / "ambleford").variations(DAY) == ()


def test_a_varied_sentence_is_the_one_that_is_shown(examples: Path) -> None:
    words = CouncilService.load(examples / "brackwater").words(DAY)
    assert "Quay" in words.text("confirmation.next", "en")
    assert "Quay" not in CouncilService.load(examples / "brackwater").words(date(2026, 3, 1)).text(
        "confirmation.next", "en"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (variation("price_per_bun", '"50.00"'), "nothing called 'price_per_bun'"),
        (variation("price_per_bin", "50.5"), "an amount of money that is not text"),
        (variation("price_per_bin", '"-1.00"'), "outside what is allowed"),
        (variation("concession_price", '"60.00"'), "outside what is allowed"),
        (variation("wording.en.confirmation.next", '"Pay {whom}"'), "{whom} is not filled"),
        ("[[variation]]\nkey = 3", "Field required"),
        ("[[variation", "not TOML"),
    ],
)
def test_a_variation_with_a_mistake_is_refused_and_named(examples: Path, text: str, said: str) -> None:
    write(examples / "ambleford", text)
    with pytest.raises(DefinitionError) as refused:
        CouncilService.load(examples / "ambleford")
    assert said in str(refused.value)


def test_a_value_outside_the_law_can_be_set_aside_on_the_councils_own_record(examples: Path) -> None:
    aside = 'set_aside = { basis = "Local Act 1990, section 3", role = "Monitoring Officer", date = 2026-02-01 }'
    write(examples / "ambleford", variation("concession_price", '"60.00"', aside))
    (found,) = CouncilService.load(examples / "ambleford").variations(DAY)
    assert found.after.set_aside is not None
    assert found.after.set_aside.role == "Monitoring Officer"


def test_every_mistake_of_the_councils_file_is_listed(examples: Path) -> None:
    (examples / "ambleford" / "council.toml").write_text('id = "Ambleford"\nname = ""\ncolour = 3\n', encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        CouncilService.load(examples / "ambleford")
    columns = {fault.column for fault in refused.value.faults}
    assert {"id", "name", "service", "reference_prefix", "area_codes", "contact", "colour"} <= columns


def test_a_shared_folder_and_a_councils_folder_are_told_apart(examples: Path) -> None:
    assert isinstance(load(examples / "garden_waste"), LoadedEdition)
    assert isinstance(load(examples / "brackwater"), CouncilService)


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("service.py", "YesNo(Household.blue_badge)", "YesNo(Household.blue_bagde)", "has no fact 'blue_bagde'"),
        ("service.py", "form = Form(", "form = Form((", "not Python"),
        ("service.py", "service = Service(", "service = (lambda *_, **__: None)(", "defines 0 services"),
        ("service.py", 'policy_value("concession_price", Money)', 'policy_value("discount", Money)', "discount"),
        ("service.py", 'Page("email", EmailInput(Subscription.email)),', "", "subscription.email"),
        ("service.py", _BLUE_BADGE_PAGE, "", "household.blue_badge"),
        ("policy.toml", 'type = "money"', 'type = "cash"', "no such type"),
        ("policy.toml", "[[income_code.values]]", "[[income_code.worths]]", "worths"),
        ("wording.en.toml", "[bins]\ntitle", "[bins]\ntilte", "bins.title"),
        ("wording.en.toml", "{price_per_bin} a year for each", "{prize_per_bin} a year for each", "prize_per_bin"),
        ("wording.en.toml", "[confirmation]\nnext", "[confirmation]\nnxt", "confirmation.next"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_shared_folder_is_refused_at_load(
    examples: Path, name: str, before: str, after: str, said: str
) -> None:
    path = examples / "garden_waste" / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        Edition.from_folder(examples / "garden_waste").load()
    assert said in str(refused.value)


def test_mistakes_of_all_files_are_listed_together(examples: Path) -> None:
    folder = examples / "garden_waste"
    (folder / "policy.toml").write_text("layer = 3", encoding="utf-8")
    (folder / "wording.en.toml").write_text("[start", encoding="utf-8")
    (folder / "service.py").write_text("1 / 0", encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        Edition.from_folder(folder).load()
    places = {fault.source for fault in refused.value.faults}
    assert places == {"garden_waste/policy.toml", "garden_waste/wording.en.toml", "garden_waste/service.py"}


def test_a_fault_of_the_services_code_names_its_line(examples: Path) -> None:
    (examples / "garden_waste" / "service.py").write_text("one = 1\n\nzero = one / 0\n", encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        Edition.from_folder(examples / "garden_waste").load()
    assert [fault.line for fault in refused.value.faults] == [3]
