import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue
from tests.forms.garden import GARDEN, SENT, SOURCES

from localgov_components.core import ConflictError, NotFoundError
from localgov_components.forms import Context, Journey, answer

CONTEXT = Context(sources=SOURCES)


def test_a_right_submission_gives_a_new_draft() -> None:
    draft = {"postcode": {"postcode": "DT97 1AA"}}
    answered = answer(GARDEN, draft, "address", SENT["address"], CONTEXT)
    assert answered.problems == ()
    assert answered.answers.keys() == {"postcode", "address"}
    assert draft.keys() == {"postcode"}


def test_a_wrong_submission_leaves_the_draft_as_it_was() -> None:
    answered = answer(GARDEN, {"postcode": {"postcode": "DT97 1AA"}}, "postcode", {"postcode": ["nowhere"]}, CONTEXT)
    assert [problem.code for problem in answered.problems] == ["postcode.format"]
    assert answered.answers == {"postcode": {"postcode": "DT97 1AA"}}


def test_a_page_of_several_questions_is_taken_whole_or_not_at_all() -> None:
    draft: dict[str, JsonValue] = {}
    for page_id in ("postcode", "address", "bins", "benefits", "blue-badge"):
        draft = answer(GARDEN, draft, page_id, SENT[page_id], CONTEXT).answers
    answered = answer(GARDEN, draft, "contact", {"name": ["A Resident"]}, CONTEXT)
    assert [problem.field for problem in answered.problems] == ["contact"]
    assert "contact" not in answered.answers


def test_a_page_that_is_not_on_the_path_is_refused() -> None:
    with pytest.raises(ConflictError, match="'bins' is not on the path"):
        answer(GARDEN, {}, "bins", {"bins": ["1"]})


def test_a_page_that_is_not_in_the_form_is_named() -> None:
    with pytest.raises(NotFoundError, match="no page 'bin'"):
        answer(GARDEN, {}, "bin", {})


def test_what_was_answered_is_not_shown_in_a_repr() -> None:
    assert "DT97" not in repr(answer(GARDEN, {}, "postcode", SENT["postcode"]))


@given(later=st.sampled_from(["bins", "benefits"]), bins=st.sampled_from("1234"))
def test_pages_may_be_answered_again_in_any_order_with_the_same_end(later: str, bins: str) -> None:
    """Whoever corrects two pages ends with the same draft, whichever they correct first."""
    draft: dict[str, JsonValue] = {}
    for page_id in ("postcode", "address", "bins", "benefits"):
        draft = answer(GARDEN, draft, page_id, SENT[page_id], CONTEXT).answers
    sent = {"bins": {"bins": [bins]}, "benefits": {"benefits": ["credit"]}}
    order = sorted(sent, key=lambda page_id: page_id == later)
    for page_id in order:
        draft = answer(GARDEN, draft, page_id, sent[page_id], CONTEXT).answers
    assert Journey(GARDEN, draft).answers["bins"] == {"bins": int(bins)}
    assert draft["benefits"] == {"benefits": ["credit"]}
