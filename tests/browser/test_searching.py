"""Searching for an address without its postcode, in a real browser: with the script, without it, and when it fails."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Locator, Route, expect
from tests.browser.applicant import Applicant
from tests.browser.conftest import visiting
from tests.browser.test_pages import Look
from tests.web.town_hall import TownHall

from localgov_components.core.messages import Catalogue, package_catalogue
from localgov_components.services import ServiceDesk
from localgov_components.web import counter
from localgov_components.web.words import Words

pytestmark = pytest.mark.slow

STREETS = {"ambleford": "Tithebarn Street", "brackwater": "Town Square"}
NEXT = "How many garden waste bins do you want?"
MAY = date(2026, 5, 1)
SUGGESTIONS = re.compile(r"/suggestions$")


class Searcher(Applicant):
    """Somebody who does not know the postcode."""

    @property
    def street(self) -> str:
        return STREETS[self.council]

    @property
    def box(self) -> Locator:
        return self.page.locator("#search")

    @property
    def suggestions(self) -> Locator:
        return self.page.get_by_role("option")

    @property
    def status(self) -> Locator:
        return self.page.get_by_role("status")

    def search(self) -> None:
        self.begin()
        self.page.get_by_role("link", name="I do not know the postcode").click()
        self.arrives_at("Search for the address")

    def types(self, text: str) -> None:
        """Types, and waits until something is suggested: for the whole text, however long a busy machine stalls."""
        self.box.focus()
        self.page.keyboard.insert_text(text)
        expect(self.suggestions.first).to_be_visible()

    def is_active(self, option: Locator) -> None:
        """The option is the one that a screen reader is told of."""
        expect(option).to_have_attribute("aria-selected", "true")
        identity = option.get_attribute("id")
        expect(self.box).to_have_attribute("aria-activedescendant", identity or "")
        expect(self.page.locator("[aria-selected=true]")).to_have_count(1)


@pytest.fixture
def anybody(browser: Browser, town: TownHall, council: str, javascript: bool) -> Iterator[Searcher]:  # noqa: FBT001
    """Somebody at each council, with and without JavaScript."""
    with visiting(browser, town, council, javascript=javascript) as somebody:
        yield Searcher(somebody.page, somebody.base, council)


@pytest.fixture
def each(browser: Browser, town: TownHall, council: str) -> Iterator[Searcher]:
    """Somebody at each council, with JavaScript."""
    with visiting(browser, town, council, javascript=True) as somebody:
        yield Searcher(somebody.page, somebody.base, council)


@pytest.fixture
def searcher(browser: Browser, town: TownHall) -> Iterator[Searcher]:
    """Somebody at one council, with JavaScript."""
    with visiting(browser, town, "ambleford", javascript=True) as somebody:
        yield Searcher(somebody.page, somebody.base, "ambleford")


def test_an_address_is_found_by_pressing_the_button(anybody: Searcher) -> None:
    anybody.search()
    anybody.box.fill(anybody.street)
    anybody.press("Continue")
    anybody.arrives_at("Select the address")
    anybody.page.get_by_role("radio").first.check()
    anybody.press("Continue")
    anybody.arrives_at(NEXT)


def test_nobody_is_stuck_whose_address_is_not_found(anybody: Searcher) -> None:
    anybody.search()
    anybody.box.fill("1 Zebra Crescent")
    anybody.press("Continue")
    expect(anybody.page.get_by_text("We could not find an address that begins like that.")).to_be_visible()
    expect(anybody.box).to_have_value("1 Zebra Crescent")
    anybody.page.get_by_role("link", name="Enter the postcode instead").click()
    anybody.page.get_by_role("textbox").fill(anybody.postcode)
    anybody.press("Continue")
    anybody.arrives_at("Select the address")
    lists = anybody.page.get_by_role("combobox")
    if lists.count():
        lists.select_option("not-listed")
    else:
        anybody.page.get_by_label("The address is not in this list").check()
    anybody.press("Continue")
    anybody.arrives_at("What is the address?")
    anybody.page.get_by_label("Address line 1").fill("1 Zebra Crescent")
    anybody.page.get_by_label("Town or city").fill("Ambleford")
    anybody.press("Continue")
    anybody.arrives_at(NEXT)
    anybody.page.goto(f"{anybody.base}/address-by-hand")
    expect(anybody.page.get_by_label("Address line 1")).to_have_value("1 Zebra Crescent")


def test_a_suggestion_is_chosen_with_the_keyboard_alone(searcher: Searcher) -> None:
    searcher.search()
    expect(searcher.box).to_have_role("combobox")
    searcher.types("mill lane")
    expect(searcher.status).to_contain_text("More than 10 addresses found.")
    expect(searcher.box).to_have_attribute("aria-expanded", "true")
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        searcher.page.keyboard.press(key)
        searcher.is_active(searcher.suggestions.nth(place))
    searcher.page.keyboard.press("ArrowUp")
    expect(searcher.box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    searcher.page.keyboard.press("ArrowUp")
    searcher.is_active(searcher.suggestions.last)
    expect(searcher.box).to_have_value("mill lane")
    chosen = searcher.suggestions.last.inner_text()
    searcher.page.keyboard.press("Enter")
    searcher.arrives_at("Search for the address")
    expect(searcher.box).to_have_value(chosen)
    expect(searcher.status).to_have_text("Address chosen. Select Continue to go on.")
    searcher.page.keyboard.press("Enter")
    searcher.arrives_at(NEXT)


def test_a_suggestion_is_chosen_with_a_pointer(searcher: Searcher) -> None:
    searcher.search()
    searcher.types("12 mill")
    searcher.suggestions.first.click()
    expect(searcher.box).to_be_focused()
    expect(searcher.box).to_have_value("12 Mill Lane, Ambleford, DT97 1AF")
    searcher.press("Continue")
    searcher.arrives_at(NEXT)


def test_leaving_the_field_chooses_nothing(searcher: Searcher) -> None:
    searcher.search()
    searcher.types("12 mill")
    searcher.page.keyboard.press("ArrowDown")
    searcher.page.keyboard.press("Tab")
    expect(searcher.suggestions).to_have_count(0)
    expect(searcher.box).to_have_value("12 mill")
    searcher.press("Continue")
    searcher.arrives_at("Select the address")
    expect(searcher.page.get_by_role("radio", checked=True)).to_have_count(0)


def test_escape_closes_the_list_and_takes_a_choice_back(searcher: Searcher) -> None:
    searcher.search()
    searcher.types("12 mill")
    searcher.page.keyboard.press("Escape")
    expect(searcher.suggestions).to_have_count(0)
    expect(searcher.box).to_have_value("12 mill")
    searcher.page.keyboard.press("ArrowDown")
    searcher.page.keyboard.press("Enter")
    expect(searcher.box).to_have_value("12 Mill Lane, Ambleford, DT97 1AF")
    searcher.page.keyboard.press("Escape")
    expect(searcher.box).to_have_value("12 mill")
    searcher.press("Continue")
    searcher.arrives_at("Select the address")


def test_a_choice_that_is_typed_over_is_no_choice_any_more(searcher: Searcher) -> None:
    searcher.search()
    searcher.types("12 mill")
    searcher.suggestions.first.click()
    searcher.page.keyboard.press("Backspace")
    searcher.press("Continue")
    searcher.arrives_at("Select the address")


def test_a_choice_that_is_put_in_once_more_by_hand_is_searched_for(searcher: Searcher) -> None:
    searcher.search()
    searcher.types("12 mill")
    searcher.suggestions.first.click()
    expect(searcher.status).to_have_text("Address chosen. Select Continue to go on.")
    searcher.box.fill("12 Mill Lane, Ambleford, DT97 1AF")
    expect(searcher.status).to_have_text("1 address found")
    searcher.press("Continue")
    searcher.arrives_at("Select the address")


def test_the_list_is_closed_and_opened_without_moving_in_it(searcher: Searcher) -> None:
    searcher.search()
    searcher.types("mill lane")
    searcher.page.keyboard.press("Alt+ArrowUp")
    expect(searcher.suggestions).to_have_count(0)
    expect(searcher.box).to_have_attribute("aria-expanded", "false")
    searcher.page.keyboard.press("Alt+ArrowDown")
    expect(searcher.suggestions.first).to_be_visible()
    expect(searcher.page.locator("[aria-selected=true]")).to_have_count(0)


def test_markup_in_an_address_is_text(searcher: Searcher) -> None:
    labels = [
        "<img src=x onerror=alert(1)> Mill Lane",
        "12 Mill Lane</li><script>alert(2)</script>",
        "1 &amp; 2 Mill Lane",
    ]
    answer = {"options": [{"value": label, "label": label} for label in labels], "status": "<b>3</b> addresses"}
    dialogs: list[str] = []
    searcher.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    searcher.search()
    searcher.page.route(SUGGESTIONS, lambda route: route.fulfill(json=answer))
    searcher.types("mill")
    expect(searcher.suggestions).to_have_text(labels)
    expect(searcher.status).to_have_text("<b>3</b> addresses")
    expect(searcher.page.locator(".localgov-typeahead img, .localgov-typeahead script")).to_have_count(0)
    searcher.suggestions.first.click()
    expect(searcher.box).to_have_value(labels[0])
    assert dialogs == []


def test_an_answer_that_comes_late_is_not_shown(searcher: Searcher) -> None:
    searcher.search()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    searcher.page.route(SUGGESTIONS, hold, times=1)
    searcher.box.focus()
    with searcher.page.expect_request(SUGGESTIONS):
        searcher.page.keyboard.type("mill")
    searcher.types(" lane, 12")
    expect(searcher.suggestions).to_have_text(["12 Mill Lane, Ambleford, DT97 1AF"])
    held[0].fulfill(json={"options": [{"value": "1|2", "label": "Somewhere else"}], "status": "late"})
    searcher.page.keyboard.press("ArrowDown")
    searcher.is_active(searcher.suggestions.first)
    expect(searcher.suggestions).to_have_text(["12 Mill Lane, Ambleford, DT97 1AF"])
    expect(searcher.box).to_have_value("mill lane, 12")


@pytest.mark.parametrize("status", [0, 429, 503])
def test_without_suggestions_the_form_still_works(browser: Browser, town: TownHall, status: int) -> None:
    def fail(route: Route) -> None:
        route.fulfill(status=status, json={}) if status else route.abort()

    with visiting(browser, town, "ambleford", javascript=True, expecting="net::ERR_FAILED") as somebody:
        searcher = Searcher(somebody.page, somebody.base, "ambleford")
        searcher.search()
        searcher.page.route(SUGGESTIONS, fail)
        searcher.box.focus()
        searcher.page.keyboard.type("12 mill")
        expect(searcher.status).to_have_text("We cannot suggest addresses at the moment. Select Continue to search.")
        expect(searcher.box).to_have_value("12 mill")
        searcher.press("Continue")
        searcher.arrives_at("Select the address")


def test_what_is_typed_is_sent_in_no_address(searcher: Searcher) -> None:
    asked: list[str] = []
    searcher.page.on("request", lambda request: asked.append(request.url))
    searcher.search()
    searcher.types("12 mill")
    searcher.suggestions.first.click()
    searcher.press("Continue")
    searcher.arrives_at(NEXT)
    assert [url for url in asked if SUGGESTIONS.search(url)]
    assert not [url for url in asked if "mill" in url.casefold()]


def test_every_state_of_the_search_can_be_used_by_everybody(each: Searcher) -> None:
    each.search()
    look = Look(each)
    look("search")
    each.types("mill lane")
    each.page.keyboard.press("ArrowDown")
    look("search-suggestions")
    each.page.keyboard.press("Enter")
    look("search-chosen")
    each.box.fill("mill lane")
    each.press("Continue")
    each.arrives_at("Select the address")
    look("search-list")
    each.press("Continue")
    look("search-list-error")
    each.page.get_by_role("link", name="Search again", exact=True).click()
    each.box.fill("1 Zebra Crescent")
    expect(each.status).to_have_text("No address begins like that")
    look("search-none")
    each.box.fill("12")
    each.press("Continue")
    expect(each.page.get_by_role("alert")).to_contain_text("Enter at least 3 letters or numbers of the address")
    look("search-error")
    each.box.fill("1 Zebra Crescent")
    each.press("Continue")
    expect(each.page.get_by_text("We could not find an address that begins like that.")).to_be_visible()
    look("search-nothing-found")
    assert look.faults == []
    assert len(look.seen) == 8


def test_the_search_in_welsh_fits_a_small_screen(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_welsh(desk: ServiceDesk, *, now: object) -> Words:
        texts = {**desk.words(MAY).texts["en"], **package_catalogue().texts["cy"]}
        return Words(Catalogue({"cy": texts}), "cy", desk.values(MAY))

    searcher.search()
    monkeypatch.setattr(counter, "words_of", in_welsh)
    searcher.page.reload()
    searcher.arrives_at("Chwilio am y cyfeiriad")
    look = Look(searcher)
    searcher.types("mill lane")
    expect(searcher.status).to_contain_text("Wedi dod o hyd i fwy na 10 cyfeiriad.")
    look("welsh-suggestions")
    searcher.page.keyboard.press("ArrowDown")
    searcher.page.keyboard.press("Enter")
    expect(searcher.status).to_have_text("Dewiswyd y cyfeiriad. Dewiswch Parhau i fynd ymlaen.")
    look("welsh-chosen")
    assert look.faults == []
