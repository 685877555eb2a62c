"""The made-up support in JSON Logic, for datalogic-py, which compiles it in Rust.

JSON Logic has no names for parts of a rule, so that a part stands wherever it is used, and no rounding upwards.
"""

import json
from collections.abc import Callable, Sequence

import datalogic_py

__all__ = ["by_handles", "by_mappings"]

Logic = object
"""A rule of JSON Logic as JSON has it."""


def by_mappings(claims: Sequence[dict[str, float]]) -> Callable[[], list[float]]:
    """Work out every award from a mapping of values."""
    engine = datalogic_py.Engine()
    rule, session = engine.compile(json.dumps(award())), engine.session()
    return lambda: [session.evaluate(rule, claim) for claim in claims]


def by_handles(claims: Sequence[dict[str, float]]) -> Callable[[], list[float]]:
    """Work out every award from values that the engine read beforehand."""
    engine = datalogic_py.Engine()
    rule, session = engine.compile(json.dumps(award())), engine.session()
    handles = [datalogic_py.DataHandle(claim) for claim in claims]
    return lambda: [session.evaluate_float(rule, handle) for handle in handles]


def award() -> Logic:
    """The weekly award."""
    owed = at_least_nothing(fact("council_tax"), choose(helped(), 0, {"*": [5, fact("other_adults")]}))
    support = {"-": [owed, {"*": [0.2, at_least_nothing(income(), applicable())]}]}
    return choose({"and": [entitled(), {">=": [support, 0.5]}]}, support, 0)


def entitled() -> Logic:
    """Whether the claim meets every condition but the smallest award."""
    may_study = {"or": [{"!": [fact("student")]}, fact("disabled"), children(), pensioner()]}
    of_age, within_limit = {">=": [fact("age"), 18]}, {"<=": [fact("capital"), 16000]}
    return {"and": [fact("resident"), fact("liable"), of_age, within_limit, may_study]}


def applicable() -> Logic:
    """What the household is taken to need."""
    working_age = choose(couple(), 144.65, choose({">=": [fact("age"), 25]}, 92.05, 72.90))
    allowance = choose(pensioner(), choose(couple(), 366.00, 244.40), working_age)
    carer, disabled = choose(fact("carer"), 46.40, 0), choose(fact("disabled"), 42.50, 0)
    return {"+": [allowance, {"*": [84.66, fact("children")]}, carer, disabled]}


def income() -> Logic:
    """What the household is taken to have."""
    disregard = choose(couple(), 10, choose(children(), 25, 5))
    tariff = choose(pensioner(), steps_above(10000, 500), steps_above(6000, 250))
    return {"+": [at_least_nothing(fact("earnings"), disregard), fact("other_income"), tariff]}


def steps_above(lower: int, step: int) -> Logic:
    """How many steps of capital, or part of one, there are above the lower limit."""
    above = at_least_nothing(fact("capital"), lower)
    to_next = {"%": [{"-": [step, {"%": [above, step]}]}, step]}
    return {"/": [{"+": [above, to_next]}, step]}


def pensioner() -> Logic:
    """Whether the applicant is of pension age."""
    return {">=": [fact("age"), 66]}


def couple() -> Logic:
    """Whether there is a partner."""
    return {">": [fact("partner_age"), 0]}


def children() -> Logic:
    """Whether there is a child."""
    return {">": [fact("children"), 0]}


def helped() -> Logic:
    """Whether nothing is deducted for other adults."""
    return {"or": [fact("disabled"), fact("carer")]}


def fact(name: str) -> Logic:
    """The value of a fact."""
    return {"var": name}


def choose(condition: Logic, then: Logic, otherwise: Logic) -> Logic:
    """One value or the other."""
    return {"if": [condition, then, otherwise]}


def at_least_nothing(left: Logic, right: Logic) -> Logic:
    """A difference, or nothing where it would be below nothing."""
    return {"max": [0, {"-": [left, right]}]}
