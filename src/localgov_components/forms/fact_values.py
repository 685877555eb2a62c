"""A fact's value as JSON, for an answer that is kept, and back again for a rule.

Answers are JSON so that they can be stored, exported and compared; rules reason over typed values.

>>> from localgov_components.identifiers import Postcode
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Property(Facts, id="property"):
...     postcode: Fact[Postcode] = fact("postcode")
>>> typed(declaration(Property.postcode), "dt97 1aa")
Postcode('DT97 1AA')
>>> typed(declaration(Property.postcode), "DT97")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a value of the fact 'property.postcode': not a postcode: ...
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import JsonValue, TypeAdapter

from localgov_components.core.errors import InvalidValueError
from localgov_components.rules import Expression, FactDeclaration, Unknown, UnknownReason
from localgov_components.rules.plain_values import read_plain
from localgov_components.rules.tree import FactRef

__all__ = ["as_json", "declaration", "declined", "holds", "question_id", "typed"]


def declaration(expression: Expression[Any], *types: type) -> FactDeclaration:
    """The fact that an expression is; refused when it is a bigger rule."""
    if not isinstance(expression, FactRef):
        raise InvalidValueError("a question sets a fact, and this is a rule. Give one fact.", code="question.fact")
    if types and expression.fact.type not in types:
        wanted = " or ".join(kind.__name__ for kind in types)
        raise InvalidValueError(
            f"the fact '{expression.id}' is {expression.fact.type.__name__}. Give this question a fact of {wanted}.",
            code="question.fact-type",
        )
    return expression.fact


def question_id(fact: FactDeclaration) -> str:
    """The id of a question without one: the fact's, with hyphens for its dots."""
    return fact.id.replace(".", "-")


def typed(fact: FactDeclaration, answer: JsonValue) -> object:
    """The value that JSON stands for.

    Raises `InvalidValueError`, which does not hold the answer.
    """
    try:
        value: object = read_plain(answer, fact.type)
    except InvalidValueError as error:
        why = str(error).removesuffix(".")
    else:
        return value
    raise InvalidValueError(f"not a value of the fact '{fact.id}': {why}.", code="question.answer-type")


def holds(fact: FactDeclaration, answer: JsonValue) -> bool:
    """Whether JSON stands for a value of the fact."""
    try:
        typed(fact, answer)
    except InvalidValueError:
        return False
    return True


def as_json(fact: FactDeclaration, value: object) -> JsonValue:
    """The JSON that stands for a value."""
    return _adapter(fact.type).dump_python(value, mode="json")  # type: ignore[no-any-return]


def declined(fact: FactDeclaration) -> Mapping[str, Any]:
    """The fact, unknown because somebody chose to leave it out."""
    return {fact.id: Unknown(UnknownReason.DECLINED, (fact.id,))}


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
