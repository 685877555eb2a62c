from dataclasses import dataclass
from typing import ClassVar

import pytest

from localgov_components.core.errors import NotSupportedError
from localgov_components.core.messages import Catalogue, package_catalogue
from localgov_components.forms import Choice, EmailInput, Lookup, ManualAddress, Option, Text, TickBoxes, YesNo
from localgov_components.rules import Fact, Facts, fact
from localgov_components.web.fields import MOST_RADIOS, field_of
from localgov_components.web.words import Words


class Home(Facts, id="home"):
    badge: Fact[bool] = fact("a badge")
    bins: Fact[int] = fact("bins")
    name: Fact[str] = fact("name")
    note: Fact[str] = fact("note")
    postcode: Fact[str] = fact("postcode")
    uprn: Fact[str] = fact("UPRN")
    listed: Fact[bool] = fact("listed")


WORDING = """
[bins.option]
1 = "1 bin"
2 = "2 bins"
[bins]
hint = "Each costs {price}"
[bins.option.2]
[help.option]
badge = "A badge"
[place.option]
not-listed = "It is not here"
"""
WORDS = Words(
    Catalogue.read({"en": WORDING.replace("[bins.option.2]\n", "")}).over(package_catalogue()),
    "en",
    {"price": "£48.00"},
)
PLACE = Lookup(Home.uprn, source="places", given=Home.postcode, listed=Home.listed, id="place")


def test_a_hint_is_filled_with_the_values_of_the_service() -> None:
    field = field_of(Choice(Home.bins, options=(1, 2), id="bins"), WORDS, label="Bins?", filled={})
    assert field.hint == "Each costs £48.00"


def test_what_was_chosen_is_checked() -> None:
    field = field_of(Choice(Home.bins, options=(1, 2), id="bins"), WORDS, label="Bins?", filled={"bins": ["2"]})
    assert [(each.label, each.checked) for each in field.options] == [("1 bin", False), ("2 bins", True)]


def test_yes_and_no_stand_beside_each_other() -> None:
    assert field_of(YesNo(Home.badge, id="badge"), WORDS, label="Badge?", filled={}).layout == "inline"


def test_none_of_these_stands_apart() -> None:
    field = field_of(TickBoxes({"badge": Home.badge}, id="help"), WORDS, label="Help?", filled={"help": ["badge"]})
    assert [(each.value, each.checked, each.exclusive) for each in field.options] == [
        ("badge", True, False),
        ("none", False, True),
    ]


def test_what_was_typed_is_shown_as_it_was_typed() -> None:
    field = field_of(EmailInput(Home.name, id="email"), WORDS, label="Email", filled={"email": [" not one "]})
    assert (field.kind, field.value, field.autocomplete, field.spellcheck) == ("email", " not one ", "email", False)


def test_ordinary_text_is_left_to_the_spell_checker() -> None:
    field = field_of(Text(Home.note, id="note"), WORDS, label="Note", filled={})
    assert (field.autocomplete, field.spellcheck, field.value) == (None, None, None)


@pytest.mark.parametrize(("number", "kind"), [(MOST_RADIOS, "radios"), (MOST_RADIOS + 1, "select")])
def test_many_options_become_a_list(number: int, kind: str) -> None:
    offered = [Option(str(each), f"House {each}") for each in range(number)]
    field = field_of(PLACE, WORDS, label="Where?", filled={"place": ["3"]}, offered=offered)
    assert field.kind == kind
    assert [each.value for each in field.options if each.checked] == ["3"]
    assert field.options[-1].label == "It is not here"
    assert field.prompt == (None if kind == "radios" else f"{number} addresses found")


def test_an_error_is_shown_by_the_part_at_fault() -> None:
    question = ManualAddress(Home.note, id="home")
    field = field_of(question, WORDS, label="Address", filled={}, errors={"home-town": "Enter town or city"})
    assert [(part.label, part.error) for part in field.fields] == [
        ("Address line 1", None),
        ("Address line 2 (optional)", None),
        ("Town or city", "Enter town or city"),
        ("Postcode", None),
    ]


def test_a_kind_of_question_that_no_page_can_show_is_refused() -> None:
    @dataclass(frozen=True, slots=True, eq=False, repr=False)
    class Drawing(Text):
        kind: ClassVar[str] = "drawing"

    class Unknown:
        kind = "drawing"

    assert field_of(Drawing(Home.note, id="drawing"), WORDS, label="Draw", filled={}).kind == "drawing"
    with pytest.raises(NotSupportedError, match="'drawing'"):
        field_of(Unknown(), WORDS, label="Draw", filled={})  # type: ignore[arg-type]
