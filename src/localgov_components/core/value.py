"""What every value of the package has in common: one text form, one key, no surprises.

A value is immutable, hashable, ordered among its own kind, and picklable. It reads from text with
`parse`, which raises, or `is_valid`, which never does; `str` gives its one canonical form; Pydantic
takes it as a field whose JSON is that text. Pydantic is imported only when Pydantic asks.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self

from localgov_components.core.errors import InvalidValueError

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

__all__ = ["Value", "new_value", "set_key"]


class Value:
    """A slotted, immutable value with one canonical text.

    A kind sets `_key` (what equality and order compare) once, through `_make`.
    """

    __slots__ = ("_key",)

    json_schema: ClassVar[dict[str, Any]] = {"type": "string"}
    _key: Any

    @classmethod
    def _make(cls, key: object) -> Self:
        value = new_value(cls)
        set_key(value, key)
        return value

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read text, or raise `InvalidValueError` naming the rule that was broken."""
        raise NotImplementedError

    @classmethod
    def is_valid(cls, text: object) -> bool:
        """Whether `parse` would accept it. Never raises."""
        try:
            cls.parse(text)  # type: ignore[arg-type]
        except InvalidValueError:
            return False
        return True

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: values never change."""
        raise AttributeError(f"a {type(self).__name__} does not change; make another")

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse: values never change."""
        raise AttributeError(f"a {type(self).__name__} does not change; make another")

    def __eq__(self, other: object) -> bool:
        """Equal when of one kind with one key."""
        return self._key == other._key if type(other) is type(self) else NotImplemented

    def __lt__(self, other: Self) -> bool:
        """Order among values of one kind."""
        return self._key < other._key if type(other) is type(self) else NotImplemented

    def __le__(self, other: Self) -> bool:
        """Order among values of one kind."""
        return self._key <= other._key if type(other) is type(self) else NotImplemented

    def __gt__(self, other: Self) -> bool:
        """Order among values of one kind."""
        return self._key > other._key if type(other) is type(self) else NotImplemented

    def __ge__(self, other: Self) -> bool:
        """Order among values of one kind."""
        return self._key >= other._key if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        """Hash of the key, as equality demands."""
        return hash((type(self), self._key))

    def __str__(self) -> str:
        """The canonical text, which `parse` reads back."""
        return str(self._key)

    def __repr__(self) -> str:
        """How to write the value in code."""
        return f"{type(self).__name__}({str(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by kind and key."""
        return type(self)._make, (self._key,)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        """Accept a value or its text; write its text in JSON."""
        from pydantic_core import core_schema

        # Either way the same, but said so: Pydantic refuses to build a field marked strict from a plain function.
        anything = core_schema.lax_or_strict_schema(core_schema.any_schema(), core_schema.any_schema())
        return core_schema.with_info_after_validator_function(
            cls._from_field,
            anything,
            serialization=core_schema.plain_serializer_function_ser_schema(str, when_used="json"),
        )

    @classmethod
    def _from_field(cls, value: object, info: "ValidationInfo") -> Self:  # noqa: ARG003 - a kind may read its context
        return value if isinstance(value, cls) else cls.parse(value)  # type: ignore[arg-type]

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: "CoreSchema", handler: "GetJsonSchemaHandler") -> "JsonSchemaValue":
        """JSON Schema of the text form."""
        return dict(cls.json_schema)


# Values are made by the million: these two make one past `__setattr__`, and hot kinds use them without `_make`.
new_value = object.__new__
set_key: Callable[[Value, object], None] = Value.__dict__["_key"].__set__
