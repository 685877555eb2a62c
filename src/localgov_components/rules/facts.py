"""Facts: the typed, named things that can be known about an application.

A `Facts` class is the complete vocabulary of one subject, declared once. Read on the class, a fact
is an expression for rules to use; read on an instance, it is a value. Its id does not depend on
the class's name, so stored decisions outlive a renaming.

>>> class Household(Facts, id="household"):
...     blue_badge: Fact[bool] = fact("somebody in the household has a Blue Badge", sensitivity="special")
>>> Household.blue_badge.id
'household.blue_badge'
>>> Household(blue_badge=True)
Household(blue_badge=•••)
>>> Household.blue_bagde
Traceback (most recent call last):
    ...
AttributeError: Household has no fact 'blue_bagde'. It has: blue_badge
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from types import GenericAlias
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Generic,
    Literal,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
    overload,
)

from pydantic import BaseModel
from pydantic.fields import Field, FieldInfo
from pydantic_core import core_schema

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.model import Model, Sensitive, Sensitivity
from localgov_components.core.redaction import REDACTED
from localgov_components.core.scalar_text import is_unicode
from localgov_components.money import Money
from localgov_components.rules.expressions import Expression
from localgov_components.rules.measures import MOST_PLACES, Measure, Per
from localgov_components.rules.plain_values import PLAIN_TYPES, read_plain
from localgov_components.rules.tree import FactRef

__all__ = [
    "Fact",
    "FactDeclaration",
    "Facts",
    "Protected",
    "fact",
    "facts_of",
    "measure_fault",
    "measure_of",
    "wording_fault",
]

T = TypeVar("T")

_USUAL: dict[Any, tuple[int, int]] = {int: (0, 10**9), Decimal: (6, 10**9), Money: (2, 10**10)}
"""For each type of number: its places, and its largest size in whole units."""

_MOST_OF_ALL = 10**15

_ID = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9_]+)*", re.ASCII)


Protected = Literal["age", "disability", "nationality", "capital"]
"""What a person is never told to change in order to be eligible."""


@dataclass(frozen=True, slots=True)
class FactDeclaration:
    """What is declared about one fact.

    `label` reads as a statement ("somebody in the household has a Blue Badge") or a noun ("number of
    bins"); `denied` is how a statement reads when it is false; `plural` whether a noun is one ("savings are");
    `meaning` says in plain words what counts.
    `actionable` says that the person can change it, and `protected` why they are never asked to. `cost` is how
    much it costs to ask, beside other facts. A `judgement` is made by an officer and never computed.
    `nested` are the facts of each member, where the fact is a list.
    """

    id: str
    name: str
    type: Any
    label: str
    denied: str = ""
    cites: str = ""
    sensitivity: Sensitivity = "personal"
    meaning: str = ""
    actionable: bool = False
    protected: Protected | None = None
    cost: int = 1
    judgement: bool = False
    measure: Measure | None = None
    nested: tuple["FactDeclaration", ...] = ()
    plural: bool | None = None


@dataclass(frozen=True, slots=True)
class _Wording:
    """What `fact` notes beside the type, until the class is complete."""

    label: str = ""
    denied: str = ""
    cites: str = ""
    sensitivity: Sensitivity = "personal"
    meaning: str = ""
    actionable: bool = False
    protected: Protected | None = None
    cost: int = 1
    judgement: bool = False
    per: Per | None = None
    places: int | None = None
    at_most: int | None = None
    plural: bool | None = None


def fact(  # noqa: PLR0913 - each is one thing to say about a fact, and all have defaults
    label: str = "",
    *,
    denied: str = "",
    cites: str = "",
    sensitivity: Sensitivity = "personal",
    meaning: str = "",
    actionable: bool = False,
    protected: Protected | None = None,
    cost: int = 1,
    judgement: bool = False,
    per: Per | None = None,
    places: int | None = None,
    at_most: int | None = None,
    plural: bool | None = None,
) -> Any:
    """Declare a fact of a `Facts` class.

    A fact is personal, and so never shown in a `repr`, unless its sensitivity is `public`. `per` is the period
    that an amount is for. `places` are the decimal places of a `Decimal` (6 when left out); `at_most` is the
    largest size, in whole units (a thousand million for a number, ten thousand million pounds for money).
    `plural` says that a label takes "are"; when left out, one that joins two nouns with "and" does.
    """
    declared: FieldInfo = Field(description=meaning or label or None)
    wording = _Wording(
        label, denied, cites, sensitivity, meaning, actionable, protected, cost, judgement, per, places, at_most, plural
    )
    declared.metadata.extend([Sensitive(sensitivity), wording])
    return declared


class Fact(Generic[T]):
    """Annotation of a fact: `capital: Fact[Money]`."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Any) -> Expression[T]: ...
        @overload
        def __get__(self, instance: object, owner: Any) -> T: ...
        def __get__(self, instance: Any, owner: Any) -> Any: ...
        def __set__(self, instance: Any, value: T) -> None: ...

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """The schema of the inner type, read as plain data is; without one, of anything, until the class is refused."""
        inner, *_ = get_args(source) or (Any,)
        schema = handler.generate_schema(inner)
        if inner not in PLAIN_TYPES:
            return schema
        return core_schema.no_info_before_validator_function(partial(read_plain, kind=inner), schema)


if TYPE_CHECKING:
    # Type checkers never see the class access below, so that a misspelt fact stays an error.
    _Vocabulary = Model
else:

    class _FactsType(type(BaseModel)):
        """Gives class access its meaning."""

        def __getattr__(cls, name: str) -> Any:
            declarations = cls.__dict__.get("declarations")
            if not isinstance(declarations, dict):  # a fact that takes this name, until the class is refused
                return super().__getattr__(name)
            if declarations and name in declarations:
                return FactRef(declarations[name])
            if declarations and not name.startswith("_"):
                message = f"{cls.__name__} has no fact '{name}'. It has: {', '.join(declarations)}"
                raise AttributeError(message)
            return super().__getattr__(name)

    class _Vocabulary(Model, metaclass=_FactsType):
        pass


@dataclass_transform(kw_only_default=True, field_specifiers=(fact,))
class Facts(_Vocabulary):
    """Base of a vocabulary: `class Household(Facts, id="household")`."""

    declarations: ClassVar[dict[str, FactDeclaration]] = {}

    def __init_subclass__(cls, *, id: str = "", **options: Any) -> None:
        """Take the id, which Pydantic hands on to `__pydantic_init_subclass__` too."""
        super().__init_subclass__(**options)

    @classmethod
    def __pydantic_init_subclass__(cls, *, id: str = "", **options: Any) -> None:
        """Take down every fact; refuse the class with all its mistakes at once."""
        super().__pydantic_init_subclass__(**options)
        faults = [] if _ID.fullmatch(id) else [Fault(cls.__name__, 'no id. Write: class …(Facts, id="household")')]
        declarations = {}
        for name, field in cls.model_fields.items():
            fault = _fault(cls.__name__, name, field)
            if fault:
                faults.append(fault)
            else:
                declarations[name] = _declaration(f"{id}.{name}", name, field)
        DefinitionError.raise_for(faults)
        cls.declarations = declarations

    def __repr_args__(self) -> Sequence[tuple[str | None, object]]:
        """As the house model's, where a fact declared without `fact(…)` is personal too."""
        public = {each.name for each in facts_of(type(self)) if each.sensitivity == "public"}
        return [(name, value if name in public else REDACTED) for name, value in super().__repr_args__()]


def facts_of(vocabulary: type[Facts]) -> tuple[FactDeclaration, ...]:
    """Every fact of a vocabulary, in the order they are declared."""
    return tuple(vocabulary.declarations.values())


def measure_of(
    kind: Any, *, per: Per | None = None, places: int | None = None, at_most: int | None = None
) -> Measure | None:
    """The measure of a fact or a policy value of a type; None for what is not a number."""
    if kind not in _USUAL:
        return None
    usual_places, usual_most = _USUAL[kind]
    return Measure(
        per=None if per is None else Per(per),
        places=usual_places if places is None else places,
        most=usual_most if at_most is None else at_most,
    )


def measure_fault(
    kind: Any, *, per: Per | None = None, places: int | None = None, at_most: int | None = None
) -> str | None:
    """What is wrong with the measure of a fact or a policy value of a type, or None."""
    if per is not None and per not in list(Per):
        return f"per is one of {', '.join(Per)}. Write Per.WEEK"
    if kind not in _USUAL and (per, places, at_most) != (None, None, None):
        return "per, places and at_most are for numbers and money. Remove them"
    if places is not None and (kind is not Decimal or not 0 <= places <= MOST_PLACES):
        return f"places are for a Decimal, and 0 to {MOST_PLACES}. Money has two"
    if at_most is not None and not 0 < at_most <= _MOST_OF_ALL:
        return f"at_most is more than nothing and at most {_MOST_OF_ALL}"
    return None


def wording_fault(said: "FactDeclaration | _Wording") -> str | None:
    """What is wrong with the things that are said about a fact beside its type, or None."""
    if not all(map(is_unicode, (said.label, said.denied, said.cites, said.meaning))):
        return "words with half of a surrogate pair, which is no character. Write the character itself"
    if said.actionable and (said.protected or said.sensitivity == "special"):
        what = said.protected or "special category data"
        return f"nobody is told to change it ({what}). Remove actionable=True"
    return "a cost below nothing. Give 0 or more" if said.cost < 0 else None


def _fault(owner: str, name: str, field: FieldInfo) -> Fault | None:
    if hasattr(Facts, name):
        return Fault(owner, "a fact may not take a name that Pydantic's BaseModel uses. Choose another", column=name)
    if get_origin(field.annotation) is not Fact:
        return Fault(owner, "not declared as a fact. Write: name: Fact[type] = fact(…)", column=name)
    kind = get_args(field.annotation)[0]
    if not isinstance(kind, type | GenericAlias):
        return Fault(owner, "a fact has one plain type; whether it is known is not part of the type", column=name)
    if not field.is_required():
        return Fault(owner, "a fact has no default: what was not asked is unknown. Remove the default", column=name)
    said = _wording(field)
    message = wording_fault(said) or measure_fault(kind, per=said.per, places=said.places, at_most=said.at_most)
    return Fault(owner, message, column=name) if message else None


def _wording(field: FieldInfo) -> _Wording:
    return next((mark for mark in field.metadata if isinstance(mark, _Wording)), _Wording())


def _declaration(id_: str, name: str, field: FieldInfo) -> FactDeclaration:
    wording = _wording(field)
    kind = get_args(field.annotation)[0]
    return FactDeclaration(
        id=id_,
        name=name,
        type=kind,
        label=wording.label or name.replace("_", " "),
        denied=wording.denied,
        cites=wording.cites,
        sensitivity=wording.sensitivity,
        meaning=wording.meaning,
        actionable=wording.actionable,
        protected=wording.protected,
        cost=wording.cost,
        judgement=wording.judgement,
        measure=measure_of(kind, per=wording.per, places=wording.places, at_most=wording.at_most),
        nested=_nested(kind),
        plural=wording.plural,
    )


def _nested(kind: Any) -> tuple[FactDeclaration, ...]:
    """The facts of each member, where a type is a list of `Facts`."""
    inner = get_args(kind)[0] if get_origin(kind) is list else None
    return facts_of(inner) if isinstance(inner, type) and issubclass(inner, Facts) else ()
