"""What people do, in a real browser, with JavaScript and without, at both councils."""

import pytest
from playwright.sync_api import expect
from tests.browser.applicant import DECLINED_CARD, Applicant

pytestmark = pytest.mark.slow


def test_the_happy_path(applicant: Applicant) -> None:
    applicant.answer_everything()
    assert applicant.total() == ("£96.00" if applicant.council == "ambleford" else "£108.00")
    applicant.send()
    applicant.pay()
    applicant.arrives_at("Subscription complete")
    prefix = "AMB-" if applicant.council == "ambleford" else "BRK-"
    expect(applicant.page.locator(".localgov-reference")).to_contain_text(prefix)
    applicant.page.reload()
    applicant.arrives_at("Subscription complete")
    applicant.page.go_back()
    applicant.page.goto(f"{applicant.base}/bins")
    applicant.arrives_at("Subscription complete")


def test_the_concession_path(applicant: Applicant) -> None:
    applicant.answer_everything(benefit="Universal Credit")
    assert applicant.total() == ("£48.00" if applicant.council == "ambleford" else "£36.00")
    expect(applicant.page.get_by_text("Someone in your household gets Universal Credit")).to_be_visible()
    applicant.send()
    applicant.pay()
    applicant.arrives_at("Subscription complete")


def test_a_declined_card_and_then_a_good_one(applicant: Applicant) -> None:
    applicant.answer_everything(badge="Yes")
    applicant.send()
    applicant.pay(DECLINED_CARD)
    applicant.arrives_at("Your payment was declined")
    expect(applicant.page.get_by_text("No money has been taken.")).to_be_visible()
    applicant.press("Try again")
    applicant.pay()
    applicant.arrives_at("Subscription complete")


def test_an_address_outside_the_area(applicant: Applicant) -> None:
    applicant.begin()
    applicant.find_address("DT99 1AB")
    applicant.arrives_at("That address is not in our area")
    assert "Error" not in applicant.page.title()
    applicant.page.get_by_role("link", name="Back").click()
    applicant.arrives_at("Select the address")
    expect(applicant.page.get_by_role("radio").first).to_be_checked()


def test_a_mistake_is_explained_and_the_change_goes_straight_back(applicant: Applicant) -> None:
    applicant.answer_everything()
    applicant.page.get_by_role("link", name="Change Email address").click()
    applicant.page.get_by_role("textbox").fill("not an address")
    applicant.press("Continue")
    expect(applicant.page.locator(".govuk-error-summary")).to_be_focused()
    applicant.page.get_by_role("alert").get_by_role("link").click()
    expect(applicant.page.get_by_role("textbox")).to_have_value("not an address")
    applicant.page.get_by_role("textbox").fill("other@resident.example")
    applicant.press("Continue")
    applicant.arrives_at("Check your answers")
    expect(applicant.page.get_by_text("other@resident.example")).to_be_visible()


def test_the_browsers_back_button_is_safe_everywhere(applicant: Applicant) -> None:
    applicant.answer_everything()
    applicant.send()
    applicant.arrives_at("Enter card details")
    applicant.page.goto(f"{applicant.base}/check-answers")
    applicant.arrives_at("You have not paid yet")
    applicant.page.go_back()
    applicant.page.goto(f"{applicant.base}/payment/return")
    applicant.arrives_at("You have not paid yet")
    applicant.press("Continue to payment")
    applicant.pay()
    applicant.arrives_at("Subscription complete")
