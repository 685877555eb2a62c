"""The query list: addresses that the gazetteer does not seem to have, for its custodian to look into.

| Column | What it holds |
| --- | --- |
| `rows` | how many rows of the file have the address |
| `row` | the first of them |
| `address`, `postcode` | as they are in the file, on one line |
| `outcome` | `not-found`, or `parent-only` where the building is known and the part is not |
| `parent_uprn` | the building |
| `near_uprn` | a property that is near, where one is |
| `why` | how the address and the nearest one in the gazetteer compare |

Addresses that are compared as one are counted together, those of most rows first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from localgov_components.address.review.sheet import one_line

__all__ = ["QUERY_COLUMNS", "AddressQueryLine", "QueryLines"]

QUERY_COLUMNS = ("rows", "row", "address", "postcode", "outcome", "parent_uprn", "near_uprn", "why")
"""The headings of the list, in their order."""


@dataclass(frozen=True, slots=True, repr=False)
class AddressQueryLine:
    """One address that was not found."""

    row: int
    address: str
    postcode: str | None
    outcome: str
    parent: str | None
    near: str | None
    why: str
    rows: int = 1


class QueryLines:
    """Counts addresses by what they are compared by; holds each different one once."""

    def __init__(self) -> None:
        self._lines: dict[str, AddressQueryLine] = {}

    def __len__(self) -> int:
        """How many different addresses there are."""
        return len(self._lines)

    def add(self, key: str, line: AddressQueryLine) -> None:
        """Count a row, which comes after those before."""
        before = self._lines.get(key)
        self._lines[key] = line if before is None else replace(before, rows=before.rows + 1)

    def rows(self) -> Iterator[tuple[object, ...]]:
        """The lines of the list."""
        return _rows(sorted(self._lines.values(), key=lambda each: (-each.rows, each.row)))


def _rows(lines: Iterable[AddressQueryLine]) -> Iterator[tuple[object, ...]]:
    for each in lines:
        postcode = None if each.postcode is None else one_line(each.postcode)
        yield (each.rows, each.row, one_line(each.address), postcode, each.outcome, each.parent, each.near, each.why)
