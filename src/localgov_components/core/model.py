"""The house model: strict about shape, silent about what people told us.

Every Pydantic model of the package derives from `Model`. It is immutable, refuses unknown fields,
keeps what was typed out of validation errors (their text and their data), and shows only a mark
in its `repr` for a field declared `Sensitive`.

>>> from typing import Annotated
>>> class Contact(Model):
...     reference: str
...     email: Annotated[str, Sensitive("personal")]
>>> Contact(reference="AMB-1", email="resident@example.com")
Contact(reference='AMB-1', email=•••)
>>> Contact(reference="AMB-1")
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: 1 validation error for Contact
email
  Field required [type=missing]
    For further information visit https://errors.pydantic.dev/...
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self, cast, get_args

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, ValidationError, ValidatorFunctionWrapHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, ErrorDetails, InitErrorDetails, PydanticCustomError, core_schema

from localgov_components.core.redaction import REDACTED

__all__ = ["Model", "Sensitive", "Sensitivity"]

Sensitivity = Literal["public", "personal", "financial", "special"]
"""How much harm a leak does; `special` is special category data (UK GDPR article 9)."""


@dataclass(frozen=True, slots=True)
class Sensitive:
    """Marks a field whose value must not be shown: `Annotated[str, Sensitive("personal")]`."""

    level: Sensitivity = "personal"


class Model(BaseModel):
    """Base of every model that crosses a boundary: file, JSON, HTTP, database, plugin."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, validate_default=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler, /) -> CoreSchema:
        """Hide inputs around everything, the validators of a subclass too, which a validator here would not."""
        return core_schema.no_info_wrap_validator_function(cls._hide_inputs, handler(source))

    @staticmethod
    def _hide_inputs(data: object, handler: ValidatorFunctionWrapHandler) -> object:
        """Raise the same errors without the values: `hide_input_in_errors` alone leaves them in `.errors()`."""
        try:
            valid: object = handler(data)
        except ValidationError as error:
            raise without_inputs(error) from None
        return valid

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:  # noqa: ANN401 - Pydantic's own options
        """As Pydantic's, with text that is not JSON kept out of the error too."""
        try:
            return super().model_validate_json(json_data, **options)
        except ValidationError as error:
            hidden = without_inputs(error)
        raise hidden  # outside the handler, so that the first error does not hang on as its context

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse, without keeping the value in the error."""
        try:
            super().__setattr__(name, value)
        except ValidationError as error:
            hidden = without_inputs(error)
        else:
            return
        raise hidden

    def __repr_args__(self) -> Sequence[tuple[str | None, object]]:
        """Fields for `repr`, with a mark in place of each sensitive value."""
        fields = type(self).model_fields
        return [
            (name, REDACTED if name in fields and _is_sensitive(fields[name]) else value)
            for name, value in super().__repr_args__()
        ]


def without_inputs(error: ValidationError) -> ValidationError:
    """The same validation error with every input replaced by a mark."""
    details = [_without_input(item) for item in error.errors(include_input=False)]
    return ValidationError.from_exception_data(error.title, details, hide_input=True)


def _without_input(item: ErrorDetails) -> InitErrorDetails:
    context = item.get("ctx", {})
    if "tag" in context:  # what was typed, where a union tells its members apart by a tag
        context = {**context, "tag": repr(REDACTED)}
    if "url" in item:
        return InitErrorDetails(type=item["type"], loc=item["loc"], input=REDACTED, ctx=context)
    # Only Pydantic's own errors have a page about them; another is made again from its words.
    own = PydanticCustomError(cast("Any", item["type"]), cast("Any", item["msg"]), context)
    return InitErrorDetails(type=own, loc=item["loc"], input=REDACTED)


def _is_sensitive(field: FieldInfo) -> bool:
    """Whether the field, or a part of its type as in `Annotated[str, Sensitive()] | None`, is marked."""
    marks = (*field.metadata, *_parts(field.annotation))
    return any(isinstance(mark, Sensitive) and mark.level != "public" for mark in marks)


def _parts(annotation: object) -> Iterator[object]:
    for part in get_args(annotation):
        yield part
        yield from _parts(part)
