import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.errors import DefinitionError, NotFoundError
from localgov_components.core.messages import LANGUAGES, Catalogue, package_catalogue

ENGLISH = """
[bins]
title = "How many bins? Each costs {price}"
hint = '''
First line
Second line
'''
"""
WELSH = """
[bins]
title = "Sawl bin? Mae pob un yn costio {price}"
hint = "Llinell"
"""


def faults_of(sources: dict[str, str], names: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        Catalogue.read(sources, names=names)
    return [str(fault) for fault in caught.value.faults]


def test_a_text_is_found_by_the_path_to_it_and_filled() -> None:
    words = Catalogue.read({"en": ENGLISH, "cy": WELSH})
    assert words.text("bins.title", "en", price="£48.00") == "How many bins? Each costs £48.00"
    assert words.text("bins.title", "cy", price="£48.00") == "Sawl bin? Mae pob un yn costio £48.00"
    assert words.text("bins.hint", "en") == "First line\nSecond line"
    assert words.keys == {"bins.title", "bins.hint"}
    assert words.languages == ("en", "cy")
    assert words.placeholders("bins.title") == {"price"}


def test_a_missing_text_and_a_missing_value_are_errors_that_name_them() -> None:
    words = Catalogue.read({"en": ENGLISH})
    assert words.find("bins.nothing", "en") is None
    assert words.find("bins.hint", "cy") is None
    with pytest.raises(NotFoundError, match=r"'bins\.nothing' in 'en'"):
        words.text("bins.nothing", "en")
    with pytest.raises(NotFoundError, match=r"\{price\} in the text 'bins\.title'"):
        words.text("bins.title", "en")


def test_a_placeholder_may_have_any_name() -> None:
    words = Catalogue.read({"en": "x = '{self} {key} {language} {values} {a.b-c}'"})
    values = {"self": "1", "key": "2", "language": "3", "values": "4", "a.b-c": "5"}
    assert words.text("x", "en", **values) == "1 2 3 4 5"


@given(st.text())
def test_what_fills_a_placeholder_is_never_filled_again(value: str) -> None:
    words = Catalogue.read({"en": "x = '[{value}]'"})
    assert words.text("x", "en", value=value + "{value}") == f"[{value}{{value}}]"


def test_braces_that_are_no_placeholder_stay_as_they_are() -> None:
    words = Catalogue.read({"en": "x = '{} {Price} {0} { price }'"})
    assert words.text("x", "en") == "{} {Price} {0} { price }"


def test_languages_must_share_keys_and_placeholders_and_every_difference_is_listed() -> None:
    english = "a = 'A'\nb = 'B {n}'\nc = 'C {n}'"
    welsh = "b = 'B'\nc = 'C {n}'\nd = 'D'"
    assert faults_of({"en": english, "cy": welsh}, {"en": "en.toml", "cy": "cy.toml"}) == [
        "cy.toml: no text for 'a', which en.toml has",
        "cy.toml: a text for 'd', which en.toml does not have",
        "cy.toml: the placeholders of 'b' differ from those of en.toml",
    ]


def test_mistakes_of_every_language_are_listed_together() -> None:
    faults = faults_of({"en": "a = 1\nb = [true]", "cy": "a = "})
    assert [fault.partition(" (at")[0] for fault in faults] == [
        "en: 'a' is not a text. Write it in quotation marks",
        "en: 'b' is not a text. Write it in quotation marks",
        "cy: not TOML: Invalid value",
    ]


def test_a_key_given_in_two_ways_is_a_mistake() -> None:
    assert faults_of({"en": "'a.b' = 'x'\n[a]\nb = 'y'"}) == ["en: 'a.b' is given twice"]


@pytest.mark.parametrize(
    "source",
    [
        "a = " + "[" * 100_000,
        ".".join("a" * 3_000) + " = 'x'",
        "a = " + "9" * 5_000,
        "a = '\x00'",
        "\ufeffa = 'x'",
        "=",
        "a = 'x",
    ],
    ids=["nested", "dotted", "digits", "null", "byte-order-mark", "no-key", "no-end"],
)
def test_hostile_toml_is_refused_as_a_mistake_in_the_file(source: str) -> None:
    assert faults_of({"en": source})[0].startswith("en: not TOML: ")


@given(st.text())
def test_any_text_is_read_or_refused(source: str) -> None:
    with contextlib.suppress(DefinitionError):
        words = Catalogue.read({"en": source})
        assert all(isinstance(words.texts["en"][key], str) for key in words.keys)


def test_a_language_is_reviewed_only_when_its_file_says_so() -> None:
    sources = {"en": "[about]\nreviewed = true", "cy": "[about]\nreviewed = false", "xx": "[about]\nreviewed = 'yes'"}
    assert Catalogue.read(sources).reviewed == {"en"}
    assert Catalogue.read({"en": "[about]\nreviewed = true"}).keys == frozenset()


def test_a_text_that_would_be_lost_in_the_about_table_is_refused() -> None:
    assert faults_of({"en": "about = 'About this service'"}) == [
        "en: 'about' is about the file. Call the text something else"
    ]


def test_nearer_words_come_before_wider_ones() -> None:
    wide = Catalogue.read(
        {"en": "[about]\nreviewed = true\n[x]\na = 'wide a'\nb = 'wide b'", "cy": "[x]\na = ''\nb = ''"}
    )
    near = Catalogue.read({"en": "[about]\nreviewed = true\n[x]\na = 'near a'"})
    both = near.over(wide)
    assert (both.text("x.a", "en"), both.text("x.b", "en")) == ("near a", "wide b")
    assert both.languages == ("en",)
    assert both.reviewed == {"en"}
    assert near.over(Catalogue.read({"en": "x.b = 'b'"})).reviewed == frozenset()


def test_an_empty_catalogue_has_no_keys() -> None:
    assert Catalogue.read({}).keys == frozenset()
    assert Catalogue.read({}).languages == ()


def test_the_packages_own_words_are_whole_in_both_languages_and_the_welsh_is_marked_unreviewed() -> None:
    words = package_catalogue()
    assert words.languages == LANGUAGES == ("en", "cy")
    assert words.texts["en"].keys() == words.texts["cy"].keys()
    assert words.keys
    assert [key for texts in words.texts.values() for key, text in texts.items() if not text.strip()] == []
    assert words.reviewed == {"en"}
