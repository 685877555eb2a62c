"""A gazetteer of the examples' town, and decisions about addresses of it."""

from datetime import date
from pathlib import Path

from tests.address.core_files import EXAMPLES

from localgov_components.address import Gazetteer
from localgov_components.address.review import AddressDecision, Verdict, folded_address
from localgov_components.identifiers import Uprn

__all__ = ["BUILDING", "FLAT_1", "FLAT_2", "ON", "ROLE", "TWELVE", "built", "decision"]

BUILDING = Uprn.parse("999900105061")
"""10 Mill Lane, a building that holds eleven flats."""
FLAT_1 = Uprn.parse("999900105062")
FLAT_2 = Uprn.parse("999900105069")
TWELVE = Uprn.parse("999900105162")
"""12 Mill Lane."""

ON = date(2026, 11, 26)
ROLE = "Address officer"


def built(folder: Path) -> Path:
    """Build the gazetteer in a folder."""
    path = folder / "addresses.gazetteer"
    Gazetteer.build(EXAMPLES, path, epoch="120", attribution="Made-up addresses of Ambleford")
    return path


def decision(
    text: str, uprn: Uprn, verdict: Verdict = Verdict.ACCEPTED, postcode: str | None = None
) -> AddressDecision:
    """A decision about an address as somebody wrote it."""
    return AddressDecision(*folded_address(text, postcode), verdict, uprn, ROLE, ON)
