import jsonschema_rs
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue
from tests.forms.garden import GARDEN, SENT, SOURCES
from tests.forms.random_forms import answers, forms

from localgov_components.forms import Context, Form, Journey, answer, answers_schema


def test_the_schema_of_every_kind_of_question_is_sound() -> None:
    jsonschema_rs.meta.validate(answers_schema(GARDEN))


def test_real_answers_fit_the_schema() -> None:
    draft: dict[str, JsonValue] = {}
    while (page := Journey(GARDEN, draft).next_page) is not None:
        draft = answer(GARDEN, draft, page.id, SENT[page.id], Context(sources=SOURCES)).answers
    assert jsonschema_rs.is_valid(answers_schema(GARDEN), draft)
    assert not jsonschema_rs.is_valid(answers_schema(GARDEN), {**draft, "bins": {"bins": 5}})
    assert not jsonschema_rs.is_valid(answers_schema(GARDEN), {**draft, "more": {}})


@given(form=forms(), data=st.data())
def test_answers_that_count_fit_the_schema_of_any_form(form: Form, data: st.DataObject) -> None:
    schema = answers_schema(form)
    jsonschema_rs.meta.validate(schema)
    assert jsonschema_rs.is_valid(schema, Journey(form, data.draw(answers(form))).answers)
