"""Adding up amounts of money, beside py-moneyed and a bare Decimal."""

import random
from decimal import Decimal
from functools import reduce
from operator import add

from moneyed import GBP
from moneyed import Money as MoneyedMoney

from benchmarks.measure import compare, version_of
from localgov_components.money import Money

ITEMS = 20_000
MOST_PENCE = 100_000


def main() -> None:
    """Compare on the same amounts, whose sum must come out alike."""
    chance = random.Random(97)
    decimals = [Decimal(chance.randrange(MOST_PENCE)) / 100 for _ in range(ITEMS)]
    ours = [Money(amount) for amount in decimals]
    moneyed = [MoneyedMoney(amount, GBP) for amount in decimals]
    if not Decimal(str(reduce(add, ours))) == reduce(add, moneyed).amount == sum(decimals):
        raise SystemExit("The sums disagree: fix that before comparing their speed.")
    compare(
        "Add an amount of money",
        {
            "localgov-components": lambda: reduce(add, ours),
            version_of("py-moneyed"): lambda: reduce(add, moneyed),
            "decimal.Decimal (no currency)": lambda: reduce(add, decimals),
        },
        items=ITEMS,
    )


if __name__ == "__main__":
    main()
