"""What reads a rule: each part once, in the reader's language, and never longer than can be read.

How each kind of node reads is told in `nouns` and `statements`; this is what they have in common. Where a
part is too long or too deep, a sentence says so; an outline gives it a number and tells it apart.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeAlias

from localgov_components.core.messages import package_catalogue
from localgov_components.rules.evaluation import PolicyLookup
from localgov_components.rules.expressions import Expression
from localgov_components.rules.known import Known
from localgov_components.rules.labels import with_determiner
from localgov_components.rules.measures import Per
from localgov_components.rules.reading.phrase import Phrase
from localgov_components.rules.reading.values import read_amount
from localgov_components.rules.tree import Binding, Definition, FactRef, Not, PolicyRef, children

__all__ = ["AS_IT_IS", "MOST_CHARACTERS", "Asked", "Reader", "Reading", "shared_per"]

MOST_CHARACTERS = 2000
"""Of a sentence. Where parts are shared it can double with every step down; what is longer is for the outline."""

_MOST_IN_A_LINE = 120
"""Characters of a part within a line of an outline."""

_MOST_DEPTH = 40
"""Of brackets within brackets: nobody follows so many, and the interpreter's stack is not for them."""


class Asked(NamedTuple):
    """How a part is to be read: whether it holds, and which period its written amounts are for."""

    holds: bool = True
    per: Per | None = None


AS_IT_IS = Asked()


class Reader:
    """Reads parts of rules aloud; with a policy or a case, their values are read in brackets.

    `statements` and `nouns` have a function for each kind of node that is true or false, or has another value.
    With `numbering`, parts that are too long have a number in `numbered`.
    """

    def __init__(
        self,
        statements: "Mapping[type, Reading]",
        nouns: "Mapping[type, Reading]",
        language: str,
        *,
        policy: PolicyLookup | None = None,
        known: Known | None = None,
        numbering: bool = False,
    ) -> None:
        self.binding: Binding | None = None
        self.numbered: dict[int, int] = {}
        self._numbering = numbering
        self._depth = 0
        self._language = language
        self._policy = policy
        self._known = known
        self._statements = statements
        self._nouns = nouns
        self._texts = package_catalogue()
        self._read: dict[tuple[int, Asked, Binding | None], Phrase] = {}

    def phrase(self, node: Expression[Any], asked: Asked = AS_IT_IS) -> Phrase:
        """The words for a part."""
        while isinstance(node, Not):
            node, asked = node.part, Asked(not asked.holds)
        if id(node) in self.numbered:
            return self._part(node, asked)
        key = (id(node), asked, self.binding)
        if key not in self._read:
            self._read[key] = self._bounded(node, asked)
        return self._read[key]

    def whole(self, node: Expression[Any], asked: Asked = AS_IT_IS) -> Phrase:
        """The words for a part however long they are; its own parts are bounded."""
        readers = self._statements if node.value_type is bool else self._nouns
        self._depth += 1
        try:
            return readers[type(node)](self, node, asked)
        finally:
            self._depth -= 1

    def text(self, node: Expression[Any], asked: Asked = AS_IT_IS) -> str:
        """The words for a part, where they cannot be misunderstood."""
        return self.phrase(node, asked).text

    def listed(self, phrases: list[str], mark: str = "; ") -> str:
        """Some phrases in one, or words for too many of them."""
        is_long = sum(map(len, phrases)) > MOST_CHARACTERS and not self._numbering
        return self.word("too-long") if is_long else mark.join(phrases)

    def number(self, node: Expression[Any]) -> None:
        """Give a part a number, to be told apart."""
        self.numbered.setdefault(id(node), len(self.numbered) + 1)

    def title(self, node: Expression[Any]) -> str:
        """What a part with a number is called."""
        return self.word("part", number=str(self.numbered[id(node)]))

    def word(self, key: str, **parts: str) -> str:
        """The frame of a key in the reader's language, filled in."""
        return self._texts.text(f"rules.{key}", self._language, **parts)

    def value(self, value: object, per: Per | None = None) -> str:
        """A value, and the period that it is for."""
        return read_amount(value, per, language=self._language)

    def valued(self, node: FactRef[Any] | PolicyRef[Any], noun: str) -> str:
        """A noun with the value that it has in this case or on this day, where it is to be shown."""
        per = node.measure.per if node.measure else None
        if isinstance(node, PolicyRef):
            value = None if self._policy is None else self._policy.value(node.key)
        else:
            value = None if self._known is None or node.of else self._known[node.id]
        return noun if value is None else self.word("valued", noun=noun, value=self.value(value, per))

    def the(self, noun: str) -> str:
        """A noun with its article, unless it brings one such as "your"."""
        return noun if with_determiner(noun) else self.word("the", noun=noun)

    @contextmanager
    def speaking_of(self, binding: Binding | None) -> Iterator[None]:
        """While a condition speaks of one member."""
        outer, self.binding = self.binding, binding
        try:
            yield
        finally:
            self.binding = outer

    def _bounded(self, node: Expression[Any], asked: Asked) -> Phrase:
        """The words for a part, or those that stand for it: labels and values are read however long they are."""
        is_plain = isinstance(node, Definition) or not children(node)
        if is_plain or self._depth < _MOST_DEPTH:
            phrase = self.whole(node, asked)
            if is_plain or len(phrase.text) <= (_MOST_IN_A_LINE if self._numbering else MOST_CHARACTERS):
                return phrase
        if not self._numbering:
            return Phrase(self.word("too-long"))
        self.number(node)
        return self._part(node, asked)

    def _part(self, node: Expression[Any], asked: Asked) -> Phrase:
        title = self.title(node)
        if node.value_type is bool:
            title = self.word("so" if asked.holds else "not-so", part=title)
        return Phrase(title)


Reading: TypeAlias = Callable[[Reader, Any, Asked], Phrase]
"""How one kind of node reads."""


def shared_per(*parts: Expression[Any]) -> Per | None:
    """The period that amounts are for: what is written without one takes it from the others."""
    return next((part.measure.per for part in parts if part.measure and part.measure.per), None)
