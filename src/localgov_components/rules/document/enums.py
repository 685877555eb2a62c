"""The enums of a document, by name: which members they have, in order, and the value of each.

What is read is an enum made anew, whose members have the same names, values and labels; nothing is imported.

>>> class Tenure(Enum):
...     RENTING = "renting"
...     OWNING = "owning"
>>> written_enum(Tenure)
[{'name': 'RENTING', 'value': 'renting'}, {'name': 'OWNING', 'value': 'owning'}]
>>> read_enums({"Tenure": written_enum(Tenure)}, Place("rules.json", []))
{'Tenure': <enum 'Tenure'>}
"""

import keyword
from collections.abc import Mapping
from enum import Enum, Flag, StrEnum
from typing import Any

from pydantic import JsonValue

from localgov_components.rules.document.place import Place

__all__ = ["MOST_NAME", "enum_fault", "is_name", "read_enums", "written_enum"]

MOST_NAME = 64
"""Characters in the name of an enum or of a member of one, at most."""

_MOST_WRITTEN = 10**15


def is_name(text: object) -> bool:
    """Whether a text can name an enum, a member or a fact: a word that Python takes and has no use for itself."""
    return (
        isinstance(text, str)
        and text.isidentifier()
        and len(text) <= MOST_NAME
        and not text.startswith("_")
        and not keyword.iskeyword(text)
    )


def written_enum(kind: type[Enum]) -> list[JsonValue]:
    """The members of an enum in order, each under its first name; `label` is what one is read aloud as, if it says."""
    return [{"name": each.name, "value": each.value, **_label(each)} for each in kind]


def _label(member: Enum) -> dict[str, JsonValue]:
    label = getattr(member, "label", None)
    is_label = isinstance(label, str) and label and not isinstance(label, Enum)  # which is a member of that name
    return {"label": label} if is_label else {}


def enum_fault(kind: type[Enum]) -> str | None:
    """Why a document cannot hold an enum, or None."""
    if issubclass(kind, Flag):
        return "is a set of flags. Use an enum"
    if not is_name(kind.__name__) or not all(is_name(each.name) for each in kind):
        return f"has a name that is not a plain word of at most {MOST_NAME} characters. Rename it"
    if not list(kind) or not all(_is_value(each.value) for each in kind):
        return "has no members, or one whose value is neither text nor a whole number. Give it such values"
    return None


def read_enums(data: Mapping[str, object], place: Place) -> dict[str, type[Enum]]:
    """The enums of a document by name; mistakes are noted, and what has one is left out."""
    found = {name: _read(name, members, place.at(name)) for name, members in data.items() if not place.is_full}
    return {name: made for name, made in found.items() if made is not None}


def _read(name: str, data: object, place: Place) -> type[Enum] | None:
    if not is_name(name):
        place.fault(f"not a name for an enum. Give a plain word of at most {MOST_NAME} characters")
        return None
    if not isinstance(data, list) or not data or not all(map(_is_member, data)):
        place.fault(
            'not the members of an enum. Write [{"name": …, "value": …}, …] with text or whole numbers as values, '
            'and if you like a "label"'
        )
        return None
    pairs = [(each["name"], each["value"]) for each in data]
    if len({each for each, _ in pairs}) < len(pairs) or len({(type(value), value) for _, value in pairs}) < len(pairs):
        place.fault("a name or a value is given twice. Keep one")
        return None
    make: Any = StrEnum if all(isinstance(value, str) for _, value in pairs) else Enum
    try:
        made: type[Enum] = make(name, pairs, module=__name__)
    except (TypeError, ValueError):  # a name that Enum keeps for itself, such as `mro`
        place.fault("a member has a name that Python keeps for itself. Rename it")
        return None
    for member, each in zip(made, data, strict=True):
        if "label" in each:
            member.label = each["label"]  # type: ignore[attr-defined]  # as one of an author's may
    return made


def _is_member(data: object) -> bool:
    return (
        isinstance(data, dict)
        and {"name", "value"} <= set(data) <= {"name", "value", "label"}
        and is_name(data["name"])
        and _is_value(data["value"])
        and isinstance(data.get("label", "?"), str)
        and data.get("label") != ""
    )


def _is_value(value: object) -> bool:
    return isinstance(value, str) or (type(value) is int and abs(value) <= _MOST_WRITTEN)
