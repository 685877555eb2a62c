"""What is known so far: facts with values, and facts that are unknown for a reason.

An absent fact is unknown, never false and never zero. Why it is unknown matters to people: a
question not yet asked is one thing, a refusal to answer another.

>>> known = Known({"household.blue_badge": True})
>>> known["household.blue_badge"], known["household.bins"]
(True, Unknown('not-asked', 'household.bins'))
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.model import without_inputs
from localgov_components.rules.facts import FactDeclaration, Facts, facts_of

__all__ = ["Known", "Unknown", "UnknownReason"]


class UnknownReason(StrEnum):
    """Why a fact has no value."""

    NOT_ASKED = "not-asked"
    DECLINED = "declined"
    AWAITING_EVIDENCE = "awaiting-evidence"
    OFFICER_JUDGEMENT = "officer-judgement"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not known: for what reason, and on which facts it hangs."""

    reason: UnknownReason
    facts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Refuse: unknown is not false."""
        raise TypeError("unknown is neither true nor false. Ask with isinstance(value, Unknown).")

    def __repr__(self) -> str:
        """The reason and the ids of the facts; there is no value to hide."""
        return f"Unknown({', '.join(repr(str(part)) for part in (self.reason, *self.facts))})"


class Known(Mapping[str, Any]):
    """Values and `Unknown`s by fact id.

    Any other id, or one given None, is unknown because it was not asked.

    Iterating gives only the ids that were put in. `repr` shows ids, never values.
    """

    __slots__ = ("_facts",)

    def __init__(self, facts: Mapping[str, Any] | None = None) -> None:
        self._facts = dict(facts or {})

    @classmethod
    def of(cls, *instances: Facts) -> "Known":
        """Everything that complete `Facts` instances hold."""
        return cls(
            {
                declaration.id: getattr(instance, declaration.name)
                for instance in instances
                for declaration in facts_of(type(instance))
            }
        )

    @classmethod
    def parse(cls, data: Mapping[str, Any], *, facts: Iterable[type[Facts]], source: str = "facts") -> "Known":
        """Read plain data (from JSON or a table) by fact id.

        None means unknown. Raises `DefinitionError` naming every unknown id and every wrong type.
        """
        declared = {declaration.id: declaration for vocabulary in facts for declaration in facts_of(vocabulary)}
        faults, values = [], {}
        for id_, value in data.items():
            if id_ not in declared:
                faults.append(Fault(source, f"no such fact. There are: {', '.join(declared)}", column=id_))
            elif value is not None:
                try:
                    values[id_] = _read(value, declared[id_])
                except ValidationError as error:
                    faults.append(Fault(source, without_inputs(error).errors()[0]["msg"], column=id_))
        DefinitionError.raise_for(faults)
        return cls(values)

    def __getitem__(self, id_: str) -> Any:
        """The value, or `Unknown`: never a KeyError."""
        value = self._facts.get(id_)
        if value is None:
            return Unknown(UnknownReason.NOT_ASKED, (id_,))
        if isinstance(value, UnknownReason):
            return Unknown(value, (id_,))
        return Unknown(value.reason, (id_,)) if isinstance(value, Unknown) else value

    def __contains__(self, id_: object) -> bool:
        """Whether the fact has a value."""
        return isinstance(id_, str) and not isinstance(self[id_], Unknown)

    def __iter__(self) -> Iterator[str]:
        """Ids that were put in, known or unknown."""
        return iter(self._facts)

    def __len__(self) -> int:
        """How many ids were put in."""
        return len(self._facts)

    def __or__(self, other: Mapping[str, Any]) -> "Known":
        """These facts and others; the others win."""
        return Known({**self._facts, **dict(other)})

    def __repr__(self) -> str:
        """Ids only: a fact's value is somebody's own business."""
        return f"Known({', '.join(self._facts)})"


def _read(value: object, declaration: FactDeclaration) -> object:
    # Left to itself Pydantic makes a number of true, and a day in 1970 of a number.
    strict = isinstance(value, bool) or (isinstance(value, int | float) and declaration.type in (date, datetime))
    result: object = _reader(declaration).validate_python(value, strict=strict)
    return result


@cache
def _reader(declaration: FactDeclaration) -> TypeAdapter[Any]:
    return TypeAdapter(declaration.type)
