"""The made-up support for OpenFisca, which runs beside us as a peer and is no part of the package (it is AGPL).

A claim is a simulation of one person. It is made by the quickest way there is: the default simulation, given its inputs
one by one, takes half as long as one built from a description. OpenFisca takes a missing input for nought or false, and
reckons in floats of 32 bits.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import MONTH
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

__all__ = ["by_simulation"]

Values: TypeAlias = npt.NDArray[Any]
Person: TypeAlias = Callable[[str, object], Values]
"""What a formula asks for the variables of a month."""

MONTH_OF_CLAIM = "2026-04"
INPUTS: dict[type, tuple[str, ...]] = {
    int: ("age", "partner_age", "children", "capital", "other_adults"),
    float: ("earnings", "other_income", "council_tax"),
    bool: ("resident", "liable", "student", "disabled", "carer"),
}


def by_simulation(claims: Sequence[dict[str, float]]) -> Callable[[], list[float]]:
    """Work out every award, each in a simulation of its own."""
    system = tax_and_benefits()

    def award_of(claim: dict[str, float]) -> float:
        simulation = SimulationBuilder().build_default_simulation(system, 1)
        for name, value in claim.items():
            simulation.set_input(name, MONTH_OF_CLAIM, [value])
        return float(simulation.calculate("award", MONTH_OF_CLAIM)[0])

    return lambda: [award_of(claim) for claim in claims]


def tax_and_benefits() -> TaxBenefitSystem:
    """A system of one kind of person, with the facts of a claim and the formulas."""
    person = build_entity(key="person", plural="persons", label="A person", is_person=True)
    system = TaxBenefitSystem([person])
    system.parameters = ParameterNode("", data={})
    variable = {"entity": person, "definition_period": MONTH}
    for kind, names in INPUTS.items():
        for name in names:
            system.add_variable(type(name, (Variable,), variable | {"value_type": kind}))
    for formula in FORMULAS:
        kind = bool if formula in CONDITIONS else float
        system.add_variable(type(formula.__name__, (Variable,), variable | {"value_type": kind, "formula": formula}))
    return system


def pensioner(person: Person, month: object) -> Values:
    """Whether the applicant is of pension age."""
    return person("age", month) >= 66


def couple(person: Person, month: object) -> Values:
    """Whether there is a partner."""
    return person("partner_age", month) > 0


def entitled(person: Person, month: object) -> Values:
    """Whether the claim meets every condition but the smallest award."""
    may_study = (
        np.logical_not(person("student", month))
        + person("disabled", month)
        + (person("children", month) > 0)
        + person("pensioner", month)
    )
    of_age, within_limit = person("age", month) >= 18, person("capital", month) <= 16_000
    met: Values = person("resident", month) * person("liable", month) * of_age * within_limit * may_study
    return met


def applicable(person: Person, month: object) -> Values:
    """What the household is taken to need."""
    single = np.where(person("age", month) >= 25, 92.05, 72.90)
    of_working_age = np.where(person("couple", month), 144.65, single)
    of_pension_age = np.where(person("couple", month), 366.00, 244.40)
    return (
        np.where(person("pensioner", month), of_pension_age, of_working_age)
        + 84.66 * person("children", month)
        + 46.40 * person("carer", month)
        + 42.50 * person("disabled", month)
    )


def income(person: Person, month: object) -> Values:
    """What the household is taken to have."""
    capital = person("capital", month)
    disregard = np.where(person("couple", month), 10, np.where(person("children", month) > 0, 25, 5))
    of_pension_age = np.ceil(np.maximum(0, capital - 10_000) / 500)
    of_working_age = np.ceil(np.maximum(0, capital - 6_000) / 250)
    tariff = np.where(person("pensioner", month), of_pension_age, of_working_age)
    whole: Values = np.maximum(0, person("earnings", month) - disregard) + person("other_income", month) + tariff
    return whole


def award(person: Person, month: object) -> Values:
    """The weekly award."""
    helped = person("disabled", month) + person("carer", month)
    deduction = np.where(helped, 0, 5 * person("other_adults", month))
    excess = np.maximum(0, person("income", month) - person("applicable", month))
    support = np.maximum(0, person("council_tax", month) - deduction) - 0.2 * excess
    return np.where(person("entitled", month) * (support >= 0.5), support, 0)


CONDITIONS = (pensioner, couple, entitled)
FORMULAS = (*CONDITIONS, applicable, income, award)
