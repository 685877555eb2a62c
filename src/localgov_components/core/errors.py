"""The errors a program may catch, sorted by what it can do next.

    LocalGovError
     ├─ InvalidValueError            fix the value (also a ValueError)
     ├─ DefinitionError              fix the file or definition: every fault is listed
     ├─ NotFoundError                ask for something else (also a LookupError)
     ├─ ConflictError                read again, then decide again
     ├─ NotSupportedError            choose another way
     │   └─ MissingLibraryError      install the extra that is named (also an ImportError)
     ├─ PluginUnusableError          change the plugin or the allow-list
     └─ ProviderError                the other side of a wire
         ├─ ProviderRefusedError     it answered no: change the request
         └─ ProviderUnavailableError it did not answer: the outcome is not known; try again

Each carries a stable `code` for programs and a message that ends in what to do. Neither holds a
personal value: a message names the rule that was broken, not what somebody typed.

>>> error = ConflictError("the draft was saved by another tab. Read it again.", code="draft.stale")
>>> error.code
'draft.stale'
>>> print(DefinitionError([Fault("policy.toml", "the key 'price' is given twice", line=4)]))
1 mistake; nothing was loaded:
  policy.toml, line 4: the key 'price' is given twice
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from localgov_components.core.plurals import counted

__all__ = [
    "ConflictError",
    "DefinitionError",
    "Fault",
    "InvalidValueError",
    "LocalGovError",
    "MissingLibraryError",
    "NotFoundError",
    "NotSupportedError",
    "PluginUnusableError",
    "ProviderError",
    "ProviderRefusedError",
    "ProviderUnavailableError",
]

T = TypeVar("T")

_MOST_ROWS = 100
"""Mistakes of rows that are listed: whoever has more begins with these."""


class LocalGovError(Exception):
    """Everything this package raises on purpose.

    `code` is stable between versions: programs compare it, people read the message.
    """

    default_code: ClassVar[str] = "error"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.code = code or self.default_code

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle without calling `__init__` again, so that an error survives a process pool."""
        return type(self).__new__, (type(self), *self.args), self.__dict__


class InvalidValueError(LocalGovError, ValueError):
    """A value broke the rule that the message names.

    `source` is who makes the rule, where the rule is not the package's own: an instrument, standard or manual.
    """

    default_code = "value.invalid"

    def __init__(self, message: str, *, code: str | None = None, source: str | None = None) -> None:
        super().__init__(message, code=code)
        self.source = source


class NotFoundError(LocalGovError, LookupError):
    """`get` was asked for something that is not there."""

    default_code = "not-found"

    def __str__(self) -> str:
        """The message as it was written; a plain LookupError may quote it."""
        return str(self.args[0])


class ConflictError(LocalGovError):
    """Somebody else changed it first: read again, then decide again."""

    default_code = "conflict"


class NotSupportedError(LocalGovError):
    """What was asked is sound but cannot be done this way."""

    default_code = "not-supported"


class MissingLibraryError(NotSupportedError, ImportError):
    """An optional library is not installed; the message names its extra."""

    default_code = "library.missing"


class PluginUnusableError(LocalGovError):
    """A plugin that somebody asked for cannot be used, and why."""

    default_code = "plugin.unusable"


class ProviderError(LocalGovError):
    """Something went wrong with a service at the other side of a wire."""

    default_code = "provider.error"


class ProviderRefusedError(ProviderError):
    """The provider answered no: nothing was done, and asking again will not help."""

    default_code = "provider.refused"


class ProviderUnavailableError(ProviderError):
    """No usable answer came: whether the provider acted is not known."""

    default_code = "provider.unavailable"


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a file or definition, and where it is.

    `line` counts from 1. `column` is a heading or a key, or a number counting from 1.
    """

    source: str
    message: str
    line: int | None = None
    column: str | int | None = None

    def __str__(self) -> str:
        """Where and what, as an editor or a person reads it."""
        line = "" if self.line is None else f", line {self.line}"
        column = "" if self.column is None else f", column {self.column}"
        return _printable(f"{self.source}{line}{column}: {self.message}")


def _printable(text: str) -> str:
    """The text with its control characters written out: a file that is refused must not speak to the terminal."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)


class DefinitionError(LocalGovError):
    """A file or definition is refused whole; `faults` lists every mistake found."""

    default_code = "definition.refused"

    def __init__(self, faults: Sequence[Fault], *, code: str | None = None) -> None:
        self.faults = tuple(faults)
        number = len(self.faults)
        heading = f"{number} mistake{'' if number == 1 else 's'}; nothing was loaded:"
        super().__init__("\n  ".join([heading, *map(str, self.faults)]), code=code)

    @classmethod
    def raise_for(cls, faults: Sequence[Fault]) -> None:
        """Raise when there is any fault; return otherwise."""
        if faults:
            raise cls(faults)

    @classmethod
    def raise_for_rows(cls, source: str, faults: Sequence[Fault]) -> None:
        """Raise for faults of the rows of a file, of which there may be many: the first hundred, and how many more."""
        listed = sorted(faults, key=lambda each: each.line or 0)
        if more := len(listed[_MOST_ROWS:]):
            left = counted(more, "more mistake is", "more mistakes are")
            listed[_MOST_ROWS:] = [Fault(source, f"{left} not listed. Put these right first")]
        cls.raise_for(listed)

    @staticmethod
    def collect(faults: list[Fault], read: Callable[[], T]) -> T | None:
        """What `read` gives; None when it is refused, with its faults added to those so far."""
        try:
            return read()
        except DefinitionError as error:
            faults += error.faults
            return None
