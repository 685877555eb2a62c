"""A JSON Schema for the answers to a form (draft 2020-12).

For those who send, store or receive answers as JSON. The schema says what each page's answers look
like; which pages must be there depends on the answers, and only a `Journey` knows.

>>> from localgov_components.forms.questions import YesNo
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> schema = answers_schema(Form("concession", pages=[Page("blue-badge", YesNo(Household.badge, id="badge"))]))
>>> schema["properties"]["blue-badge"]["properties"]
{'badge': {'type': 'boolean', 'description': 'somebody has a Blue Badge'}}
"""

from pydantic import JsonValue

from localgov_components.forms.form import Form, Page
from localgov_components.forms.questions import Question

__all__ = ["answers_schema"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def answers_schema(form: Form) -> dict[str, JsonValue]:
    """Schema of an answers document: by page id, then by question id."""
    return {
        "$schema": DIALECT,
        "title": form.id,
        "type": "object",
        "properties": {page.id: _page(page) for page in form.pages},
        "additionalProperties": False,
    }


def _page(page: Page) -> JsonValue:
    questions: dict[str, JsonValue] = {question.id: _question(question) for question in page.questions}
    return {"type": "object", "properties": questions, "required": list(questions), "additionalProperties": False}


def _question(question: Question) -> JsonValue:
    return {**question.schema(), "description": "; ".join(fact.label for fact in question.sets)}
