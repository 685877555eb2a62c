"""What a record says in words: in each language of the package at once.

Words are found when a decision is recorded, not when it is shown. So a record can be read years later without the
scheme or the catalogue it was made with, and says what it said then.

>>> from localgov_components.rules.reading import read_value
>>> spoken(lambda language: read_value(True, language=language)).text("cy")
'ie'
"""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import JsonValue
from pydantic_core import to_jsonable_python

from localgov_components.core.errors import NotFoundError
from localgov_components.core.messages import LANGUAGES
from localgov_components.core.model import Model, Sensitive
from localgov_components.money import Money
from localgov_components.rules import Per
from localgov_components.rules.reading.values import read_amount

__all__ = ["RecordedValue", "Words", "recorded_value", "spoken"]


class Words(Model):
    """The same words in English and in Welsh.

    Names that a council gave, such as labels, are in its own language.
    """

    en: Annotated[str, Sensitive("personal")]
    cy: Annotated[str, Sensitive("personal")]

    def text(self, language: str) -> str:
        """The words in a language. Raises `NotFoundError` for one that the package does not have."""
        if language not in LANGUAGES:
            raise NotFoundError(
                f"no words in '{language[:20]}'. There are: {', '.join(LANGUAGES)}.", code="record.language"
            )
        return self.cy if language == "cy" else self.en


class RecordedValue(Model):
    """A value as plain data, and as people read it.

    An amount is read with the period that it is for.
    """

    value: Annotated[JsonValue, Sensitive("personal")]
    says: Words


def spoken(words: Callable[[str], str]) -> Words:
    """What a function says in each language."""
    return Words(**{language: words(language) for language in LANGUAGES})


def recorded_value(value: Any, per: Per | None = None) -> RecordedValue:  # noqa: ANN401 - a rule's value has any type
    """A value of a rule, per a period."""
    plain: JsonValue = str(value) if type(value) is Money else to_jsonable_python(value, fallback=str)
    return RecordedValue(value=plain, says=spoken(lambda language: read_amount(value, per, language=language)))
