"""A sentence with gaps for the values of a case, so that what it says of everybody is read once.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("Savings and investments")
>>> template = Template.of(Household.capital > Money("16000"), Asked(), "en")
>>> template.filled(Known({"household.capital": Money("20000")}))
'savings and investments (£20,000.00) are more than £16,000.00'
"""

import re
from dataclasses import dataclass
from typing import Any, Self

from localgov_components.rules.evaluation import PolicyLookup
from localgov_components.rules.expressions import Expression
from localgov_components.rules.known import Known
from localgov_components.rules.reading.reader import MOST_CHARACTERS, Asked
from localgov_components.rules.reading.sentence import reader_for
from localgov_components.rules.reading.values import read_value

__all__ = ["Template"]

_FIRST, _LAST = 0xE000, 0xF8FF
_GAP = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
"""Characters for private use, one for each fact."""


@dataclass(frozen=True, slots=True)
class Template:
    """A part of a rule without mistakes in words, with a gap for each value of a fact.

    `text` is None where the words depend on the values: where something was too long to be said. So it is too where
    somebody's words have the characters of gaps in them already.
    """

    expression: Expression[Any]
    asked: Asked
    language: str
    policy: PolicyLookup | None
    text: str | None
    facts: tuple[str, ...]

    @classmethod
    def of(
        cls, expression: Expression[Any], asked: Asked, language: str, *, policy: PolicyLookup | None = None
    ) -> Self:
        """Read a part once; with a policy, its values are read in brackets."""
        plain = reader_for(language, policy=policy).text(expression, asked)
        gaps = _Gaps()
        reader = reader_for(language, policy=policy, known=gaps)
        text = reader.text(expression, asked)
        is_whole = reader.word("too-long") not in text and len(gaps.facts) <= _LAST - _FIRST
        return cls(
            expression,
            asked,
            language,
            policy,
            text if is_whole and not _GAP.search(plain) else None,
            tuple(gaps.facts),
        )

    def filled(self, known: Known) -> str:
        """The sentence with the values of a case, as it reads from the start: what gets too long is left out of it."""
        if self.text is not None:
            text = _GAP.sub(lambda gap: self._value(known, ord(gap[0]) - _FIRST), self.text)
            if len(text) <= MOST_CHARACTERS:
                return text
        return reader_for(self.language, policy=self.policy, known=known).text(self.expression, self.asked)

    def _value(self, known: Known, number: int) -> str:
        return read_value(known[self.facts[number]], language=self.language)


class _Gaps(Known):
    """A case in which each fact is a gap."""

    __slots__ = ("facts",)

    def __init__(self) -> None:
        super().__init__()
        self.facts: dict[str, int] = {}

    def __getitem__(self, id_: str) -> str:
        """The gap of a fact, the same each time that it is mentioned."""
        return chr(_FIRST + self.facts.setdefault(id_, len(self.facts)) % (_LAST - _FIRST))
