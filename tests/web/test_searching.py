"""Somebody who does not know the postcode searches by how the address begins; with a script or without."""

import csv
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import pytest
from httpx2 import Response
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE
from tests.web.browser import Browser
from tests.web.town_hall import HOMES, Prepared, TownHall

from localgov_components.address import AddressCapability, AddressPage, AddressQuery, Gazetteer
from localgov_components.core.errors import ProviderUnavailableError
from localgov_components.storage import Store
from localgov_components.web.allowance import EACH
from localgov_components.web.headers import SAFE_HEADERS, content_policy
from localgov_components.web.searching import MOST_LISTED, MOST_SUGGESTED

SEARCH = "/ambleford/garden-waste/address/search"
SUGGESTIONS = "/ambleford/garden-waste/address/suggestions"
LINK = "I do not know the postcode"
HOUSE = "12 Mill Lane, Ambleford, DT97 1AF"


@dataclass
class Fallible:
    """A gazetteer that cannot be asked by some queries."""

    gazetteer: Gazetteer
    away: frozenset[AddressCapability]
    name: str = "fallible"
    capabilities: frozenset[AddressCapability] = Gazetteer.capabilities

    def find(self, query: AddressQuery) -> AddressPage:
        if query.needs in self.away:
            raise ProviderUnavailableError("no answer. Try again later.", code="addresses.away")
        return self.gazetteer.find(query)


def searching(hall: TownHall) -> Browser:
    return hall.browser().begin().follow(LINK)


def ask(browser: Browser, typed: str, **others: str) -> Response:
    """What our script asks."""
    fields = {"search": typed, "csrf_token": browser.filled()[0][1], **others}
    return browser.client.post(SUGGESTIONS, data=fields)


def labels(response: Response) -> list[str]:
    return [option["label"] for option in response.json()["options"]]


def breaking(hall: TownHall, *away: AddressCapability) -> None:
    hall.addresses = Fallible(hall.gazetteer, frozenset(away))


def test_an_address_is_found_chosen_and_both_pages_are_answered(hall: TownHall) -> None:
    browser = searching(hall).send(it="12 mill")
    assert browser.heading == "Select the address"
    assert browser.labels() == [HOUSE]
    browser.send(HOUSE)
    assert browser.heading == "How many garden waste bins do you want?"
    assert browser.open("address").page.one("option", selected="").text == HOUSE
    assert browser.open("postcode").page.one("input", type="text").attributes["value"] == "DT97 1AF"


