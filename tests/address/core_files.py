"""Small AddressBase Core files for tests; every address in them is invented."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from localgov_components.address import GazetteerAddress
from localgov_components.address.model import ADDRESSBASE_CORE_COLUMNS

COLUMNS = ADDRESSBASE_CORE_COLUMNS
EXAMPLES = Path(__file__).parents[2] / "examples" / "addresses.csv"

HOUSE = {
    "uprn": "999900000017",
    "usrn": "99000001",
    "classification_code": "RD04",
    "easting": "333000.50",
    "northing": "81000.25",
    "latitude": "50.6250000",
    "longitude": "-2.9480000",
    "rpc": "1",
    "last_update_date": "2024-02-29",
    "single_line_address": "12A Tithebarn Street, Ambleford, DT97 1AA",
    "building_number": "12A",
    "street_name": "Tithebarn Street",
    "post_town": "Ambleford",
    "postcode": "DT97 1AA",
    "gss_code": "E07999001",
    "change_code": "I",
}


def house(**cells: str) -> dict[str, str]:
    """The cells of one sound row, with these put in their place."""
    return HOUSE | cells


def address(**cells: str) -> GazetteerAddress:
    """An address with nothing but what is given, a UPRN and a single line."""
    return GazetteerAddress.model_validate({"uprn": "999900000017", "single_line_address": "A place"} | cells)


def core_text(rows: Iterable[Mapping[str, str]], *, columns: Iterable[str] = COLUMNS) -> str:
    """A file with these rows under the headings `columns`."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(columns), restval="", lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def core_file(folder: Path, *rows: Mapping[str, str]) -> Path:
    """Write a file with these rows."""
    path = folder / "addresses.csv"
    path.write_text(core_text(rows), encoding="utf-8", newline="")
    return path
