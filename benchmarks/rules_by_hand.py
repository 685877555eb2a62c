"""The made-up support as a program written for it alone: exactly in pence, and as most would write it, in floats.

The scheme has what real ones have: conditions, an applicable amount by household, earnings disregards, a tariff on
capital, deductions for other adults in the home and a taper of 20%. Its figures are of no council and no year. A claim
that comes to less than 50p a week gets nothing.
"""

import math
from collections.abc import Mapping

from benchmarks.rules_cases import Claim

__all__ = ["support_in_pence", "support_in_pounds"]


def support_in_pence(claim: Claim) -> int:
    """Weekly support, reckoned exactly in fifths of a penny and rounded once, a half upwards."""
    couple, pensioner = claim.partner_age > 0, claim.age >= 66
    if not (claim.resident and claim.liable and claim.age >= 18 and claim.capital <= 16_000_00):
        return 0
    if claim.student and not (claim.disabled or claim.children or pensioner):
        return 0
    if pensioner:
        applicable = 366_00 if couple else 244_40
    elif couple:
        applicable = 144_65
    else:
        applicable = 92_05 if claim.age >= 25 else 72_90
    applicable += 84_66 * claim.children + 46_40 * claim.carer + 42_50 * claim.disabled
    disregard = 10_00 if couple else 25_00 if claim.children else 5_00
    lower, step = (10_000_00, 500_00) if pensioner else (6_000_00, 250_00)
    tariff = -(-max(0, claim.capital - lower) // step) * 1_00
    income = max(0, claim.earnings - disregard) + claim.other_income + tariff
    deduction = 0 if claim.disabled or claim.carer else 5_00 * claim.other_adults
    fifths = 5 * max(0, claim.council_tax - deduction) - max(0, income - applicable)
    return (2 * fifths + 5) // 10 if fifths >= 5 * 50 else 0


def support_in_pounds(claim: Mapping[str, float]) -> float:
    """Weekly support in floats, not rounded."""
    couple, pensioner = claim["partner_age"] > 0, claim["age"] >= 66
    if not (claim["resident"] and claim["liable"] and claim["age"] >= 18 and claim["capital"] <= 16_000):
        return 0
    if claim["student"] and not (claim["disabled"] or claim["children"] or pensioner):
        return 0
    if pensioner:
        applicable = 366.00 if couple else 244.40
    elif couple:
        applicable = 144.65
    else:
        applicable = 92.05 if claim["age"] >= 25 else 72.90
    applicable += 84.66 * claim["children"] + 46.40 * claim["carer"] + 42.50 * claim["disabled"]
    disregard = 10 if couple else 25 if claim["children"] else 5
    lower, step = (10_000, 500) if pensioner else (6_000, 250)
    tariff = math.ceil(max(0, claim["capital"] - lower) / step)
    income = max(0, claim["earnings"] - disregard) + claim["other_income"] + tariff
    deduction = 0 if claim["disabled"] or claim["carer"] else 5 * claim["other_adults"]
    support = max(0, claim["council_tax"] - deduction) - 0.2 * max(0, income - applicable)
    return support if support >= 0.5 else 0
