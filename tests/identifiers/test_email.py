import subprocess
import sys

import pytest
from hypothesis import given
from tests.identifiers.kinds_people import valid_email

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import Email, Status


@pytest.mark.parametrize(
    "address",
    [
        "a@b.co",
        "first.last+council@ambleford.gov.uk",
        "o'neill@ambleford.gov.uk",
        "O'Neill@ambleford.gov.uk",
        "name@sub.domain.ambleford.museum",
        "_______@ambleford.gov.uk",
        "1234567890@ambleford.gov.uk",
        '"first last"@ambleford.gov.uk',
        '"a@b"@ambleford.gov.uk',
        "siân@enghraifft.cymru",
        "x" * 64 + "@ambleford.gov.uk",
    ],
)
def test_a_real_address_is_kept_as_it_is_typed(address: str) -> None:
    email = Email.parse(address)
    assert (str(email), email.format(), email.status) == (address, address, Status.WELL_FORMED)
    assert email.domain == address.rpartition("@")[2]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Name@AMBLEFORD.GOV.UK", "Name@ambleford.gov.uk"),
        (" name @ ambleford . gov.uk\n", "name@ambleford.gov.uk"),
        ("first. last@ambleford. gov .uk", "first.last@ambleford.gov.uk"),
        ("\ufeffna\u200bme@ambleford.gov.uk\u00a0", "name@ambleford.gov.uk"),
        ('"name"@ambleford.gov.uk', "name@ambleford.gov.uk"),
        ('  "first last"@ambleford.gov.uk ', '"first last"@ambleford.gov.uk'),
        ("sia\u0302n@enghraifft.cymru", "siân@enghraifft.cymru"),
        ("name@xn--bcher-kva.de", "name@bücher.de"),
        ("name@BÜCHER.de", "name@bücher.de"),
    ],
    ids=ascii,
)
def test_only_what_means_nothing_is_changed(typed: str, address: str) -> None:
    assert str(Email.parse(typed)) == address
    assert Email.parse(typed) == Email.parse(address)


def test_case_before_the_at_is_another_address_and_after_it_is_not() -> None:
    assert Email.parse("Name@ambleford.gov.uk") != Email.parse("name@ambleford.gov.uk")
    assert Email.parse("name@Ambleford.gov.uk") == Email.parse("name@ambleford.gov.uk")


@pytest.mark.parametrize(
    ("address", "ascii_only"),
    [
        ("name@ambleford.gov.uk", "name@ambleford.gov.uk"),
        ("name@bücher.de", "name@xn--bcher-kva.de"),
        ("name@bücher.test", "name@xn--bcher-kva.test"),
        ("siân@enghraifft.cymru", None),
    ],
)
def test_an_address_has_a_form_for_software_that_takes_only_ascii(address: str, ascii_only: str | None) -> None:
    email = Email.parse(address, allow_example=True)
    assert email.ascii == ascii_only
    assert ascii_only is None or Email.parse(ascii_only, allow_example=True) == email


@pytest.mark.parametrize(
    "domain",
    [
        "example.com",
        "example.net",
        "EXAMPLE.org",
        "mail.example.com",
        "council.example",
        "a.test",
        "a.b.TEST",
        "x.invalid",
    ],
)
def test_a_domain_for_documents_and_tests_makes_an_example(domain: str) -> None:
    address = f"name@{domain}"
    email = Email.parse(address, allow_example=True)
    assert (str(email), email.status) == (address.lower(), Status.EXAMPLE)
    with pytest.raises(InvalidValueError) as caught:
        Email.parse(address)
    assert caught.value.code == "email.example"


@pytest.mark.parametrize(
    "domain", ["myexample.com", "example.co.uk", "example.com.ambleford.gov.uk", "test.ambleford.gov.uk"]
)
def test_a_domain_that_only_looks_like_one_is_real(domain: str) -> None:
    assert Email.parse(f"name@{domain}").status is Status.WELL_FORMED


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "email.format"),
        ("name", "email.format"),
        ("name@", "email.format"),
        ("@ambleford.gov.uk", "email.format"),
        ("name@ambleford", "email.format"),
        ("name@example", "email.format"),
        ("name@test", "email.format"),
        ("name@.test", "email.format"),
        ("na..me@a.test", "email.format"),
        ("name@-a.test", "email.format"),
        ("a@b@ambleford.gov.uk", "email.format"),
        ("a@-.com", "email.format"),
        ("name@localhost", "email.format"),
        ("name@[127.0.0.1]", "email.format"),
        ("Name <name@ambleford.gov.uk>", "email.format"),
        ("name@ambleford.gov.uk.", "email.format"),
        ("name@ambleford.gov.uk, other@ambleford.gov.uk", "email.format"),
        ("\ud800@ambleford.gov.uk", "email.format"),
        ("x" * 250 + "@ambleford.gov.uk", "email.too-long"),
        (b"name@ambleford.gov.uk", "email.type"),
    ],
    ids=ascii,
)
def test_what_is_no_address_is_refused_for_its_own_reason(text: str, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Email.parse(text, allow_example=True)
    assert caught.value.code == code


def test_what_the_library_says_is_not_passed_on() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Email.parse("na me@am_bleford.gov.uk")
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@given(valid_email())
def test_parts_make_the_whole(text: str) -> None:
    email = Email.parse(text, allow_example=True)
    assert f"{text.rpartition('@')[0]}@{email.domain}" == str(email) == text


@pytest.mark.parametrize("name", ["WWW", "Postmaster", "ABUSE", "Siân.Resident"])
def test_the_name_is_kept_as_it_is_typed(name: str) -> None:
    assert str(Email.parse(f"{name}@AMBLEFORD.gov.uk")) == f"{name}@ambleford.gov.uk"


def test_the_library_is_loaded_only_when_an_address_is_read() -> None:
    program = (
        "import sys\n"
        "from localgov_components.identifiers.email import Email\n"
        "print('email_validator' in sys.modules, Email.is_valid('a@b.co'), 'email_validator' in sys.modules)\n"
        "print('dns' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True", "False"]


@pytest.mark.parametrize(
    "text",
    [
        "First Last name@ambleford.gov.uk",
        "name@ambleford.gov.uk thank you",
        "name@ambleford.gov.uk\nother",
        "first last@ambleford.gov.uk",
        "name@ambleford gov.uk",
    ],
)
def test_an_address_is_not_joined_with_the_words_beside_it(text: str) -> None:
    assert not Email.is_valid(text)
