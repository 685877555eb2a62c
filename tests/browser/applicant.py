"""Somebody who uses a service with a browser: reads headings, chooses by label, presses buttons."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.web.town_hall import HOMES

GOOD_CARD = "4242424242424242"
DECLINED_CARD = "4000000000000002"


class Applicant:
    """At one service of one council. `look` is called on every page, in every state."""

    def __init__(self, page: Page, base: str, council: str) -> None:
        self.page = page
        self.base = base
        self.council = council
        self.look: Callable[[str], None] = lambda state: None  # noqa: ARG005 - nobody looks

    @property
    def postcode(self) -> str:
        return HOMES[self.council]

    def arrives_at(self, heading: str) -> None:
        """The page that is shown has this heading, and is there to its end."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        self.page.wait_for_load_state()

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button).click()

    def go_on_without_answering(self, state: str, problem: str) -> None:
        """Press Continue on an empty page, and be told what to do."""
        self.press("Continue")
        summary = self.page.get_by_role("alert")
        expect(summary.get_by_role("link")).to_contain_text(problem)
        self.look(f"{state}-error")

    def begin(self) -> None:
        self.page.goto(f"{self.base}/")
        self.arrives_at("Subscribe to garden waste collections")
        self.look("start")
        self.press("Start now")

    def find_address(self, postcode: str = "") -> None:
        """The postcode, and the first address there."""
        self.arrives_at("What is the postcode of the property?")
        self.look("postcode")
        self.page.get_by_role("textbox").fill(postcode or self.postcode)
        self.look("postcode-filled")
        self.press("Continue")
        self.arrives_at("Select the address")
        self.look("address")
        self.page.get_by_role("radio").first.check()
        self.look("address-filled")
        self.press("Continue")

    def choose(self, heading: str, label: str, state: str) -> None:
        """One page of radios or checkboxes."""
        self.arrives_at(heading)
        self.look(state)
        self.page.get_by_label(label, exact=True).check()
        self.look(f"{state}-filled")
        self.press("Continue")

    def type(self, heading: str, text: str, state: str) -> None:
        """One page with a line to type."""
        self.arrives_at(heading)
        self.look(state)
        self.page.get_by_role("textbox").fill(text)
        self.look(f"{state}-filled")
        self.press("Continue")

    def answer_everything(self, *, benefit: str = "No, none of these", badge: str = "No") -> None:
        """From the start page to check answers."""
        self.begin()
        self.find_address()
        self.choose("How many garden waste bins do you want?", "2 bins", "bins")
        self.choose("Does anyone in your household get any of these?", benefit, "benefits")
        if benefit == "No, none of these":
            self.choose("Does anyone in your household have a Blue Badge?", badge, "blue-badge")
        self.type("What is your full name?", "A Resident", "name")
        self.type("What is your email address?", "a.resident@resident.example", "email")
        self.arrives_at("Check your answers")
        self.look("check-answers")

    def send(self) -> None:
        self.page.get_by_role("button", name="Accept and pay").click()

    def pay(self, card: str = GOOD_CARD) -> None:
        """Fill in the sandbox's card page."""
        self.arrives_at("Enter card details")
        self.page.locator("#card_number").fill(card)
        self.page.locator("#expiry_month").fill("12")
        self.page.locator("#expiry_year").fill("30")
        self.page.locator("#cardholder_name").fill("A Resident")
        self.page.locator("#cvc").fill("123")
        self.page.get_by_role("button").first.click()

    def total(self) -> str:
        return self.page.locator("tfoot td").inner_text()
