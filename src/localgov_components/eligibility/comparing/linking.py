"""Whether columns tell of each other: an area is made of wards, and a band of ages of those of pension age.

Tables by two such columns have more sums in common than that of everybody. Each may keep its secrets; together they
do not, for an area less the wards of it that are shown is a ward that is hidden.

Columns are linked when a sum of groups of some is a sum of groups of others, whoever is counted. That is a matter of
rank: of groups as columns of 0 and 1, with a row for each combination that there is, no more may depend on others than
must, which is one for each column but the first. It is reckoned modulo a prime, which fails by chance once in 10^18.

>>> are_linked([("Elm", "North"), ("Oak", "North"), ("Ash", "South")])
True
>>> are_linked([("Elm", "owner"), ("Oak", "owner"), ("Oak", "tenant"), ("Elm", "tenant")])
False
"""

from collections.abc import Collection, Sequence

__all__ = ["are_linked"]

_PRIME = (1 << 61) - 1


def are_linked(combinations: Collection[Sequence[str]]) -> bool:
    """Whether columns are linked, whose groups come together in some combinations."""
    groups = {(place, name) for each in combinations for place, name in enumerate(each)}
    width = max(map(len, combinations), default=0)
    free = len(groups) - max(width - 1, 0)
    reduced: dict[tuple[int, str], dict[tuple[int, str], int]] = {}
    for each in combinations:
        row = _reduced(dict.fromkeys(enumerate(each), 1), reduced)
        if row:
            leading = min(row)
            inverse = pow(row[leading], -1, _PRIME)
            reduced[leading] = {key: value * inverse % _PRIME for key, value in row.items()}
        if len(reduced) == free:
            return False
    return len(reduced) < free


def _reduced(
    row: dict[tuple[int, str], int], reduced: dict[tuple[int, str], dict[tuple[int, str], int]]
) -> dict[tuple[int, str], int]:
    """What is left of a row once all that others say is taken from it."""
    while row and (leading := min(row)) in reduced:
        times = row[leading]
        for key, value in reduced[leading].items():
            left = (row.get(key, 0) - times * value) % _PRIME
            if left:
                row[key] = left
            else:
                row.pop(key, None)
    return row
