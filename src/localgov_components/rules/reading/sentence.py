"""A rule in one sentence.

The frame ("is more than", "none of these") comes from the package's catalogue in the reader's
language; the labels in it are those that the facts and definitions were declared with. Brackets stand
where a sentence could be taken in two ways.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import policy_value
>>> read_aloud(policy_value("capital_limit", Money) > Money("16000"))
'the capital limit is more than £16,000.00'
>>> read_aloud(policy_value("capital_limit", Money) > Money("16000"), holds=False)
'the capital limit is not more than £16,000.00'
>>> read_aloud(policy_value("capital_limit", Money) > 16_000)
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  ...: Money cannot be compared with int. Give both sides one type
"""

from functools import lru_cache
from typing import Any

from localgov_components.rules.building import require_sound
from localgov_components.rules.evaluation import PolicyLookup
from localgov_components.rules.expressions import Expression
from localgov_components.rules.known import Known
from localgov_components.rules.reading.nouns import NOUNS
from localgov_components.rules.reading.reader import Asked, Reader
from localgov_components.rules.reading.statements import STATEMENTS

__all__ = ["read_aloud", "reader_for", "said_when"]

_MOST_REMEMBERED = 4096
"""Sentences that are remembered: the same reasons are given again and again. They have nobody's facts in them."""


def read_aloud(
    expression: Expression[Any], *, holds: bool = True, language: str = "en", policy: PolicyLookup | None = None
) -> str:
    """A rule in words; with `holds=False`, the words for when it does not hold.

    With a policy, its values are read in brackets. What would be longer than 2,000 characters is left to `outline`.
    Raises `DefinitionError` with every mistake in the rule, and `NotFoundError` for a policy value that is missing.
    """
    require_sound(expression)
    return reader_for(language, policy=policy).text(expression, Asked(holds))


@lru_cache(maxsize=_MOST_REMEMBERED)
def said_when(expression: Expression[Any], asked: Asked, language: str) -> str:
    """A part of a rule without mistakes in words, without any value of a case or of policy."""
    return reader_for(language).text(expression, asked)


def reader_for(
    language: str, *, policy: PolicyLookup | None = None, known: Known | None = None, numbering: bool = False
) -> Reader:
    """A reader of rules that have no mistakes; with a policy or a case, values are read in brackets."""
    return Reader(STATEMENTS, NOUNS, language, policy=policy, known=known, numbering=numbering)
