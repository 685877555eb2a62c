"""A form drawn as a Mermaid flowchart: pages, conditions read aloud, exits.

Mermaid (https://mermaid.js.org) is text that many editors and documentation sites show as a
picture. A diamond is a condition: its first way out is taken when it is true, the other when it is
false or not known.

>>> from localgov_components.forms.questions import YesNo
>>> from localgov_components.rules import Fact, Facts, fact, not_
>>> class Household(Facts, id="household"):
...     credit: Fact[bool] = fact("somebody gets Universal Credit", denied="nobody gets Universal Credit")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> print(diagram(Form("concession", pages=(
...     Page("benefits", YesNo(Household.credit)),
...     Page("blue-badge", YesNo(Household.badge), ask_if=not_(Household.credit)),
... ))))
flowchart TD
    start(["Start"])
    page1["benefits"]
    start --> page1
    if2{"nobody gets Universal Credit"}
    page1 --> if2
    page2["blue-badge"]
    if2 -->|"Yes"| page2
    finish(["Check answers"])
    page2 --> finish
    if2 -->|"No"| finish
"""

import itertools
from dataclasses import dataclass, field

from localgov_components.core.messages import Catalogue, package_catalogue
from localgov_components.forms.form import Exit, Form, Page
from localgov_components.rules import Condition, facts_read, read_aloud

__all__ = ["diagram"]

_KEPT = frozenset(" ,.:?!'-–’£()")
"""Marks that mean nothing to Mermaid inside a quoted label; every other is written as its number."""


def diagram(form: Form, catalogue: Catalogue | None = None, *, language: str = "en") -> str:
    """The flowchart of a form, as Mermaid text.

    With a catalogue, pages and exits are shown by their titles.

    An exit is drawn after each page that sets a fact it reads, and before the first page when its
    condition reads what is given.
    """
    drawing = _Drawing(form, catalogue, language)
    drawing.node("start", "([", drawing.word("start"), "])")
    drawing.ways = [("start", "")]
    given = {fact.id for fact in form.facts} - {fact.id for page in form.pages for fact in page.sets}
    drawing.exits(given)
    for number, page in enumerate(form.pages, start=1):
        drawing.page(number, page)
    drawing.node("finish", "([", drawing.word("finish"), "])")
    drawing.arrive("finish")
    return "\n".join(["flowchart TD", *(f"    {line}" for line in drawing.lines)]) + "\n"


@dataclass(slots=True)
class _Drawing:
    """Lines so far, and the ways that still lead nowhere.

    A way is a node and the word on its arrow.
    """

    form: Form
    catalogue: Catalogue | None
    language: str
    lines: list[str] = field(default_factory=list)
    ways: list[tuple[str, str]] = field(default_factory=list)
    drawn: set[str] = field(default_factory=set)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def page(self, number: int, page: Page) -> None:
        passing: list[tuple[str, str]] = []
        if page.ask_if is not None:
            passing = self.ask(f"if{number}", page.ask_if)
        self.node(f"page{number}", "[", self.title(page), "]")
        self.arrive(f"page{number}")
        self.ways = [(f"page{number}", "")]
        self.exits({fact.id for fact in page.sets})
        self.ways += passing

    def exits(self, facts: set[str]) -> None:
        for number, exit_ in enumerate(self.form.exits, start=1):
            if facts & set(facts_read(exit_.when)):
                going_on = self.ask(f"leave{next(self.numbers)}", exit_.when)
                if exit_.id not in self.drawn:
                    self.node(f"exit{number}", "[[", self.title(exit_), "]]")
                    self.drawn.add(exit_.id)
                self.arrive(f"exit{number}")
                self.ways = going_on

    def ask(self, name: str, condition: Condition) -> list[tuple[str, str]]:
        """Draw a condition; go on from yes, and return the way of no."""
        self.node(name, "{", read_aloud(condition, language=self.language), "}")
        self.arrive(name)
        self.ways = [(name, self.word("yes"))]
        return [(name, self.word("no"))]

    def node(self, name: str, opening: str, text: str, closing: str) -> None:
        self.lines.append(f'{name}{opening}"{_escaped(text)}"{closing}')

    def arrive(self, name: str) -> None:
        for node, word in self.ways:
            arrow = f'-->|"{_escaped(word)}"|' if word else "-->"
            self.lines.append(f"{node} {arrow} {name}")

    def title(self, place: Page | Exit) -> str:
        text = None if self.catalogue is None else self.catalogue.texts.get(self.language, {}).get(f"{place.id}.title")
        return text or place.id

    def word(self, name: str) -> str:
        return package_catalogue().text(f"forms.diagram.{name}", self.language)


def _escaped(text: str) -> str:
    return "".join(
        character if character.isalnum() or character in _KEPT else f"#{ord(character)};"
        for character in " ".join(text.split())
    )
