"""What holds for every type of question, whatever a browser sends."""

import json
from collections.abc import Mapping, Sequence

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue
from tests.forms.garden import BADGE, BENEFITS, ELSEWHERE, EMAIL, GARDEN, HERE, NAME, SOURCES

from localgov_components.core import NotFoundError
from localgov_components.core.messages import Catalogue, package_catalogue
from localgov_components.forms import Context, Question, Reading
from localgov_components.identifiers import Postcode
from localgov_components.rules import Known

KNOWN = Known({"property.postcode": Postcode.parse("DT97 1AA")})
CONTEXT = Context(KNOWN, SOURCES)
EMPTY = Catalogue({"en": {}})

SENDABLE = st.one_of(
    st.text(st.characters(codec=None, exclude_categories=())),
    st.text("@. \"'<>;=%\x00a1\u202e", max_size=30),
    st.emails(),
    st.sampled_from(
        ["yes", "no", "none", "credit", "pension", "2", "not-listed", HERE, ELSEWHERE, "email", "DT97 1AA"]
    ),
    st.integers(0, 400).map("a".__mul__),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(), parts, max_size=4),
    max_leaves=8,
)

each_question = pytest.mark.parametrize("question", GARDEN.questions, ids=lambda question: question.id)


def submissions(question: Question) -> st.SearchStrategy[Mapping[str, Sequence[str]]]:
    fields = st.sampled_from([*question.fields, "something-else"])
    return st.dictionaries(fields, st.lists(SENDABLE, max_size=3), max_size=5)


def likely(question: Question) -> st.SearchStrategy[Mapping[str, Sequence[str]]]:
    """Submissions of which a good part is right."""
    words = {
        "by-hand-postcode": st.just("dt97 1aa"),
        "by-hand-line2": st.text(max_size=20),
        "postcode": st.sampled_from(["DT97 1AA", " dt981zz", "DT99-1AB"]),
        "badge": st.sampled_from(["yes", "no"]),
        "bins": st.sampled_from(["1", "4"]),
        "contact": st.sampled_from(["email", "letter"]),
        "address": st.sampled_from([HERE, ELSEWHERE, "not-listed"]),
        "email": st.emails() | st.just(""),
        "benefits": st.sampled_from(["credit", "pension", "none"]),
    }
    return st.fixed_dictionaries(
        {
            field: st.lists(words.get(field, st.text(min_size=1, max_size=60)), min_size=1, max_size=2)
            for field in question.fields
        }
    )


def answers(question: Question, submitted: Mapping[str, Sequence[str]]) -> list[JsonValue]:
    reading = question.read(submitted, CONTEXT)
    return [] if reading.problems else [reading.answer]


@each_question
@given(data=st.data())
def test_reading_gives_problems_or_an_answer_and_never_raises(question: Question, data: st.DataObject) -> None:
    reading = question.read(data.draw(submissions(question)), CONTEXT)
    if reading.problems:
        assert reading.answer is None
        assert {problem.field for problem in reading.problems} <= set(question.fields)
        assert {problem.code.removeprefix(f"{question.kind}.") for problem in reading.problems} <= set(
            question.problems
        )
    else:
        assert question.accepts(reading.answer, KNOWN)


@each_question
@given(data=st.data())
def test_an_answer_is_json_that_its_schema_allows(question: Question, data: st.DataObject) -> None:
    for answer in answers(question, data.draw(likely(question))):
        assert json.loads(json.dumps(answer)) == answer
        assert jsonschema_rs.is_valid(question.schema(), answer)


@each_question
@given(data=st.data())
def test_an_answer_makes_known_only_facts_that_the_question_sets(question: Question, data: st.DataObject) -> None:
    for answer in answers(question, data.draw(likely(question))):
        assert question.facts(answer).keys() <= {fact.id for fact in question.sets}


@each_question
@given(data=st.data())
def test_controls_filled_with_an_answer_send_the_same_answer(question: Question, data: st.DataObject) -> None:
    for answer in answers(question, data.draw(likely(question))):
        assert question.read(question.values(answer), CONTEXT) == Reading(answer)


@each_question
@given(answer=JSON)
def test_any_kept_json_is_accepted_or_not_and_what_is_accepted_has_facts(question: Question, answer: JsonValue) -> None:
    if question.accepts(answer, KNOWN):
        question.facts(answer)
        assert jsonschema_rs.is_valid(question.schema(), answer)


@each_question
@pytest.mark.parametrize("language", ["en", "cy"])
def test_each_problem_and_text_is_worded_for_the_kind_or_required_of_the_form(
    question: Question, language: str
) -> None:
    needs = GARDEN.wording()
    for name in (*question.words, *(f"error.{code}" for code in question.problems)):
        worded = f"{question.kind}.{name}" in package_catalogue().texts[language]
        assert worded is (f"{question.id}.{name}" in needs.optional)
        assert worded is not (f"{question.id}.{name}" in needs.required)


def test_a_forms_own_text_comes_before_the_packages() -> None:
    own = Catalogue({"en": {"badge.option.yes": "Yes, somebody does"}})
    assert BADGE.text("option.yes", own, "en") == "Yes, somebody does"
    assert BADGE.text("option.no", own, "en") == "No"
    assert BADGE.find_text("hint", own, "en") is None


def test_a_text_that_nobody_wrote_is_named() -> None:
    with pytest.raises(NotFoundError, match=r"badge\.error\.empty"):
        BADGE.text("error.empty", EMPTY, "en")


def test_a_problem_is_worded_with_its_limits() -> None:
    (problem,) = NAME.read({"name": ["x" * 81]}, Context()).problems
    assert NAME.problem_text(problem, EMPTY, "en") == "Your answer must be 80 characters or fewer"


def test_an_answer_is_shown_in_the_words_of_its_language() -> None:
    words = Catalogue({"en": {"benefits.option.credit": "Universal Credit"}, "cy": {}})
    assert BENEFITS.show(["credit"], words, "en") == ("Universal Credit",)
    assert BENEFITS.show([], words, "cy") == ("Dim un o'r rhain",)
    assert BADGE.show(True, words, "cy") == ("Ie",)  # noqa: FBT003 - a JSON answer
    assert EMAIL.show(None, words, "en") == ("Not provided",)
    assert EMAIL.show("resident@example.com", words, "en") == ("resident@example.com",)


def test_nothing_that_somebody_typed_is_shown_in_a_repr() -> None:
    reading = NAME.read({"name": ["A Resident"]}, Context())
    assert "Resident" not in repr(reading)
    assert "Street" not in repr(SOURCES["addresses"].find("DT97 1AA"))
    assert repr(NAME) == "Text('name')"
