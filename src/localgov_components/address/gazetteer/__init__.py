"""A gazetteer in one file: built, updated, opened, searched and matched against."""

from localgov_components.address.gazetteer.build import BuildReport
from localgov_components.address.gazetteer.difference import AddressChange, GazetteerDifference, gazetteer_difference
from localgov_components.address.gazetteer.file import GazetteerEdition, GazetteerSourceRead, GazetteerSupply
from localgov_components.address.gazetteer.gazetteer import Gazetteer
from localgov_components.address.gazetteer.location import AddressWording, UprnLocation
from localgov_components.address.gazetteer.update import UpdateReport

__all__ = [
    "AddressChange",
    "AddressWording",
    "BuildReport",
    "Gazetteer",
    "GazetteerDifference",
    "GazetteerEdition",
    "GazetteerSourceRead",
    "GazetteerSupply",
    "UpdateReport",
    "UprnLocation",
    "gazetteer_difference",
]
