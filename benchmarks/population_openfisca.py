"""The made-up support for a whole population in OpenFisca and PolicyEngine: peers, and no part of the package.

Both are AGPL. Both work with arrays of 32-bit floats, take a missing value for nought or false and give no reasons.
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Protocol

import numpy as np
import numpy.typing as npt
from openfisca_core.simulations import SimulationBuilder
from policyengine_core.entities import build_entity
from policyengine_core.parameters import ParameterNode
from policyengine_core.periods import MONTH
from policyengine_core.simulations import SimulationBuilder as PolicyEngineBuilder
from policyengine_core.taxbenefitsystems import TaxBenefitSystem
from policyengine_core.variables import Variable

from benchmarks.rules_openfisca import CONDITIONS, FORMULAS, INPUTS, MONTH_OF_CLAIM, tax_and_benefits

__all__ = ["by_openfisca", "by_policyengine"]

Columns = Mapping[str, npt.NDArray[Any]]


class _Simulation(Protocol):
    """What both libraries call so."""

    def set_input(self, name: str, period: str, values: npt.NDArray[Any]) -> object: ...

    def calculate(self, name: str, period: str) -> npt.NDArray[Any]: ...


def by_openfisca(columns: Columns) -> Callable[[], npt.NDArray[Any]]:
    """Work out every award in one simulation."""
    system = tax_and_benefits()
    return lambda: _awards(SimulationBuilder().build_default_simulation(system, len(columns["age"])), columns)


def by_policyengine(columns: Columns) -> Callable[[], npt.NDArray[Any]]:
    """Work out every award in one simulation."""
    system = _System()
    return lambda: _awards(PolicyEngineBuilder().build_default_simulation(system, len(columns["age"])), columns)


def _awards(simulation: _Simulation, columns: Columns) -> npt.NDArray[Any]:
    for name, values in columns.items():
        simulation.set_input(name, MONTH_OF_CLAIM, values)
    return np.asarray(simulation.calculate("award", MONTH_OF_CLAIM))


_PERSON = build_entity(key="person", plural="persons", label="A person", doc="", is_person=True)


class _System(TaxBenefitSystem):  # type: ignore[misc]  # the library has no types
    """The facts of a claim and the same formulas, for PolicyEngine."""

    entities: ClassVar = [_PERSON]
    variables_dir = None
    auto_carry_over_input_variables = False

    def __init__(self) -> None:
        super().__init__(entities=[_PERSON])
        self.parameters = ParameterNode("", data={})
        variable = {"entity": _PERSON, "definition_period": MONTH, "label": "of a claim"}
        for kind, names in INPUTS.items():
            for name in names:
                self.add_variable(type(name, (Variable,), variable | {"value_type": kind}))
        for formula in FORMULAS:
            kind = bool if formula in CONDITIONS else float
            self.add_variable(type(formula.__name__, (Variable,), variable | {"value_type": kind, "formula": formula}))
