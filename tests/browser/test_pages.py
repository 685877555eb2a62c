"""Every page in every state is accessible, fits a small screen, and can be used with the keyboard alone."""

import re
from unittest.mock import Mock

import pytest
from playwright.sync_api import Page, expect
from tests.browser.applicant import DECLINED_CARD, Applicant
from tests.browser.looking import NARROW, WIDE, overflows, photograph, violations
from tests.web.town_hall import TownHall

from localgov_components.core.errors import ProviderUnavailableError
from localgov_components.payments.sandbox.faults import FaultKind
from localgov_components.services import ServiceDesk

pytestmark = pytest.mark.slow

BOTH = (WIDE, NARROW)
PICTURES: dict[str, dict[str, tuple[int, ...]]] = {
    "ambleford": {
        "start": BOTH,
        "address-filled": BOTH,
        "search-suggestions": BOTH,
        "benefits-error": BOTH,
        "check-answers": BOTH,
        "payment-declined": BOTH,
        "confirmation": BOTH,
    },
    "brackwater": {"start": (WIDE,), "check-answers": (WIDE,)},
}


class Look:
    """Looks at pages, and keeps what is wrong with them; `only` at states whose name ends so."""

    def __init__(self, applicant: Applicant, *, only: str = "") -> None:
        self._applicant = applicant
        self._only = only
        self.seen: list[str] = []
        self.faults: list[str] = []

    def __call__(self, state: str) -> None:
        if not state.endswith(self._only):
            return
        page, council = self._applicant.page, self._applicant.council
        page.wait_for_load_state()
        self.seen.append(state)
        self.faults += [f"{state}: {fault}" for fault in violations(page)]
        if overflows(page):
            self.faults.append(f"{state}: scrolls sideways at {NARROW} pixels")
        widths = PICTURES.get(council, {}).get(state, ())
        photograph(page, state if council == "ambleford" else f"{council}-{state}", widths)


def test_every_page_on_the_way_to_the_receipt(looker: Applicant) -> None:
    looker.look = look = Look(looker)
    looker.answer_everything()
    looker.send()
    looker.pay(DECLINED_CARD)
    looker.arrives_at("Your payment was declined")
    look("payment-declined")
    looker.press("Try again")
    looker.arrives_at("Enter card details")
    looker.page.goto(f"{looker.base}/payment")
    looker.arrives_at("You have not paid yet")
    look("payment-unfinished")
    looker.press("Continue to payment")
    looker.pay()
    looker.arrives_at("Subscription complete")
    look("confirmation")
    assert look.faults == []
    assert len(look.seen) > 15


def test_every_page_with_a_problem_on_it(looker: Applicant) -> None:
    looker.look = look = Look(looker, only="-error")
    looker.begin()
    looker.go_on_without_answering("postcode", "Enter a postcode")
    looker.find_address()
    looker.go_on_without_answering("bins", "Select how many garden waste bins you want")
    looker.page.get_by_label("1 bin").check()
    looker.press("Continue")
    looker.go_on_without_answering("benefits", "Select what someone in your household gets")
    looker.page.get_by_label("No, none of these").check()
    looker.press("Continue")
    looker.go_on_without_answering("blue-badge", "Select yes if someone in your household has a Blue Badge")
    looker.page.get_by_label("Yes").check()
    looker.press("Continue")
    looker.go_on_without_answering("name", "Enter your full name")
    looker.page.get_by_role("textbox").fill("A Resident")
    looker.press("Continue")
    looker.go_on_without_answering("email", "Enter an email address")
    assert look.faults == []
    assert len(look.seen) == 6


def test_the_pages_of_an_address(looker: Applicant) -> None:
    looker.begin()
    looker.look = look = Look(looker)
    looker.page.get_by_role("textbox").fill("DT97 1AD")
    looker.press("Continue")
    looker.arrives_at("Select the address")
    look("address-list")
    looker.go_on_without_answering("address-list", "Select the address, or select that it is not in this list")
    looker.page.get_by_role("link", name="Back").click()
    looker.page.get_by_role("textbox").fill("DT97 1ZZ")
    looker.press("Continue")
    looker.arrives_at("Select the address")
    look("address-nothing-found")
    looker.press("Enter the address by hand")
    looker.arrives_at("What is the address?")
    look("address-by-hand")
    looker.press("Continue")
    look("address-by-hand-error")
    looker.page.get_by_label("Address line 1").fill("1 New Road")
    looker.page.get_by_label("Town or city").fill("Ambleford")
    look("address-by-hand-filled")
    assert look.faults == []


