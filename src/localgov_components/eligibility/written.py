"""What the Python file of a scheme has by name: vocabularies, definitions and decision tables, used or not.

>>> from types import SimpleNamespace
>>> from localgov_components.rules import define, policy_value
>>> few = define("few", policy_value("bins", int) < 3)
>>> [each.name for each in Written.of(SimpleNamespace(few=few, again=few, number=3)).definitions]
['few']
"""

from dataclasses import dataclass
from typing import Any

from localgov_components.rules import Facts
from localgov_components.rules.tables import DecisionTable
from localgov_components.rules.tree import Definition

__all__ = ["Written"]


@dataclass(frozen=True, slots=True)
class Written:
    """Each thing once, in the order in which it is first named."""

    vocabularies: tuple[type[Facts], ...] = ()
    definitions: tuple[Definition[Any], ...] = ()
    tables: tuple[DecisionTable, ...] = ()

    @classmethod
    def of(cls, module: object) -> "Written":
        """Take down what a module has."""
        values = {id(value): value for value in vars(module).values()}.values()
        return cls(
            tuple(each for each in values if isinstance(each, type) and issubclass(each, Facts) and each is not Facts),
            tuple(each for each in values if isinstance(each, Definition)),
            tuple(each for each in values if isinstance(each, DecisionTable)),
        )
