"""Reading, adding up and sharing amounts of money, beside py-moneyed and a bare Decimal."""

import random
from decimal import Decimal
from functools import reduce
from operator import add

from moneyed import GBP
from moneyed import Money as MoneyedMoney

from benchmarks.measure import compare, version_of
from localgov_components.money import Allocation, Money, VatTreatment, vat_from_gross

ITEMS = 20_000
OURS = "localgov-components"
FEES = 100_000
BUDGETS = 10_000_000_000
HOUSEHOLDS = 1_000


def main() -> None:
    """Compare on the same amounts, whose sums must come out alike."""
    for title, most_pence in ("up to £1,000", FEES), ("up to £100 million", BUDGETS):
        texts = amounts(most_pence)
        compare_reading(f"Read an amount {title} from text", texts)
    compare_adding(amounts(FEES))
    compare_sharing()


def amounts(most_pence: int) -> list[str]:
    """Amounts as a file writes them, such as `12.34`."""
    chance = random.Random(97)
    return [f"{Decimal(chance.randrange(most_pence)) / 100:.2f}" for _ in range(ITEMS)]


def compare_reading(title: str, texts: list[str]) -> None:
    """Time the reading of every text. The peers take any number for an amount, sub-penny ones and NaN too."""
    compare(
        title,
        {
            OURS: lambda: [Money(text) for text in texts],
            version_of("py-moneyed"): lambda: [MoneyedMoney(text, GBP) for text in texts],
            "decimal.Decimal (no currency)": lambda: [Decimal(text) for text in texts],
        },
        items=ITEMS,
    )


def compare_adding(texts: list[str]) -> None:
    """Time the sum of all amounts."""
    decimals = [Decimal(text) for text in texts]
    ours = [Money(text) for text in texts]
    moneyed = [MoneyedMoney(text, GBP) for text in texts]
    if not Decimal(str(reduce(add, ours))) == reduce(add, moneyed).amount == sum(decimals):
        raise SystemExit("The sums disagree: fix that before comparing their speed.")
    compare(
        "Add an amount of money",
        {
            OURS: lambda: reduce(add, ours),
            version_of("py-moneyed"): lambda: reduce(add, moneyed),
            "decimal.Decimal (no currency)": lambda: reduce(add, decimals),
        },
        items=ITEMS,
    )


def compare_sharing() -> None:
    """Time what no peer offers, for the record: a precept shared among households, and VAT."""
    chance = random.Random(97)
    precept, bands = Money("123456.78"), [chance.randrange(6, 19) for _ in range(HOUSEHOLDS)]
    mode = Allocation.LARGEST_REMAINDER
    compare(
        "Share an amount by weights (no peer)", {OURS: lambda: precept.allocate(bands, mode=mode)}, items=HOUSEHOLDS
    )
    prices = [Money.from_pence(chance.randrange(FEES)) for _ in range(HOUSEHOLDS)]
    compare(
        "VAT within an amount (no peer)",
        {OURS: lambda: [vat_from_gross(price, VatTreatment.STANDARD) for price in prices]},
        items=HOUSEHOLDS,
    )


if __name__ == "__main__":
    main()
