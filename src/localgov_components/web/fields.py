"""A question of a form as the field that a template draws.

>>> from localgov_components.forms import YesNo
>>> from localgov_components.rules import Fact, Facts, fact
>>> from localgov_components.web.words import general_words
>>> class Household(Facts, id="household"):
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> field = field_of(YesNo(Household.badge, id="badge"), general_words(), label="Blue Badge?", filled={"badge": ["no"]})
>>> field.kind, [(option.label, option.checked) for option in field.options]
('radios', [('Yes', False), ('No', True)])
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from localgov_components.core.errors import NotSupportedError
from localgov_components.forms import (
    NONE,
    NOT_LISTED,
    Choice,
    EmailInput,
    Lookup,
    ManualAddress,
    Option,
    PostcodeInput,
    Question,
    Submitted,
    Text,
    TickBoxes,
    YesNo,
)
from localgov_components.web.words import Words

__all__ = ["Field", "FieldOption", "field_of"]

MOST_RADIOS = 15
"""Options of a look-up that are shown as radios; more of them become a list to choose from."""

_NOT_SPELT = frozenset({"name", "given-name", "family-name", "email", "username", "off"})


@dataclass(frozen=True, slots=True)
class FieldOption:
    """One radio, checkbox, or entry of a list. `exclusive` sets it apart from the others."""

    value: str
    label: str
    hint: str | None = None
    checked: bool = False
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a page, as templates/parts/fields.html reads it."""

    name: str
    kind: str
    label: str
    hint: str | None = None
    value: str | None = None
    options: tuple[FieldOption, ...] = ()
    fields: tuple["Field", ...] = ()
    error: str | None = None
    autocomplete: str | None = None
    inputmode: str | None = None
    spellcheck: bool | None = None
    width: int | str | None = None
    layout: str | None = None
    prompt: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with everything there is to show about it."""

    words: Words
    label: str
    filled: Submitted
    errors: Mapping[str, str]
    offered: Sequence[Option]

    def hint(self, question: Question, name: str = "hint") -> str | None:
        return question.find_text(name, self.words.catalogue, self.words.language, **self.words.values)

    def text(self, question: Question, name: str) -> str:
        return question.text(name, self.words.catalogue, self.words.language)

    def first(self, name: str) -> str | None:
        values = self.filled.get(name, ())
        return values[0] if values else None

    def option(self, question: Question, choice: str, *, exclusive: bool = False) -> FieldOption:
        return FieldOption(
            value=choice,
            label=self.text(question, f"option.{choice}"),
            hint=self.hint(question, f"option.{choice}.hint"),
            checked=choice in self.filled.get(question.id, ()),
            exclusive=exclusive,
        )


def field_of(
    question: Question,
    words: Words,
    *,
    label: str,
    filled: Submitted,
    errors: Mapping[str, str] | None = None,
    offered: Sequence[Option] = (),
) -> Field:
    """The field of a question.

    `filled` holds what to show in its controls, `errors` sentences by control, `offered` what a
    look-up found. Raises `NotSupportedError` for a kind of question that no page can show.
    """
    asked = _Asked(words, label, filled, errors or {}, offered)
    match question:
        case Text() | EmailInput() | PostcodeInput():
            return _line(question, asked)
        case YesNo() | Choice():
            return _radios(question, asked, layout="inline" if isinstance(question, YesNo) else None)
        case TickBoxes():
            return _checkboxes(question, asked)
        case Lookup():
            return _lookup(question, asked)
        case ManualAddress():
            return _address(question, asked)
        case _:
            raise NotSupportedError(
                f"no page can show a question of the kind '{question.kind}'. Use one of the kinds of forms.",
                code="web.question-kind",
            )


def _line(question: Text | EmailInput | PostcodeInput, asked: _Asked) -> Field:
    return Field(
        name=question.id,
        kind=question.kind,
        label=asked.label,
        hint=asked.hint(question),
        value=asked.first(question.id),
        error=asked.errors.get(question.id),
        autocomplete=question.autocomplete or None,
        spellcheck=False if question.autocomplete in _NOT_SPELT else None,
    )


def _radios(question: "YesNo | Choice[object]", asked: _Asked, *, layout: str | None) -> Field:
    return Field(
        name=question.id,
        kind="radios",
        label=asked.label,
        hint=asked.hint(question),
        options=tuple(asked.option(question, choice) for choice in question.choices),
        error=asked.errors.get(question.id),
        layout=layout,
    )


def _checkboxes(question: TickBoxes, asked: _Asked) -> Field:
    none = asked.option(question, NONE, exclusive=True)
    return Field(
        name=question.id,
        kind="checkboxes",
        label=asked.label,
        hint=asked.hint(question),
        options=(*(asked.option(question, choice) for choice in question.choices), none),
        error=asked.errors.get(question.id),
    )


def _lookup(question: Lookup, asked: _Asked) -> Field:
    chosen = asked.filled.get(question.id, ())
    found = tuple(FieldOption(each.value, each.label, checked=each.value in chosen) for each in asked.offered)
    many = len(found) > MOST_RADIOS
    return Field(
        name=question.id,
        kind="select" if many else "radios",
        label=asked.label,
        hint=asked.hint(question),
        options=(*found, asked.option(question, NOT_LISTED, exclusive=True)),
        error=asked.errors.get(question.id),
        layout="small",
        prompt=asked.words.text("web.lookup.prompt", number=str(len(found))) if many else None,
    )


def _address(question: ManualAddress, asked: _Asked) -> Field:
    parts = tuple(
        Field(
            name=name,
            kind="postcode" if part == "postcode" else "text",
            label=asked.text(question, f"field.{part}"),
            value=asked.first(name),
            error=asked.errors.get(name),
            autocomplete=question.autocomplete[part],
            width="two-thirds" if part == "town" else None,
        )
        for part, name in question.parts.items()
    )
    return Field(name=question.id, kind="group", label=asked.label, hint=asked.hint(question), fields=parts)
