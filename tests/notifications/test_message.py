"""A message is safe to make into a file, an e-mail or a log line before any provider sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from localgov_components.notifications import Message, Sent

FIELDS = {
    "id": "amb-1",
    "reference": "AMB-1",
    "to": "resident@example.com",
    "subject": "Your garden waste subscription",
    "body": "Thank you.",
}


def message(**changes: str) -> Message:
    return Message.model_validate({**FIELDS, **changes})


def test_neither_whom_it_is_to_nor_what_it_says_is_shown() -> None:
    shown = repr(message()) + str(message())
    assert not [secret for secret in ("resident", "garden", "Thank") if secret in shown]
    assert "AMB-1" in shown


def test_ids_that_differ_in_capitals_are_one_id() -> None:
    assert message(id="AMB-1-Paid") == message(id="amb-1-paid")


@pytest.mark.parametrize("text", ["", ".", "..", "../amb", "a/b", "a\\b", "a b", "a.txt", "-a", "ŷ", "a\n", "a" * 101])
def test_an_id_that_could_be_anything_but_a_plain_file_name_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        message(id=text)


@pytest.mark.parametrize("field", ["to", "subject", "reference"])
@pytest.mark.parametrize("break_", ["\n", "\r", "\r\nBcc: everybody@example.com", "\x00", "\x7f"])
def test_a_line_that_could_begin_another_header_is_refused_without_quoting_it(field: str, break_: str) -> None:
    with pytest.raises(ValidationError, match="one line") as refused:
        message(**{field: f"resident{break_}x"})
    assert "resident" not in f"{refused.value}{refused.value.errors()}"


@pytest.mark.parametrize("field", ["to", "subject", "reference", "body"])
def test_nothing_that_matters_may_be_empty(field: str) -> None:
    with pytest.raises(ValidationError):
        message(**{field: ""})


def test_lines_of_a_body_end_in_one_way() -> None:
    assert message(body="One\r\ntwo\rthree\nfour").body == "One\ntwo\nthree\nfour"


def test_control_characters_in_a_body_are_refused_but_tabs_are_not() -> None:
    assert message(body="one\ttwo").body == "one\ttwo"
    with pytest.raises(ValidationError, match="control characters"):
        message(body="one\x00two")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200))
def test_any_words_are_taken_as_they_are(words: str) -> None:
    assert message(body=words).body == words


@pytest.mark.parametrize("language", ["en", "cy", "gd", "zh-Hant", "en-GB"])
def test_a_language_is_named_by_its_tag(language: str) -> None:
    assert message(language=language).language == language


@pytest.mark.parametrize("language", ["", "Welsh language", "c", "cy_GB", "../cy"])
def test_what_is_not_a_tag_of_a_language_is_refused(language: str) -> None:
    with pytest.raises(ValidationError):
        message(language=language)


def test_it_survives_the_way_through_json() -> None:
    assert Message.model_validate_json(message().model_dump_json()) == message()


def test_what_a_provider_calls_a_message_may_not_be_empty() -> None:
    with pytest.raises(ValidationError):
        Sent(provider_reference=" ")
