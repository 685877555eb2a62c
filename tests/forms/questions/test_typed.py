import pytest
from tests.forms.garden import EMAIL, NAME, POSTCODE, Property, Subscription

from localgov_components.forms import Context, EmailInput, PostcodeInput, Text
from localgov_components.identifiers import Postcode
from localgov_components.rules import Unknown

# Valid addresses of kinds that forms are known to refuse.
REAL_ADDRESSES = [
    "a@b.co",
    "first.last+council@example.com",
    "o'neill@example.co.uk",
    "name@sub.domain.example.org",
    "name@example.museum",
    "_______@example.com",
    "1234567890@example.com",
    '"first last"@example.com',
    "siân@enghraifft.cymru",
    "x" * 64 + "@example.com",
]


def codes(question: Text | EmailInput | PostcodeInput, typed: str) -> list[str]:
    return [problem.code for problem in question.read({question.id: [typed]}, Context()).problems]


def test_a_question_takes_the_id_of_its_fact() -> None:
    assert Text(Subscription.name).id == "subscription-name"


def test_a_line_may_be_as_long_as_declared_and_no_longer() -> None:
    assert codes(NAME, "x" * 80) == []
    assert codes(NAME, "x" * 81) == ["text.too-long"]


def test_a_line_with_nothing_to_see_is_empty() -> None:
    assert codes(NAME, " \u200d ") == ["text.empty"]


def test_an_optional_line_left_empty_is_an_answer_that_makes_its_fact_declined() -> None:
    assert codes(EMAIL, "") == []
    unknown = EMAIL.facts(None)["subscription.email"]
    assert isinstance(unknown, Unknown)
    assert unknown.reason == "declined"
    assert not NAME.accepts(None, Context().known)
    assert "empty" not in EMAIL.problems


@pytest.mark.parametrize("address", REAL_ADDRESSES)
def test_a_real_email_address_is_kept_as_typed(address: str) -> None:
    assert EMAIL.read({"email": [address]}, Context()).answer == address


@pytest.mark.parametrize(
    "typed", ["name", "name@", "@example.com", "name@example", "na me", "a@b@example.com", "a@-.com"]
)
def test_what_cannot_be_an_email_address_is_a_problem(typed: str) -> None:
    assert codes(EMAIL, typed) == ["email.format"]


def test_spaces_that_dictation_put_into_an_email_address_are_taken_out() -> None:
    assert EMAIL.read({"email": [" name @ example.com "]}, Context()).answer == "name@example.com"


def test_an_email_address_longer_than_mail_allows_says_so() -> None:
    assert codes(EMAIL, "x" * 250 + "@example.com") == ["email.too-long"]


@pytest.mark.parametrize("typed", ["dt971aa", "DT97 1AA", " d.t.9-7 1 a(a) ", "DT97\u00a01AA"])
def test_a_postcode_is_read_however_it_is_typed(typed: str) -> None:
    assert POSTCODE.facts(POSTCODE.read({"postcode": [typed]}, Context()).answer) == {
        "property.postcode": Postcode.parse("DT97 1AA")
    }


@pytest.mark.parametrize("typed", ["DT97", "1AA", "not a postcode", "x" * 5000])
def test_what_is_not_a_full_postcode_is_a_problem(typed: str) -> None:
    assert codes(PostcodeInput(Property.address), typed) == ["postcode.format"]


def test_an_answer_of_another_shape_is_not_accepted() -> None:
    assert not POSTCODE.accepts("nowhere", Context().known)
    assert not NAME.accepts({"name": "A"}, Context().known)
    assert not NAME.accepts("", Context().known)
    assert not NAME.accepts("A\u202e Resident", Context().known)
