"""Reading expressions: each is made of its parts by the function that makes it in Python.

So there is one set of rules for types and units. A mistake that such a function makes of them is told with the
path of the expression, and the reading goes on, so that all are told together.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from localgov_components.core.errors import InvalidValueError
from localgov_components.rules.building import MOST_DEPTH, MOST_NODES, as_expression
from localgov_components.rules.definitions import define
from localgov_components.rules.document.forms import FORMS, member_name
from localgov_components.rules.document.leaves import LEAF_KEYS, UNREADABLE, Here, Vocabulary, read_leaf
from localgov_components.rules.document.parts import Branches, Form, Many, Nothing, Number, OfMember, Part, Words
from localgov_components.rules.document.place import Place
from localgov_components.rules.document.shape import MOST_BOUND
from localgov_components.rules.document.unrolled import Steps, unrolled
from localgov_components.rules.document.value_types import value_words
from localgov_components.rules.expressions import Expression
from localgov_components.rules.members import binding_of
from localgov_components.rules.tree import Binding, Mistake, children

__all__ = ["ExpressionReading"]

_SAID = {"label": str, "denied": str, "cites": str, "plural": bool}

_LONGEST_SHOWN, _MOST_SHOWN = 64, 6  # characters of a name in a message, and names

_Asked: TypeAlias = tuple[Any, Here]
_Steps: TypeAlias = Steps[_Asked, Any]


class ExpressionReading:
    """Expressions being read that share a vocabulary and definitions; depth and number are bounded."""

    def __init__(self, definitions: Mapping[str, Any], vocabulary: Vocabulary, place: Place) -> None:
        self.definitions = definitions
        self.vocabulary = vocabulary
        self.place = place
        self._number = 0
        self._made: dict[tuple[Any, ...], Expression[Any]] = {}
        self._open: list[str] = []
        self._told: dict[int, Expression[Any]] = {}

    def expression(self, data: Any, here: Here) -> Expression[Any]:
        """The expression that stands here; where it has a mistake, that is noted and some `Mistake` is given."""
        return unrolled(self._steps, (data, here))

    def unused(self) -> list[str]:
        """Names of the definitions that nothing has mentioned."""
        return sorted(set(self.definitions) - {name for name, *_ in self._made})

    def _steps(self, asked: _Asked) -> _Steps:
        data, here = asked
        self._number += 1
        if here.place.is_full or self._is_past(here):
            return UNREADABLE
        if isinstance(data, dict):
            node = yield from self._object(data, here.inside())
        elif isinstance(data, bool | int | str):
            node = as_expression(data)
        else:
            here.place.fault('not an expression. Write a number with decimal places as {"decimal": "0.2"}')
            node = UNREADABLE
        self._tell(node, here.place)
        return node

    def _is_past(self, here: Here) -> bool:
        if here.depth >= MOST_DEPTH:
            here.place.fault(f"nested more than {MOST_DEPTH} deep. Join flat lists with all_of, any_of or choose")
        elif len(here.members) > MOST_BOUND:
            here.place.fault(f"conditions over members more than {MOST_BOUND} within each other. Make it flatter")
        elif self._number == MOST_NODES + 1:
            here.place.fault(f"more than {MOST_NODES:,} parts. Divide the rules among several documents")
        return here.depth >= MOST_DEPTH or len(here.members) > MOST_BOUND or self._number > MOST_NODES

    def _tell(self, node: Expression[Any], place: Place) -> None:
        """Note the mistakes that were made here; those of the parts were told with the places of the parts."""
        waiting = [node]
        while waiting:
            made = waiting.pop()
            if id(made) not in self._told:
                self._told[id(made)] = made  # kept, so that no other node takes its id
                if isinstance(made, Mistake) and made.fault.message:
                    place.fault(made.fault.message)
                waiting.extend(children(made))

    def _object(self, data: dict[str, Any], here: Here) -> _Steps:
        head = next((key for key in data if key in FORMS), None)
        if head is not None:
            return (yield from self._of_form(FORMS[head], data, here))
        if "definition" in data:
            return (yield from self._mention(data, here))
        leaf = read_leaf(data, here, self.vocabulary)
        if leaf is None:
            kinds = ", ".join(["definition", *LEAF_KEYS, *FORMS, *value_words()])
            here.place.fault(f"no such kind of expression. There are: {kinds}")
        return UNREADABLE if leaf is None else leaf

    def _of_form(self, form: Form, data: dict[str, Any], here: Here) -> _Steps:
        is_sound = here.place.has_keys(data, form.needed, form.optional)
        if form.binds and not _has_its_name(data, here):
            return UNREADABLE
        parts: dict[str, Any] = {}
        for field in form.fields:
            if field.key in data:
                at, value = here.at(field.key), data[field.key]
                if isinstance(field.part, OfMember):
                    parts[field.name] = self._of_member(value, at, data["as"])
                else:
                    parts[field.name] = part = yield from self._part(field.part, value, at)
                    is_sound = is_sound and part is not None
        return form.make(**parts) if is_sound else UNREADABLE

    def _of_member(self, data: Any, here: Here, name: str) -> Callable[[Any], Expression[Any]]:
        """What an author writes as a function of the member: it is read when the member is bound."""
        return lambda member: self.expression(data, here.with_member(name, binding_of(member)))

    def _part(self, part: Part, data: Any, here: Here) -> _Steps:
        """What stands under a key; None, with the mistake noted, where it is not what belongs there."""
        match part:
            case Many(least=least):
                if isinstance(data, list) and len(data) >= least:
                    return (yield from self._many(data, here))
                here.place.fault(f"not a list of at least {least}")
                return None
            case Branches():
                return (yield from self._branches(data, here))
            case Words() | Number() | Nothing():
                value = part.read(data)
                if value is None:
                    here.place.fault(f"not {part.wanted}")
                return value
            case _:
                return (yield data, here)

    def _many(self, data: list[Any], here: Here) -> _Steps:
        found = []
        for number, each in enumerate(data, start=1):
            found.append((yield each, here.item(number)))
        return found

    def _branches(self, data: Any, here: Here) -> _Steps:
        if not isinstance(data, list) or not data or not all(isinstance(each, dict) for each in data):
            here.place.fault('not a list of at least one {"when": …, "then": …}')
            return None
        branches = [(here.item(number), each) for number, each in enumerate(data, start=1)]
        sound = [at.place.has_keys(each, ("when", "then")) for at, each in branches]
        if not all(sound):
            return None
        found = []
        for at, each in branches:
            condition = yield each["when"], at.at("when")
            found.append((condition, (yield each["then"], at.at("then"))))
        return found

    def _mention(self, data: dict[str, Any], here: Here) -> _Steps:
        """A definition, made once for each of the members of whom it speaks."""
        if not here.place.has_keys(data, ("definition",), ("of",)):
            return UNREADABLE
        name, of = data["definition"], data.get("of", [])
        if not isinstance(name, str) or name not in self.definitions:
            here.at("definition").place.fault("no such definition. Write it under definitions")
            return UNREADABLE
        if not isinstance(of, list):
            here.at("of").place.fault("not a list of names of members")
            return UNREADABLE
        members = [here.at("of").item(number).member(each) for number, each in enumerate(of, start=1)]
        found = [each for each in members if each is not None]
        if len(found) < len(members):
            return UNREADABLE
        if name in self._open:
            circle = self._open[self._open.index(name) :]
            named = ", ".join(map(_shown, circle[:_MOST_SHOWN]))
            here.place.fault(f"goes round in a circle of {len(circle)}: {named}. A definition must not need itself")
            return UNREADABLE
        key = (name, *map(id, found))
        if key not in self._made:
            self._open.append(name)
            self._made[key] = yield from self._defined(name, found, here)
            self._open.pop()
        return self._made[key]

    def _defined(self, name: str, members: list[Binding], here: Here) -> _Steps:
        data, place = self.definitions[name], self.place.at(name)
        if not isinstance(data, dict):
            place.fault('not a definition. Write {"label": …, "as": …}')
            return UNREADABLE
        is_sound = place.has_keys(data, ("label", "as"), ("denied", "cites", "plural", "of"))
        for key, kind in _SAID.items():
            if key in data and (not isinstance(data[key], kind) or data[key] == ""):
                place.at(key).fault("no text" if kind is str else "not true or false")
                is_sound = False
        if data.get("of", []) != [each.of.id for each in members]:
            here.place.fault(f"the definition '{_shown(name)}' speaks of other members. Give one for each in its list")
            is_sound = False
        if not is_sound:
            return UNREADABLE
        names = {member_name(number): each for number, each in enumerate(members, start=1)}
        expression = yield data["as"], Here(place.at("as"), names, here.depth)
        try:
            return define(name, expression, **{key: data[key] for key in _SAID if key in data})
        except InvalidValueError as error:
            place.fault(str(error))
            return UNREADABLE


def _has_its_name(data: Mapping[str, Any], here: Here) -> bool:
    """Whether the member that is bound here is called as it must be; one name stands for one member."""
    name = member_name(len(here.members) + 1)
    if data.get("as", name) != name:
        here.at("as").place.fault(f"not what the member is called here. Write {name}")
    return data.get("as") == name


def _shown(name: str) -> str:
    """A name as a message shows it."""
    return name[:_LONGEST_SHOWN]
