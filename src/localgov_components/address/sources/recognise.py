"""Which product a file is, by its headings.

>>> recognised(Path("examples/addresses.csv")).kind
'addressbase-core'
"""

from pathlib import Path

from localgov_components.address.model import ADDRESSBASE_CORE_COLUMNS
from localgov_components.address.sources.addressbase_core import AddressBaseCore
from localgov_components.address.sources.addressbase_plus import AddressBasePlus, is_plus_file
from localgov_components.address.sources.batch import GazetteerSource
from localgov_components.address.sources.onsud import Onsud, is_onsud_file
from localgov_components.address.sources.open_uprn import OPEN_UPRN_COLUMNS, OpenUprn
from localgov_components.address.sources.plain import PlainAddresses, known_columns
from localgov_components.address.sources.reading import SourceReading
from localgov_components.address.sources.records import AddressBasePremium, is_record_file
from localgov_components.address.sources.table import SourceTable

__all__ = ["recognised"]

_MOST_OF_CORE = 14
"""More than half of the product's columns: a file with so many that lacks one is told which."""


def recognised(path: Path) -> GazetteerSource:
    """The source for a file.

    Raises `DefinitionError` when it cannot be read or is no CSV that a gazetteer is built from.
    """
    reading = SourceReading(path)
    table = SourceTable(reading, known_columns)
    headings = {heading.lower() for heading in table.first}
    if len(headings & set(ADDRESSBASE_CORE_COLUMNS)) >= _MOST_OF_CORE:
        return AddressBaseCore(path)
    if is_plus_file(table.first):
        return AddressBasePlus(path)
    if is_record_file(table.first):
        return AddressBasePremium(path)
    if is_onsud_file(table.first):
        return Onsud(path)
    if headings == set(OPEN_UPRN_COLUMNS):
        return OpenUprn(path)
    return PlainAddresses(path)
