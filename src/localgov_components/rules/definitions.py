"""Named parts of rules: explanations, proofs and drawings speak of "the concession".

>>> from localgov_components.rules import policy_value
>>> concession = define("concession", policy_value("concession_open", bool), cites="Fees and charges policy, section 4")
>>> concession.name, concession.label
('concession', 'concession')
"""

import re
from typing import TypeVar

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.scalar_text import is_unicode
from localgov_components.rules.building import HALF_A_PAIR, as_expression, mistake
from localgov_components.rules.expressions import Expression
from localgov_components.rules.tree import Definition

__all__ = ["define"]

T = TypeVar("T")

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)


def define(
    name: str,
    expression: Expression[T],
    *,
    label: str = "",
    denied: str = "",
    cites: str = "",
    plural: bool | None = None,
) -> Definition[T]:
    """Give an expression a name.

    `label` is how it reads aloud (the name with spaces when left out), `denied` how a condition reads
    when it is false; `cites` is the law or the decision that it carries out. `plural` says that the label takes "are";
    when left out, one that joins two nouns with "and" does.
    """
    if not _NAME.fullmatch(name):
        raise InvalidValueError(
            "not a name for a definition: give small letters, digits and underscores.", code="rule.name"
        )
    defined: Expression[T] = as_expression(expression)
    if not all(map(is_unicode, (label, denied, cites))):
        defined = mistake(HALF_A_PAIR, defined)
    return Definition(name, defined, label or name.replace("_", " "), denied, cites, plural)
