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
from types import GenericAlias
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, dataclass_transform, get_args, get_origin, overload

from pydantic import BaseModel
from pydantic.fields import Field, FieldInfo

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.model import Model, Sensitive, Sensitivity
from localgov_components.core.redaction import REDACTED
from localgov_components.rules.expressions import Expression, FactRef

__all__ = ["Fact", "FactDeclaration", "Facts", "fact", "facts_of"]

T = TypeVar("T")

_ID = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9_]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class FactDeclaration:
    """What is declared about one fact.

    `label` reads as a statement ("somebody in the household has a Blue Badge") or a noun ("number of
    bins"); `denied` is how a statement reads when it is false.
    """

    id: str
    name: str
    type: type
    label: str
    denied: str
    cites: str
    sensitivity: Sensitivity


@dataclass(frozen=True, slots=True)
class _Wording:
    """What `fact` notes beside the type, until the class is complete."""

    label: str
    denied: str
    cites: str
    sensitivity: Sensitivity


def fact(label: str = "", *, denied: str = "", cites: str = "", sensitivity: Sensitivity = "personal") -> Any:
    """Declare a fact of a `Facts` class.

    A fact is personal, and so never shown in a `repr`, unless its sensitivity is `public`.
    """
    declared: FieldInfo = Field(description=label or None)
    declared.metadata.extend([Sensitive(sensitivity), _Wording(label, denied, cites, sensitivity)])
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
        """The schema of the inner type; without one, of anything, until the class is refused."""
        inner, *_ = get_args(source) or (Any,)
        return handler.generate_schema(inner)


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


def _fault(owner: str, name: str, field: FieldInfo) -> Fault | None:
    if hasattr(Facts, name):
        return Fault(owner, "a fact may not take a name that Pydantic's BaseModel uses. Choose another", column=name)
    if get_origin(field.annotation) is not Fact:
        return Fault(owner, "not declared as a fact. Write: name: Fact[type] = fact(…)", column=name)
    if not isinstance(get_args(field.annotation)[0], type | GenericAlias):
        return Fault(owner, "a fact has one plain type; whether it is known is not part of the type", column=name)
    if not field.is_required():
        return Fault(owner, "a fact has no default: what was not asked is unknown. Remove the default", column=name)
    return None


def _declaration(id_: str, name: str, field: FieldInfo) -> FactDeclaration:
    wording = next((mark for mark in field.metadata if isinstance(mark, _Wording)), _Wording("", "", "", "personal"))
    label = wording.label or name.replace("_", " ")
    kind = get_args(field.annotation)[0]
    return FactDeclaration(id_, name, kind, label, wording.denied, wording.cites, wording.sensitivity)
