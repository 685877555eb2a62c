"""What can be proved of rules: that no case is like this, or one that is (`pip install "localgov-components[proofs]"`).

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, fact
>>> from localgov_components.rules.proofs import Prover
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments")
>>> prover = Prover()
>>> case = prover.case([Household])
>>> prover.solve([case.holds(Household.capital > Money("16000")), case.holds(Household.capital < Money("6000"))])
Impossible()
"""

from localgov_components.rules.proofs.answers import Answer, Found, Impossible, NotDecided
from localgov_components.rules.proofs.budget import Budget
from localgov_components.rules.proofs.case import Case
from localgov_components.rules.proofs.prover import Prover
from localgov_components.rules.proofs.tables import (
    DeadRow,
    Gap,
    MaskedRow,
    Overlap,
    TableFindings,
    Unsettled,
    check_table,
)

__all__ = [
    "Answer",
    "Budget",
    "Case",
    "DeadRow",
    "Found",
    "Gap",
    "Impossible",
    "MaskedRow",
    "NotDecided",
    "Overlap",
    "Prover",
    "TableFindings",
    "Unsettled",
    "check_table",
]
