"""Which look-up of a form can be searched by how its options begin, and what choosing one of them answers.

It can where the page of the look-up asks nothing else, its source can be searched, and what it looks up by is a
postcode that another page asks alone. Then an option that was found answers both pages, as if each had been sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from localgov_components.forms import (
    Form,
    Lookup,
    Option,
    OptionSource,
    Page,
    PostcodeInput,
    Question,
    SearchableSource,
    Submitted,
)
from localgov_components.rules import FactDeclaration

__all__ = ["FEWEST_LETTERS", "Search", "searches"]

Q = TypeVar("Q", bound=Question)

FEWEST_LETTERS = 3
"""Letters and figures that have to be typed: fewer begin half a town."""

_BETWEEN = "|"
"""Between an option's value and the postcode, in which it cannot be."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search: the page that asks the postcode, the page that looks up by it, and the source of both."""

    asks: Page
    looks_up: Page
    source: SearchableSource = field(repr=False)

    def is_enough(self, typed: str) -> bool:
        """Whether so much was typed that it can be searched."""
        return sum(map(str.isalnum, typed)) >= FEWEST_LETTERS

    def found(self, typed: str, *, most: int) -> Sequence[tuple[str, str]]:
        """At most so many options that begin so: what choosing one sends, and its label.

        Raises `ProviderError` when the source cannot tell.
        """
        return [(_key(option), option.label) for option in self.source.search(typed, limit=most)]

    def answers(self, chosen: str) -> tuple[tuple[str, Submitted], tuple[str, Submitted]]:
        """What to send to each page, by its id, for an option that was chosen."""
        value, _, given = chosen.rpartition(_BETWEEN)
        return _sent(self.asks, given), _sent(self.looks_up, value)


def searches(form: Form, sources: Mapping[str, OptionSource]) -> Iterator[Search]:
    """The searches that a form and its sources allow."""
    for page in form.pages:
        lookup = _alone(page, Lookup)
        source = None if lookup is None else sources.get(lookup.source)
        if lookup is not None and isinstance(source, SearchableSource):
            given = set(lookup.reads)
            yield from (Search(each, page, source) for each in form.pages if _asks(each, given))


def _asks(page: Page, given: set[FactDeclaration]) -> bool:
    question = _alone(page, PostcodeInput)
    return question is not None and bool(given & set(question.sets))


def _alone(page: Page, kind: type[Q]) -> Q | None:
    """The question of a page that asks only it, when it is of this kind."""
    question = page.questions[0] if len(page.questions) == 1 else None
    return question if isinstance(question, kind) else None


def _key(option: Option) -> str:
    return f"{option.value}{_BETWEEN}{option.given}"


def _sent(page: Page, value: str) -> tuple[str, Submitted]:
    (question,) = page.questions
    return page.id, {question.id: [value]}
