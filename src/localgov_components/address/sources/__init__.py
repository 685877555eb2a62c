"""Files from which a gazetteer is built: one module for each product.

>>> from pathlib import Path
>>> recognised(Path("examples/addresses.csv")).kind
'addressbase-core'
"""

from localgov_components.address.sources.addressbase_core import AddressBaseCore
from localgov_components.address.sources.addressbase_plus import AddressBasePlus
from localgov_components.address.sources.batch import GazetteerSource
from localgov_components.address.sources.onsud import Onsud
from localgov_components.address.sources.open_uprn import OpenUprn
from localgov_components.address.sources.plain import PlainAddresses
from localgov_components.address.sources.reading import BuildProgress
from localgov_components.address.sources.recognise import recognised
from localgov_components.address.sources.records import AddressBasePremium, LlpgExport

__all__ = [
    "AddressBaseCore",
    "AddressBasePlus",
    "AddressBasePremium",
    "BuildProgress",
    "GazetteerSource",
    "LlpgExport",
    "Onsud",
    "OpenUprn",
    "PlainAddresses",
    "recognised",
]
