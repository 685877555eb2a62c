from dataclasses import dataclass

import pytest
from tests.web.town_hall import HOMES, TownHall

from localgov_components.address import AddressCapability, AddressPage, AddressQuery
from localgov_components.core.errors import ProviderUnavailableError
from localgov_components.core.messages import Catalogue, package_catalogue
from localgov_components.forms import Context, Form, Journey, Lookup, ManualAddress, Page, PostcodeInput, Text, YesNo
from localgov_components.rules import Fact, Facts, Known, fact
from localgov_components.web.paths import Paths
from localgov_components.web.question_page import QuestionPage
from localgov_components.web.view import View
from localgov_components.web.words import Words


class Home(Facts, id="home"):
    postcode: Fact[str] = fact("postcode")
    uprn: Fact[str] = fact("UPRN")
    listed: Fact[bool] = fact("listed")
    address: Fact[str] = fact("address")
    phone: Fact[str] = fact("telephone")
    garden: Fact[bool] = fact("a garden")


@dataclass
class Addresses:
    """Addresses that cannot be looked up until somebody mends them."""

    name: str = "broken"
    capabilities: frozenset[AddressCapability] = frozenset()
    broken: bool = True

    def find(self, query: AddressQuery) -> AddressPage:
        if self.broken:
            raise ProviderUnavailableError("no answer. Try again later.", code="addresses.away")
        return AddressPage(addresses=(), total=0)


def test_a_look_up_that_fails_offers_both_ways_on(hall: TownHall) -> None:
    hall.addresses = addresses = Addresses()
    browser = hall.browser().begin().send(it=HOMES["ambleford"])
    assert (browser.response.status_code, browser.heading) == (503, "Select the address")
    assert "We cannot look up addresses at the moment" in browser.text
    addresses.broken = False
    browser.follow("Try to look up the address again")
    assert browser.response.status_code == 200
    assert browser.send().heading == "What is the address?"


def test_the_way_on_by_hand_needs_no_look_up(hall: TownHall) -> None:
    hall.addresses = Addresses()
    browser = hall.browser().begin().send(it=HOMES["ambleford"]).send()
    assert browser.heading == "What is the address?"


def test_a_look_up_that_fails_while_answering_offers_both_ways_on(hall: TownHall) -> None:
    browser = hall.browser().begin().send(it=HOMES["ambleford"])
    chosen = browser.filled(browser.labels()[0])
    hall.addresses = Addresses()
    browser = hall.again(browser).post(chosen, "/ambleford/garden-waste/address")
    assert browser.response.status_code == 503
    assert browser.send().heading == "What is the address?"


WORDING = """
[contact]
title = "How can we reach you?"
[phone]
title = "What is your telephone number?"
[number]
label = "Telephone number"
[garden]
label = "Do you have a garden?"
error.empty = "Select yes if you have a garden"
[place]
title = "Select the place"
option.not-listed = "It is not here"
error.empty = "Select the place"
[home]
title = "What is the address?"
[extra]
title = "Anything else?"
"""
WORDS = Words(Catalogue.read({"en": WORDING}).over(package_catalogue()), "en")
PATHS = Paths("ambleford", "sheds")


def page_of(page: Page, *, context: Context | None = None) -> QuestionPage:
    journey = Journey(Form("sheds", pages=[page]), {})
    return QuestionPage(page, journey, context or Context(), WORDS, PATHS)


def test_a_single_optional_question_says_so_in_its_heading() -> None:
    view = page_of(Page("phone", Text(Home.phone, optional=True, id="number-alone"))).blank_or_kept()
    assert view.content["title"] == "What is your telephone number? (optional)"


def test_several_questions_have_labels_of_their_own() -> None:
    page = Page("contact", Text(Home.phone, optional=True, id="number"), YesNo(Home.garden, id="garden"))
    asked = page_of(page)
    fields = asked.blank_or_kept().content["fields"]
    assert isinstance(fields, list)
    assert [field.label for field in fields] == ["Telephone number (optional)", "Do you have a garden?"]
    assert asked.blank_or_kept().content["title"] == "How can we reach you?"


def test_each_problem_is_shown_in_the_order_of_the_page() -> None:
    page = Page("contact", Text(Home.phone, max_length=3, id="number"), YesNo(Home.garden, id="garden"))
    context = Context()
    problems = [each for question in page.questions for each in question.read({"number": ["long"]}, context).problems]
    view = page_of(page).with_problems({"number": ["long"]}, problems)
    assert view.status == 422
    assert view.content["errors"] == [
        {"text": "Your answer must be 3 characters or fewer", "field": "number"},
        {"text": "Select yes if you have a garden", "field": "garden"},
    ]


class Nothing:
    def find(self, given: str) -> tuple[()]:
        return ()


LOOKUP = Lookup(Home.uprn, source="places", given=Home.postcode, listed=Home.listed, id="place")


def nothing_found(*others: Page) -> View:
    journey = Journey(Form("sheds", pages=[*others, Page("place", LOOKUP)]), {"postcode": {"postcode": "DT97 1AA"}})
    context = Context(Known({"home.postcode": "DT97 1AA"}), {"places": Nothing()})
    return QuestionPage(journey.form.page("place"), journey, context, WORDS, PATHS).blank_or_kept()


def test_a_look_up_without_words_of_its_own_says_that_nothing_was_found() -> None:
    view = nothing_found(Page("postcode", PostcodeInput(Home.postcode, id="postcode")))
    assert view.content["intro"] == ["We could not find any addresses."]
    assert view.content["links"] == [{"text": "Try another postcode", "href": "/ambleford/sheds/postcode"}]


def test_what_was_given_from_outside_cannot_be_given_again() -> None:
    assert nothing_found().content["links"] == []


def test_an_empty_look_up_among_other_questions_still_says_that_the_place_is_not_listed() -> None:
    page = Page("contact", LOOKUP, Text(Home.phone, id="number"))
    context = Context(Known({"home.postcode": "DT97 1AA"}), {"places": Nothing()})
    fields = page_of(page, context=context).blank_or_kept().content["fields"]
    assert isinstance(fields, list)
    assert [option.label for option in fields[0].options] == ["It is not here"]


@pytest.mark.parametrize(
    ("draft", "value"), [({"postcode": {"postcode": "DT97 1AA"}}, "DT97 1AA"), ({"postcode": {"postcode": None}}, None)]
)
def test_a_postcode_that_was_given_need_not_be_typed_again(draft: dict[str, dict[str, str]], value: str | None) -> None:
    postcode = Page("postcode", PostcodeInput(Home.postcode, optional=True, id="postcode"))
    journey = Journey(Form("sheds", pages=[postcode, Page("home", ManualAddress(Home.address, id="home"))]), draft)
    page = QuestionPage(journey.form.page("home"), journey, Context(), WORDS, PATHS)
    fields = page.blank_or_kept().content["fields"]
    assert isinstance(fields, list)
    assert fields[0].fields[-1].value == value
