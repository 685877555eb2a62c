"""AddressBase Core: a CSV whose first line names the product's 27 columns, in any order.

Ordnance Survey, AddressBase Core (https://www.ordnancesurvey.co.uk/products/addressbase-core). A row of a
full supply is an address; one that was deleted belongs to a change-only update and is a reject there.

>>> source = AddressBaseCore(Path("examples/addresses.csv"))
>>> batch = next(source.batches(SourceReading(source.path), Rejects()))
>>> batch.read, batch.addresses[0][0]
(421, 2)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from localgov_components.address.model import ADDRESSBASE_CORE_COLUMNS
from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.batch import Batch, address_batches, of_a_full_supply
from localgov_components.address.sources.headings import require_headings
from localgov_components.address.sources.reading import SourceReading
from localgov_components.address.sources.table import SourceTable

__all__ = ["AddressBaseCore"]


@dataclass(frozen=True, slots=True)
class AddressBaseCore:
    """An AddressBase Core file: a full supply, or a change-only update."""

    kind: ClassVar[str] = "addressbase-core"
    path: Path

    def batches(self, reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
        """The addresses of a full supply. Raises `DefinitionError` when the file is not AddressBase Core."""
        return of_a_full_supply(self.changes(reading, rejects), rejects)

    def changes(self, reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
        """The addresses of an update that are there now, and the UPRNs that are no more."""
        table = SourceTable(reading)
        columns = require_headings(table.first, ADDRESSBASE_CORE_COLUMNS, "AddressBase Core", reading)

        def filled(cells: list[str]) -> dict[str, str]:
            return {name: cell for name, cell in zip(columns, cells, strict=True) if cell.strip()}

        return address_batches(table.rows(rejects), filled, rejects)
