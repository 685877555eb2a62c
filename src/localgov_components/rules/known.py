"""What is known so far: facts with values, and facts that are unknown for a reason.

An absent fact is unknown, never false and never zero. Why it is unknown matters to people: a
question not yet asked is one thing, a refusal to answer another.

>>> known = Known({"household.blue_badge": True})
>>> known["household.blue_badge"], known["household.bins"]
(True, Unknown('not-asked', 'household.bins'))
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from localgov_components.core.errors import InvalidValueError
from localgov_components.rules.facts import FactDeclaration, Facts, facts_of
from localgov_components.rules.measures import MOST_MEMBERS

__all__ = ["Judgement", "Known", "Members", "Unknown", "UnknownReason", "too_many_members"]


class UnknownReason(StrEnum):
    """Why a fact has no value."""

    NOT_ASKED = "not-asked"
    DECLINED = "declined"
    AWAITING_EVIDENCE = "awaiting-evidence"
    OFFICER_JUDGEMENT = "officer-judgement"
    CONTRADICTION = "contradiction"
    """A decision table gives two answers."""
    GAP = "gap"
    """A decision table gives no answer."""


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


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an officer found: a value, in what role, why, and until when it stands.

    Past `until` (the last day on which it stands) the fact is unknown again. `repr` shows only the role.
    """

    value: Any = field(repr=False)
    role: str
    reason: str = field(repr=False)
    until: date | None = None

    def __post_init__(self) -> None:
        """Refuse a judgement that nobody answers for, or whose last day is an instant."""
        if not all(isinstance(each, str) and each.strip() for each in (self.role, self.reason)):
            raise InvalidValueError("a judgement without a role or a reason. Give both.", code="fact.judgement")
        if isinstance(self.until, datetime):
            raise InvalidValueError(
                "a judgement until an instant. Give its last day: the date that it is locally.", code="fact.judgement"
            )


class Members:
    """The value of a list: what is known of each member, and whether that is all.

    `Members([…], complete=False)` means "these at least". Members are counted from 1 in the paths of
    unknown facts. There are 1,000 at most, and `total` counts those of lists within them too. `repr` shows how many
    there are, never what is known of them.
    """

    __slots__ = ("complete", "items", "total")

    def __init__(self, items: "Iterable[Known]", *, complete: bool = True) -> None:
        self.items = tuple(items)
        self.complete = complete
        if not all(isinstance(each, Known) for each in self.items):
            raise InvalidValueError(
                "what is known of a member is not Known. Write Members([Known({…})]), or read it with Known.parse.",
                code="fact.members",
            )
        self.total = len(self.items) + sum(_within(value) for each in self.items for value in each.stored.values())
        if self.total > MOST_MEMBERS:
            raise too_many_members()

    def __eq__(self, other: object) -> bool:
        """Equal when the same is known of the same members."""
        if not isinstance(other, Members):
            return NotImplemented
        return self.complete == other.complete and [*map(dict, self.items)] == [*map(dict, other.items)]

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        """How many are known of."""
        return len(self.items)

    def __repr__(self) -> str:
        """How many, and whether that is all."""
        return f"Members({len(self)}, complete={self.complete})"


class Known(Mapping[str, Any]):
    """Values and `Unknown`s by fact id.

    Any other id, or one given None, is unknown because it was not asked.

    Iterating gives only the ids that were put in. `repr` shows ids, never values. A `Judgement` is put in as it is and
    read as its value; `judgement` gives the whole.
    """

    __slots__ = ("stored",)

    def __init__(self, facts: Mapping[str, Any] | None = None) -> None:
        self.stored = dict(facts or {})

    @classmethod
    def parse(
        cls, data: Mapping[str, Any], *, facts: "Iterable[type[Facts] | FactDeclaration]", source: str = "facts"
    ) -> "Known":
        """Read plain data (from JSON or a table) by fact id.

        Each type has one rule for the text and numbers that are read: `on` is not true, nor `1_000` a number.
        None means unknown; `{"unknown": "declined"}` says why. A list of members is a list of such objects, or
        `{"members": […], "complete": false}`; a judgement is `{"value": …, "role": …, "reason": …, "until": …}`.
        Raises `DefinitionError` naming every unknown id and every wrong type.
        """
        from localgov_components.rules.fact_data import read_known

        return read_known(data, facts=facts, source=source)

    @classmethod
    def of(cls, *instances: Facts) -> "Known":
        """Everything that complete `Facts` instances hold."""
        return cls(
            {
                declaration.id: _held(getattr(instance, declaration.name), declaration)
                for instance in instances
                for declaration in facts_of(type(instance))
            }
        )

    def judgement(self, id_: str) -> Judgement | None:
        """Who found what an officer found; None for any other fact."""
        value = self.stored.get(id_)
        return value if isinstance(value, Judgement) else None

    def __getitem__(self, id_: str) -> Any:
        """The value, or `Unknown`: never a KeyError."""
        value = self.stored.get(id_)
        if value is None:
            return Unknown(UnknownReason.NOT_ASKED, (id_,))
        if isinstance(value, UnknownReason):
            return Unknown(value, (id_,))
        if isinstance(value, Judgement):
            return value.value
        return Unknown(value.reason, (id_,)) if isinstance(value, Unknown) else value

    def __contains__(self, id_: object) -> bool:
        """Whether the fact has a value."""
        return isinstance(id_, str) and not isinstance(self[id_], Unknown)

    def __iter__(self) -> Iterator[str]:
        """Ids that were put in, known or unknown."""
        return iter(self.stored)

    def __len__(self) -> int:
        """How many ids were put in."""
        return len(self.stored)

    def __or__(self, other: Mapping[str, Any]) -> "Known":
        """These facts and others; the others win."""
        return Known({**self.stored, **dict(other)})

    def __repr__(self) -> str:
        """Ids only: a fact's value is somebody's own business."""
        return f"Known({', '.join(self.stored)})"


def too_many_members() -> InvalidValueError:
    """The refusal of a list that is too long."""
    message = f"more than {MOST_MEMBERS} members, those of lists within them counted too. Check the list."
    return InvalidValueError(message, code="fact.members")


def _within(value: Any) -> int:
    """How many members a fact of a member has itself."""
    held = value.value if isinstance(value, Judgement) else value
    return held.total if isinstance(held, Members) else 0


def _held(value: Any, declaration: FactDeclaration) -> Any:
    return Members(Known.of(member) for member in value) if declaration.nested else value
