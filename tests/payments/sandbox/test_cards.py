from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.payments.sandbox import SANDBOX_CARDS
from localgov_components.payments.sandbox.cards import CardEntry, find_card, is_luhn

TODAY = date(2026, 3, 2)
FORM = {
    "card_number": "4242 4242-4242 4242",
    "expiry_month": "3",
    "expiry_year": "26",
    "cardholder_name": "A Resident",
    "cvc": "123",
}


def problems(**changes: str) -> dict[str, str]:
    return CardEntry.of(FORM | changes).problems(TODAY)


@pytest.mark.parametrize("card", SANDBOX_CARDS, ids=lambda card: card.number)
def test_every_test_card_has_a_true_check_digit(card: object) -> None:
    assert is_luhn(card.number)  # type: ignore[attr-defined]


@given(st.from_regex(r"[0-9]{11,18}", fullmatch=True), st.integers(1, 9))
def test_a_wrong_last_digit_is_always_noticed(start: str, error: int) -> None:
    [right] = [digit for digit in "0123456789" if is_luhn(start + digit)]
    assert not is_luhn(start + str((int(right) + error) % 10))


def test_spaces_and_hyphens_are_ignored_and_this_month_is_not_past() -> None:
    assert problems() == {}
    assert find_card("4242-4242 4242 4242") is not None


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "Enter a card number"),
        ("4242", "Card number must be between 12 and 19 digits"),
        ("4" * 20, "Card number must be between 12 and 19 digits"),
        ("four two four two four two", "Card number must be between 12 and 19 digits"),
        ("\uff14\uff12" * 8, "Card number must be between 12 and 19 digits"),
        ("4242424242424243", "Card number is not correct. Check each digit"),
        ("4111111111111111", "Use one of the test cards on this page. Never enter a real card"),
    ],
)
def test_a_number_that_cannot_be_used_is_explained(number: str, sentence: str) -> None:
    assert problems(card_number=number) == {"card_number": sentence}


@pytest.mark.parametrize(
    ("month", "year"), [("", ""), ("13", "30"), ("0", "30"), ("10", "3"), ("x", "30"), ("1", "1930")]
)
def test_an_expiry_that_is_no_month_is_explained(month: str, year: str) -> None:
    assert list(problems(expiry_month=month, expiry_year=year)) == ["expiry_month"]


def test_last_month_is_past() -> None:
    assert problems(expiry_month="02", expiry_year="2026") == {"expiry_month": "Expiry date must be in the future"}


def test_every_problem_is_found_at_once_in_the_order_of_the_page() -> None:
    assert list(CardEntry.of({}).problems(TODAY)) == ["card_number", "expiry_month", "cardholder_name", "cvc"]


def test_an_entry_shows_nothing_of_the_card() -> None:
    assert repr(CardEntry.of(FORM)) == "CardEntry(•••)"
