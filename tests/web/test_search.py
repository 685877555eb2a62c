from collections.abc import Sequence

import pytest

from localgov_components.forms import Form, Lookup, Option, Page, PostcodeInput, Text
from localgov_components.rules import Fact, Facts, fact
from localgov_components.web.search import Search, searches


class Home(Facts, id="home"):
    postcode: Fact[str] = fact("postcode")
    uprn: Fact[str] = fact("UPRN")
    listed: Fact[bool] = fact("listed")
    other: Fact[str] = fact("another postcode")
    note: Fact[str] = fact("note")


class Plain:
    def find(self, given: str) -> Sequence[Option]:
        return ()


class Searched(Plain):
    def search(self, beginning: str, *, limit: int) -> Sequence[Option]:
        return [Option("1", f"1 {beginning}", given="DT97 1AA"), Option("2", "2", given="DT97 1AB")][:limit]


POSTCODE = Page("postcode", PostcodeInput(Home.postcode))
OTHER = Page("other", PostcodeInput(Home.other))
PLACE = Lookup(Home.uprn, source="places", given=Home.postcode, listed=Home.listed)
ADDRESS = Page("address", PLACE)
NOTE = Text(Home.note)


def of(*pages: Page, source: Plain | None = None) -> list[Search]:
    return list(searches(Form("sheds", pages=pages), {"places": source or Searched()}))


def test_the_page_that_asks_what_is_looked_up_by_leads_to_the_search() -> None:
    (search,) = of(OTHER, POSTCODE, ADDRESS)
    assert (search.asks, search.looks_up) == (POSTCODE, ADDRESS)


@pytest.mark.parametrize(
    "pages",
    [
        (ADDRESS,),
        (OTHER, ADDRESS),
        (Page("postcode", Text(Home.postcode)), ADDRESS),
        (Page("postcode", PostcodeInput(Home.postcode), NOTE), ADDRESS),
        (POSTCODE, Page("address", PLACE, NOTE)),
    ],
    ids=["nobody asks", "asks another", "not as a postcode", "asks more", "looks up and asks more"],
)
def test_a_look_up_that_one_choice_cannot_answer_is_not_searched(pages: tuple[Page, ...]) -> None:
    assert of(*pages) == []


def test_a_source_that_cannot_be_searched_is_not() -> None:
    assert of(POSTCODE, ADDRESS, source=Plain()) == []
    assert list(searches(Form("sheds", pages=[POSTCODE, ADDRESS]), {})) == []


def test_what_was_found_answers_both_pages_when_it_is_chosen() -> None:
    (search,) = of(POSTCODE, ADDRESS)
    (key, label), _ = search.found("Mill", most=2)
    assert label == "1 Mill"
    assert search.answers(key) == (
        ("postcode", {POSTCODE.questions[0].id: ["DT97 1AA"]}),
        ("address", {ADDRESS.questions[0].id: ["1"]}),
    )


@pytest.mark.parametrize("typed", ["12A", "Llŷn", "M i-l", "1 ab"])
def test_three_letters_or_figures_are_enough(typed: str) -> None:
    (search,) = of(POSTCODE, ADDRESS)
    assert search.is_enough(typed)
    assert not search.is_enough("".join(filter(str.isalnum, typed))[:2] + " -.,'")