def test_the_pages_beside_the_way(looker: Applicant) -> None:
    look = Look(looker)
    looker.begin()
    looker.find_address("DT99 1AB")
    looker.arrives_at("That address is not in our area")
    look("outside-area")
    for path, heading in (("/", "Council services"), (f"/{looker.council}/", "Council services")):
        looker.page.goto(looker.base.rpartition(f"/{looker.council}/")[0] + path)
        looker.arrives_at(heading)
        look(f"index {path}")
    looker.page.goto(f"{looker.base}/sheds")
    looker.arrives_at("Page not found")
    look("not-found")
    looker.page.context.clear_cookies()
    looker.page.goto(f"{looker.base}/confirmation")
    looker.arrives_at("Your session has ended")
    look("ended")
    looker.page.goto(f"{looker.base}/")
    looker.page.context.clear_cookies()
    looker.press("Start now")
    looker.arrives_at("This page had expired")
    look("expired")
    assert look.faults == []


def test_the_pages_for_when_something_went_wrong(looker: Applicant, town: TownHall) -> None:
    look = Look(looker)
    looker.begin()
    looker.page.get_by_role("textbox").fill("x" * 200_000)
    looker.press("Continue")
    looker.arrives_at("That was too much to send")
    look("too-large")
    looker.answer_everything()
    other = looker.page.context.new_page()
    other.goto(f"{looker.base}/bins?change=yes")
    other.get_by_label("4 bins").check()
    other.get_by_role("button", name="Continue").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Check your answers")
    other.close()
    looker.send()
    looker.arrives_at("Check your answers")
    look("check-answers-changed")
    town.sandbox.faults.plan(FaultKind.FAIL, times=5)
    looker.send()
    looker.arrives_at("We could not reach the payment page")
    look("payment-unreachable")
    town.sandbox.faults.clear()
    assert look.seen == ["too-large", "check-answers-changed", "payment-unreachable"]
    assert look.faults == []


def test_the_pages_for_when_nobody_expected_it(looker: Applicant, monkeypatch: pytest.MonkeyPatch) -> None:
    look = Look(looker)
    looker.answer_everything()
    failures: dict[str, Exception] = {
        "There is a problem with the service": RuntimeError("a fault"),
        "The service is busy": ProviderUnavailableError("no database", code="storage.unavailable"),
    }
    for heading, failure in failures.items():
        with monkeypatch.context() as broken:
            broken.setattr(ServiceDesk, "summary", Mock(side_effect=failure))
            looker.page.reload()
            looker.arrives_at(heading)
            look(heading)
    assert look.seen == list(failures)
    assert look.faults == []


def focused(page: Page) -> tuple[str, bool]:
    """What has the focus, and whether anybody can see that it has."""
    name, visible = page.evaluate(
        """() => {
            const element = document.activeElement, box = element.getBoundingClientRect();
            const style = getComputedStyle(element);
            const ring = style.outlineStyle !== "none" || style.boxShadow !== "none";
            const label = element.labels && element.labels.length ? element.labels[0].innerText : element.innerText;
            return [label.trim(), ring && box.bottom > 0 && box.top < innerHeight];
        }"""
    )
    return str(name), bool(visible)


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(looker: Applicant, town: TownHall) -> None:
    looker.begin()
    looker.find_address()
    looker.choose("How many garden waste bins do you want?", "2 bins", "bins")
    looker.arrives_at("Does anyone in your household get any of these?")
    expected = [
        "Skip to main content",
        town.prepared.councils[looker.council].council.name,
        "Subscribe to garden waste collections",
        "Back",
        "Council Tax Reduction",
        "Universal Credit",
        "Pension Credit",
        "No, none of these",
        "Continue",
    ]
    found = []
    for _ in expected:
        looker.page.keyboard.press("Tab")
        name, visible = focused(looker.page)
        assert visible, name
        found.append(name)
    assert found == expected


def test_a_question_is_answered_with_the_keyboard_alone(looker: Applicant) -> None:
    looker.begin()
    looker.arrives_at("What is the postcode of the property?")
    looker.page.get_by_role("textbox").focus()
    looker.page.keyboard.type(looker.postcode)
    looker.page.keyboard.press("Enter")
    looker.arrives_at("Select the address")
    looker.page.get_by_role("radio").first.focus()
    looker.page.keyboard.press("ArrowDown")
    expect(looker.page.get_by_role("radio").nth(1)).to_be_checked()
    looker.page.keyboard.press("Enter")
    looker.arrives_at("How many garden waste bins do you want?")


def test_the_skip_link_leads_past_the_header(looker: Applicant) -> None:
    looker.begin()
    looker.arrives_at("What is the postcode of the property?")
    looker.page.keyboard.press("Tab")
    looker.page.keyboard.press("Enter")
    expect(looker.page).to_have_url(re.compile("#main-content$"))
    looker.page.keyboard.press("Tab")
    expect(looker.page.get_by_role("textbox")).to_be_focused()
