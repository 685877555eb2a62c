r"""ONS UPRN Directory: in which local authority each UPRN is, by its GSS code.

Office for National Statistics (https://geoportal.statistics.gov.uk/), under the Open Government Licence; one
CSV for each region. The names of the columns carry the year of their codes and change between releases, so
they are known by their stems. A code that ends in 99999999 says that the area does not apply.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     path = Path(folder) / "ONSUD.csv"
...     _ = path.write_text("UPRN,GRIDGB1E,LAD25CD\n999900000017,333000,E07999001\n")
...     (batch,) = Onsud(path).batches(SourceReading(path), Rejects())
>>> batch.districts
[(2, 999900000017, 'E07999001')]
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import ClassVar

from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.batch import Batch
from localgov_components.address.sources.reading import SourceReading
from localgov_components.address.sources.table import SourceTable
from localgov_components.core import InvalidValueError
from localgov_components.identifiers import Uprn

__all__ = ["Onsud", "is_onsud_file"]

_UPRN = "uprn"
_DISTRICT = re.compile(r"(lad|oslaua)([0-9]{2}cd)?", re.ASCII)
_SMALL_AREA = re.compile(r"(oa|lsoa|msoa)[0-9]{2}(cd)?", re.ASCII)
_GSS_CODE = re.compile(r"[A-Z][0-9]{8}", re.ASCII)
_DOES_NOT_APPLY = "99999999"
_ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Onsud:
    """A file of the ONS UPRN Directory."""

    kind: ClassVar[str] = "onsud"
    path: Path

    def batches(self, reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
        """The districts. Raises `DefinitionError` when the columns of the UPRN or the district are missing."""
        table = SourceTable(reading)
        uprn, district = _columns(table.first)
        if uprn is None or district is None:
            missing = "uprn" if uprn is None else "lad"
            raise reading.refused("this column of the ONS UPRN Directory is missing.", line=1, column=missing)
        rows = table.rows(rejects)
        while taken := list(islice(rows, _ROWS_AT_ONCE)):
            read = [(line, _district(cells[uprn], cells[district])) for line, cells in taken if cells is not None]
            for line, mistake in read:
                if isinstance(mistake, str):
                    rejects.add(line, [(None, mistake)])
            found = [(line, *each) for line, each in read if not isinstance(each, str)]
            yield Batch(line=taken[-1][0], read=len(taken), districts=found)


def is_onsud_file(first: Sequence[str]) -> bool:
    """Whether the first line of a file has the headings of the directory, small areas among them."""
    return None not in _columns(first) and any(_SMALL_AREA.fullmatch(heading.lower()) for heading in first)


def _columns(first: Sequence[str]) -> tuple[int | None, int | None]:
    """The places of the UPRN and of the district."""
    headings = [heading.lower() for heading in first]
    district = next((place for place, heading in enumerate(headings) if _DISTRICT.fullmatch(heading)), None)
    return (headings.index(_UPRN) if _UPRN in headings else None), district


def _district(uprn: str, code: str) -> tuple[int, str] | str:
    """The UPRN and its district; or why there is none."""
    text = code.strip().upper()
    if not _GSS_CODE.fullmatch(text) or text.endswith(_DOES_NOT_APPLY):
        return "not the GSS code of a local authority."
    try:
        return Uprn.parse(uprn).number, text
    except InvalidValueError as error:
        return str(error)