def test_what_is_typed_stands_in_no_address_and_no_log(hall: TownHall, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser = searching(hall).send(it="12 mill").send(HOUSE)
    ask(browser, "Mill House")
    assert not [place for place in browser.visited if "mill" in place.casefold()]
    ours = [record for record in caplog.records if not record.name.startswith(("httpcore", "httpx"))]
    assert not [record for record in ours if "mill" in record.getMessage().casefold()]


def test_somebody_who_changes_their_address_comes_back_to_check_answers(hall: TownHall) -> None:
    browser = hall.at_check_answers().follow("Change Postcode").follow(LINK)
    assert browser.path == f"{SEARCH}?change=yes"
    browser.send(it="12 mill").send(HOUSE)
    assert browser.heading == "Check your answers"
    assert browser.summary["Address"] == HOUSE


def test_going_on_without_choosing_says_what_to_do(hall: TownHall) -> None:
    browser = searching(hall).send(it="12 mill").send()
    assert (browser.response.status_code, browser.problems) == (422, ["Select the address, or search again"])
    assert browser.labels() == [HOUSE]
    assert browser.link("Select the address") == "#chosen"


@pytest.mark.parametrize("typed", ["", "12", " a-b "])
def test_too_little_to_search_by_is_said_so(hall: TownHall, typed: str) -> None:
    browser = searching(hall).send(it=typed)
    assert browser.response.status_code == 422
    assert browser.problems == ["Enter at least 3 letters or numbers of the address"]
    assert browser.page.one("input", id="search").attributes.get("value", "") == typed.strip()


def test_nothing_found_is_an_answer_and_keeps_what_was_typed(hall: TownHall) -> None:
    browser = searching(hall).send(it="Zebra Crescent")
    assert browser.response.status_code == 200
    assert "We could not find an address that begins like that." in browser.text
    assert browser.page.one("input", id="search").attributes["value"] == "Zebra Crescent"
    assert browser.follow("Enter the postcode instead").heading == "What is the postcode of the property?"


def test_no_more_is_listed_than_somebody_can_read(hall: TownHall) -> None:
    browser = searching(hall).send(it="mill lane")
    assert len(browser.labels()) == MOST_LISTED
    assert "More than 20 addresses found." in browser.text
    assert browser.follow("Search again").heading == "Search for the address"


def test_a_postcode_without_addresses_leads_to_the_search_too(hall: TownHall) -> None:
    browser = hall.browser().begin().send(it="DT97 1ZZ").follow("Search by how the address begins")
    assert browser.heading == "Search for the address"


def test_the_address_can_always_be_typed_by_hand(hall: TownHall) -> None:
    browser = searching(hall).send(it="Zebra Crescent").follow("Enter the postcode instead")
    browser.send(it=HOMES["ambleford"]).send("The address is not in this list")
    typed = {"address_line_1": "1 Zebra Crescent", "town_or_city": "Ambleford", "postcode": HOMES["ambleford"]}
    browser.send(**typed)
    assert browser.heading == "How many garden waste bins do you want?"
    assert browser.open("address-by-hand").page.one("input", id="address-by-hand-line1").attributes["value"] == (
        "1 Zebra Crescent"
    )


def test_a_provider_that_cannot_be_searched_offers_no_search(hall: TownHall) -> None:
    hall.addresses = Fallible(
        hall.gazetteer, frozenset(), capabilities=Gazetteer.capabilities - {AddressCapability.PREFIX}
    )
    browser = hall.browser().begin()
    assert LINK not in browser.text
    assert browser.open(SEARCH).response.status_code == 404
    assert browser.open("postcode").post(browser.filled(), SEARCH).response.status_code == 404
    assert ask(browser.open("postcode"), "12 mill").status_code == 404


@pytest.mark.parametrize("page", ["postcode", "bins", "sheds"])
def test_no_other_page_has_a_search(hall: TownHall, page: str) -> None:
    browser = hall.browser().begin()
    assert browser.open(f"{page}/search").response.status_code == 404


def test_a_search_that_could_not_look_keeps_what_was_typed(hall: TownHall) -> None:
    breaking(hall, AddressCapability.PREFIX)
    browser = searching(hall).send(it="12 mill")
    assert browser.response.status_code == 503
    assert "We cannot search for addresses at the moment." in browser.text
    assert browser.page.one("input", id="search").attributes["value"] == "12 mill"
    assert ask(browser, "12 mill").status_code == 503


def test_an_address_that_cannot_be_looked_up_when_it_is_chosen_offers_both_ways_on(hall: TownHall) -> None:
    browser = searching(hall).send(it="12 mill")
    chosen = browser.filled(HOUSE)
    breaking(hall, AddressCapability.POSTCODE)
    browser = hall.again(browser).post(chosen, SEARCH)
    assert (browser.response.status_code, browser.heading) == (503, "Select the address")
    assert browser.send().heading == "What is the address?"


@pytest.mark.parametrize(
    ("chosen", "heading"),
    [
        ("999900000000|DT97 1AF", "Select the address"),
        ("not-a-uprn|DT97 1AF", "Select the address"),
        ("999900104212|not a postcode", "What is the postcode of the property?"),
        ("<script>", "What is the postcode of the property?"),
    ],
)
def test_a_choice_that_nobody_was_offered_is_a_problem_of_the_page_it_would_answer(
    hall: TownHall, chosen: str, heading: str
) -> None:
    browser = searching(hall)
    browser.post([*browser.filled(), ("chosen", chosen)], SEARCH)
    assert (browser.response.status_code, browser.heading) == (422, heading)
    assert browser.open("bins").heading != "How many garden waste bins do you want?"


def test_nobody_searches_before_they_begin_or_after_they_sent(hall: TownHall) -> None:
    browser = hall.browser()
    assert browser.open(SEARCH).heading == "Subscribe to garden waste collections"
    assert browser.open("").post(browser.filled(), SEARCH).heading == "Your session has ended"
    assert ask(browser.open(""), "12 mill").status_code == 404
    sent = hall.at_check_answers().send()
    sent.open(SEARCH)
    assert sent.heading == "You have not paid yet"
    assert ask(sent, "12 mill").status_code == 404


# What our script asks


def test_suggestions_are_those_that_a_page_would_list(hall: TownHall) -> None:
    browser = searching(hall)
    response = ask(browser, "Flat 1, 10 mill")
    assert response.json()["status"] == "1 address found"
    assert labels(response) == browser.send(it="Flat 1, 10 mill").labels()


def test_a_suggestion_that_is_chosen_goes_on_at_once(hall: TownHall) -> None:
    browser = searching(hall)
    (option,) = ask(browser, "12 mill").json()["options"]
    browser.post([*browser.filled(it=option["label"]), ("chosen", option["value"])])
    assert browser.heading == "How many garden waste bins do you want?"


def test_only_some_are_suggested_at_once(hall: TownHall) -> None:
    response = ask(searching(hall), "mill lane")
    assert len(labels(response)) == MOST_SUGGESTED
    assert response.json()["status"].startswith("More than 10 addresses found.")


@pytest.mark.parametrize(("typed", "status"), [("12", ""), ("Zebra Crescent", "No address begins like that")])
def test_no_suggestions_are_an_answer(hall: TownHall, typed: str, status: str) -> None:
    assert ask(searching(hall), typed).json() == {"options": [], "status": status}


def test_accents_case_and_punctuation_do_not_matter(hall: TownHall) -> None:
    browser = searching(hall)
    assert labels(ask(browser, "12 MÎLL lane")) == labels(ask(browser, "  12, Mill  Lane,")) == [HOUSE]


def test_a_welsh_street_is_found_without_its_accents(hall: TownHall, tmp_path: Path) -> None:
    source = tmp_path / "cyfeiriadau.csv"
    rows = 'uprn,address,postcode\n999900000017,"3 Lôn Tŷ’r Felin, Brackwater, DT98 1AE",DT98 1AE\n'
    source.write_text(rows, encoding="utf-8")
    Gazetteer.build(source, tmp_path / "cyfeiriadau.gazetteer")
    with Gazetteer.open(tmp_path / "cyfeiriadau.gazetteer") as hall.addresses:
        browser = searching(hall)
        assert labels(ask(browser, "3 lon tyr")) == ["3 Lôn Tŷ’r Felin, Brackwater, DT98 1AE"]
        assert browser.send(it="3 LÔN TŶ'R").labels() == ["3 Lôn Tŷ’r Felin, Brackwater, DT98 1AE"]


def test_markup_in_an_address_is_text(hall: TownHall, tmp_path: Path) -> None:
    source = tmp_path / "addresses.csv"
    line = '3 <b onclick=alert(1)>Mill</b> Lane, "Ambleford" & Co, DT97 1AF'
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["uprn", "address", "postcode"], ["999900000017", line, "DT97 1AF"]])
    Gazetteer.build(source, tmp_path / "addresses.gazetteer")
    with Gazetteer.open(tmp_path / "addresses.gazetteer") as hall.addresses:
        browser = searching(hall)
        assert labels(ask(browser, "3 b onclick")) == [line]
        browser.send(it="3 b onclick")
        assert browser.labels() == [line]
        assert not list(browser.page.all("b"))


