"""Claims for a made-up weekly council support: what the engines of rules are measured with."""

import random
from dataclasses import asdict, dataclass

__all__ = ["Claim", "claims", "in_pounds"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. Amounts are in whole pence, all but capital by the week; a partner's age of 0 means no partner."""

    age: int
    partner_age: int
    children: int
    earnings: int
    other_income: int
    capital: int
    council_tax: int
    other_adults: int
    resident: bool
    liable: bool
    student: bool
    disabled: bool
    carer: bool


def claims(items: int, *, seed: int = 97) -> list[Claim]:
    """Claims by chance, of which two in five get support. Capital is in steps of £50."""
    chance = random.Random(seed)
    return [
        Claim(
            age=chance.randint(16, 95),
            partner_age=chance.choice([0, 0, chance.randint(16, 95)]),
            children=chance.choice([0, 0, 0, 1, 2, 3]),
            earnings=chance.randint(0, 500_00),
            other_income=chance.randint(0, 300_00),
            capital=chance.randrange(0, 20_000_00, 50_00),
            council_tax=chance.randint(12_00, 60_00),
            other_adults=chance.choice([0, 0, 0, 1, 2]),
            resident=chance.random() < 0.98,
            liable=chance.random() < 0.97,
            student=chance.random() < 0.1,
            disabled=chance.random() < 0.15,
            carer=chance.random() < 0.1,
        )
        for _ in range(items)
    ]


def in_pounds(claim: Claim) -> dict[str, float]:
    """A claim as engines without a type for money take it. Capital is a whole number of pounds."""
    amounts = {
        "earnings": claim.earnings / 100,
        "other_income": claim.other_income / 100,
        "council_tax": claim.council_tax / 100,
        "capital": claim.capital // 100,
    }
    return asdict(claim) | amounts
