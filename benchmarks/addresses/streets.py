"""The kinds of street, each as sides along which plots stand in walking order.

A street gives each of its buildings another name: two of one name on one street cannot be told apart by it.
"""

import random
from collections.abc import Callable, Iterator, Sequence

from benchmarks.addresses.premises import BLOCK_ENDS, Plot, block, converted, house, named_house, shop, works
from benchmarks.addresses.words import ESTATE_ENDS, STEM_ENDS, STEM_STARTS, TERRACES

__all__ = ["KINDS", "Side", "street_of_kind"]

Side = list[list[Plot]]


class _Names:
    """Names for one street, each given once."""

    def __init__(self, chance: random.Random, houses: Sequence[str]) -> None:
        self._chance = chance
        self.houses = chance.sample(houses, len(houses))
        self._terraces = chance.sample(TERRACES, len(TERRACES))
        self._given: set[str] = set()

    def house(self) -> str:
        """A name for a house, or none when there are no more."""
        return self.houses.pop() if self.houses else ""

    def terrace(self) -> str:
        """A name for a terrace."""
        return self._terraces.pop()

    def stem(self) -> str:
        """What a firm, an estate or a block is called after."""
        return f"{self._chance.choice(STEM_STARTS)}{self._chance.choice(STEM_ENDS)}"

    def block(self) -> str:
        """A name for a block of flats."""
        name = f"{self.stem()} {self._chance.choice(BLOCK_ENDS)}"
        if name in self._given:
            return self.block()
        self._given.add(name)
        return name


def street_of_kind(chance: random.Random, kind: str, houses: Sequence[str]) -> list[Side]:
    """The sides of a street of the kind; `houses` are the names that houses have in that country."""
    return _MAKERS[kind](chance, _Names(chance, houses))


def _long(chance: random.Random, names: _Names) -> list[Side]:
    """Odd and even sides with gaps, suffixes, ranges and a few names."""
    return [
        list(_side(chance, start, chance.randint(10, 75), flats=0.02, names=names))
        for start in chance.sample((1, 2), 2)
    ]


def _conversions(chance: random.Random, names: _Names) -> list[Side]:
    """Large old houses, of which many are flats now."""
    return [list(_side(chance, start, chance.randint(8, 40), flats=0.4, names=names)) for start in (1, 2)]


def _side(chance: random.Random, start: int, plots: int, *, flats: float, names: _Names) -> Iterator[list[Plot]]:
    number = start
    for _ in range(plots):
        draw = chance.random()
        if number == 13 or draw < 0.02:
            number += 2  # a gap
        if draw > 0.985:
            yield house(chance, f"{number}-{number + 2}")
            number += 4
            continue
        if chance.random() < flats:
            yield converted(chance, str(number))
        elif draw > 0.98:
            numbers = str(number) if draw > 0.982 else f"{number}-{number + 2 * chance.randint(1, 4)}"
            yield block(chance, numbers, names.block())
            number += 8
        else:
            yield house(chance, str(number), names.house() if draw > 0.94 else "")
            if chance.random() < 0.03:
                yield house(chance, f"{number}A")
        number += 2
    if chance.random() < 0.2:
        terrace = names.terrace()
        yield from ([Plot("RD04", flat=str(each), name=terrace)] for each in range(1, chance.randint(4, 9)))


def _close(chance: random.Random, names: _Names) -> list[Side]:
    """A cul-de-sac that is numbered round."""
    del names
    last = chance.randint(5, 34)
    return [[house(chance, str(each)) for each in range(1, last + 1) if each != 13 or chance.random() < 0.4]]


def _lane(chance: random.Random, names: _Names) -> list[Side]:
    """A lane of named houses."""
    return [[named_house(chance, name) for name in names.houses[: chance.randint(4, 18)]]]


def _shops(chance: random.Random, names: _Names) -> list[Side]:
    """A high street: shops, with flats and offices above."""
    sides = []
    for start in (1, 2):
        side, number = [], start
        for _ in range(chance.randint(10, 40)):
            wide = chance.random() < 0.12
            side.append(shop(chance, f"{number}-{number + 2}" if wide else str(number), names.stem()))
            number += 4 if wide else 2
        sides.append(side)
    return sides


def _blocks(chance: random.Random, names: _Names) -> list[Side]:
    """Blocks of flats among houses."""
    sides = []
    for start in (1, 2):
        side, number = [], start
        for _ in range(chance.randint(2, 8)):
            last = number + 2 * chance.randint(1, 6)
            side.append(block(chance, str(number) if chance.random() < 0.6 else f"{number}-{last}", names.block()))
            number = last + 2
            for _ in range(chance.randint(0, 4)):
                side.append(house(chance, str(number), names.house() if chance.random() < 0.1 else ""))
                number += 2
        sides.append(side)
    return sides


def _works(chance: random.Random, names: _Names) -> list[Side]:
    """An industrial estate, and a few houses beside it."""
    name = f"{names.stem()} {chance.choice(ESTATE_ENDS)}"
    return [[works(chance, name)], list(_side(chance, 1, chance.randint(0, 12), flats=0, names=names))]


_MAKERS: dict[str, Callable[[random.Random, _Names], list[Side]]] = {
    "long": _long,
    "close": _close,
    "conversions": _conversions,
    "lane": _lane,
    "shops": _shops,
    "blocks": _blocks,
    "works": _works,
}

KINDS = {"long": 38, "close": 24, "conversions": 6, "lane": 19, "shops": 6, "blocks": 4, "works": 3}
"""How many of a hundred streets are of each kind."""