@pytest.mark.parametrize(
    "typed",
    [
        "12 mill",
        "12 mill ln",
        "mill lane 12",
        "DT97 1AF, 12",
        "12 dt971af",
        HOUSE,
        HOUSE.upper(),
        HOUSE.replace(",", ""),
    ],
)
def test_an_address_is_found_however_somebody_begins_it(hall: TownHall, typed: str) -> None:
    browser = searching(hall)
    assert labels(ask(browser, typed)) == [HOUSE]
    assert browser.send(it=typed).labels() == [HOUSE]


def test_suggestions_are_only_for_the_form_that_was_shown(hall: TownHall) -> None:
    browser = searching(hall)
    response = ask(browser, "12 mill", csrf_token="another")
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert browser.client.get(SUGGESTIONS).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_suggestions_are_kept_by_nobody(hall: TownHall) -> None:
    headers = ask(searching(hall), "12 mill").headers
    assert {name: headers[name] for name in SAFE_HEADERS} == dict(SAFE_HEADERS)
    assert headers["content-type"] == "application/json"


def test_a_draft_that_asks_too_often_has_to_wait_and_can_still_search(hall: TownHall) -> None:
    browser = searching(hall)
    asked = [ask(browser, "12 mill").status_code for _ in range(EACH + 1)]
    assert asked == [200] * EACH + [429]
    assert browser.send(it="12 mill").labels() == [HOUSE]


def test_only_the_page_that_suggests_may_run_our_script(hall: TownHall) -> None:
    browser = searching(hall)
    policy = browser.response.headers["content-security-policy"]
    assert policy == content_policy(suggests=True)
    assert "script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'" in policy
    (script,) = browser.page.all("script")
    assert (script.attributes["type"], script.text) == ("module", "")
    assert browser.client.get(script.attributes["src"]).headers["content-type"].startswith("text/javascript")
    listed = browser.send(it="12 mill")
    assert listed.response.headers["content-security-policy"] == content_policy()
    assert not list(listed.page.all("script"))


@pytest.fixture(scope="module")
def asker(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("searching")
    hall = TownHall(prepared, Store.open(folder / "records.sqlite"), folder)
    yield searching(hall)
    hall.close()


@given(typed=st.one_of(st.text(max_size=80), st.sampled_from(HOSTILE)))
def test_whatever_is_typed_no_search_breaks(asker: Browser, typed: str) -> None:
    typed = typed.encode("utf-8", "replace").decode()
    browser = asker.open(SEARCH)
    assert ask(browser, typed).status_code in {200, 413, 429}
    browser.post([browser.filled()[0], ("search", typed)], SEARCH)
    assert browser.response.status_code in {200, 413, 422}
    assert not [each for each in browser.page.all() if "onclick" in each.attributes]
