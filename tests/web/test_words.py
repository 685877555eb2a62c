import re
from datetime import date
from pathlib import Path

import pytest
from tests.web.town_hall import MORNING, TownHall

import localgov_components.web
from localgov_components.core.messages import package_catalogue
from localgov_components.web.words import Words, general_words, words_of

TEMPLATES = sorted((Path(localgov_components.web.__file__).parent / "templates").rglob("*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_text_that_a_template_shows_is_in_the_catalogue(template: Path) -> None:
    used = set(re.findall(r"\btexts\.(\w+)", template.read_text(encoding="utf-8")))
    assert used <= general_words().of_the_page.keys()


def test_no_text_of_the_pages_is_unused() -> None:
    used = {name for path in TEMPLATES for name in re.findall(r"\btexts\.(\w+)", path.read_text(encoding="utf-8"))}
    assert general_words().of_the_page.keys() == used


def test_values_fill_every_text(hall: TownHall) -> None:
    words = words_of(hall.desk("brackwater"), now=MORNING)
    assert words.text("bins.hint") == "Each bin costs £54.00 a year, or £18.00 with a concession"


def test_a_value_given_for_one_text_comes_before_the_others() -> None:
    words = Words(package_catalogue(), "en", {"price": "£1.00"})
    assert words.text("web.charge.detail", quantity="2", price="£3.00") == "2 at £3.00 each"


@pytest.mark.parametrize(("language", "written"), [("en", "2 August 2026"), ("cy", "2 Awst 2026")])
def test_a_day_is_written_in_the_language(language: str, written: str) -> None:
    assert Words(package_catalogue(), language).day(date(2026, 8, 2)) == written


def test_a_missing_text_is_none_when_asked_for_gently() -> None:
    assert general_words().find("web.nothing-of-the-kind") is None
