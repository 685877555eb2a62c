"""The made-up support for rule-engine, a language of expressions in pure Python.

It has no names for parts of a rule, so that a part stands wherever it is used, and no rounding upwards.
"""

from collections.abc import Callable, Sequence

import rule_engine

__all__ = ["by_rule"]

STEPS = {
    "pensioner": "age >= 66",
    "couple": "partner_age > 0",
    "entitled": (
        "resident and liable and age >= 18 and capital <= 16000 "
        "and (not student or disabled or children > 0 or $pensioner)"
    ),
    "applicable": (
        "($pensioner ? ($couple ? 366 : 244.40) : ($couple ? 144.65 : (age >= 25 ? 92.05 : 72.90))) "
        "+ 84.66 * children + (carer ? 46.40 : 0) + (disabled ? 42.50 : 0)"
    ),
    "disregard": "$couple ? 10 : (children > 0 ? 25 : 5)",
    "upper_tariff": "capital > 10000 ? (capital - 10000 + (500 - (capital - 10000) % 500) % 500) / 500 : 0",
    "lower_tariff": "capital > 6000 ? (capital - 6000 + (250 - (capital - 6000) % 250) % 250) / 250 : 0",
    "tariff": "$pensioner ? $upper_tariff : $lower_tariff",
    "income": "(earnings > $disregard ? earnings - $disregard : 0) + other_income + $tariff",
    "deduction": "(disabled or carer) ? 0 : 5 * other_adults",
    "excess": "$income > $applicable ? $income - $applicable : 0",
    "support": "(council_tax > $deduction ? council_tax - $deduction : 0) - 0.2 * $excess",
    "award": "($entitled and $support >= 0.5) ? $support : 0",
}


def by_rule(claims: Sequence[dict[str, float]]) -> Callable[[], list[float]]:
    """Work out every award by one rule, read beforehand."""
    text = "$award"
    for name, step in reversed(STEPS.items()):
        text = text.replace(f"${name}", f"({step})")
    rule = rule_engine.Rule(text)
    return lambda: [float(rule.evaluate(claim)) for claim in claims]
