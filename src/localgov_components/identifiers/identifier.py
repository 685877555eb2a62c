"""What identifiers have in common beside being values: a status, refusals with a source, and discretion.

Each kind is one module: it says who issues the identifier and where the rules are written, and turns
compact text into the key of a value, or refuses.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.redaction import REDACTED
from localgov_components.core.value import Value
from localgov_components.identifiers.folding import fold, unspoilt, without
from localgov_components.identifiers.status import Status

if TYPE_CHECKING:
    from pydantic import ValidationInfo

__all__ = ["Identifier"]


class Identifier(Value):
    """A value that names a person, a place or a thing in somebody's register.

    `parse` reads it however it is written; `str` is the form for files and `format()` the form for
    people. One that identifies a person does not show itself in its `repr`.
    """

    __slots__ = ()

    noun: ClassVar[str]
    """What a refusal calls it, with its article."""
    slug: ClassVar[str]
    """What the codes of its refusals begin with."""
    source: ClassVar[str]
    """Who makes the rules, and where they stand: shown in refusals."""
    is_personal: ClassVar[bool] = False
    """Whether it identifies a person."""
    separators: ClassVar[str] = " -."
    """What people put between the characters, beside any kind of space and dash."""
    most_typed: ClassVar[int] = 60
    """Characters of text that are read at the most."""

    def __new__(cls, text: str, *, allow_example: bool = False) -> Self:
        """Read text as `parse` does: what `repr` shows can be written in code."""
        return cls.parse(text, allow_example=allow_example)

    @classmethod
    def parse(cls, text: str, *, allow_example: bool = False) -> Self:
        """Read text in any case, with the spaces and hyphens that people put in.

        Raises `InvalidValueError`, whose `source` is where the broken rule is written. Examples from
        documentation are refused unless they are asked for.
        """
        value = cls._make(cls._read(cls._compact(text)))
        if value.status is Status.EXAMPLE and not allow_example:
            raise cls._refused("it is an example, given to nobody", "Give a real one.", code=f"{cls.slug}.example")
        return value

    @classmethod
    def is_valid(cls, text: object, *, allow_example: bool = False) -> bool:
        """Whether `parse` would accept it. Never raises."""
        try:
            cls.parse(text, allow_example=allow_example)  # type: ignore[arg-type]
        except InvalidValueError:
            return False
        return True

    @property
    def status(self) -> Status:
        """What can be said of it offline."""
        return Status.WELL_FORMED

    def format(self) -> str:
        """As it is written for people."""
        return str(self)

    def __repr__(self) -> str:
        """How to write it in code; a mark in place of one that identifies a person."""
        return f"{type(self).__name__}({REDACTED!r})" if self.is_personal else super().__repr__()

    @classmethod
    def _read(cls, compact: str) -> object:
        """The key that compact text gives, or a refusal."""
        raise NotImplementedError

    @classmethod
    def _compact(cls, text: str) -> str:
        """Text without its separators, in capitals."""
        if not isinstance(text, str):
            raise cls._refused("it is not text", "Give text.", code=f"{cls.slug}.type", source="")
        if len(text) > cls.most_typed:
            advice = f"Give {cls.most_typed} characters or fewer."
            raise cls._refused("it is too long", advice, code=f"{cls.slug}.too-long", source="")
        return without(unspoilt(fold(text)), cls.separators)

    @classmethod
    def _refused(cls, rule: str, advice: str, *, code: str, source: str | None = None) -> InvalidValueError:
        """A refusal that says which rule was broken, who makes it, and what to do; never what was given."""
        source = cls.source if source is None else source
        cited = f" ({source})" if source else ""
        return InvalidValueError(f"not {cls.noun}: {rule}{cited}. {advice}", code=code, source=source or None)

    @classmethod
    def _from_field(cls, value: object, info: "ValidationInfo") -> Self:
        """A Pydantic field takes examples where the validation's context says `{"allow_example": True}`."""
        if isinstance(value, cls):
            return value
        context: Any = info.context
        asked = isinstance(context, Mapping) and context.get("allow_example") is True
        return cls.parse(value, allow_example=asked)  # type: ignore[arg-type]
